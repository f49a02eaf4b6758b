"""How a rhythm is worded: "annually", "every two years", "at each session", "regularly"."""

import re

from domain.time.numbers import read_number
from reading.due.values import rhythm_of
from reading.due.words import MONTHS as MONTH_WORDS
from reading.due.words import RECURRENCE
from reading.lexicon import SMALL_NUMBERS, table
from reading.requests.terms.asked import NAME_WORD

_N = SMALL_NUMBERS | {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "other": 2}
_NUMBER = "|".join(_N) + r"|\d+"

# submit to the Council | annual reports: who receives them may stand between
TO_WHOM = rf"(?:(?:to|for) (?-i:(?:the )?(?:{NAME_WORD} )+))?"
_MONTH_NAMES = "|".join(MONTH_WORDS)
# annually | each year | each 14 December | on an annual basis | an annual report
ANNUAL = re.compile(
    rf"\b(?:(?<!-)annually|(?:each|every) (?:(?:{_MONTH_NAMES}) \d\d?|\d\d? (?:{_MONTH_NAMES}))\b(?! \d)|"
    r"(?<!-)(?<!the )(?<!its )yearly(?= ?[,;.]| (?:to|on|by|at|in|until|from|through|for|as|starting|beginning)\b|"
    r" (?:[a-z-]+ )?(?:report|update|meeting|briefing|review|consultation|activities|event|celebration)|$)|"
    r"early annual (?:\w+ )?contributions|"
    r"(?:(?<=in )(?:each|every) year|(?:each|every) (?:(?:calendar|financial|fiscal|reporting) )?year"
    # the observance each year | of the International Day, but not: each year of the biennium
    r"(?! (?:since|of the(?! (?:[\w’-]+ ){0,3}Day\b)|from|between)\b))|"
    r"ensur(?:e|ing) that (?:each|every) annual (?:\w+ ){0,2}report|in each of the (?:(?:next|following|coming|first|"
    r"subsequent) (?:[a-z]+ )?)?years|"
    r"(?:meeting|session|briefing|report|update|consultation|dialogue|event|workshop)s? "
    r"(?:a|per) year(?! (?:after|later|before|earlier|from|prior|following|ahead|in advance)\b)|on (?:an?|the) (?:annual|yearly) basis|"
    # on a regular, and at least annual, basis | meet for ten days a year
    r"(?:at least|preferably|if possible|ideally),? (?:annual|yearly)(?=,? basis\b)|"
    r"meet(?:ing)? for (?:[\w-]+ ){1,5}?(?:days|weeks) (?:a|per) year|(?:days|weeks) of meeting time (?:a|per) year|"
    r"sessions? of (?:[\w-]+ ){1,5}?(?:a|per) year|"
    r"a yearly(?! (?:amount|cost|rate|budget|average|increase)\b)|"
    r"once (?:a|per|in a|every) year|"
    r"(?:at least|no fewer than) (?:one|two|three|four) (?!times\b)(?:[\w-]+ ){1,3}(?:a|per|each|every) year|"
    # three briefings to Member States per year | an update to the Council a year
    r"(?:an?|one|two|three|four|five|six) (?:[\w-]+ ){0,3}?(?:meeting|session|briefing|report|update|consultation|dialogue|event|workshop|"
    r"seminar|mission|visit|issue|release|publication|course|paper|hearing|conference|forum|stud(?:y|ie)|bulletin|lecture|debate)s? "
    r"(?:(?:to|for|with|of|on) (?:(?!(?:once|twice|times|two|three|four|six)\b)[\w-]+ ){1,6}?)?"
    r"(?:a|per) year(?! (?:after|later|before|earlier|from|prior|following|"
    r"ahead|in advance)\b)|"
    # at the annual sessions of the Board | in each of his annual reports | in its annual agenda
    r"(?:at|during|to|in) (?:the|its|their|his|her|all|each of (?:the|its|their|his|her)) (?:future |regular |respective )*annual "
    r"(?:[a-z]+ )?(?:sessions|(?<!the annual )meetings)|in (?:each of |all (?:of )?)?(?:the|its|their|his|her|every|"
    r"future) (?:future |subsequent )?annual "
    r"(?:[a-z]+ ){0,2}?agendas?|in (?:each of (?:the|its|their|his|her)|every|each|all|future)(?: future)? annual "
    r"(?:[a-z]+ ){0,2}?reports?|"
    r"an annual(?! (?:[\w-]+ ){0,2}?(?:prize|award|growth|rate|amount|income|cost|increase|"
    r"targets?|average|decrease|reduction|ceiling|levels?|limit|quota|volume|budget)\b)|"
    rf"(?:submit|submitting|provide|prepare|issue|publish|hold|convene|organize|present|"
    r"produce|conduct|make|pay|undertake|of early|"
    rf"(?:with|through)(?= annual (?:\w+ )?(?:reports|updates|briefings)\b)) {TO_WHOM}"
    r"(?:regular |comprehensive |detailed |substantive )?annual (?:[\w-]+ ){0,3}?"
    r"(?:reports?|updates?|briefings?|meetings?|sessions?|summary|statements?|reviews?|oral|debates?|conferences?|dialogues?|events?|"
    r"forums?|reporting|subscriptions?|contributions?|payments?|fees?|consultations|workshops|hearings?|surveys?|assessments?|"
    r"audits?|inspections?|evaluations?))\b",
    re.IGNORECASE,
)
BIENNIAL = re.compile(
    r"\b(?:biennially|biennializ\w+|(?:every|each) (?:two|2|other|second|alternate) (?:years?|(?:regular )?sessions?)|"
    r"on a biennial (?:basis|(?:rather than|instead of)(?: an)? annual)|(?:in|on) alternate years|(?:at|of|for|"
    r"in) alternate (?:regular )?sessions|(?:in )?(?:each |every )?(?:even|"
    r"odd)(?:-numbered)? (?:years?|sessions?)|in (?:the )?(?:off|non)-budget years|"
    r"(?:once (?:a|per|in a|in each|in every)|each|every|per) biennium|"
    r"(?:(?:hold|convene|organize) (?:[\w-]+ )?|(?:a|submit|provide|prepare|issue|publish|present) "
    r"(?:(?!(?:its|his|her|their|the)\b)[\w-]+ )?)biennial "
    r"(?:[\w-]+ ){0,3}?(?:reports?|updates?|reviews?|meetings?|conferences?|dialogues?|sessions?|events?|forums?|workshops))\b",
    re.IGNORECASE,
)
TRIENNIAL = re.compile(
    r"\b(?:triennially|triennializ\w+|every third (?:year|(?:regular )?session)|every three (?:regular )?sessions|on a triennial basis|"
    r"a triennial (?:[\w-]+ ){0,3}?report|a three-yearly)\b",
    re.IGNORECASE,
)
YEARS = re.compile(rf"\bevery (?P<n>{_NUMBER}) years?\b", re.IGNORECASE)
MONTHS = re.compile(rf"\bevery (?P<n>{_NUMBER}) months\b", re.IGNORECASE)
DAYS = re.compile(rf"\bevery (?P<n>{_NUMBER}|\w+) (?P<unit>days|weeks)\b", re.IGNORECASE)
EACH_SESSION = re.compile(
    r"\b(?:at|to|in|before|of|for|after|following|during|prior to) (?:each|every)(?: of (?:its|their|the))?(?: (?:regular|annual|resumed|"
    r"subsequent|future|substantive|ordinary|plenary|main))* sessions?\b|\bat each of its (?:[\w-]+ )*sessions\b|"
    r"\bat (?:(?:their|its) regular|(?:the|their|its) successive) (?:[a-z-]+ )?(?:meetings|sessions)\b|"
    r"\b(?:and|and at) (?:(?:its|their|all|each of its) )*(?:subsequent|following|future|later|succeeding) (?:regular |annual )?sessions\b"
    r"(?!,? (?:if|where|when) (?:necessary|needed|required)\b)|"
    r"\b(?:each|every) (?:(?:regular|subsequent|future|following) )?session(?: of [^,;]{2,60}?)? thereafter\b|"
    # at its seventy-sixth session and thereafter; but "and thereafter every two years"
    r"\bsessions?,? and (?:thereafter|beyond)\b(?! (?:annually|every|each|on|at|in|as|until|bi\w+|tri\w+|regularly|twice|once|"
    r"periodically|quarterly)\b)|"
    # in its report to the Assembly at the future sessions
    r"\breports? (?:to [^,;]{3,40}? )?(?:at|to|during|for) (?:(?:the|its|their|all) )?(?:future|subsequent|"
    r"succeeding) (?:regular )?sessions\b|"
    # one briefing per session | an update every session
    r"\b(?:per|every|each) (?:regular )?session\b|"
    r"\b(?:at|during|to) all (?:(?:of )?(?:its|their|the) )?(?:(?:regular|future|subsequent) )*sessions\b|"
    # before each meeting of the Board
    r"\b(?:at|in|to|for|before|after|following|during|prior to|ahead of|in advance of) (?:each|every) (?:of (?:its|their|"
    r"the) )?(?:(?:regular|"
    r"annual|subsequent|future) )*meetings?\b|"
    r"\bin the agendas? of (?:(?:each|every) (?:[a-z]+ )?meeting|(?:its|"
    r"their) (?:(?:future|regular|annual|subsequent) )?sessions)\b|"
    r"\b(?:during|in the course of) (?:the|its|their) (?:regular )?sessions\b(?! (?:to be )?held| in \d)",
    re.IGNORECASE,
)
QUARTERLY = re.compile(
    r"\b(?:on a quarterly basis|quarterly|every quarter|each quarter|(?:once|twice) (?:a|per) quarter|four times (?:(?:a|per|each|"
    r"every) year|yearly|annually))\b",
    re.IGNORECASE,
)
MONTHLY = re.compile(
    # informed each month | of the outcome, but: each month of the year
    r"\b(?:(?<!-)monthly|(?:each|every) month(?! (?:of(?! (?:any|progress|developments|the (?:outcome|progress|status))\b)|"
    r"since|from)\b)|(?:once|twice) (?:a|per|in a) month|"
    r"on a monthly basis)\b(?! rate)",
    re.IGNORECASE,
)
SEMI = re.compile(
    r"\b(?:(?:twice|two times) (?:(?:a|per|each|every|in (?:a|each|every)) (?:calendar )?year|yearly|annually)|semi-?annually|half-yearly|"
    r"every half-year|(?:each|every) half of (?:the|each|every) year|"
    r"(?:on|at) (?:an? )?(?:semi-?annual|half-yearly|six-month(?:ly)?) (?:basis|intervals)|an? (?:[\w-]+ )?(?:semi-?annual|"
    r"half-yearly|six-monthly)|"
    r"(?:submit|provide|prepare|issue|publish|hold|convene|organize|present) (?:[\w-]+ )?(?:semi-?annual|half-yearly|six-monthly) "
    r"(?:[\w-]+ ){0,3}?(?:reports?|updates?|reviews?|meetings?|dialogues?|sessions?|briefings?|consultations))\b",
    re.IGNORECASE,
)
PERIODIC = re.compile(
    r"\b(?:(?<!more )regularly|periodically|routinely|continuously (?=share|updat|exchang|report|provid)|"
    r"report(?:ing)?\b[^;,]{0,60} on an (?:ongoing|urgent and continuing) basis|"
    r"in (?:his|her|its|their) regular (?:[a-z]+ )?(?:reporting|reports)|in (?:[a-z]+ and )?regular (?:contact|"
    r"communication|consultation|dialogue)|on an? (?:more )?(?:[a-z]+(?:,|,? and) ){0,2}(?:regular|periodic|frequent|biannual|"
    r"continuous)(?: and \w+)? basis|(?:at|in) (?:regular|appropriate|periodic) intervals|from time to time|"
    r"biannually|bimonthly(?! [a-z]+s\b)|"
    r"(?<!its )(?<!their )(?<!the )(?<!for )regular (?:[\w-]+ )?(?:reports|updates|briefings|reporting)|"
    r"(?<!more )(?<!the )frequent(?:,| and [\w-]+)? (?:[\w-]+ )?(?:reports|updates|briefings|reporting)|"
    r"in an? (?:(?!more\b)[a-z]+(?:,|,? and) ){0,2}regular(?:,| and)? (?:[\w-]+,? ){0,4}?(?:manner|fashion|way)|"
    r"continuous (?:[\w-]+ )?(?:updates|reports|reporting|briefings)|"
    r"(?:hold|holding|conduct|conducting|maintain|organize|have|make|allow|permit|undertake|provide|providing|"
    r"ensure|carry out|continue|enhance|promote|"
    r"develop|establish|initiate|facilitate|pursue|foster|convene|strengthen|engage in|participate in|receives?|undergo|the|by|a) "
    r"(?:(?:for|to|with) (?:that|this|these|those) (?:purposes?|ends?) )?(?:[\w-]+ )?"
    # provide support from | the regular budget for meetings: no rhythm
    r"regular(?! (?:programme )?(?:budget|resources|funds|programme|staff)\b)(?:,| and [\w-]+)? (?:[\w-]+,? (?:and )?){0,4}?"
    r"(?:consultations?|meetings|exchanges?|dialogues?|discussions|contacts?|training|trainings|monitoring|follow-up|feedback|interactions?|engagement|communication|visits|coordination|information|"
    r"analysis|surveys|workshops|publication|collection|sharing|reporting|"
    r"updating|evaluation|assessment|attendance|contributions)|"
    # through regular meetings; regular surveys and data are a means, and so is what stands behind "including through"
    r"(?<!including )through (?:[\w-]+ )?regular(?:,| and [\w-]+)? (?:[\w-]+,? (?:and )?){0,4}?(?:consultations?|meetings|"
    r"exchanges?|dialogues?|"
    r"discussions|contacts?|interactions?|engagement|communication|visits|coordination)|"
    r"(?:(?<!including )through|hold|holding|holding of|convene|convening of|organize|organization of|conduct|maintain|"
    r"have|by|a|continue|carry out|"
    r"undertake|make|allow|permit|ensure|receives?|undergo|provide) "
    r"periodic (?:[\w-]+ )?(?:meetings?|consultations?|dialogues?|exchanges?|discussions|visits|inspections|contacts|surveys|"
    r"training|monitoring)|"
    r"(?<=ncourages )regular (?:[a-z-]+ ){0,2}?(?:meetings|consultations|dialogues?|exchanges?|contacts|discussions|visits|coordination)|"
    r"regular (?:[a-z-]+ ){0,2}?(?:meetings|consultations|dialogues|exchanges|discussions|briefings) be (?:held|organized|convened)|"
    r"\ba (?:regular|periodic) (?:[\w-]+ ){0,2}(?:debate|discussion|meeting|forum|event|session|review|report|update|briefing|assessment|"
    r"evaluation|survey|audit|inspection|dialogue|consultation)|"
    r"(?<!its )(?<!their )(?<!the )(?<!for )(?<!of )(?<!through )regular,? "
    r"(?:[\w-]+,? ){0,4}?(?:assessments|reviews|evaluations|audits|inspections)|"
    r"(?<!its )(?<!their )(?<!the )(?<!of )(?<!and )(?<!overdue )(?<!universal )periodic (?:[\w-]+ )?"
    r"(?:reports|updates|briefings|reviews|assessments|evaluations))\b"
    # a regular reporting | mechanism: what it is called
    r"(?! (?:cycles?|periods?|mechanisms?|systems?|frameworks?|requirements?|obligations?|formats?|procedures?)\b)",
    re.IGNORECASE,
)


