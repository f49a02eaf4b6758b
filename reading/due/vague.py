"""Times that name no day, which the grammar of dates leaves out: "as soon as possible", "in his next report"."""

import re
from collections.abc import Iterator, Set

from domain.time.phrases import Phrase, Vague
from reading.due.signs import Sieve

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
        ("in due ", "in good time", " near future", "appropriate time", "appropriate moment", "appropriate stage", "early stage"),
        r"in\s+due\s+(?:course|time)|in\s+good\s+time|at\s+(?:an|the)\s+(?:appropriate|early)\s+(?:time|moment|stage)|"
        r"in\s+the\s+(?:very\s+)?near\s+future",
    ),
    (
        ("within ", "deadline", "prescribed time"),
        r"within\s+(?:(?:the|their|its|an?|any)\s+)?(?:existing|prescribed|specified|established|agreed|applicable|revised|set|"
        r"reasonable(?:\s+amount\s+of)?|realistic|"
        r"stipulated|shortest(?:\s+possible)?)\s+(?:timelines?|time[\s-]*limits?|deadlines?|time[\s-]*frames?|time\s+frameworks?|time|"
        r"periods?)"
        r"|within\s+(?:the|their|its)\s+(?:time\s*(?:limits?|frames?)|time\s+frameworks?|deadlines?|timelines?)"
        r"(?:\s+(?:prescribed|specified|set|established|agreed))?|(?:no\s+later\s+than\s+)?the\s+prescribed\s+time\s+limits?"
        r"|by\s+the\s+(?:[a-z]+\s+)?deadlines?(?:\s+(?:set|established|specified|indicated))?(?!\s+of\b)",
    ),
    (
        ("sessional", "intersession", "Intersession", "intervening period", "interim period", " period between "),
        r"during\s+the\s+(?:inter)?sessional\s+period|in\s+the\s+intersessional\s+period|intersessionally"
        r"|(?:at|during)\s+(?:its\s+|the\s+|their\s+)?intersessional\s+meetings?(?!\s+(?:of|held|on)\b)"
        r"|(?:during|in)\s+(?:the\s+)?(?:\w+\s+)?period\s+between\s+(?:its|the|their)\s+[a-z-]+\s+and\s+[a-z-]+\s+sessions"
        r"|in\s+the\s+(?:intervening|interim)\s+period",
    ),
    (
        ("immediate", "Immediate", "forthwith", "Forthwith"),
        r"immediately(?!\s+(?:before|prior|preceding|after|following|thereafter|upon)\b)|forthwith|with\s+immediate\s+effect",
    ),
    (("further notice",), r"until\s+further\s+notice"),
    (
        (" consideration of ", " examination of ", " discussion of "),
        r"(?:at\s+the\s+time\s+of|in\s+the\s+context\s+of|during)\s+(?:its|the|their)\s+(?:consideration|discussion|examination)\s+of\s+"
        r"(?![^.;,]{0,120}\b(?:session|20\d\d))(?:[^\s.;,]+\s+){0,5}[^\s.;,]+",
    ),
    (
        ("pending ",),
        r"pending\s+(?:the|its|their|an?|any|further|such)\s+(?:outcomes?|completion|conclusion|finalization|results|adoption|consideration|approval|"
        r"entry\s+into\s+force|"
        r"elimination|availability|resolution|appointment|decision|review|submission|receipt)\b(?:\s+of\s+(?:(?!(?:to|in|on|at|with|for|and|that|"
        r"which)\b)[^\s.;,]+\s*){1,6})?",
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
        r"(?:at|in|during)\s+(?:an?|its|their|the|any)\s+(?:relevant|appropriate|future|upcoming|subsequent|later)\s+(?:sessions?|"
        r"meetings?)"
        r"|(?:at|in|during|over)\s+(?:its\s+|their\s+)?(?:future|upcoming|forthcoming|coming|subsequent)\s+sessions",
    ),
    (
        (" quarter of ",),
        r"(?:in|during|by)\s+the\s+(?:first|second|third|fourth|last|final)\s+quarter\s+of\s+(?:its|the|their)\s+"
        r"(?:[\w-]+\s+){1,4}session\b",
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
    r"|\b(?:urgently|promptly|swiftly|speedily)(?=[,;.]|\s*$|\s+(?:to|in|on|with|by|of|so|"
    r"and\s+(?!regularly)[a-z]+ly(?!\s+(?:[a-z]+(?:ed|ing)|paid|made|held|met)\b))\b)",
)
_AS_SOON = re.compile(
    r"\bas\s+soon\s+as\s+(?:[a-z]+\s+){1,3}?(?:permits?|allows?)\b|\b(?:as\s+soon\s+as|once)\s+(?!possible|practicable|feasible|"
    r"appropriate)(?:[^\s.;,]+\s+){1,20}?(?:(?:is|are|has|have)\s+(?:been\s+)?\w+"
    r"|becomes?\s+available)|\b(?:as(?:\s+and\s+when)?|if\s+and\s+when|when)\s+(?:(?!soon\b)[^\s.;,]+\s+){1,8}?becomes?\s+available\b",
    re.I,
)
_UNTIL = re.compile(
    r"\b(?:un)?til\s+(?:such\s+time\s+as\s+)?(?:it|they|he|she|(?:the|its|their|a)\s+(?:[^\s.;,]+\s+){1,12}?)\s*"
    r"(?:has|have|is|are|considers?|decides?|receives?|takes?|returns?|reviews?)\b(?:\s+[^\s.;,]+){0,12}",
    re.I,
)
# in his next report | in the context of the proposed programme budget for 2026 | in future reports: another document sets the time
_NEXT = r"(?:next|forthcoming|upcoming|future|subsequent|final|following|coming|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
_NEXT_REPORT = re.compile(
    rf"\b(?:in|as\s+part\s+of|within|through)\s+(?:the\s+(?:context|framework)\s+of\s+)?(?:(?:his|her|its|their|the|all)\s+)?{_NEXT}\s+"
    r"(?![a-z]+\s+(?:days|weeks|months|years)\b)(?:[a-z-]+\s+){0,4}?(?:budget\s+(?:submissions?|proposals?)|reports?|reporting|submissions?|budgets?|reviews?|updates?|proposals?)\b"
    r"|\bin\s+the\s+context\s+of\s+(?:his|her|its|their|the)\s+(?:[\w-]+\s+){0,4}?"
    r"(?:reports?|reporting|submissions?|budgets?(?:\s+for\s+[\d–-]+)?)\b",
)
# in its programme of work for 2022 | in the proposed programme budget for 2022
_BUDGETED = re.compile(
    r"\bin\s+(?:his|her|its|their|the)\s+(?:proposed\s+)?(?:programmes?\s+(?:budget|of\s+work)|work\s+programme|budget\s+"
    r"(?:submissions?|proposals?))\s+for\s+(?:the\s+[a-z]+\s+)?[\d–/-]+"
)
_SIEVE = Sieve(
    (
        (("budget", "programme"), (_BUDGETED,)),
        (("until ",), (_UNTIL,)),
        (("report", "budget", "submission", "review"), (_NEXT_REPORT,)),
        *((signs, (re.compile(rf"\b(?:{words})\b", re.I),)) for signs, words in _PLAIN),
        (("urgently", "promptly", "swiftly", "speedily", "rapidly", "quickly"), (_HASTE,)),
        ((" soon ", "available", "once "), (_AS_SOON,)),
    )
)
"""Patterns with the signs without one of which they aren't looked for."""


def vague(text: str, starts: Set[str]) -> Iterator[tuple[int, int, Phrase]]:
    """Times that name no day: "as soon as possible", "without delay". ``starts`` are the text's word starts."""
    for pattern in _SIEVE.patterns(text, starts):
        for match in pattern.finditer(text):
            yield match.start(), match.end(), Vague(" ".join(match[0].split()))
