"""Whether a time belongs to something that a paragraph speaks of, and not to the duty: to a relative clause, a purpose, what is known
or looked back to, an aim."""

import re
from datetime import date

from domain.time.phrases import Bound, Delay, Relation, Session, Vague, Which
from reading.due import FoundDue
from reading.due.signs import holds_one
from reading.requests.sentences.frames import Frame, Mode
from reading.requests.sentences.phrases import Sentence
from reading.requests.terms.cases import of_a_case
from reading.requests.terms.occasions import of_an_occasion

# which will be held in | that were adopted at | established at | as reaffirmed in
_IN_CLAUSE = re.compile(
    r"\b(?:which|who|whose|where|when|since|as (?:adopted|requested|decided|reaffirmed|contained|set out|agreed)|held|to be held|"
    r"to take place|to be (?:sent|established|appointed|elected|signed)|convened|organized|that (?:may|might|is|are|was|were|will|shall|"
    r"has|have)(?: to)? (?:be(?:en)? )?[a-z]+(?:ed|en|de|"
    r"ld|nt)|"
    r"[a-z]+s (?:that|which) (?:the [^,;]{3,60}?|it|they) (?:will|may|might|would|shall) [a-z]+|"
    r"while [a-z]+ing)\b[^,;]*$"
)
# the decisions taken at | the views received by | activities undertaken in: told of what is there already
_DONE_THEN = re.compile(
    r"(?<!\bbe )\b(?:expected|foreseen|envisaged|"
    r"adopted|requested(?! to [a-z])|decided|delivered|agreed|established|endorsed|presented|submitted|contained|scheduled|planned|"
    r"taken|expressed|"
    r"(?:needed|required)(?= by (?:the|its|it)\b| (?:in|at|during|for)\b)|"
    r"concluded|issued|discussed|considered|launched|reached|made|(?:lessons|experience) (?:learned|learnt|gained|drawn)(?= ?$)|"
    r"(?:recommended|proposed|approved|identified|referred|agreed upon|selected)(?= (?:by|in|at|on|during) (?:its|the|their)\b| ?$)|"
    r"(?:received|undertaken|mandated|done|carried out|conducted|incurred|performed|gathered|collected|reported|"
    r"imposed|applied|observed|experienced|encountered|deferred|published|left over|denied|detained|arrested|"
    r"committed|begun|initiated|started|commenced|sent|circulated|distributed|transmitted)"
    r"(?= (?:by|in|at|on|during|from|since|between|under|for|with|to|through|so far|within|before)\b| ?$))\b(?P<since>[^,;]*)$"
)
# requests made in resolution 74/1: where something stands, not when it is due
_IN_RESOLUTION = re.compile(
    r"\b(?:(?:requested|made|contained|set out|established|adopted|expressed|outlined|called for|decided upon) in|(?:mandated|requested|"
    r"established|decided|appointed) (?:by|pursuant to|under|in accordance with)) (?:[a-z]+ )?(?:paragraphs? \d+[^,;]{0,20} of )?"
    r"(?:its |General Assembly |Council )?resolutions? [A-Z\d/]+(?: \((?:[A-Z]+|\d{4})\))?(?: of \d{1,2} [A-Z][a-z]+ \d{4})?"
)
# the report requested therein | no later than March: where it is requested
_THEREIN = re.compile(
    r"\b(?:requested|called for|contained|mentioned|set out|outlined|referred to|mandated) (?:therein|herein|above|below|"
    r"in paragraphs? \d+(?: ?\([a-z]+\))?(?: and \d+)?(?: above| below)?) "
)
# the views received in a report | at its session: into what they are put
_PUT_INTO = re.compile(
    r"\b(?:received|submitted|gathered|collected|expressed|made|provided) (?=in an? (?:[a-z]+ ){0,3}"
    r"(?:report|compilation|summary|document|compendium|paper|publication)\b)"
)
# every three years, the next of which should be | in 2025; to create a panel, which shall submit its recommendations | by the end of 2021
_THE_FIRST = re.compile(
    r",? (?:with )?the (?:first|next|initial)(?: (?:one|such))?(?: [a-z]+)?(?: of (?:which|these|them))?,? (?:(?:shall|will|should|"
    r"is to|to)\b "
    r"?(?:(?:be |take )?[a-z]* ?)|being (?:[a-z]+ )?)$"
)
# a survey, the results of which shall be presented to the Assembly | at its session
_RESULTS = re.compile(
    r", (?:the )?(?:results?|findings|outcomes?|conclusions|report) of which (?:shall|will|should|are to|is to) be "
    r"(?=presented|submitted|reported|transmitted|made available|published|communicated)"
)
# to the Commission on progress made | at its forthcoming session, at the seventy-eighth session of the Assembly: which is yet to come
_TOLD_THEN = re.compile(
    r"\b(?:report|inform|information|brief|update|apprise)\b[^;]*\b(?:made|taken|undertaken|achieved)"
    r"(?: by [^,;]{3,60}| in (?:this|that) regard| to (?!hold|conven|organiz|host|prepar|ensur|bring|be\b)[a-z]+ [^,;]{3,90})?,? $"
)
_CREATED_TO = re.compile(
    r"^ (?:to |that )?(?:create|establish|set up|appoint|launch|institute|constitute|convene) an? [^;]{3,200}?,? (?:which|that|who) "
    r"(?:shall|will|should|is to|are to) "
)
# the measures taken in that regard | at its session
_IN_THIS_REGARD = re.compile(
    r"\b(?:made|taken|undertaken|reached|done|adopted) in (?:this|that) (?:regard|respect|direction|area) "
)
# the assessment conducted in 2020 to the Assembly | at its session: a year or a receiver ends what was done before
_ENDED = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:the present|this) (?:resolution|decision) $|\bto (?:it|the (?:General )?Assembly|the [A-Z][^,;]{3,90}) $"
)