# on a quinquennial basis | at three-year intervals | on a four-year cycle | a quadrennial review | submit a consolidated annual report
WORD = "|".join(sorted((w for w, rhythm in RECURRENCE.items() if rhythm != "periodic"), key=len, reverse=True))
_SPAN = rf"(?P<n>{_NUMBER})-(?P<unit>year|month|week)(?:ly)?"
NO_ADJECTIVE = (
    r"(?!(?:of|in|on|for|to|the|its|their|his|her|and|with|at|by|from|as|or|that|which|through|into|between|among|during|under)\b)"
    r"[\w-]+"
)
THINGS = "|".join(table("slots")["recurrence"]["things"].split())
WORDED = re.compile(
    rf"\b(?:(?:on|in) (?:an?|the) (?:{_SPAN}|(?P<on>{WORD})) (?:basis|cycle)|at "
    rf"(?:{_SPAN.replace('<n>', '<m>').replace('<unit>', '<per>')}"
    rf"|(?P<at>{WORD})) intervals|at intervals (?:of|not exceeding|no longer than) (?:(?:not|no) (?:more|less|longer|fewer) than |"
    rf"at (?:most|least) |"
    rf"up to )?(?P<of>{_NUMBER}) (?P<units>year|month|week|day)s"
    # annual reports thereafter | followed by biennial reports | move from annual to biennial reporting
    rf"|(?P<then>{WORD}) (?:[a-z]+ )?(?:{THINGS}),? thereafter|followed by (?P<followed>{WORD}) (?:[a-z]+ )?(?:{THINGS})"
    rf"|from (?:an? )?(?:{WORD}) to (?:an? )?(?P<to>{WORD}) (?:basis|{THINGS})"
    rf"|an? (?:{NO_ADJECTIVE} ){{0,2}}?(?P<a>{WORD}) (?:{NO_ADJECTIVE} ){{0,3}}?(?:{THINGS})"
    rf"|(?:submit|provide|prepare|issue|publish|hold|convene|organize|present|conduct|undertake|produce) "
    rf"(?:{NO_ADJECTIVE} )?(?P<the>{WORD}) "
    rf"(?:{NO_ADJECTIVE} ){{0,3}}?(?:{THINGS})|(?P<alone>(?:bi|tri|quadr|quinqu|dec)ennially|weekly(?= ?[,;.]| by| to| on| an?\b|$)))\b",
    re.IGNORECASE,
)
# three times a year | at least six times per year | four times annually
TIMES = re.compile(
    rf"\b(?P<n>{_NUMBER}) times (?:(?:a|per|each|every|in (?:a|each|every)) (?:calendar )?year|yearly|annually)\b", re.IGNORECASE
)
WORDED_SIGNS = ("ennial", "annual", "yearly", "monthly", "weekly", "ntervals", "-year", "-month", "-week")


