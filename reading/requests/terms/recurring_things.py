"""Things that come again by their name: "annual reports", "regular meetings", "keep under annual review"."""

import re

from reading.due.words import RECURRENCE
from reading.lexicon import table
from reading.requests.terms.asked import NAME_WORD
from reading.requests.terms.rhythms import NO_ADJECTIVE, THINGS, TO_WHOM, WORD

# annual reports; what is said of them holds for biennial ones
_ANNUAL = "(?:annual|biennial|triennial|quadrennial)"
# include, in the annual reporting to the Assembly | in its forthcoming annual reports: not one report only | submit their annual reports
IN_ANNUAL = re.compile(
    r"\b(?:include|incorporate|integrate|reflect|report|address|focus|cover|describe|devote|pay attention|"
    r"give attention|provide|highlight|share|detail|outline),?(?: [\w-]+,?){0,12}? (?:in|through) (?:his|her|its|their|the)"
    # in the CITES | annual illegal trade reports
    rf"(?-i: [A-Z][A-Z]+)? (?:(?:next|forthcoming|future|subsequent|regular) )?{_ANNUAL} (?:\w+ ){{0,2}}?(?:reporting|reports)\b"
    r"|\b(?:submit|provide|prepare|publish|present|issue|update|make (?:publicly )?available)\b(?! (?:to|in)\b)[^;]{0,100}?"
    r"(?<!in )(?<!on )(?<!of )(?<!to )(?<!from )(?<!with )(?<!for )(?<!by )(?<!through )(?<!under )"
    rf"(?:their|his|her|its) {_ANNUAL} (?:[\w-]+ ){{0,2}}?reports\b"
    rf"|\bcontinue to (?:submit|present|provide) to (?-i:the [A-Z])[^,;]{{3,60}}? (?:their|his|her|"
    rf"its) {_ANNUAL} (?:[\w-]+ ){{0,2}}?reports\b",
    re.IGNORECASE,
)
# keep under annual review
UNDER_REVIEW = re.compile(
    rf"\b(?:under|subject to) (?:[a-z]+ )?(?P<how>{WORD}|regular|periodic) (?:[a-z]+ )?review\b", re.IGNORECASE
)
# the practice of annual reporting | ensure that the annual reports of the Office continue to include
ANNUAL_REPORTS = re.compile(
    rf"\b(?:ensure|ensuring) that (?:the|his|her|its|their) (?:[\w-]+ )?{_ANNUAL} (?:\w+ ){{0,2}}?(?:reporting|reports)(?: (?:of|by|on|"
    r"to) [^,;]{2,80}?)?"
    r" (?:(?:continues? to|also|further|will|shall) )*(?:includes?|contains?|reflects?|provides?|presents?|address|cover|describe|"
    r"set out|take)\b"
    # as part of his annual reporting to the Council; with a session it is that year's
    rf"|\b(?:submission|presentation|preparation|publication|issuance)(?: by [^,;]{{3,40}}?)? of {_ANNUAL} (?:reports|updates|summaries)\b"
    rf"|\bas (?:a |an integral )?part of (?:his|her|its|their|the) (?:regular )?{_ANNUAL} reporting\b"
    r"|\b(?:practice of|continue|continue with|resume|maintain|regular|continued|ensure|for) "
    rf"(?:(?:its|his|her|their|the) )?{_ANNUAL} reporting\b"
    rf"|\bthat (?:the )?{_ANNUAL} reporting by\b",
    re.IGNORECASE,
)
# hold the annual joint review | the conduct of the annual consultations: it comes again each year, unless one of them is meant
HELD_ANNUALLY = re.compile(
    r"\b(?:hold(?:ing)?|conduct(?:ing)?|conven(?:e|ing)|organiz(?:e|ing)|offer|holding of|conduct of|convening of|organization of|"
    r"continuation of|"
    r"resumption of) (?:the|its|"
    rf"their) (?:[\w-]+ ){{0,2}}?{_ANNUAL} "
    r"(?:[\w-]+ ){0,2}?(?:reviews?|consultations?|dialogues?|debate|discussions?|meetings?|forums?|workshops?|briefing|"
    r"sessions?|seminar|symposium|summit|retreat|hearings?|"
    r"conference|event|courses?|competition|process|ceremony|celebrations?)\b"
    r"(?![^;]*(?:\bsession\b|\b\d{4}\b))"
    # resume the annual publication of the Yearbook
    r"|\b(?:continue|resume|maintain|ensure|carry on|proceed) (?:with )?(?:the|its|"
    rf"their) {_ANNUAL} (?:[\w-]+ ){{0,2}}?(?:publication|issuance|convening|"
    r"holding|organization|preparation|observance|submission|celebration|commemoration|production|exercise|practice|cycle|"
    r"consideration|exchanges?|dialogue|review)\b"
    # circulate to Member States | the annual reports mentioned above: as many as there will be
    rf"|\b(?:submit|transmit|circulate|publish|present|provide|forward|issue|disseminate) {TO_WHOM}the (?:[\w-]+ )?{_ANNUAL} "
    r"(?:[\w-]+ ){0,2}?reports\b(?![^;]*(?:\bsession\b|\b\d{4}\b))"
    # report thereon in the context of the annual performance reports
    rf"|\bin the context of (?:the|his|her|its|their) {_ANNUAL} (?:[\w-]+ ){{0,3}}?(?:reports|submissions|reporting)\b",
    re.IGNORECASE,
)
# encourages | its annual update, ensure | the continuous updating of the website: the noun of what is to be done
NOMINAL = re.compile(
    r"(?:(?<=ncourages )|(?<=equests )|(?<=ecommends )|(?<=alls for )|(?<=rovide for )|(?<=rrange for )|(?<=lan for )|(?<=ensure )|"
    r"(?<=facilitate ))(?:the|its|their) (?:continued |timely )?"
    rf"(?P<how>{WORD}|regular|periodic|continuous) (?:[a-z]+ )?(?:update|updating|review|publication|issuance|convening|holding|observance|"
    r"celebration|submission|monitoring|maintenance)\b(?! (?:for|in) \d)(?= (?:and|of|by|to)\b|[,;.]|$)",
    re.IGNORECASE,
)
_A_DAY = r"(?:\d\d? [A-Z][a-z]+|[A-Z][a-z]+ \d\d?)\b(?! \d|,? \d{4})"
# observe the Day on 25 April, of whatever year
OBSERVED = re.compile(
    rf"\b(?:observe|celebrate|commemorate|mark)(?: (?![^;,]*\banniversar)[^;,]{{0,80}}?\bDay,? on {_A_DAY}"
    # commemorate, on 26 June, | the International Day; observe 6 February as | the International Day
    rf"|,? on {_A_DAY},? (?:the )?[^;,]{{0,80}}?\bDay\b| {_A_DAY} as [^;,]{{0,80}}?\bDay\b)"
)
# encourages its wide dissemination and | periodic update: the second noun of what is to be done
AND_AGAIN = re.compile(
    rf"(?<= and )(?P<how>{WORD}|regular|periodic|continuous) (?:[a-z]+ )?(?:update|updating|review|publication|monitoring|maintenance|"
    r"evaluation|assessment)\b(?= (?:and|of|by|to)\b|[,;.]|$)",
    re.IGNORECASE,
)
_NOUN_FIRST = re.compile(
    r"(?:^(?:for )?|\b(?:ensure|facilitate|promote|support|provide for|arrange for) )(?:the|its|"
    r"their) (?:[a-z-]+ ){1,4}(?:of [^,;]{3,60} )?and $"
)