# the articles adopted by the Commission at its session | by 1 May; the pledges made at the Conference | within a year: what was done
# already is due no more
_DONE_BY = re.compile(
    r"(?<!\bbe )\b(?:adopted|agreed|approved|endorsed|established|presented|submitted|contained|taken|expressed|concluded|issued|made|"
    r"requested|signed|recommended|proposed|identified|referred|selected|received|undertaken|mandated|gathered|collected|reported|"
    r"launched|reached|"
    r"held|convened|organized|decided|begun|sent)"
    r" (?:by|in|at|on|during|under|through|to|with|upon) (?:(?!\bto (?:be|[a-z]+ (?:the|its|their|all))\b)[^,;]){3,160}$"
)
# to comment during the thematic debate, to be held | at the next session: when the debate is, so is what is done during it
_DURING_IT = re.compile(
    r"\bduring the (?:[a-z-]+ ){0,4}(?:debate|meeting|discussion|dialogue|segment|event|forum|consultations|conference|week),? "
    r"(?:to be held|to take place) $"
)
_HELD_SIGNS = (" to be held ", " to take place ")
# the meetings held in 2020 to the Committee | at its 2021 session
_HELD_BEFORE = re.compile(r"(?<!\bbe )\bheld in (?:[A-Z][a-z]+ )?(?:19|20)\d\d (?=(?:to|before|for) )")
# to review progress made in the implementation of the Plan | in 2025: when it is looked at; not "the progress made in 2019"
_PROGRESS = re.compile(r"\b(?:progress|advances|efforts|improvements|headway) (?:so far |thus far )?(?:made|undertaken) (?!$)")

# taking into account the adoption | at its session, in accordance with the decisions taken | at: the time of what is looked back to
_LOOKING_BACK = re.compile(
    r"\b(?:taking into account|in (?:line|accordance|conformity|keeping|compliance) with|pursuant to|based on|building (?:up)?on|"
    r"in (?:the )?light of|having regard to|on the basis of|implement(?:ing|ation of)?|follow(?:ing)?[ -]up (?:on|to)|as well as|and)\b"
    r"[^;]{0,160}?\b(?:the|its|their|those|all) (?:[a-z]+ ){0,2}?(?:adoption|decisions|commitments|pledges|outcomes?|conclusions|"
    r"agreements?|understandings?|resolutions)(?: (?:taken|reached|made|adopted))? $"
)
# report to the Council on the outcome | by July
_TOLD_OF = re.compile(r"\b(?:report|inform|brief|update)\b[^;]* on (?:the|its|their) (?:[a-z]+ ){1,3}$")
_LOOKED_BACK_TO = (
    "adoption ", "sions ", "ments ", "pledges ", "outcome ", "comes ", "ings ", "taken ", "reached ", "made ", "tions ",
)  # fmt: skip
"""How what is looked back to ends, right before its time: without one of these the slow pattern isn't tried."""


