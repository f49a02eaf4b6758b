"""Whether the text asks for a thing again and again, and how often."""

import re
from dataclasses import dataclass

from reading.due.signs import holds_one
from reading.due.words import RECURRENCE
from reading.requests.terms import recurring_things as things
from reading.requests.terms import rhythms
from reading.requests.terms.others_rhythms import of_something_else, of_who_is_asked


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
    (rhythms.QUARTERLY, "quarterly", ("uarter", "our times")),
    (rhythms.MONTHLY, "monthly", ("onth",)),
    (
        rhythms.BIENNIAL, "biennial",
        ("iennial", "very ", "alternate ", "even-", "even y", "even s", "odd-", "odd y", "odd s", "biennium", "budget years"),
    ),
    (rhythms.TRIENNIAL, "every-3-years", ("riennial", "very third", "very three", "three-yearly")),
    (
        rhythms.EACH_SESSION, "each-session",
        ("sessions", "session and ", "er session", "ach ", "very ", "their regular ", "its regular ", "successive "),
    ),
    (rhythms.SEMI, "every-6-months", ("wice ", "wo times ", "emi-annual", "emiannual", "half-year", "six-month", "half of")),
    (rhythms.ANNUAL, "annual", ("nnual", "year", "ach ", "very ")),
)  # fmt: skip
_OTHER_SIGNS = (
    "nnual", "ennial", "monthly", "weekly", "yearly", "-year", "-month", "-week", "very ", "egular", "ongoing ", "continuing ", "eriodic",
    "requent", "ontinuous", "intervals", "from time", " times ", "ennium", " decade", "outine", "nightly", " Day",
)  # fmt: skip
"""The same for all the others together."""
_PERIODIC_SIGNS = (
    "egular",
    "eriodic",
    "ongoing ",
    "ontinuous",
    "continuing ",
    "requent",
    "intervals",
    "from time",
    "iannual",
    "outine",
    "imonthly",
)
_NAMED_SIGNS = ("nnual ", "ennial ", "early", "onth", "nightly ", "egular", "eriodic", "requent", "ontinuous")


def recurring(text: str, start: int, end: int, doing: int = 0) -> Recurring | None:
    """The rhythm asked for in ``text[start:end]``, or ``None``. The exact ones go before "regularly".

    ``doing`` is where the thing to be done opens: of a rhythm behind it, no clause before it can be the one that holds it."""
    within = text[start:end]
    exact = [
        Recurring(rhythm, match.start(), match.end(), f"recurrence.{rhythm}")
        for pattern, rhythm, signs in _EXACT
        if holds_one(within, signs) and (match := _told(pattern, text, start, end, doing))
    ]
    if exact:  # "annual reports and quarterly briefings", "every four years under A and every year under B": the one said first
        counted = _counted(text, start, end, doing) if holds_one(within, ("very ", " times ")) else None
        return min([*exact, counted] if counted else exact, key=lambda one: one.start)
    if not holds_one(within, _OTHER_SIGNS):
        return None
    counted = _counted(text, start, end, doing)
    return counted or _worded(text, start, end, doing)


def _counted(text: str, start: int, end: int, doing: int) -> Recurring | None:
    """ "every five years", "every 45 days", "three times a year"."""
    if " times " in text[start:end] and (match := _told(rhythms.TIMES, text, start, end, doing)):
        return Recurring(rhythms.of_times(match), match.start(), match.end(), "recurrence.times-a-year", sure=False)
    if ("ennium" in text[start:end] or " decade" in text[start:end]) and (match := _told(rhythms.SPANS, text, start, end, doing)):
        rhythm = rhythms.OF_SPANS[match["span"].casefold()]
        return Recurring(rhythm, match.start(), match.end(), "recurrence.each-span", sure=False)
    if not holds_one(text[start:end], ("every ", "Every ")):
        return None
    for pattern, unit in ((rhythms.YEARS, "years"), (rhythms.MONTHS, "months"), (rhythms.DAYS, None)):
        if match := _told(pattern, text, start, end, doing):
            rhythm = rhythms.of_count(rhythms.number(match["n"]), unit or match["unit"].casefold())
            rule = f"recurrence.every-n-{unit or 'days'}"
            return Recurring(rhythm, match.start(), match.end(), rule, sure=unit is not None and rhythm != rhythms.UNCOUNTED)
    return None


