"""What others tell or are told: reports that those asked only add to, and clauses in which somebody else is to report."""

import re

from reading.due.signs import holds_one
from reading.requests.sentences.phrases import Sentence
from reading.requests.terms.slots import Slot

_TELL = (
    r"(?:report|submit|submission|present|provid|transmit|inform|notify|brief|communicat|forward|convey|share|send|revert|keep (?:the|it)|"
    r"return)\w*\b"
)
_MAKE = r"(?:report|submi|present|provid|transmit|prepar|elaborat|draft|develop|complet|complian|produc|finali[sz])\w*\b"
# with a view to the Committee making a recommendation to the Assembly | to enable the Board to report to it: what others are to tell
_OTHERS_TELL = re.compile(
    r"\bwith a view to (?!(?:[a-z]+ly )?[a-z-]+ing\b)[^,;]*?ing\b[^,;]*"
    r"|\b(?:when|while|whenever|before|after) (?!(?:[a-z]+ly )?(?:report|submit|present|provid|transmit|brief|inform|keep)\w*)[a-z]+ing\b"
    r"[^,;]*"
    # hold an event in order to provide input to the Conference, but: in order to report to it, in order to provide a draft to it
    r"|\b(?:in order|so as) to (?!(?:[a-z]+ly )?(?:report|submit|present|transmit|brief|inform|keep)\b|provide an? (?:[a-z]+ )?"
    r"(?:draft|report|text)\b|ensure that\b)(?:(?! and to )[^,;])*"
    # so as to ensure that the Committee will, in turn, advise the Assembly; but "that the report is submitted to it"
    r"|\b(?:in order|so as) to ensure that (?:(?! (?:is|are|be|will|can|may|and) )[^,;])* (?:will|can|may)\b(?:(?! and to )[^;])*"
    # invite the secretariat to report to the Council: what it is to tell
    rf"|(?:^|, | to | and )(?:invite|ask|request|encourage|urge|remind|call (?:up)?on) (?:(?! (?:and )?to )[^,;]){{2,90}}"
    rf"(?:, [^,;]{{2,60}},)? to (?:consider |continue to |[a-z]+ly )?{_TELL}(?:(?! and to )[^,;])*"
    r"|\b(?:capacity|capacities|ability|obligations?|duty) of (?:the |all |its |[A-Z])[^,;]{2,60}? to "
    r"(?:report|submit|present|provid|transmit)\w*\b[^,;]*"
    r"|\b(?:facilitat|support|assist|streamlin|improv|simplif)\w* (?:the )?(?:procedures? for )?(?:the )?(?:timely )?"
    r"(?:reporting|submission)s? (?:by|of|from) [^,;]*"
    r"|\bso that\b(?:(?!, which\b)[^;])*"
    # enable it to report, help countries to submit, assist States in the timely submission of
    r"|\b(?:enabl\w+|allow\w*|assist\w*|help\w*|support\w*|permit\w*) (?!(?:in|to|with) )(?:(?! and (?:to|in) )[^,;]){2,90}? "
    rf"(?:to|in|with) (?:(?:the|their|its) )?(?:[a-z]+ly )?(?:and [a-z]+ly )?{_MAKE}[^,;]*"
    # the staff necessary for the Envoy to report | in order for the Board to report | the means required to report
    r"|\b(?:necessary|required|needed|essential|sufficient|adequate|order(?= for ))"
    r"(?: for (?:the |its |all |them |it |[A-Z])(?:(?! to )[^,;]){0,80})? "
    rf"to {_TELL}[^,;]*"
)
# training for the preparation of reports, a format for national reports: help with what others submit
_HELP = re.compile(
    r"\b(?:assist\w*|training\w*|capacit\w+|capacity-building|guidance|advice|advisory services|expertise|support|tools?|formats?|"
    r"templates?|guidelines|procedures?|resources|funds|funding|mechanisms?|workshops?|courses?|manual|handbook|help)\b"
    r"(?:(?! and to )[^;])*? (?:for|in|on|of|with) (?:(?:the|their) )?"
    r"(?:(?:timely )?(?:preparation|drafting|submission|presentation|completion)(?: and (?:submission|presentation))? of|"
    r"(?:preparing|drafting|submitting|completing)(?: and submitting)?|(?:field of )?reporting|"
    r"(?:national|periodic|voluntary|initial|alternative|implementation) (?:[a-z]+ )?reports) (?!his\b|her\b)[^,;]*"
)
# support the participation of States and the submission of their reviews to the forum
_THEIRS = re.compile(
    r"\b(?:support|facilitat|assist|encourag|promot|enhanc|enabl)\w* [^;]*?\b(?:preparation|submission|presentation) of their (?:own )?"
    r"(?:[a-z]+ ){0,3}(?:reports?|reviews?|communications?|submissions?|plans?)\b[^,;]*"
)
# inform the Committee | that States may submit proposals to the Bureau
_TOLD_THAT = re.compile(r"\b(?:inform|notify|remind) [^,;]{3,90}?(?P<said> that (?:the |all |any |its |[A-Z])[^;]*)")
# to encourage organizations to review the recommendations, and to consider reporting to the Unit: theirs to consider
_CONSIDERED = re.compile(
    r"\b(?:encourage|invite|urge) [^;]* and to consider (?:reporting|submitting|presenting|providing|informing|transmitting) [^,;]*"
)
# invite States parties, as well as others that take part, to submit their views to the Division
_INVITED = re.compile(
    r"\binvite (?:the |all |its |[A-Z])[^,;]{2,60}, (?:as well as|including|and) [^;]{2,300}?, to (?:[a-z]+ly )?"
    r"(?:submit|provide|present|transmit|send) their\b[^;]*"
)
# what one of a pattern's finds can't go without: most are not even tried; the one group, if there is one, is what others do
_WITH_SIGNS = (
    (("prepar", "draft", "submi", "presentation", "complet", "report"), _HELP),
    (("ion of their ",), _THEIRS),
    ((" that ",), _TOLD_THAT),
    ((" to consider ",), _CONSIDERED),
    ((" invite ",), _INVITED),
)