# in order to ensure ... in 2022-2023: the time of the purpose, not of the duty
_PURPOSE = re.compile(
    r"\b(?:in order (?:to(?! (?:report|submit|present|provide|transmit) )|"
    r"for(?! (?:it|the (?:General )?Assembly) to (?:consider|review|decide|adopt|take)\b))|so as to|early enough to|"
    r"with a view to(?! (?:(?:its|their) (?:consideration|adoption|approval|endorsement) by (?:it|the [A-Z])|"
    r"(?:[a-z]+ly )?(?:reporting|submitting|presenting|making|"
    r"concluding|completing|"
    r"finalizing)\b))|aimed at|with the aim of|for the purpose of|"
    r"(?<=, )(?:leading(?: up)? to|culminating in|resulting in)|due to (?:end|expire|conclude|begin|start|open|close|take place)|"
    r"to inform (?:the|its|their) (?:[a-z-]+ ){0,2}(?:discussions?|deliberations|negotiations|debates?|dialogue|preparations?)|"
    r"that (?:[a-z]+ly )?(?:began|took place|[a-z]+ed))\b[^,;]*$"
)


# bearing in mind that by 2050 ...: the time of what is known, not of the duty
_KNOWN = re.compile(
    r"\b(?:bearing in mind|mindful of|noting|recogni[sz]ing|recalling|acknowledging|reaffirming|stressing|emphasizing|"
    r"considering|given|recommending|affirming|requiring) that\b(?:(?!, to )[^;])*$"
)


# ensure that the report is issued | by June: a thing that those asked see to
_SEEN_TO = re.compile(
    r"\bensur(?:e|ing) that (?:(?!\b(?:which|who|that|when|where)\b)[^,;])*\b(?:is|are|be) (?:[a-z]+ly )?"
    r"(?:[a-z]+ed|(?:made|put) (?:[a-z]+ )?(?:available|in place|at the disposal of [a-z ]+|accessible|public)|"
    r"made|taken|sent|given|put|set|done|paid|held|brought|met|begun|available|ready|in place|complete|operational) $"
)


# consult on the proposal to hold a conference | in 2027: when what is proposed would be, and not when it is talked over
_PROPOSED = re.compile(
    r"\b(?:consult|consultations|consider|considering|consideration|discuss|discussions|examine|deliberate|deliberations|reflect|explore|"
    r"exploring|examining|assess|review|study) (?:[a-z]+ )?(?:on |of |about |upon |over )?(?:the|a|any|its|their) (?:[a-z]+ )?"
    r"(?:proposals?|option|idea|suggestion|offer) (?:to|of|for) (?:[a-z]+ly )?"
    r"(?:hold|conven|organiz|host|establish|launch|proclaim)[a-z]*\b[^,;]*$"
)

_PROPOSALS = ("proposal", "option", "idea", "suggestion", "offer")


# decides to convene a conference, | to be held in Geneva | from 3 to 7 May
_HELD_THEN = re.compile(
    r",? to (?:convene|hold|organize|host) (?:(?!\b(?:which|that|adopted|to be held|scheduled|ahead of|prior to|before|"
    r"modalities|format|themes?|organization of|in advance of|in preparation|preparing)\b)[^;]){3,240}?,? (?:to be (?:held|convened|"
    r"organized)|to take place|scheduled|which (?:will|shall) (?:be (?:held|convened)|take place))"
    r"(?:,? (?:within the framework|as part|in the context) of (?:an?|the) [^,;]{3,90}?)?"
    r"(?:,? by the (?:[A-Z][\w’-]*+,? ?(?:of (?:the )?)?){1,5})?"
    r"(?: (?:in|at) (?:the )?(?:[A-Z][\w’.-]*+,? ?(?:of |and )?(?:the )?){1,6})? ?"
    r"(?:,? ?(?:virtually|online|in person|in a hybrid format|(?:for|over) (?:up to )?(?:an?|[a-z]+) (?:[a-z]+ )?(?:days?|weeks?)|"
    r"(?:back to back with|on the margins of|in conjunction with) (?:the|its) [^,;]{3,90}?),? ?)?"
)