def follows_a_noun(clause: str) -> bool:
    """Whether what is printed before a second noun is a first one that is asked for: "encourages its wide dissemination and"."""
    return _NOUN_FIRST.search(clause) is not None


_WORDS = RECURRENCE | {"frequent": "periodic", "continuous": "periodic"}
_ADJECTIVES = "|".join(sorted((word for word in _WORDS if not word.endswith("lly") and word != "ongoing"), key=len, reverse=True))
_EXACT = re.compile(
    r"\b(?:"
    + "|".join(
        sorted(
            (word for word, rhythm in _WORDS.items() if rhythm != "periodic" and not word.endswith("lly")), key=len, reverse=True
        )
    )
    + r")\b",
    re.IGNORECASE,
)
_DONE = "|".join(table("slots")["recurrence"]["done"].split())
# timely and complete | annual reports
NAMED = re.compile(
    rf"\b(?<!-)(?P<word>{_ADJECTIVES}),?(?: and {NO_ADJECTIVE})? (?:{NO_ADJECTIVE},? (?:and )?){{0,4}}?"
    rf"(?P<thing>{THINGS}|(?:{_DONE})(?! (?:{THINGS})\b))\b"
    r"(?! (?:mechanisms?|systems?|frameworks?|requirements?|obligations?|formats?|procedures?)\b)",
    re.IGNORECASE,
)
# streamline | annual reporting, use | regular assessments to adjust: what is there already, or serves for something else
ONLY_USED = re.compile(
    r"^(?:to )?(?:[a-z]+ly )*(?:streamline|harmoni[sz]e|simplify|rationali[sz]e|standardi[sz]e|align|utili[sz]e|use|consider|draw on|"
    rf"analyse) (?:{NO_ADJECTIVE} ){{0,2}}$"
)
_DOING = (
    r"(?:provid|prepar|issu|produc|conven|organi[sz]|mak|continu|facilitat|initiat|arrang|schedul|undertak|hav|ensur|"
    r"pursu|encourag|compil)(?:e|ing)"
    r"|(?:submit|transmit|permit)(?:ting)?|(?:publish|hold|present|conduct|deliver|host|maintain|establish|carry|"
    r"carry out|allow|send|collect)(?:ing)?|subject [^,;]{3,60}? to"
)
_HOLDING = (
    r"convening|holding|organization|continuation|practice|preparation|submission|publication|conduct|issuance|provision|hosting|"
    r"resumption|production|establishment|presentation|undertaking|maintenance"
)
# submit to the Assembly | consistent and substantive; the convening of | joint; calls for |: what opens the thing asked for
_OPENING = re.compile(
    rf"(?:\b(?:continue|maintain|resume|pursue) (?:with )?(?:the|its|their|his|her) |"
    rf"\b(?:provide|providing|furnish|supply) (?!with\b)[^,;]{{3,60}} with |\b(?:{_DOING}) (?:for (?:that|this) purpose |to (?:that|"
    rf"this) end )?{TO_WHOM}(?:(?<=ensure )the |"
    rf"(?<=undertake )the |(?<=conduct )the )?|\b(?:{_HOLDING})(?: by [^,;]{{3,40}}?)? of |"
    rf"\ban? |^(?:for )?(?=(?:\S+ ){{0,3}}$))(?:{NO_ADJECTIVE},? (?:and )?){{0,5}}?$",
    re.IGNORECASE,
)
# hold, in cooperation with the African Union, | annual consultations: what stands between the verb and its object
_ASIDE = re.compile(
    rf"(?<=[a-z])(?<!establish)(?P<whom>(?: to (?-i:(?:the )?{NAME_WORD}(?: {NAME_WORD})* ?))?), "
    r"(?:in|with|through|as|within|on|at|by|where|when|if|for|under|pursuant|following|during|before|after|subject|upon|from|without|"
    r"based)\b"
    rf"[^;]*, (?P<rest>(?:to (?-i:(?:the )?(?:[A-Z][\w’-]* )+))?(?:{NO_ADJECTIVE} ){{0,3}})$",
    re.IGNORECASE,
)
_ONLY_DONE = re.compile(_DONE)
# be kept informed through | six-monthly reports
_BY_MEANS_OF = re.compile(r"(?<!including )\b(?:through|with) $")
# submit to the Council their | biennial reports; those that are called annual or periodic are read by what they are asked for
_THEIRS = re.compile(
    rf"\b(?:submit|provide|prepare|publish|present|issue) {TO_WHOM}(?:their|his|her|its) (?:{NO_ADJECTIVE} ){{0,2}}?$",
    re.IGNORECASE,
)
_OF_EVERYBODY = frozenset({"annual", "regular", "periodic", "periodical", "frequent", "continuous"})
_BY_NUMBER = re.compile(r"(?:[a-z]th(?<! with)|first|second|third|initial|combined|overdue|universal) $", re.IGNORECASE)