def _worded(text: str, start: int, end: int, doing: int) -> Recurring | None:
    """ "at three-year intervals", "under annual review", "annual reports", "regularly": never beyond doubt."""
    within = text[start:end]
    if holds_one(within, rhythms.WORDED_SIGNS) and (match := _told(rhythms.WORDED, text, start, end, doing)):
        return Recurring(rhythms.of_words(match), match.start(), match.end(), "recurrence.worded", sure=False)
    if ("under " in within or "subject to " in within) and (match := _told(things.UNDER_REVIEW, text, start, end, doing)):
        rhythm = RECURRENCE.get(match["how"].casefold(), "periodic")
        return Recurring(rhythm, match.start(), match.end(), "recurrence.under-review", sure=False)
    yearly = "nnual " in within or "ennial " in within
    if yearly and (match := _told(things.ANNUAL_REPORTS, text, start, end, doing)) and not _this_years(match, within):
        return Recurring(things.exact_rhythm(match), match.start(), match.end(), "recurrence.in-annual-reporting", sure=False)
    if yearly and (match := _told(things.HELD_ANNUALLY, text, start, end, doing)):
        return Recurring(things.exact_rhythm(match), match.start(), match.end(), "recurrence.held-annually", sure=False)
    if yearly and (match := _told(things.IN_ANNUAL, text, start, end, doing)):
        return Recurring(things.exact_rhythm(match), match.start(), match.end(), "recurrence.in-annual-reporting", sure=False)
    if holds_one(within, _NAMED_SIGNS) and (match := _told(things.NOMINAL, text, start, end, doing)):
        rhythm = RECURRENCE.get(match["how"].casefold(), "periodic")
        return Recurring(rhythm, match.start(), match.end(), "recurrence.nominal", sure=False)
    if " and " in within and holds_one(within, _NAMED_SIGNS) and (match := _told(things.AND_AGAIN, text, start, end, doing)):
        rhythm = RECURRENCE.get(match["how"].casefold(), "periodic")
        return Recurring(rhythm, match.start(), match.end(), "recurrence.nominal", sure=False)
    if " Day" in within and (match := _told(things.OBSERVED, text, start, end, doing)):
        return Recurring("annual", match.start(), match.end(), "recurrence.observed-day", sure=False)
    if holds_one(within, _NAMED_SIGNS) and (match := _told(things.NAMED, text, start, end, doing)):
        return Recurring(things.named_rhythm(match), match.start(), match.end(), "recurrence.of-the-thing", sure=False)
    if holds_one(within, _PERIODIC_SIGNS) and (match := _told(rhythms.PERIODIC, text, start, end, doing)):
        return Recurring("periodic", match.start(), match.end(), "recurrence.periodic", sure=False)
    return None


_ONE_TIME = re.compile(r"\bsession\b|\b\d{4}\b")


def _this_years(match: re.Match[str], within: str) -> bool:
    """Whether the annual reporting is that of one year only: "as part of his annual reporting to the Council at its 2026 session"."""
    return " part of " in match[0] and " regular " not in match[0] and _ONE_TIME.search(within) is not None


# advance discussions aimed at declaring the day | an annual one
_AIMED = re.compile(r"\baimed at [a-z]+ing\b[^,;]*")
# a priority for an annual Moment, but not: provide for an annual meeting
_FOR_ANNUAL = re.compile(
    r"\S (?<!provide )(?<!providing )(?<!arrange )(?<!call )(?<!calls )(?<!plan )(?<!allow )(?<!ask )for (?:an )?$"
)
# continue to | observe the Day on 5 June; but: convene a meeting to | mark the Day
_BY_ITSELF = re.compile(r"(?:^|\band )(?:to )?(?:continue to |[a-z]+ly )*$")
# taking into account the | quarterly reports of the Office: what somebody else hands in
_TAKEN = re.compile(r"\b(?:account|note of|contained in|implement|from|of) (?:the|its|his|her|their) (?:[a-z-]+ )?$")
# through the regular data collection | instrument: what it is called
_INSTRUMENT = re.compile(r" (?:instrument|questionnaire|template|form)s?\b")
# the fifth and sixth | periodic reports: those of one time
_NUMBERED = re.compile(r"(?:[a-z]th|first|second|third|initial|combined|overdue) $", re.IGNORECASE)
# convene a biennial meeting | of States in 2026: what that meeting is called
_OF_ONE_YEAR = re.compile(
    r"(?: of [^,;]{3,80}?)?,? (?:in|for|from|on) (?:[a-z0-9 –-]{0,20}\b[A-Z][a-z]+ )?\d{4}\b(?![^;]*\bthereafter\b)"
)