def told_by_those_asked(sentence: Sentence, start: int, end: int, found: list[Slot]) -> list[Slot]:
    """Without the receivers that stand in a clause of what others do."""
    others = [clause.span() for clause in _OTHERS_TELL.finditer(sentence.quiet, start, end)]
    for signs, pattern in _WITH_SIGNS:
        if holds_one(sentence.quiet, signs):
            others += [clause.span(pattern.groups) for clause in pattern.finditer(sentence.quiet, start, end)]
    if not others:
        return found
    return [
        slot
        for slot in found
        if slot.rule == "recipients.to-be-considered-by" or not any(first <= slot.names[0].start < last for first, last in others)
    ]


def others_report(sentence: Sentence, i: int) -> bool:
    """ "recommendations to be included in the report of the Secretary-General to be submitted | to the Assembly": his, not theirs."""
    before = sentence.quiet[max(0, sentence.words[i].start - 160) : sentence.words[i].start]
    return (
        re.search(
            r"\b(?:in|into|to|as part of|as an annex to) the [\w -]{0,30}reports? of the [^,;]{3,80} to be [a-z]+ $", before
        )
        is not None
    )


# to contribute to the preparation of future reports | to the Assembly: others' reports
_OTHERS_REPORTS = re.compile(
    r"\b(?:preparation of|contribut\w+ to|input (?:in)?to|inputs (?:in)?to|inform|for|of|in(?! his | her | its | their )) "
    r"(?:the |his |her |its |their )?(?:preparation of )?"
    r"(?:the |his |her |its |their )?(?:future|forthcoming|next|subsequent|upcoming|annual) (?:[a-z]+ )?reports $"
    r"|\b(?:cooperat\w+|assist|support|engage|collaborat\w+|work) (?:[a-z]+ )?(?:with )?(?:the )?[^,;]{3,60} "
    r"in (?:his|her|its|their) reports $"
    r"|\b(?:cooperat\w+|assist|support|collaborat\w+) (?:with )?[^,;]{3,80}? in (?:the preparation of|preparing|drafting) "
    r"(?:his|her|its|their|the|an?) (?:[a-z]+ ){0,3}reports? $"
    r"|\b(?:considered|used|reflected|taken into account|included|drawn upon) by [^,;]{3,60} in (?:his|her|its|their) (?:[a-z-]+ ){0,3}"
    r"reports? $"
    r"|\bfor inclusion in (?:his|her|its|their|the|an?) (?:[a-z-]+ ){0,3}reports?(?: of the [A-Z][^,;]{2,60})? $"
    r"|\b(?:contribut\w+|inputs?) (?:in)?to (?:the )?(?:preparation of )?(?:the|his|her|its|their) (?:[a-z-]+ ){0,3}reports?"
    r"(?: of the [A-Z][^,;]{2,60})? $"
)


# the submission by States of annual reports | to the Committee: their own
_SUBMITTED = re.compile(r"\b(?:submission|presentation|transmission)\b[^,;]*$")


def contributed_to(sentence: Sentence, i: int) -> bool:
    """ "contribute to the preparation of future reports to the Assembly": others' reports, to which those asked only add."""
    if _SUBMITTED.search(sentence.quiet, max(0, sentence.words[i].start - 120), sentence.words[i].start):
        return False
    return _OTHERS_REPORTS.search(sentence.quiet, max(0, sentence.words[i].start - 120), sentence.words[i].start) is not None


# the Secretary-General | submit a report ..., for its consideration: the adopting organ's
_BY_OFFICER = re.compile(
    r"\b(?:Secretary-General|Director-General|Executive Director|High Commissioner|Special (?:Rapporteur|Envoy|Adviser|Representative)|"
    r"President|Chair|Under-Secretary-General)\b[^;]*?,? to [^;]*\b(?:submit|present|report|provide|prepare|transmit|make|propose)\b[^;]*$"
)


def handed_for_its(sentence: Sentence, i: int) -> bool:
    """ "submit a report on the Secretariat, for its consideration": what an officer hands over, whose own "its" it can't be."""
    return sentence.low(i - 2) == "for" and _BY_OFFICER.search(sentence.quiet, 0, sentence.words[i].start) is not None
