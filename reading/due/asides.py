"""Times that are no limits of duties (facts, names, goals), and those that stand in an adjective or an anniversary."""

import re
from collections.abc import Iterator

from domain.instrument import Due
from domain.time import assembly
from domain.time.numbers import read_number
from domain.time.phrases import (
    Anniversary,
    Bound,
    Day,
    Event,
    Month,
    Part,
    Phrase,
    Recurring,
    Relation,
    Session,
    Vague,
    Which,
    Year,
)
from domain.time.resolve import Context
from reading.due.values import WeekOfMonth
from reading.due.words import RECURRENCE

_ADJECTIVE_SIGNS = ("nnual", "ennial", "monthly", "quarterly", "yearly", "weekly", "periodic", "regular")
_ADJECTIVE = re.compile(
    rf"\b(?P<lead>an?|(?:submit|prepar|provid|hold|organiz|conven|publish|issu|produc|present|transmit|deliver)\w*(?:\s+\w+){{0,2}}?)\s+"
    rf"(?:\w+(?:ly)?\s+and\s+)?(?P<word>{'|'.join(sorted((w for w in RECURRENCE if w != 'ongoing'), key=len, reverse=True))})\s+"
    rf"(?:\w+\s+){{0,3}}?(?P<noun>reports?|reporting|updates?|briefings?|meetings?|reviews?|assessments?|consultations?|dialogues?|"
    rf"summar(?:y|ies)"
    rf"|discussions?|debates?|forums?|events?|workshops?|conferences?|information|data|surveys?|observances?|publications?|"
    rf"evaluations?)\b",
    re.I,
)
_REPORTED = re.compile(r"report|update|briefing|information|assessment|review|data|summar|evaluation|publication", re.I)
_POSSESSED = re.compile(r"\b(?:its|his|her|their|the|’s|'s)(?:\s+\w+){0,2}\s*$", re.I)


OVER = "it was over when the text was adopted"


def adjectives(text: str) -> Iterator[tuple[int, int, Phrase]]:
    """Recurrence in an adjective of what is asked for: "an annual report", "to submit biennial reports". "In its annual report"
    only names a report that comes anyway."""
    if not any(word in text for word in _ADJECTIVE_SIGNS):
        return
    for match in _ADJECTIVE.finditer(text):
        if match["word"].lower() in ("regular", "ongoing") and not _REPORTED.match(match["noun"]):
            continue
        if match["lead"].lower() in ("a", "an") or not _POSSESSED.search(match["lead"]):
            yield match.start("word"), match.end("word"), Recurring(RECURRENCE[match["word"].lower()])


_ANNIVERSARY = re.compile(
    r"\b(?:(?:marking|mark|commemorating|commemorate|celebrating|celebrate|observing|observe|on\s+the\s+occasion\s+of|during)\s+)?"
    r"the\s+(?P<ordinal>[a-z]+(?:-[a-z]+)?(?:\s+hundred(?:th)?(?:\s+and\s+[a-z-]+)?)?)\s+anniversary\s+of\b[^.;]{0,60}?\b(?:in|of)\s+"
    r"(?P<year>(?:18|19|20)\d\d)\b"
)


def anniversaries(text: str) -> Iterator[tuple[int, int, Phrase]]:
    """Anniversaries of what the text itself dates: "marking the fortieth anniversary of the adoption in 1978"."""
    if " anniversary " not in text:
        return
    for match in _ANNIVERSARY.finditer(text):
        number = read_number(match["ordinal"])
        if number and number.ordinal and number.end == len(match["ordinal"]):
            yield match.start(), match.end(), Bound(Relation.WITHIN, Anniversary(number.value, int(match["year"])))


