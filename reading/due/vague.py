"""Times that name no day, which the grammar of dates leaves out: "as soon as possible", "prior to the meeting", "in his next report"."""

import re
from collections.abc import Iterator

from domain.time.phrases import Phrase, Vague

_DAY_OR_SESSION = r"(?!(?:[^\s.;,]+\s+){0,8}?(?:sessions?\b|[12]\d{3}\b))"
_ADVERB = r"(?:soon|early|expeditiously|quickly|rapidly|promptly|speedily|swiftly|urgently)"
_PLAIN: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        (" as possible", " as practic", " as feasible", " as appropriate"),
        rf"as\s+{_ADVERB}(?:\s+and\s+(?:as\s+)?[a-z]+ly)?\s+as\s+(?:possible|practicable|feasible|appropriate|practical)",
    ),
    (
        ("earliest", "an early "),
        r"at\s+(?:the|its|their|his|her)\s+(?:very\s+)?earliest\s+(?:possible\s+|feasible\s+|appropriate\s+|practicable\s+)?"
        r"(?:date|time|opportunity|convenience|possible|stage|moment)|at\s+an\s+early\s+(?:date|opportunity)"
        r"|at\s+the\s+earliest(?=[,;.]|\s*$)",
    ),
    (("delay",), r"without\s+(?:any\s+)?(?:further\s+|undue\s+|unnecessary\s+|unjustified\s+)?delay"),
    (
        (" manner", " fashion", " way"),
        r"in\s+an?\s+(?:timely|prompt|expeditious|speedy|swift)(?:,?\s+(?:and\s+)?[\w-]+){0,5}?\s+(?:manner|fashion|way)",
    ),
    ((" speed",), r"with\s+all\s+(?:due\s+)?speed"),
    ((" basis",), r"on\s+an?\s+(?:urgent|priority|expedited)\s+basis"),
    (("expedi",), r"expeditiously|in\s+all\s+expediency"),
    (
        ("in due ", "in good time", " near future", "appropriate time", "appropriate moment"),
        r"in\s+due\s+(?:course|time)|in\s+good\s+time|at\s+(?:an|the)\s+appropriate\s+(?:time|moment)|in\s+the\s+(?:very\s+)?near\s+future",
    ),
    (
        ("within ", "deadline", "prescribed time"),
        r"within\s+(?:(?:the|their|its|an?|any)\s+)?(?:existing|prescribed|specified|established|agreed|applicable|revised|set|reasonable|"
        r"stipulated|shortest(?:\s+possible)?)\s+(?:timelines?|time[\s-]*limits?|deadlines?|time[\s-]*frames?|time\s+frameworks?|time|periods?)"
        r"|within\s+(?:the|their|its)\s+(?:time\s*(?:limits?|frames?)|time\s+frameworks?|deadlines?|timelines?)"
        r"(?:\s+(?:prescribed|specified|set|established|agreed))?|(?:no\s+later\s+than\s+)?the\s+prescribed\s+time\s+limits?"
        r"|by\s+the\s+(?:[a-z]+\s+)?deadlines?(?:\s+(?:set|established|specified|indicated))?(?!\s+of\b)",
    ),
    (
        ("sessional", "ntersession", "intervening period", "interim period", " period between "),
        r"during\s+the\s+(?:inter)?sessional\s+period|in\s+the\s+intersessional\s+period|intersessionally"
        r"|(?:at|during)\s+(?:its\s+|the\s+|their\s+)?intersessional\s+meetings?(?!\s+(?:of|held|on)\b)"
        r"|(?:during|in)\s+(?:the\s+)?(?:\w+\s+)?period\s+between\s+(?:its|the|their)\s+[a-z-]+\s+and\s+[a-z-]+\s+sessions"
        r"|in\s+the\s+(?:intervening|interim)\s+period",
    ),
    (("mmediate", "orthwith"), r"immediately|forthwith|with\s+immediate\s+effect"),
    (("further notice",), r"until\s+further\s+notice"),
    (
        (" consideration of ", " examination of ", " discussion of "),
        r"(?:at\s+the\s+time\s+of|in\s+the\s+context\s+of|during)\s+(?:its|the|their)\s+(?:consideration|discussion|examination)\s+of\s+"
        r"(?![^.;,]{0,120}\b(?:session|20\d\d))(?:[^\s.;,]+\s+){0,5}[^\s.;,]+",
    ),
    (
        ("pending ",),
        r"pending\s+(?:the|its|their)\s+(?:outcomes?|completion|conclusion|finalization|results|adoption|consideration|approval|entry\s+into\s+force|"
        r"elimination|availability|resolution|appointment)\b(?:\s+of\s+(?:(?!(?:to|in|on|at|with|for|and|that|which)\b)[^\s.;,]+\s*){1,6})?",
    ),
    ((" week in which", " week of the "), r"(?:in|during)\s+the\s+\w+\s+week\s+(?:in\s+which|of\s+the)\s+(?:[^\s.;,]+\s*){1,14}"),
    (
        ("urgency", "priority"),
        r"with\s+(?:the\s+)?utmost\s+urgency|as\s+a\s+(?:matter\s+of\s+(?:(?:the\s+)?(?:utmost|greatest|highest|high|extreme|great)\s+)?"
        r"(?:urgency|priority)|(?:(?:high|top|first)\s+)?priority)",
    ),
    (
        (
            "relevant session",
            "relevant meeting",
            "appropriate session",
            "future session",
            "coming session",
            "later session",
            "quent session",
        ),
        r"(?:at|in|during)\s+(?:an?|its|their|the|any)\s+(?:relevant|appropriate|future|upcoming|subsequent|later)\s+(?:sessions?|meetings?)"
        r"|(?:at|in|during|over)\s+(?:its\s+|their\s+)?(?:future|upcoming|forthcoming|coming|subsequent)\s+sessions",
    ),
    (
        (" a later ", " a future ", " a suitable ", " a convenient ", " a mutually ", "a date to be"),
        r"(?:at|to|until)\s+a\s+(?:later|future|suitable|convenient|mutually\s+agreed)\s+(?:date|stage|time)"
        r"|on\s+a\s+date\s+to\s+be\s+(?:decided|determined|agreed|set)(?:\s+later)?",
    ),
)
"""Words that name no day, each with the signs without one of which it isn't looked for."""