# the effort to guide the Conference to the resumption of its work | at its 2026 session: when the aim would be reached
_AIM = re.compile(r"\bin (?:the|their|its|an?|his|her|all) (?:[a-z]+ )?efforts? (?:to|at|towards|aimed at)\b[^,;]*$")
_ASIDE = re.compile(r", (?:including|inter alia|in particular|especially) [^,;]*,")
# the working group, to be established | at its session, to consider: when those asked come to be
_SET_UP = re.compile(r" (?:the|an?) [^,;]{3,120},? to be (?:[a-z]+ly )?[a-z]+ed\b[^,;]*")
_THEN_ASKED = re.compile(r"(?: [^,;]*)?,? to (?!(?:the|its|it|all|their)\b)[a-z]+")


def _to_come(time: FoundDue, adopted: date | None) -> bool:
    first = (time.due.earliest or time.due.latest) if time.due else None
    return first is None or adopted is None or first > adopted


# provide to the Committee established pursuant to resolution 1591 (2005) with | an interim report
_PROVIDED_WITH = re.compile(r"(?:provide|furnish|supply|present)\b[^,;]*? with (?=an? )")
# crimes committed in the context of the elections, in particular | in January 2015: when they were
_COMMITTED = re.compile(r"\b(?:committed|perpetrated) (?:in|on|during|by|against|at|since)\b[^;]*$")
# put in place a budget, to ensure the timely holding of elections | no later than December: when they are to be held
_FOR_A_GATHERING = re.compile(
    r", (?:so as )?to (?P<doing>ensure|allow|enable|permit|guarantee|secure) (?:for )?the (?:[a-z]+,? (?:and "
    r")?){0,4}(?:holding|conduct|convening) of [^,;]*$"
)


def _of_what_is_asked(sentence: Sentence, frame: Frame, time: FoundDue, before: str) -> bool:
    """Whether a time is told of the thing that the duty is about: crimes, elections."""
    if ("committed" in before or "perpetrated" in before) and _COMMITTED.search(before):
        return True
    purpose = _FOR_A_GATHERING.search(before) if ", to " in before or ", so as to " in before else None
    if purpose is None:
        return False
    at = time.start - len(before) + purpose.start("doing")
    return not any(p.start == at for p in frame.predicates)


# including by responding to communications | within 60 days: how fast that is always done
_MEANS = re.compile(r", including by [a-z]+ing [^,;]*$")
# as soon as possible | during its session: what is hastened is the thing to be done
_HASTE = (
    "as soon as possible", "as early as possible", "at the earliest opportunity", "without delay", "as soon as practicable", "preferably",
    "if possible",
)  # fmt: skip
_HASTENED = tuple(f"{haste}{mark} " for haste in _HASTE for mark in ("", ","))


# decides not to consider the item | before its eightieth session: then it may be done, and not later
_NOT_TO = re.compile(r"\bnot (?:to|be) [^,;]*$")


def _not_before(time: FoundDue, before: str) -> bool:
    phrase = time.phrase
    return (
        isinstance(phrase, Bound)
        and phrase.relation is Relation.BEFORE
        and " not " in before
        and _NOT_TO.search(before) is not None
    )


_VERB = re.compile(r"[a-z]+")