# conduct proper monitoring through | annual reports
_TOLD = re.compile(r" (?:reports|updates|briefings|reporting)$", re.IGNORECASE)
_TOLD_NEXT = re.compile(r" (?:[\w-]+ ){0,2}?(?:reports|updates|briefings|reporting)\b", re.IGNORECASE)
# the human rights mechanisms to regularly | and systematically integrate: how often the verb itself is to be done
_ITS_ADVERB = re.compile(r"(?:,? and [a-z]+ly)? ")
_LED_IN = re.compile(r"(?:through|by) ", re.IGNORECASE)
# information regularly | published by organizations, guidelines reviewed annually | by the Committee; but: be reviewed annually by it
_BY_OTHERS = re.compile(r" (?:[a-z]+(?:ed|en|held|set|made|paid) )?by (?:the |its |their |his |recogni|other |all |[A-Z])")
_PASSIVE = re.compile(
    r"\b(?:be|is|are|being|been|remains?|kept)\b[^,;]{0,60}$|^ ?(?:[a-z]+ )?$|\b(?:[a-z]+ing|report|meet|brief|update)\b[^,;]*$"
)
# participate actively | in the annual sessions of the Board: the occasion of others
_SESSIONS = re.compile(r"annual (?:[a-z]+ )?(?:sessions|meetings)$")
_OF_THEIR_BODIES = re.compile(r" of (?:their|its) (?:respective )?(?:governing|legislative|executive)\b")
_TAKING_PART = re.compile(r"\b(?:participat\w+|participation|take part|represented|contribut\w+|engage|involve\w*)\b[^,;]*$")
# improve the safety of personnel, including | regular risk assessments and the provision of equipment: one of several means
_AMONG_MEANS = re.compile(r"\bincluding (?:[^;]*, )?$")
_AND_OTHERS = re.compile(r"[^,;]{0,60},? and (?:the|an?|[a-z]+ing) ")
# including cost control, | regular review of risks, value engineering and others: neither the first nor the last of them
_IN_THE_MIDDLE = re.compile(r"\bincluding [^;]*, $")
_AND_MORE = re.compile(r"[^,;]{0,60}, [^;]* and ")
# ensure the submission of | annual reports by the country teams: those asked answer for it
_ENSURED = re.compile(r"^ ?(?:to )?(?:[a-z]+ly )?(?:ensure|arrange for)\b")
# the regular process for global reporting: its name
_PROCESS = re.compile(r"\bregular process\b", re.IGNORECASE)
# strengthen the | quarterly reporting system, cover the | monthly rent
_ITS_RATE = re.compile(
    r" (?:[a-z-]+ ){0,2}?(?:systems?|mechanisms?|frameworks?|rent|forecasts?|salary|salaries|allowances?|stipends?)\b"
)
# review the matter at | the regular meetings of their governing bodies, participate in | the regular meetings of the group
_OF_ITS_BODY = re.compile(r"the regular (?:[a-z]+ )?meetings\b", re.IGNORECASE)
_UPON = re.compile(r"\b(?:at|in|during|to|from|of|on|for|within) $")


# publish the list through its website | each year; but: through meetings held | at least once a year
_OF_THE_VERB = re.compile(
    r"(?:annually|bi|tri|quarterly|monthly|each|every|on an?|once|twice|regularly|periodically|from|"
    r"at)\b",
    re.IGNORECASE,
)
_MEANS_DONE = re.compile(
    r"\bby $|\bby (?:[a-z]+ly )?[a-z]+ing\b|\b(?:meetings?|consultations?|exchanges?|dialogues?|discussions|reviews?|visits|"
    r"workshops?|seminars?|"
    r"conferences?|forums?|briefings|surveys?|sharing|contacts|inspections|held|organized|convened|hearings|training|monitoring)\b"
)


# rely on | the | regularly | updated list: the list is such a one
_OF_A_NOUN = re.compile(r"\b(?:the|its|their|his|her|these|those|all|such) $")
_AS_IT_IS = re.compile(r" (?:[a-z]+ed|held|set|made|issued) (?!(?:by|to|in|on|at|and|for|from|with|as|under|through|so)\b)[a-z]")


def _describes(match: re.Match[str], text: str, clause: str) -> bool:
    """Whether an adverb only says what thing is meant: "the annually updated list"."""
    return match[0].endswith("ly") and _AS_IT_IS.match(text, match.end()) is not None and _OF_A_NOUN.search(clause) is not None