_WORD_GROUPS = ("on", "at", "a", "the", "alone", "then", "followed", "to")


def of_words(match: re.Match[str]) -> str:
    """The rhythm of a word for it ("quinquennial"), or of a number and a unit ("at three-year intervals")."""
    if word := next((match[group] for group in _WORD_GROUPS if match[group]), None):
        return RECURRENCE[word.casefold()]
    count = number(match["n"] or match["m"] or match["of"])
    unit = (match["unit"] or match["per"] or match["units"]).casefold()
    return of_count(count, f"{unit}s")


UNCOUNTED = "periodic"
"""The rhythm of what comes "every few weeks", or five times a year."""


def of_count(count: int, units: str) -> str:
    """The rhythm of something done every so many ``units``; 0 is a number that isn't said."""
    return rhythm_of(count, units) if count else UNCOUNTED


# at the beginning of each quinquennium
SPANS = re.compile(r"\b(?:each|every) (?:new |subsequent )?(?P<span>triennium|quadrennium|quinquennium|decade)\b", re.IGNORECASE)
OF_SPANS = {
    "triennium": "every-3-years",
    "quadrennium": "every-4-years",
    "quinquennium": "every-5-years",
    "decade": "every-10-years",
}


def number(word: str) -> int:
    """The number that a word or figure stands for: "two", "second", "12"; 0 for a word that is none."""
    if word.isdigit():
        return int(word)
    known = _N.get(word.casefold())
    if known is not None:
        return known
    read = read_number(word)
    return read.value if read else 0


def of_times(match: re.Match[str]) -> str:
    """The rhythm of something done so many times a year: three times are every four months."""
    times = number(match["n"])
    return rhythm_of(12 // times, "months") if times and 12 % times == 0 else UNCOUNTED
