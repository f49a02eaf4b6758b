"""Whether the text asks for a thing again and again, and how often."""

import re
from dataclasses import dataclass

from domain.time.numbers import read_number
from reading.due.words import MONTHS, RECURRENCE
from reading.lexicon import SMALL_NUMBERS, table

_N = SMALL_NUMBERS | {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "other": 2}
_NUMBER = "|".join(_N) + r"|\d+"

# submit to the Council | annual reports: who receives them may stand between
_TO_WHOM = r"(?:(?:to|for) (?-i:(?:the )?(?:[A-Z][\w’-]*(?: (?:and|of|on|for|in)(?: the)?(?= [A-Z]))? )+))?"
_MONTH_NAMES = "|".join(MONTHS)
# annually | each year | each 14 December | on an annual basis | an annual report
_ANNUAL = re.compile(
    rf"\b(?:(?<!-)annually|(?:each|every) (?:(?:{_MONTH_NAMES}) \d\d?|\d\d? (?:{_MONTH_NAMES}))\b(?! \d)|"
    r"(?<!-)(?<!the )(?<!its )yearly(?! (?:intervals|basis))|early annual (?:\w+ )?contributions|"
    r"(?:each|every) (?:calendar )?year|(?:meeting|session|briefing|report|update|consultation|dialogue|event|workshop)s? "
    r"(?:a|per) year|on (?:an?|the) (?:annual|yearly) basis|"
    r"once (?:a|per|in a|every) year|"
    r"(?:at least|no fewer than) (?:one|two|three|four) (?!times\b)(?:[\w-]+ ){1,3}(?:a|per|each|every) year|"
    r"an annual(?! (?:[\w-]+ ){0,2}?(?:prize|award|growth|rate|amount|income|cost|increase|target|average|decrease|reduction|ceiling)\b)|"
    rf"(?:submit|submitting|provide|prepare|issue|publish|hold|convene|organize|present|"
    r"produce|conduct|make|pay|undertake|of early|"
    rf"(?:with|through)(?= annual (?:\w+ )?(?:reports|updates|briefings)\b)) {_TO_WHOM}"
    r"(?:regular |comprehensive |detailed |substantive )?annual (?:[\w-]+ ){0,3}?"
    r"(?:reports?|updates?|briefings?|meetings?|sessions?|summary|statements?|reviews?|oral|debates?|conferences?|dialogues?|events?|"
    r"forums?|reporting|subscriptions?|contributions?|payments?|fees?|consultations|workshops|hearings?|surveys?|assessments?|"
    r"audits?|inspections?|evaluations?))\b",
    re.IGNORECASE,
)
# include, in the annual reporting to the Assembly | in its forthcoming annual reports: not one report only | submit their annual reports
_IN_ANNUAL = re.compile(
    r"\b(?:include|incorporate|integrate|reflect|report),?(?: [\w-]+,?){0,12}? in (?:his|her|its|their|the)"
    r" (?:(?:next|forthcoming|future|subsequent|regular) )?annual (?:\w+ ){0,2}?(?:reporting|reports)\b"
    r"|\b(?:submit|provide|prepare|publish|present|issue|update|make (?:publicly )?available)\b(?! (?:to|in)\b)[^;]{0,100}?"
    r"(?<!in )(?<!on )(?<!of )(?<!to )(?<!from )(?<!with )(?<!for )(?<!by )(?<!through )(?<!under )"
    r"(?:their|his|her|its) annual (?:[\w-]+ ){0,2}?reports\b"
    r"|\bcontinue to (?:submit|present|provide) to (?-i:the [A-Z])[^,;]{3,60}? (?:their|his|her|its) annual (?:[\w-]+ ){0,2}?reports\b",
    re.IGNORECASE,
)
_BIENNIAL = re.compile(
    r"\b(?:biennially|biennializ\w+|(?:every|each) (?:two|2|other|second|alternate) (?:years?|(?:regular )?sessions?)|on a biennial basis|"
    r"(?:in|"
    r"on) alternate years|(?:at|of|for|in) alternate (?:regular )?sessions|(?:in )?(?:each |every )?(?:even|odd)(?:-numbered)? years?|"
    r"(?:once (?:a|per|in a|in each|in every)|each|every) biennium|"
    r"(?:(?:hold|convene|organize) (?:[\w-]+ )?|(?:a|submit|provide|prepare|issue|publish|present) "
    r"(?:(?!(?:its|his|her|their|the)\b)[\w-]+ )?)biennial "
    r"(?:[\w-]+ ){0,3}?(?:reports?|updates?|reviews?|meetings?|conferences?|dialogues?|sessions?|events?|forums?|workshops))\b",
    re.IGNORECASE,
)
_TRIENNIAL = re.compile(
    r"\b(?:triennially|triennializ\w+|every third (?:year|(?:regular )?session)|every three (?:regular )?sessions|on a triennial basis|"
    r"a triennial (?:[\w-]+ ){0,3}?report|a three-yearly)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(rf"\bevery (?P<n>{_NUMBER}) years?\b", re.IGNORECASE)
_MONTHS = re.compile(rf"\bevery (?P<n>{_NUMBER}) months\b", re.IGNORECASE)
_DAYS = re.compile(rf"\bevery (?P<n>{_NUMBER}|\w+) (?P<unit>days|weeks)\b", re.IGNORECASE)
_EACH_SESSION = re.compile(
    r"\b(?:at|to|in|before|of|for|after|following|during|prior to) (?:each|every)(?: of (?:its|their|the))?(?: (?:regular|annual|"
    r"subsequent|future))* sessions?\b|\bat each of its (?:[\w-]+ )*sessions\b|"
    r"\bat (?:the|their|its) (?:regular|successive) (?:meetings|sessions)\b|"
    r"\b(?:and|and at) (?:(?:its|their|all|each of its) )*(?:subsequent|following|future|later|succeeding) (?:regular )?sessions\b|"
    r"\b(?:each|every) (?:(?:regular|subsequent|future|following) )?session(?: of [^,;]{2,60}?)? thereafter\b|"
    r"\b(?:during|in the course of) (?:the|its|their) (?:regular |annual )?sessions\b(?! (?:to be )?held| in \d)",
    re.IGNORECASE,
)
_QUARTERLY = re.compile(r"\b(?:quarterly|every quarter|each quarter|four times (?:a|per|each|every) year)\b", re.IGNORECASE)
_MONTHLY = re.compile(r"\b(?:(?<!-)monthly|(?:each|every) month|on a monthly basis)\b(?! rate)", re.IGNORECASE)
_SEMI = re.compile(
    r"\b(?:twice (?:a|per|each|every|in a) year|twice (?:yearly|annually)|two times (?:a|per) year|semi-?annually|half-yearly|"
    r"every half-year|"
    r"(?:on|at) (?:an? )?(?:semi-?annual|half-yearly|six-month(?:ly)?) (?:basis|intervals)|an? (?:[\w-]+ )?(?:semi-?annual|"
    r"half-yearly|six-monthly)|"
    r"(?:submit|provide|prepare|issue|publish|hold|convene|organize|present) (?:[\w-]+ )?(?:semi-?annual|half-yearly|six-monthly) "
    r"(?:[\w-]+ ){0,3}?(?:reports?|updates?|reviews?|meetings?|dialogues?|sessions?|briefings?|consultations))\b",
    re.IGNORECASE,
)
_PERIODIC = re.compile(
    r"\b(?:(?<!more )regularly|periodically|report(?:ing)?\b[^;,]{0,60} on an (?:ongoing|urgent and continuing) basis|"
    r"in (?:his|her|its|their) regular (?:[a-z]+ )?(?:reporting|reports)|on (?:a|an ongoing and) (?:more )?(?:regular|periodic|biannual|"
    r"timely and regular|continuous)(?: and \w+)? basis|at (?:regular|appropriate|periodic) intervals|from time to time|biannually|"
    r"(?<!its )(?<!their )(?<!the )(?<!for )regular (?:[\w-]+ )?(?:reports|updates|briefings|reporting)|"
    r"(?<!more )(?<!the )frequent(?:,| and [\w-]+)? (?:[\w-]+ )?(?:reports|updates|briefings|reporting)|"
    r"in a regular(?:,| and)? (?:[\w-]+,? ){0,4}?manner|continuous (?:[\w-]+ )?(?:updates|reports|reporting|briefings)|"
    r"(?:hold|holding|conduct|conducting|maintain|organize|have|make|allow|permit|undertake|provide|providing|"
    r"ensure|carry out|continue|enhance|promote|"
    r"develop|establish|initiate|facilitate|pursue|foster|convene|strengthen|engage in|participate in|the|by|a) "
    r"(?:(?:for|to|with) (?:that|this|these|those) (?:purposes?|ends?) )?(?:[\w-]+ )?"
    r"regular(?:,| and [\w-]+)? (?:[\w-]+,? (?:and )?){0,4}?(?:consultations?|meetings|exchanges?|dialogues?|discussions|"
    r"contacts?|training|trainings|monitoring|follow-up|feedback|interactions?|engagement|communication|visits|coordination|information|"
    r"analysis|surveys|workshops|publication|collection|sharing|reporting|"
    r"updating|evaluation|assessment|attendance|contributions)|"
    # through regular meetings; regular surveys and data are a means, and no rhythm of the duty
    r"through (?:[\w-]+ )?regular(?:,| and [\w-]+)? (?:[\w-]+,? (?:and )?){0,4}?(?:consultations?|meetings|exchanges?|dialogues?|"
    r"discussions|contacts?|interactions?|engagement|communication|visits|coordination)|"
    r"(?:through|hold|holding|holding of|convene|convening of|organize|organization of|conduct|maintain|have|by|a|continue|carry out|"
    r"undertake|make|allow|permit|ensure) "
    r"periodic (?:[\w-]+ )?(?:meetings?|consultations?|dialogues?|exchanges?|discussions|visits|inspections|contacts|surveys)|"
    r"(?<=ncourages )regular (?:[a-z-]+ ){0,2}?(?:meetings|consultations|dialogues?|exchanges?|contacts|discussions|visits|coordination)|"
    r"regular (?:[a-z-]+ ){0,2}?(?:meetings|consultations|dialogues|exchanges|discussions|briefings) be (?:held|organized|convened)|"
    r"\ba (?:regular|periodic) (?:[\w-]+ ){0,2}(?:debate|discussion|meeting|forum|event|session|review|report|update|briefing|assessment|"
    r"evaluation|survey|audit|inspection|dialogue|consultation)|"
    r"(?<!its )(?<!their )(?<!the )(?<!for )(?<!of )(?<!through )regular,? "
    r"(?:[\w-]+,? ){0,4}?(?:assessments|reviews|evaluations|audits|inspections)|"
    r"(?<!its )(?<!their )(?<!the )(?<!of )(?<!and )(?<!overdue )(?<!universal )periodic (?:[\w-]+ )?"
    r"(?:reports|updates|briefings|reviews|assessments|evaluations))\b",
    re.IGNORECASE,
)


# on a quinquennial basis | at three-year intervals | on a four-year cycle | a quadrennial review | submit a consolidated annual report
_WORD = "|".join(sorted((w for w, rhythm in RECURRENCE.items() if rhythm != "periodic"), key=len, reverse=True))
_SPAN = rf"(?P<n>{_NUMBER})-(?P<unit>year|month|week)(?:ly)?"
_NO_ADJECTIVE = r"(?!(?:of|in|on|for|to|the|its|their|his|her|and|with|at|by|from|as|or|that|which)\b)[\w-]+"
_THINGS = "|".join(table("slots")["recurrence"]["things"].split())
_WORDED = re.compile(
    rf"\b(?:(?:on|in) (?:an?|the) (?:{_SPAN}|(?P<on>{_WORD})) (?:basis|cycle)|at "
    rf"(?:{_SPAN.replace('<n>', '<m>').replace('<unit>', '<per>')}"
    rf"|(?P<at>{_WORD})) intervals|at intervals of (?:not more than )?(?P<of>{_NUMBER}) (?P<units>year|month|week|day)s"
    rf"|an? (?:{_NO_ADJECTIVE} ){{0,2}}?(?P<a>{_WORD}) (?:{_NO_ADJECTIVE} ){{0,3}}?(?:{_THINGS})"
    rf"|(?:submit|provide|prepare|issue|publish|hold|convene|organize|present|conduct|undertake|produce) "
    rf"(?:{_NO_ADJECTIVE} )?(?P<the>{_WORD}) "
    rf"(?:{_NO_ADJECTIVE} ){{0,3}}?(?:{_THINGS})|(?P<alone>(?:bi|tri|quadr|quinqu|dec)ennially|weekly(?= ?[,;.]| by| to| on| an?\b|$)))\b",
    re.IGNORECASE,
)
_WORDED_SIGNS = ("ennial", "annual", "yearly", "monthly", "weekly", "ntervals", "-year", "-month", "-week")
# keep under annual review | the practice of annual reporting | ensure that the annual reports of the Office continue to include
_UNDER_REVIEW = re.compile(rf"\bunder (?:[a-z]+ )?(?P<how>{_WORD}|regular|periodic) review\b", re.IGNORECASE)
_ANNUAL_REPORTS = re.compile(
    r"\b(?:ensure|ensuring) that (?:the|his|her|its|their) (?:[\w-]+ )?annual (?:\w+ ){0,2}?(?:reporting|reports)(?: (?:of|by|on|"
    r"to) [^,;]{2,80}?)?"
    r" (?:(?:continues? to|also|further|will|shall) )*(?:includes?|contains?|reflects?|provides?|presents?|address|cover|describe|"
    r"set out|take)\b"
    # as part of his annual reporting to the Council; with a session it is that year's
    r"|\b(?:submission|presentation|preparation|publication|issuance)(?: by [^,;]{3,40}?)? of annual (?:reports|updates|summaries)\b"
    r"|\bas (?:a |an integral )?part of (?:his|her|its|their|the) (?:regular )?annual reporting\b"
    r"|\b(?:practice of|continue|continue with|resume|maintain|regular|continued|ensure|for) "
    r"(?:(?:its|his|her|their|the) )?annual reporting\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Recurring:
    """A rhythm in the guide's words and where it stands."""

    rhythm: str
    start: int
    end: int
    rule: str
    sure: bool = True


# Each of the exact rhythms with words one of which it never goes without: most things asked for have none of them, and cost no search.
_EXACT = (
    (_QUARTERLY, "quarterly", ("uarter", "our times")),
    (_MONTHLY, "monthly", ("onth",)),
    (_BIENNIAL, "biennial", ("iennial", "very ", "alternate ", "even", "odd", "biennium")),
    (_TRIENNIAL, "every-3-years", ("riennial", "very third", "very three", "three-yearly")),
    (_EACH_SESSION, "each-session", ("sessions", "ch session", "ry session", "ach ", "very ", "regular meetings", "successive ")),
    (_SEMI, "every-6-months", ("wice ", "emi-annual", "half-year")),
    (_ANNUAL, "annual", ("nnual", "year", "ach ", "very ")),
)
_OTHER_SIGNS = (
    "nnual", "ennial", "monthly", "weekly", "yearly", "-year", "-month", "-week", "very ", "egular", "ongoing ", "continuing ", "eriodic",
    "requent", "ontinuous", "intervals", "from time",
)  # fmt: skip
"""The same for all the others together."""


def recurring(text: str, start: int, end: int, doing: int = 0) -> Recurring | None:
    """The rhythm asked for in ``text[start:end]``, or ``None``. The exact ones go before "regularly".

    ``doing`` is where the thing to be done opens: of a rhythm behind it, no clause before it can be the one that holds it."""
    within = text[start:end]
    exact = [
        Recurring(rhythm, match.start(), match.end(), f"recurrence.{rhythm}")
        for pattern, rhythm, signs in _EXACT
        if any(sign in within for sign in signs) and (match := _adverbial(pattern, text, start, end, doing))
    ]
    if exact:  # "annual reports and quarterly briefings": the one said first
        return min(exact, key=lambda one: one.start)
    if not any(sign in within for sign in _OTHER_SIGNS):
        return None
    if match := _adverbial(_YEARS, text, start, end, doing):
        return Recurring(f"every-{_number(match['n'])}-years", match.start(), match.end(), "recurrence.every-n-years")
    if match := _adverbial(_MONTHS, text, start, end, doing):
        count = _number(match["n"])
        rhythm = {3: "quarterly", 12: "annual"}.get(count, f"every-{count}-months")
        return Recurring(rhythm, match.start(), match.end(), "recurrence.every-n-months")
    if match := _adverbial(_DAYS, text, start, end, doing):
        rhythm = f"every-{_number(match['n'])}-{match['unit']}"
        return Recurring(rhythm, match.start(), match.end(), "recurrence.every-n-days", sure=False)
    if any(sign in within for sign in _WORDED_SIGNS) and (match := _adverbial(_WORDED, text, start, end, doing)):
        return Recurring(_rhythm(match), match.start(), match.end(), "recurrence.worded", sure=False)
    if "under " in within and (match := _adverbial(_UNDER_REVIEW, text, start, end, doing)):
        rhythm = RECURRENCE.get(match["how"].casefold(), "periodic")
        return Recurring(rhythm, match.start(), match.end(), "recurrence.under-review", sure=False)
    if "nnual " in within and (match := _adverbial(_ANNUAL_REPORTS, text, start, end, doing)) and not _this_years(match, within):
        return Recurring("annual", match.start(), match.end(), "recurrence.in-annual-reporting", sure=False)
    if "nnual " in within and (match := _adverbial(_HELD_ANNUALLY, text, start, end, doing)):
        return Recurring("annual", match.start(), match.end(), "recurrence.held-annually", sure=False)
    if match := _adverbial(_IN_ANNUAL, text, start, end, doing):
        return Recurring("annual", match.start(), match.end(), "recurrence.in-annual-reporting", sure=False)
    if match := _adverbial(_PERIODIC, text, start, end, doing):
        return Recurring("periodic", match.start(), match.end(), "recurrence.periodic", sure=False)
    return None


_ONE_TIME = re.compile(r"\bsession\b|\b\d{4}\b")


def _this_years(match: re.Match[str], within: str) -> bool:
    """Whether the annual reporting is that of one year only: "as part of his annual reporting to the Council at its 2026 session"."""
    return " part of " in match[0] and " regular " not in match[0] and _ONE_TIME.search(within) is not None


def _rhythm(match: re.Match[str]) -> str:
    """The rhythm of a word for it ("quinquennial"), or of a number and a unit ("at three-year intervals")."""
    if word := match["on"] or match["at"] or match["a"] or match["the"] or match["alone"]:
        return RECURRENCE[word.casefold()]
    count = _number(match["n"] or match["m"] or match["of"])
    unit = (match["unit"] or match["per"] or match["units"]).casefold()
    months = count * {"year": 12, "month": 1}.get(unit, 0)
    return {1: "monthly", 3: "quarterly", 12: "annual", 24: "biennial"}.get(months, f"every-{count}-{unit}s")


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    known = _N.get(word.casefold())
    if known is not None:
        return known
    number = read_number(word)
    return number.value if number else 0


# in a clause of its own: "which meets annually", but not "which will be considered annually"
_OTHERS_CLAUSE = re.compile(
    r"\b(?:(?:which|who) (?!(?:will|shall|should|is to|are to)\b)(?:\w+ ){0,6}"
    r"|that (?:is|are|was|were|has|have|\w+s) (?:\w+ ){0,4})$"
)
# where something else recurs: "held annually", "observed annually by"
_OTHERS_DOING = re.compile(
    r"\b(?:(?<!to be )(?:submitted|presented)|held|observed|organized|convened|estimated|published|displaced|die|affected|produced|issued|"
    r"celebrated|occurring|commemorated|paid|lost|selected|chosen|determined|identified|agreed|fixed) $"
    # including the set of Goals to be reviewed | at each session: the rhythm of what is included
    r"|\bincluding the [^;]* to be [a-z]+ $"
)
# convene a forum, to be held | annually
_CONVENED = re.compile(
    r"^(?:to )?(?:convene|organize|organise|establish|launch) an? [^,;]{3,80},? to be (?:held|convened|organized) $"
)
# advance discussions aimed at declaring the day | an annual one
_AIMED = re.compile(r"\baimed at [a-z]+ing\b[^,;]*")
# a priority for an annual Moment, but not: provide for an annual meeting
_FOR_ANNUAL = re.compile(r"(?<!provide )(?<!providing )(?<!arrange )(?<!call )(?<!plan )\bfor $")


def _adverbial(pattern: re.Pattern[str], text: str, start: int, end: int, doing: int) -> re.Match[str] | None:
    """The first match that tells how often the thing asked for is to be done, and not how often something else happens."""
    for match in pattern.finditer(text, start, end):
        clause = text[doing if start < doing <= match.start() else start : match.start()]
        if _OTHERS_CLAUSE.search(clause) or (_OTHERS_DOING.search(clause) and not _CONVENED.search(clause)):
            continue
        if "invite " in clause and _INVITED.search(clause):
            continue
        if "enabl" in clause and _ENABLED.search(clause):
            continue
        if pattern is _PERIODIC and _ELSEWHERE.search(clause):
            continue
        if match[0].startswith("periodic ") and _NUMBERED.search(clause):
            continue
        if "ennial " in match[0] and " annual " not in match[0] and _OF_ONE_YEAR.match(text, match.end()):
            continue
        if pattern is _ANNUAL and match[0].startswith("an ") and (_FOR_ANNUAL.search(clause) or _AIMED.search(clause)):
            continue
        return match
    return None


# the fifth and sixth | periodic reports: those of one time
_NUMBERED = re.compile(r"(?:[a-z]th|first|second|third|initial|combined|overdue) $", re.IGNORECASE)
# convene a biennial meeting | of States in 2026: what that meeting is called
_OF_ONE_YEAR = re.compile(
    r"(?: of [^,;]{3,80}?)?,? (?:in|for|from|on) (?:[a-z0-9 –-]{0,20}\b[A-Z][a-z]+ )?\d{4}\b(?![^;]*\bthereafter\b)"
)
# the assistance necessary to enable the Envoy to discharge her mandate and to report | every six months: it is she who reports
_ENABLED = re.compile(
    r"[a-z] to enable (?:the |her |him |its |it |them |their )[^;,]* and (?:to )?(?:report|brief|submit|present)[^;,]*$"
)
# invite the secretariat to report to the Council | annually: it is the secretariat that reports
_INVITED = re.compile(
    r"\binvite (?:the |all )[^,;]{2,60}? to (?:[a-z]+ly )?(?:report|submit|present|provid)\w*(?:(?! and to )[^,;])*$"
)
# enables all States parties to regularly monitor: it is they who do it again and again
_ELSEWHERE = re.compile(
    r"\b(?:enabl\w+|allow\w*|help\w*|(?:which|that)(?! (?:is|are|was|were|has|have)\b[^,;]* and to )"
    r"(?! (?:purpose|end|effect|regard|respect|context)\b)|who|"
    r"where|how|whether|need to|importance of)\b[^,;]*$"
    # monitoring tools | to periodically assess progress: what they are for
    r"|\b(?:tools|instruments|mechanisms?|systems?|procedures|means|methods|capacity|capacities|framework|frameworks) to $"
)
# hold the annual joint review | the conduct of the annual consultations: it comes again each year, unless one of them is meant
_HELD_ANNUALLY = re.compile(
    r"\b(?:hold|conduct|convene|organize|holding of|conduct of|convening of|organization of) (?:the|its|their) (?:[\w-]+ ){0,2}?annual "
    r"(?:[\w-]+ ){0,2}?(?:reviews?|consultations?|dialogues?|debate|discussions?|meetings?|forum|workshop|briefing)\b"
    r"(?![^;]*(?:\bsession\b|\b\d{4}\b))"
)