_FACT = re.compile(
    r"\b(?:held|adopted|convened|signed|established|launched|proclaimed|opened|concluded|approved|issued|accepted|endorsed|hosted"
    r"|organized|celebrated|agreed|decided|presented|made|took\s+place|entered\s+into\s+force|elected|contained|submitted|reaffirmed"
    r"|observed|declared|expressed|conducted|completed|published|released|dated)(?:\s+(?:in|at|by|to)\s+[^.;,]{1,60}?)?,?\s*$",
    re.I,
)
_TO_COME = re.compile(r"\b(?:to|will|shall|should|would|may|must|can)\s+be\s+(?:\w+ly\s+)?$", re.I)
# an analysis, based on information | submitted by States, | at the Meeting
_BASED_ON = re.compile(
    r", (?:based (?:up)?on|on the basis of|taking into account|drawing (?:up)?on|building (?:up)?on|including) [^,;]*$"
)
# to ensure that the documents are | issued six weeks before
_SEEN_TO = re.compile(r"\bensur(?:e|ing) that [^.;]*\b(?:is|are|be) (?:[a-z]+ly )?$")
_GOAL = re.compile(
    r"\b(?:achiev\w+|goals?|targets?|vision|ambition|ending|end|eliminat\w+|eradicat\w+|halv\w+|reach\w*|(?<!risk )reduc\w+|universal"
    r"|access|poverty|hunger|Agenda|avert\w*|attain\w*|fulfil\w*|realiz\w+|shortfalls?|accomplish\w*)\b(?:[^.;]|\.\d){0,110}$",
    re.I,
)
# their actions for the implementation of the Framework | by 2030; but "submit a report on the implementation of the Framework by 2023"
_CARRIED_OUT = re.compile(r"\b(?:implementation|implementing|realization) of\b[^.;,]{0,90}$", re.I)
# the scaling up of financing to at least 1.3 trillion dollars per year | by 2035
_LEVEL = re.compile(r"\bto (?:at least |up to |more than |over )?[\d.,]+ (?:billion|million|trillion)\b[^.;,]{0,60}$")
# their commitment to mobilize 100 billion dollars | by 2020: what was promised
_COMMITTED_TO = re.compile(r"\bcommitments? to (?:jointly )?[a-z]+\b[^.;,]{0,110}$")
_HANDED_OVER = re.compile(r"\b(?:report|review|submit|present|prepar|conven|updat|study|assess|evaluat|survey|proposal)", re.I)
_AGENDA = re.compile(
    r"\b(?:agenda|debate|days?|meetings?|segment|week|programme\s+of\s+work|consideration|part|margins)\s*$", re.I
)
# the outcome of the ministerial segment | of the forty-sixth session
_OUTCOME_OF = re.compile(
    r"\b(?:outcomes?|results?|declarations?|conclusions?|summar(?:y|ies)|(?<!to )(?<!and )reports?|recommendations|"
    r"decisions|follow-up(?: to| of)?)"
    r"(?: adopted| agreed| made)? (?:of|at|to|from) (?:the|its) [a-z -]{3,40}$"
)
# the costs of travel of the members | for the sessions of the Commission in 2024
_PAID = re.compile(r"\b(?:costs?|expenses|allowances?|travel|participation|attendance|accommodation)\b[^,;]{0,90}$")
# a report covering the period | from 1 July 2020 to 30 June 2021
_COVERED = re.compile(
    r"\b(?:cover(?:s|ed|ing)?|spann?(?:s|ed|ing)?|concerning|regarding|in respect of|with respect to|for|on) (?:the |a )?(?:[a-z-]+ ){0,2}"
    r"(?:period|biennium|triennium|quadrennium|years?|cycle),? $|\b(?:covering|spanning) $"
)
# decides to postpone | to 2022 the Conference; to extend the measures | to 30 June 2022
_PUT_OFF = re.compile(
    r"\b(?:postpone|defer|reschedule|postponed|deferred|rescheduled|extend|prolong|extended|prolonged)\b[^;]{0,120}$"
)
_EXTENDED = re.compile(r"\b(?:extend|prolong|extended|prolonged)\b[^;]{0,120}$")


def extended(text: str, start: int) -> bool:
    """Whether a time is what something is extended to, and so its last day: "to extend the measures to 30 June 2022"."""
    return text.startswith("to ", start) and _EXTENDED.search(text, max(0, start - 130), start) is not None


# the momentum generated | by the 2019 Summit
_DONE_BY = re.compile(r"\b(?:[a-z]+ed|made|taken|given|held|set|led|begun|chosen|drawn|laid|brought) $")
# documents relating | to the seventy-fifth session
_RELATING = re.compile(
    r"\b(?:relat(?:ing|ed)|relevant|pertaining|regard|respect|preparatory|contribut(?:e|ing|ions?)|inputs?|invited|attached|"
    r"delegations?) $"
)
# consultations and preparations | for the session of 2022
_PREPARED = re.compile(
    r"\b(?:preparations?|preparatory (?:work|process|meetings?|activities)|prepar(?:e|ing)|programmes? of|timetables?|calendars?)"
    r"(?: (?:work|process))? $"
)
# to schedule the next round of talks | for May 2021
_SCHEDULED = re.compile(r"\bschedul(?:e|ing)\b[^,;]*$")
_NOT_RECURRING = re.compile(
    r"\s*(?:rate|contribution|newsletter|instal|budget|salary|income|growth|emission|average|updated\s+version)", re.I
)