def of_something_else(sentence: Sentence, frame: Frame, time: FoundDue, adopted: date | None) -> bool:
    """Whether ``time`` is told of something that the paragraph speaks of, so that it limits no duty."""
    done = frame.passive or frame.mode is Mode.SELF
    verb = _VERB.match(sentence.text, frame.verb_at) if done and frame.verb_at is not None else None
    before = sentence.quiet[verb.end() if verb else frame.act.end : time.start]  # "shall be held in 2012"
    if ", including by " in before and isinstance(time.phrase, Delay | Vague) and _MEANS.search(before):
        return True
    if _SEEN_TO.search(before) or (before.endswith(_HASTENED) and _PURPOSE.search(before) is None):
        return False
    if frame.mode is Mode.SELF and (created := _CREATED_TO.match(before)) is not None:
        before = before[created.end() :]
    if frame.mode is Mode.SELF and (
        _HELD_THEN.fullmatch(before) or _HELD_THEN.fullmatch(f" to {_last_asked(sentence, frame, time)}")
    ):
        return False
    if _not_before(time, before):
        return True
    if holds_one(before, _PROPOSALS) and _PROPOSED.search(before):
        return True
    if _session_to_come(time, adopted) and _TOLD_THEN.search(before):
        return False
    if (
        before.endswith(_LOOKED_BACK_TO)
        and _LOOKING_BACK.search(before)
        and not (_sets_a_limit(time) and _TOLD_OF.search(before))
    ):
        return True
    if frame.mode is not Mode.SELF and _SET_UP.fullmatch(before) and _THEN_ASKED.match(sentence.quiet, time.end):
        return True
    if _of_what_is_asked(sentence, frame, time, before):
        return True
    asked = _last_asked(sentence, frame, time) if frame.mode is Mode.INFINITIVE else ""
    if _HELD_THEN.fullmatch(f" to {asked}"):
        return False
    return (
        _in_a_clause(asked or before, _to_come(time, adopted), _sets_a_limit(time))
        or _KNOWN.search(before) is not None
        or of_an_occasion(time, before)
        or of_a_case(time, before)
    )


def _session_to_come(time: FoundDue, adopted: date | None) -> bool:
    """Whether a time is a session that hasn't begun yet, so that nothing was done at it."""
    phrase = time.phrase
    if not (isinstance(phrase, Bound) and isinstance(phrase.time, Session)):
        return False
    begins = time.due.earliest if time.due else None
    return phrase.time.which is Which.NEXT or (begins is not None and adopted is not None and begins > adopted)


def _sets_a_limit(time: FoundDue) -> bool:
    """Whether a time can hardly be but what something is due by: "by 2025", "within six months", "without delay"."""
    phrase = time.phrase
    return isinstance(phrase, Delay | Vague) or (isinstance(phrase, Bound) and phrase.relation in (Relation.BY, Relation.BEFORE))


def _in_a_clause(own: str, to_come: bool, limit: bool) -> bool:
    """Whether the words before a time (``own``), of the thing to be done that it is told with, end in a clause that the time belongs
    to: "the views received | in 2020", "which will be held | in 2027". What is past belongs to no time that is to come."""
    if ", " in own and " of which " in own:
        own = _RESULTS.sub(", ", own)
    own = _THE_FIRST.sub("", _PUT_INTO.sub("", _IN_RESOLUTION.sub("", _THEREIN.sub("", _IN_THIS_REGARD.sub(" ", own)))))
    if own.endswith(_HELD_SIGNS):
        own = _DURING_IT.sub("during it ", own)
    if to_come and "held in " in own:
        own = _HELD_BEFORE.sub("", own)
    if to_come:
        own = _PROGRESS.sub("progress ", own)
    if to_come and limit:
        own = _DONE_BY.sub("", own)
    if (provided := _PROVIDED_WITH.match(own)) is not None:
        own = own[provided.end() :]
    if _IN_CLAUSE.search(own) or _done_then(own, to_come):
        return True
    plain = _ASIDE.sub("", own)
    return _PURPOSE.search(plain) is not None or _AIM.search(plain) is not None


def _done_then(own: str, to_come: bool) -> bool:
    done = _DONE_THEN.search(own)
    return done is not None and not (to_come and _ENDED.search(done["since"]))


def _last_asked(sentence: Sentence, frame: Frame, time: FoundDue) -> str:
    """What stands before a time of the thing to be done that it is told with: "States that have not yet taken measures to | do so" by
    then, "prepare a report on what was reported and | present it" then."""
    start = max((p.start for p in frame.predicates if p.start < time.start), default=time.start)
    return sentence.quiet[start : time.start]