# to urgently consider | to promptly release | respond swiftly, | acts promptly and; but "urgently needed", "rapidly changing"
_HASTE = re.compile(
    r"\b(?:(?<=to )|(?<=to be )|(?<=and )|(?<=or ))(?:urgently|promptly|swiftly|speedily|rapidly|quickly)\b"
    r"(?!\s+(?:[a-z]+ing|needed|required|sought)\b)"
    r"|\b(?:urgently|promptly|swiftly|speedily)(?=[,;.]|\s*$|\s+(?:to|in|on|with|by|of|so|and\s+(?!regularly)[a-z]+ly(?!\s+(?:[a-z]+(?:ed|ing)|paid|made|held|met)\b))\b)",
)
_AS_SOON = re.compile(
    r"\bas\s+soon\s+as\s+(?:[a-z]+\s+){1,3}?(?:permits?|allows?)\b|\b(?:as\s+soon\s+as|once)\s+(?!possible|practicable|feasible|appropriate)(?:[^\s.;,]+\s+){1,20}?(?:(?:is|are|has|have)\s+(?:been\s+)?\w+"
    r"|becomes?\s+available)|\b(?:as(?:\s+and\s+when)?|if\s+and\s+when|when)\s+(?:(?!soon\b)[^\s.;,]+\s+){1,8}?becomes?\s+available\b",
    re.I,
)
_UNTIL = re.compile(
    r"\b(?:un)?til\s+(?:such\s+time\s+as\s+)?(?:it|they|he|she|(?:the|its|their|a)\s+(?:[^\s.;,]+\s+){1,12}?)\s*"
    r"(?:has|have|is|are|considers?|decides?|receives?|takes?|returns?|reviews?)\b(?:\s+[^\s.;,]+){0,12}",
    re.I,
)
# no later than one week before the first day of the consultations | six weeks in advance of the meeting: an event without a date
_BEFORE_EVENT = re.compile(
    r"\b(?:(?:no|not)\s+later\s+than\s+|at\s+least\s+|not\s+less\s+than\s+)?(?:an?|one|two|three|four|five|six|eight|ten|twelve|\d+)\s+"
    r"(?:working\s+)?(?:hours|days?|weeks?|months?|years?)\s+(?:before|prior\s+to|in\s+advance\s+of|ahead\s+of)\s+(?:the|their|each|any|every)\s+"
    rf"{_DAY_OR_SESSION}(?:[^\s.;,]+\s+(?:of\s+the\s+)?){{0,3}}?"
    r"(?:day|meetings?|conference|consultations?|discussions?|debates?|hearings?|dialogues?|workshops?|negotiations|elections?|vote|opening|beginning|start|end|expiry|expiration|event|"
    r"forum|summit|launch|review|consideration|entry\s+into\s+force)\b(?:\s+of\s+(?:the\s+)?(?:[^\s.;,]+\s*){1,6})?",
    re.I,
)
# at least six months before the elections, | which are scheduled for December
_BEFORE_SCHEDULED = re.compile(
    r"\b(?:(?:(?:at\s+least|(?:no|not)\s+later\s+than)\s+)?(?:an?|one|two|three|four|five|six|eight|ten|\d+)\s+(?:days?|weeks?|months?|years?)\s+)?"
    r"(?:before|prior\s+to|in\s+advance\s+of|ahead\s+of)\s+the\s+(?:[a-z-]+\s+){0,3}?(?:elections?|referendum|ballot|[Cc]onference|meeting|[Ss]ummit)"
    r"(?=,?\s+(?:scheduled|planned|to\s+be\s+held|to\s+take\s+place)\b)"
)
# prior to the holding of such dialogue | before the opening of the conference
_BEFORE_HOLDING = re.compile(
    r"\b(?:before|prior\s+to|in\s+advance\s+of|ahead\s+of)\s+(?:the|their|its)\s+(?:holding|convening|opening|commencement|conclusion|"
    r"launch(?:ing)?|start|beginning|completion|finalization|expiry|expiration|end)\s+of\s+(?:(?:such|the|that|this|its|each|any|these|those|an?)\s+|"
    r"(?=[a-z]+\s+[a-z]|(?:elections|negotiations|operations|voting|registration|work)\b))"
    r"(?!(?:[^\s.;,]+\s+){0,8}?(?:sessions?\b|year\b|decade\b|[12]\d{3}\b))"
    r"(?:(?!(?:to|in|on|at|with|for|and)\b)[^\s.;,]+(?:\s+of\s+the(?=\s))?(?:\s+(?!(?:to|in|on|at|with|for|and)\b)|\b)){1,4}",
    re.I,
)
# prior to the first commencement date referred to in paragraph 1 | no less than seven weeks before its 2019 and 2021 ordinary sessions
_BEFORE_DATE = re.compile(
    r"\b(?:before|prior\s+to|by)\s+(?:the|their|its)\s+(?:(?:first|second|last|final|actual)\s+)?(?:commencement|closing|starting|expiry|effective)"
    r"\s+dates?\b(?:\s+(?:referred\s+to|set\s+out|specified)\s+in\s+paragraphs?\s+\d+)?"
    r"|\b(?:(?:no|not)\s+(?:less|later)\s+than|at\s+least)\s+[a-z\d]+\s+(?:weeks?|months?|days?)\s+(?:before|prior\s+to|in\s+advance\s+of)\s+"
    r"(?:its|their|the)\s+[12]\d{3}\s+and\s+[12]\d{3}\s+(?:[a-z]+\s+){0,2}sessions\b"
)
# prior to the high-level meeting | well in advance of the Conference | subsequent to the meeting of the Group: whose day isn't printed.
# Not "after the conference held in 2018", "proceedings before the Conference"
_AROUND_MEETING = re.compile(
    r"(?<!brought )(?<!placed )(?<!put )(?<!pending )(?<!matters )(?<!issues )(?<!items )(?<!cases )(?<!laid )(?<!come )"
    r"\b(?:(?:(?:well|sufficiently)\s+)?(?:in\s+advance|ahead)\s+of|before|prior\s+to|subsequent\s+to|immediately\s+(?:before|after|following))"
    r"\s+(?:the|its|their|that|this|each|every|any|such)\s+"
    rf"{_DAY_OR_SESSION}(?:(?!(?:to|in|on|at|with|for|and|that|which|of)\b)[^\s.;,]+\s+){{0,4}}?"
    r"(?:meetings?|[Cc]onferences?|[Ss]ummit|[Cc]ongress|[Ff]orum|high-level\s+segment|consultations|negotiations|elections?|referendum|ballot|round|event|debate|"
    r"hearings?|dialogues?|workshops?|deadline|commencement\s+date|effective\s+date|entry\s+into\s+force)\b(?!\s+(?:held|Room|rooms?|services?|servicing|documents)\b)"
    r"(?:\s+of\s+(?:the\s+)?(?:(?!(?:to|in|on|with|for|and|that|which)\b)[^\s.;,]+\s*){1,9})?"
    r"|\b(?:well|sufficiently)\s+in\s+advance\b(?!\s+of\b)"
)
# upon completion of the study | following the conclusion of the review
_UPON_COMPLETION = re.compile(
    r"\b(?:immediately\s+)?(?:upon|following|after)\s+(?:the\s+|their\s+|its\s+)?(?:completion|conclusion|finalization|issuance|receipt|publication|"
    r"expiry|expiration|termination)\s+of\s+(?:the|its|their|such|this|that|each|all|an?)\s+"
    rf"{_DAY_OR_SESSION}(?:(?!(?:to|in|on|at|with|for|and|that|which)\b)[^\s.;,]+\s*){{1,6}}"
)
# not later than 180 days after the entry into force of the Treaty: counted from what has no day yet
_AFTER_EVENT = re.compile(
    r"\b(?:no|not)\s+later\s+than\s+(?:an?|one|two|three|four|five|six|eight|ten|twelve|\d+)\s+(?:(?:working|calendar)\s+)?"
    r"(?:hours|days?|weeks?|months?|years?)\s+(?:after|from|following)\s+(?:the|its|their|each|such)\s+"
    rf"(?!(?:date\s+of\s+)?(?:the\s+|its\s+)?adoption|date\s+of\s+the\s+present){_DAY_OR_SESSION}"
    r"(?:(?!(?:to|in|on|at|with|for|and|that|which)\b)[^\s.;,]+\s*)(?:[^\s.;,]+\s*){0,6}"
)
# six months after the Conference | following the referendum,
_AFTER_GATHERING = re.compile(
    r"\b(?:(?:an?|one|two|three|four|five|six|eight|ten|twelve|\d+)\s+(?:days?|weeks?|months?|years?)\s+(?:after|following)\s+(?:the|its|their)\s+"
    rf"(?:(?:end|close|closure|conclusion)\s+of\s+the\s+)?{_DAY_OR_SESSION}(?:(?!(?:to|in|on|at|with|for|and|of)\b)[\w-]+\s+){{0,4}}?"
    r"(?:[Cc]onference|[Ss]ummit|[Ff]orum|[Cc]ongress|meeting|elections?|referendum)\b"
    r"|(?:following|after)\s+(?:the|its|their)\s+(?:[a-z-]+\s+){0,2}?(?:conference|summit|congress|elections?|referendum)\b(?=\s*(?:[,;.]|$)))"
)
# upon its first meeting | following the opening session: an event without a date
_UPON_MEETING = re.compile(
    r"\b(?:upon|following)\s+(?:the|its|their)\s+(?:first|second|third|next|final|last|inaugural|opening|initial|organizational)\s+"
    r"(?:\w+\s+)?(?:meeting|session)\b(?!\s+(?:held|in\b|on\b))",
    re.I,
)
# before the respective sessions of the Committee and its subcommittees, to be held in 2025: no one day
_BEFORE_SESSIONS = re.compile(
    r"\b(?:before|prior\s+to|in\s+advance\s+of|ahead\s+of)\s+(?:the|their)\s+respective\s+(?:[a-z]+\s+)?(?:sessions|meetings)\b"
    r"(?:\s+of\s+(?:the|its|their)\s+[^.;,]{2,80}?(?=,|;|\.|$|\s+(?:in|to\s+be\s+held|at|for)\b))?(?:,?\s+(?:to\s+be\s+held\s+)?in\s+[12]\d{3})?",
)
_AHEAD = ("before", "prior to", "advance", "ahead of", "subsequent to", "immediately after", "immediately following")
# by the last day of the general debate | on the day before the opening of the high-level week of the session: no calendar has it
_DAY_OF = re.compile(
    r"\b(?:by|on|before|after|until|(?:by\s+)?(?:no|not)\s+later\s+than|prior\s+to)\s+the\s+(?:(?:first|second|third|last|final|opening|closing)"
    r"\s+day\s+of|day\s+(?:before|after|following|of)|(?:opening|closing|conclusion|end|start|beginning|close)\s+of)\s+(?:the\s+)?"
    r"(?:(?:opening|closing|conclusion|end|start|beginning|close)\s+of\s+)?(?:the\s+)?(?:[a-z-]+\s+){0,2}?"
    r"(?:general\s+debate|high-level\s+(?:segment|week|meeting|event)|meeting|[Cc]onference|[Ss]ummit|[Ff]orum|[Cc]ongress|elections?)\b(?!\s+(?:held|from|on)\b)"
    r"(?:\s+of\s+the\s+(?:General\s+)?Assembly)?(?:\s+(?:of|at|during)\s+(?:the|its)\s+[a-z-]+\s+session)?"
)
# at the next ministerial conference: whose day isn't printed
_NEXT_GATHERING = re.compile(
    r"\b(?:at|during|by|(?:no|not)\s+later\s+than)\s+(?:the|its|their)\s+(?:next|forthcoming|upcoming)\s+"
    rf"{_DAY_OR_SESSION}(?:(?!(?:to|in|on|at|with|for|and|of)\b)[\w-]+\s+){{1,4}}?(?:[Cc]onference|[Ss]ummit|[Ff]orum|[Cc]ongress|meeting)\b"
)
# before the summer recess | at the end of the mandate | upon the expiry of its current term
_RECESS = re.compile(
    r"\b(?:before|prior\s+to|by|until|after|at|upon|following)\s+(?:the\s+|its\s+)?(?:(?:summer|winter|year-end)\s+(?:recess|break)\b"
    r"|(?:end|expiry|expiration|completion|close)\s+of\s+(?:the|its|his|her|their|each|this|that)\s+(?:[a-z-]+\s+){0,2}?"
    r"(?:mandates?|terms?(?:\s+of\s+office)?|missions?|project|cycle|phase|[Dd]ecade(?!\s+(?:of|in)\b)|pilot(?:\s+phase)?|transition(?:al\s+period)?|contracts?)\b)"
    r"|\bwithin\s+the\s+[a-z\d]+-(?:day|week|month|year)\s+(?:[a-z]+\s+){0,2}period\b"
)
_LAST_MEETING = re.compile(r"\bat\s+the\s+(?:final|last|opening|closing)\s+(?:meeting|session)\s+of\s+the\s+[\w-]+", re.I)
# in his next report | in the context of the proposed programme budget for 2026 | in future reports: another document sets the time
_NEXT = r"(?:next|forthcoming|upcoming|future|subsequent|final|following|coming|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
_NEXT_REPORT = re.compile(
    rf"\b(?:in|as\s+part\s+of|within|through)\s+(?:the\s+(?:context|framework)\s+of\s+)?(?:(?:his|her|its|their|the|all)\s+)?{_NEXT}\s+"
    r"(?:[a-z-]+\s+){0,4}?(?:budget\s+(?:submissions?|proposals?)|reports?|reporting|submissions?|budgets?|reviews?|updates?|proposals?)\b"
    r"|\bin\s+the\s+context\s+of\s+(?:his|her|its|their|the)\s+(?:[\w-]+\s+){0,4}?"
    r"(?:reports?|reporting|submissions?|budgets?(?:\s+for\s+[\d–-]+)?)\b",
)
# at least six weeks before the start of the relevant session: whichever that is
_BEFORE_WHICHEVER = re.compile(
    r"\b(?:at\s+least\s+)?(?:(?:an?|one|two|three|four|five|six|eight|ten|twelve|\d+)\s+(?:weeks?|months?|days?)\s+)?(?:before|prior\s+to|"
    r"in\s+advance\s+of|ahead\s+of)\s+(?:the\s+(?:start|opening|beginning)\s+of\s+)?(?:the|each|any|every|their)\s+"
    r"(?:(?:relevant|respective|corresponding|following|subsequent)\s+)?(?:(?:main|resumed)\s+)?(?:sessions?|meetings?)\b(?!\s+of\b)"
)
# in its programme of work for 2022 | in the proposed programme budget for 2022
_BUDGETED = re.compile(
    r"\bin\s+(?:his|her|its|their|the)\s+(?:proposed\s+)?(?:programmes?\s+(?:budget|of\s+work)|work\s+programme|budget\s+"
    r"(?:submissions?|proposals?))\s+for\s+(?:the\s+[a-z]+\s+)?[\d–/-]+"
)
# during the three-year period between the adoption of the present resolution and its graduation
_BETWEEN = re.compile(
    r"\bduring\s+the\s+(?:[a-z-]+\s+){0,7}?period\s+between\s+(?:the|its|their)\s+(?![a-z-]+\s+and\s+[a-z-]+\s+sessions)[^.;,]{3,90}?\s+and\s+"
    r"(?:the|its|their)\s+[a-z]+\b"
)