_MEASURED = re.compile(r"\b(?:compounded|calculated|billion|million|dollars|per\s+cent|tons|tonnes)\s*$", re.I)


def of_recurrence(text: str, start: int, end: int) -> str | None:
    """Why "annually" or "each year" may ask for nothing again and again here."""
    if _NOT_RECURRING.match(text, end) or _MEASURED.search(text, max(0, start - 40), start):
        return "it measures a rate, not a duty"
    return None


def of_time(text: str, start: int, end: int, phrase: Phrase, due: Due, context: Context) -> str | None:
    """Why a time may be no limit of a duty."""
    head = text[max(0, start - 130) : start]
    if (
        isinstance(phrase, Bound)
        and isinstance(phrase.time, Event)
        and not isinstance(phrase.time, WeekOfMonth)
        and phrase.time.printed is None
        and _only_attended(text, start, end)
    ):
        return "it is where something takes place, not when it is due"
    if isinstance(phrase, Bound) and (word := _preposition(text, start)) and (why := _by_preposition(word, head, phrase)):
        return why
    last = due.latest or due.earliest
    if last and context.adopted and last < context.adopted:
        return OVER
    if (session := _past_session(phrase, context)) is not None:
        return session
    if _is_fact(head, phrase, due, context):
        return "it tells when something took place"
    if _is_goal(head, phrase, context):
        return "it is the year of a goal, not of the duty"
    return None


# participation | in the fifteenth Congress; participation | at the third Conference, held in 2014
_ATTENDED = re.compile(r"\b(?:participat\w+|attend\w*|represent\w+|observers?|involve\w+|role|engage\w*|presence)\b[^.;,]{0,80}$")
_HELD = re.compile(r",? (?:which was )?held\b(?! (?:back|in conj))")


def _only_attended(text: str, start: int, end: int) -> bool:
    """Whether a gathering without a day is only taken part in, or was held before."""
    if text.startswith("in ", start) or _HELD.match(text, end):
        return True
    return text.startswith("at ", start) and _ATTENDED.search(text, max(0, start - 110), start) is not None


def _is_fact(head: str, phrase: Phrase, due: Due, context: Context) -> bool:
    """A participle before it ("held", "adopted by ...") tells of the past, unless it is yet to be or the time is yet to come."""
    told = _FACT.search(head)
    before = head[: told.start()] if told else ""
    if told is None or _TO_COME.search(before) or _SEEN_TO.search(before):
        return False
    if isinstance(phrase, Vague) and " " in told[0].strip():
        return False  # the commitments made at the summit | without delay
    if isinstance(phrase, Bound) and isinstance(phrase.time, Session) and phrase.time.which is Which.NEXT:
        return False
    if told[0].rstrip().endswith(",") and " by " in told[0] and _BASED_ON.search(before):
        return False
    first = due.earliest or due.latest
    to_come = bool(first and context.adopted and first > context.adopted and not due.optional)
    return not to_come


_PUT_BETWEEN = (" and, ", " and to, ")
"""What stands before a time that is put between "and" and the verb of a further thing: "and, | by 2030, implement the plan"."""


def _is_goal(head: str, phrase: Phrase, context: Context) -> bool:
    if not (isinstance(phrase, Bound) and phrase.relation is Relation.BY and isinstance(phrase.time, Year) and phrase.time.year):
        return False
    if "ment" in head and _COMMITTED_TO.search(head):
        return True
    far = context.adopted is None or phrase.time.year >= context.adopted.year + 2
    if head.endswith(_PUT_BETWEEN):
        return False
    if far and _LEVEL.search(head):
        return True
    carried_out = _CARRIED_OUT.search(head) is not None and _HANDED_OVER.search(head) is None
    return far and (carried_out or _GOAL.search(head) is not None)


def _preposition(text: str, start: int) -> str:
    match = re.compile(r"[A-Za-z]+").match(text, start)
    return match[0].lower() if match else ""


# the summary of the debate | on the 2021 forum, lessons | from the 2021 forum; but "starting from the 2021 forum"
_BEGINNING = ("starting ", "beginning ", "commencing ", "effective ", "effect ", "as ")


def _is_gathering(phrase: Bound) -> bool:
    return isinstance(phrase.time, Event) and not isinstance(phrase.time, WeekOfMonth)