def is_asked_for(match: re.Match[str], clause: str) -> bool:
    """Whether the thing that comes again is itself what is asked for, seeing what is printed before it: "submit timely and complete
    annual reports", "the convening of regular meetings"; but "hold its regular session", "the third periodic report"."""
    thing, periodic = match["thing"].casefold(), _WORDS[match["word"].casefold()] == "periodic"
    if ", " in clause:
        clause = _ASIDE.sub(lambda aside: f"{aside['whom'].rstrip()} {aside['rest']}", clause)
    if (thing.startswith("session") and periodic) or (not periodic and _ONLY_DONE.fullmatch(thing)):
        return False
    if not periodic and _BY_MEANS_OF.search(clause):
        return True
    if thing.endswith("s") and match["word"].casefold() not in _OF_EVERYBODY and _THEIRS.search(clause):
        return True
    return _OPENING.search(clause[-160:]) is not None and _BY_NUMBER.search(clause) is None


_NUMBERED_ONE = re.compile(
    r"\b(?:first|second|third|(?!with )[a-z-]+th) (?:[a-z]+ )?(?:bi|tri|quadr)?(?:annual|ennial)\b", re.IGNORECASE
)


# a synthesis of the information reported by Parties in their annual reports: it is there already
_TOLD_THERE = re.compile(
    r"\b(?:reported|contained|provided|included|submitted|described|set out|reflected|published|presented) (?:by [^,;]{2,60} )?"
    r"(?:in|through) (?:their|the) (?:[a-z]+ )?(?:bi|tri|quadr)?(?:annual|ennial)\b",
    re.IGNORECASE,
)


def is_told_there(match: re.Match[str]) -> bool:
    """Whether what stands in annual reports is only what the thing asked for is made from."""
    return _TOLD_THERE.search(match[0]) is not None


def is_numbered(match: re.Match[str]) -> bool:
    """Whether one of many is meant: "convene the eighth biennial meeting"."""
    return _NUMBERED_ONE.search(match[0]) is not None


def exact_rhythm(match: re.Match[str]) -> str:
    """The rhythm of the exact word that a pattern holds: "in his biennial reports"."""
    exact = _EXACT.search(match[0])
    return _WORDS[exact[0].casefold()] if exact else "annual"


def named_rhythm(match: re.Match[str]) -> str:
    """The rhythm that the adjective of a thing stands for: annual, biennial, periodic."""
    exact = _EXACT.search(match[0])  # regular annual exchanges: the exact word goes before the vague one
    return _WORDS[(exact[0] if exact else match["word"]).casefold()]