_GROUPS: tuple[tuple[tuple[str, ...], tuple[re.Pattern[str], ...]], ...] = (
    ((" meeting of ", " session of "), (_LAST_MEETING,)),
    (
        (
            " day of the ",
            " day before ",
            " day after ",
            " day following ",
            "general debate",
            " opening of the ",
            " start of the ",
            " close of the ",
        ),
        (_DAY_OF,),
    ),
    (
        (
            " recess",
            " break",
            "end of ",
            "expiry of ",
            "expiration of ",
            "completion of ",
            "close of ",
            "-month ",
            "-year ",
            "-week ",
            "-day ",
        ),
        (_RECESS,),
    ),
    ((" scheduled ", " planned ", " to be held", " to take place"), (_BEFORE_SCHEDULED,)),
    ((" next ", " forthcoming ", " upcoming "), (_NEXT_GATHERING,)),
    (_AHEAD, (_BEFORE_EVENT, _BEFORE_HOLDING, _AROUND_MEETING, _BEFORE_WHICHEVER)),
    ((" date", " than ", "at least"), (_BEFORE_DATE,)),
    ((" respective ",), (_BEFORE_SESSIONS,)),
    (("budget", "programme"), (_BUDGETED,)),
    (("upon ", "following ", "after "), (_UPON_MEETING, _UPON_COMPLETION)),
    (("ater than",), (_AFTER_EVENT,)),
    ((" after the ", " following the ", " after its ", " following its ", " after their "), (_AFTER_GATHERING,)),
    (("until ",), (_UNTIL,)),
    (("report", "budget", "submission", "review"), (_NEXT_REPORT,)),
    ((" period between ",), (_BETWEEN,)),
    *((signs, (re.compile(rf"\b(?:{words})\b", re.I),)) for signs, words in _PLAIN),
    (("urgently", "promptly", "swiftly", "speedily", "rapidly", "quickly"), (_HASTE,)),
    ((" soon ", "available", "once "), (_AS_SOON,)),
)
"""Patterns with the signs without one of which they aren't looked for."""


def vague(text: str) -> Iterator[tuple[int, int, Phrase]]:
    """Times that name no day: "as soon as possible", "without delay", "within existing timelines"."""
    for signs, patterns in _GROUPS:
        for sign in signs:
            if sign in text:
                for pattern in patterns:
                    for match in pattern.finditer(text):
                        yield match.start(), match.end(), Vague(" ".join(match[0].split()))
                break