def _by_preposition(word: str, head: str, phrase: Bound) -> str | None:
    """ "of" and "to" carry a time only before a session, and "of" only where an agenda or a debate is that session's."""
    session = phrase.time if isinstance(phrase.time, Session) else None
    if word == "of" and (session is None or not _AGENDA.search(head) or _OUTCOME_OF.search(head)):
        return "it names what it belongs to"
    if word == "by" and isinstance(phrase.time, Event) and _DONE_BY.search(head):
        return "it is who did it, not when it is due"
    if word in ("towards", "toward") and isinstance(phrase.time, Event):
        return "it is what something leads to"
    if word in ("on", "from") and _is_gathering(phrase) and not head.endswith(_BEGINNING):
        return "it says what is spoken of, or where it comes from"
    if word == "on" and session is not None and not head.rstrip().endswith("thereon"):  # "report thereon | on its tenth session"
        return "it says what a report is about"
    if session is None and phrase.relation in (Relation.WITHIN, Relation.FROM) and _COVERED.search(head):
        return "it says for which time, not by when"
    if word == "to" and session is not None and _RELATING.search(head):
        return "it says what something belongs to"
    if word == "for" and session is not None and (_PREPARED.search(head) or _PAID.search(head)):
        return "it says what is prepared or paid for"
    if word == "on" and head.endswith((" as ", " as it stood ", " as they stood ")):
        return "it is the day of a state of things"
    if word == "at" and isinstance(phrase.time, Day | Month) and phrase.relation is Relation.WITHIN:
        return "it is the day of a state of things"
    if word == "to" and session is None and not _PUT_OFF.search(head):
        return "it is the end of a range or an aim"
    if word == "for" and phrase.relation is Relation.WITHIN and session is None and not isinstance(phrase.time, Part):
        if head.endswith(("scheduled ", "planned ")) or _SCHEDULED.search(head):
            return None
        return "it says for which time, not by when"
    return None


def _past_session(phrase: Phrase, context: Context) -> str | None:
    session = phrase.time if isinstance(phrase, Bound) and isinstance(phrase.time, Session) else None
    if (
        session is None
        or not session.numbers
        or context.its == ""
        or context.session is None
        or session.which is not Which.NUMBERED
    ):
        return None
    owner = context.calendar.canonical(session.body or context.its or context.body or "", context.body)
    home = context.calendar.canonical(context.body or "", context.body)
    if owner and owner == home == assembly.NAME and session.numbers[-1] < context.session:
        return "the session was over when the text was adopted"
    return None


_OTHER_EVENT = re.compile(
    r"\s*((?:of|after|from|following|prior\s+to|before|starting|beginning|as)\s+(?:[^\s.;,]+\s*){1,10}|thereafter\b)", re.I
)
_OF_WHAT = re.compile(r"\s+of\s+(?!(?:the\s+)?(?:present|this)\b)(?:[^\s.;,]+\s*){1,8}", re.I)
_IS_ADOPTION = re.compile(r"\badoption\b|\b(?:this|present)\s+resolution\b|\bdate\s+hereof\b", re.I)


# the effective date of this resolution: not the day of its adoption
_LATER_THAN_ADOPTION = re.compile(
    r"\b(?:effective\s+date|entry\s+into\s+force|expir\w+|issuance|publication|commencement)\b", re.I
)


# reply to such requests | within two weeks: from each of them on, and not from the adoption
_ANSWERED = re.compile(
    r"\b(?:repl(?:y|ies|ying)|respon(?:d|ses?|ding)|answer\w*|acknowledg\w*|process\w*|issu(?:e|ing))\b[^.;]{0,80}"
    r"\b(?:requests?|communications?|quer(?:y|ies)|applications?|letters?|inquiries|complaints?|visas?|allegations)\b[^.;]{0,60}$"
)


def counted_from(text: str, start: int, end: int, expression: str) -> str | None:
    """What a duration is counted from, where that is not the adoption: what is printed behind it, or what is to be answered."""
    if (event := other_event(text, end, expression)) is not None:
        return event
    if not _IS_ADOPTION.search(expression) and _ANSWERED.search(text, max(0, start - 200), start):
        return "what is to be answered"
    return None


def other_event(text: str, end: int, expression: str) -> str | None:
    """What a duration is counted from, where that is neither the adoption nor a time that the grammar knows; as printed."""
    if expression.endswith("adoption") and (of_what := _OF_WHAT.match(text, end)):
        return f"adoption {' '.join(of_what[0].split())}"
    if _IS_ADOPTION.search(expression):
        return None
    match = _OTHER_EVENT.match(text, end)
    if not match or (_IS_ADOPTION.search(match[1]) and not _LATER_THAN_ADOPTION.search(match[1])):
        return None
    return " ".join(match[1].split())