def _is_told(match: re.Match[str], text: str, clause: str) -> bool:
    """Whether a rhythm behind a means is still what is asked for: that of reports and briefings, or one said of the verb."""
    if _TOLD.search(match[0]) or _TOLD_NEXT.match(text, match.end()):
        return True
    return _OF_THE_VERB.match(match[0]) is not None and _MEANS_DONE.search(clause) is None


# in his next | quarterly report, the | monthly report of the Conference: of one report that is called so
_CALLED = re.compile(
    r"\b(?:in|of|on|for|to|from|at|with|within|under|by|into|following|through|via) (?:the|its|his|her|their|any) (?:[a-z]+ )?$"
)
_THE_ONE = re.compile(r"\b(?:the|its|his|her|their) (?:next |first |forthcoming |second |third )?$")
_A_THING = re.compile(r" (?!to\b|on\b|by\b|in\b|and\b|or\b|at\b|as\b|for\b|with\b|of\b)[a-z]")
_ONE_REPORT = re.compile(r" (?:[a-z-]+ ){0,2}?report\b(?!s)")


def _in_a_name(match: re.Match[str], text: str, clause: str) -> bool:
    """Whether "quarterly" or "monthly" only tells which thing is meant."""
    if " " in match[0] or not _A_THING.match(text, match.end()):
        return False
    return _CALLED.search(clause) is not None or (
        _THE_ONE.search(clause) is not None and _ONE_REPORT.match(text, match.end()) is not None
    )


def _told(pattern: re.Pattern[str], text: str, start: int, end: int, doing: int) -> re.Match[str] | None:
    """The first match that tells how often the thing asked for is to be done, and not how often something else happens."""
    for match in pattern.finditer(text, start, end):
        opening = _LED_IN.match(match[0])  # "through regular consultations": the pattern holds the preposition
        clause = text[doing if start < doing <= match.start() else start : match.start() + (opening.end() if opening else 0)]
        if _BY_OTHERS.match(text, match.end()) and not _PASSIVE.search(clause) and not _ENSURED.match(clause):
            continue
        if _describes(match, text, clause):
            continue
        if _OF_ITS_BODY.match(match[0]) and _UPON.search(clause):
            continue
        if start < doing and _ITS_ADVERB.fullmatch(text, match.end(), doing):
            return match
        if start < doing and match.start() < doing and of_who_is_asked(clause):
            continue
        if of_something_else(
            clause,
            often=pattern in (rhythms.PERIODIC, things.NAMED),
            told=_is_told(match, text, clause),
        ):
            continue
        if pattern is things.IN_ANNUAL and things.is_told_there(match):
            continue
        if pattern is things.HELD_ANNUALLY and things.is_numbered(match):
            continue
        if pattern is things.NAMED and not things.is_asked_for(match, clause):
            continue
        if pattern is things.NAMED and clause.endswith(" the ") and _ONE_TIME.search(text, match.end(), end):
            continue
        if pattern is things.AND_AGAIN and not things.follows_a_noun(clause):
            continue
        if pattern is things.OBSERVED and not _BY_ITSELF.search(clause):
            continue
        if pattern in (rhythms.QUARTERLY, rhythms.MONTHLY) and (
            _TAKEN.search(clause) or _ITS_RATE.match(text, match.end()) or _in_a_name(match, text, clause)
        ):
            continue
        if pattern in (rhythms.PERIODIC, things.NAMED) and _PROCESS.search(match[0]):
            continue
        if pattern is rhythms.PERIODIC and _INSTRUMENT.match(text, match.end()):
            continue
        if match[0].startswith("periodic ") and _NUMBERED.search(clause):
            continue
        if "ennial " in match[0] and " annual " not in match[0] and _OF_ONE_YEAR.match(text, match.end()):
            continue
        if (
            pattern is rhythms.ANNUAL
            and _SESSIONS.search(match[0])
            and (_TAKING_PART.search(clause) or _OF_THEIR_BODIES.match(text, match.end()))
        ):
            continue
        if pattern in (rhythms.PERIODIC, things.NAMED) and things.ONLY_USED.match(clause):
            continue
        if pattern in (rhythms.PERIODIC, things.NAMED) and (
            (_AMONG_MEANS.search(clause) and _AND_OTHERS.match(text, match.end()))
            or (_IN_THE_MIDDLE.search(clause) and _AND_MORE.match(text, match.end()))
        ):
            continue
        if match[0].startswith(("an ", "annual ", "periodic ", "regular ")) and (
            _FOR_ANNUAL.search(clause) or _AIMED.search(clause)
        ):
            continue
        return match
    return None
