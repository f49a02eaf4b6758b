"""Whose session "its" is, as far as the paragraph itself tells."""

import re
from dataclasses import replace

from domain.time import assembly
from domain.time.phrases import Session, Which
from domain.time.sessions import SessionCalendar
from reading.lexicon import act_words

NAME = r"[A-Z][\w’'-]*(?:\s+(?:(?:of|on|for|the|and|to|in|against|with|serving|as|meeting)\s+)*[A-Z][\w’'-]*)*"
_JUST_BEFORE = re.compile(rf"(?:^|[^\w’'-])(?:the\s+)?({NAME})\s*(?:,?\s*\([^()]*\))?,?\s*(?:meeting\s+)?$")
_HOLDERS = re.compile(
    rf"\b(?:{NAME}\s+)?(?:Assembly|Council|Committee|Commission|Board|Conference|Parties|Body|Forum|Congress|Authority|Group|Panel)\b"
    rf"(?:\s+(?:of|on|for|to)\s+(?:the\s+)?{NAME})?"
)
# to the Commission, | for its consideration | at its next session
_RECEIVED = re.compile(
    r",?\s+for\s+(?:(?:its|their|further|possible)\s+)*(?:consideration|approval|review|action|adoption|decision|endorsement)"
    r"(?:\s+and\s+\w+)?$"
)
# Requests the Committee, | invites the Commission to: whose the next "its" is, unless somebody else is named behind
_ADDRESSED = re.compile(
    rf"\b(?:(?i:requests?|invites?|encourages?|urges?|authorizes?|instructs?|directs?|decides that|recommends that)|[Cc]alls? (?:up)?on)\s+"
    rf"the\s+({NAME})(?=,|\s+(?:to|shall|should|will)\b)"
)
# to their governing bodies | at their next sessions: whichever those are
_SOME_BODY = re.compile(
    r"\b(?:to|before|inform|brief|of|by) (?:the|their|its|all|each|any|relevant|respective|competent)(?: [a-z-]+){0,3} "
    r"(?:bodies|body|boards?|councils?|commissions?|committees?|organs?|groups?|panels?|conferences?|assembl(?:y|ies)|mechanisms?),?$"
)
_TO_IT = re.compile(r"\b(?:to|before|inform|brief) it,?$")
# to the Assembly | through the Council | at its session: the Assembly's
_THROUGH = re.compile(rf",?\s+(?:through|via)\s+(?:the\s+)?{NAME},?$")
# Decides to consider the report of the Panel | at its session: the adopting body's own, though another is named last
_OWN_ACT = re.compile(
    r"\b(?:[Dd]ecides|[Rr]esolves|(?:its|the) decision)(?: [a-z]+ly| also| further)?,? "
    r"(?:to (?:further )?|that (?:it|the (?:General )?Assembly) (?:will|shall|should) )(?:consider|conduct|include|continue|revert|"
    r"return|take up|dedicate|devote|convene|hold|establish|review|examine|discuss|keep|resume|address|inscribe|place|undertake|"
    r"elect|appoint|adopt|observe|commemorate|mark)\b"
    r"(?:(?!\b(?:requests?|invites?|encourages?|urges?|calls?|recommends?)\b)[^;])*$"
)
# to transmit it to the Commission | at its session: the Commission's
_HANDED_TO = re.compile(rf"\b(?:to|before)\s+(?:the\s+)?{NAME}$")
# to report to the Commission on the matter | at its session; to inform the Board of progress | at: the session of whoever is told
_TELLING = (
    r"\b(?:report|submit|present|transmit|convey|forward|communicate|deliver|make|give|propose|recommend|refer|provide|issue)\b"
)
_TOLD_TO = re.compile(
    rf"{_TELLING}[^;]*?(?<!relating )(?<!related )(?<!relevant )(?<!pertaining )(?<!respect )(?<!regard )(?<!support )(?<!reference )"
    rf"(?<!response )(?<!addition )\b(?:to|before)\s+(?:(?P<it>it)\b|the\s+(?P<name>{NAME}))"
)
_TOLD = re.compile(
    r"\b(?:inform|brief|update|apprise|advise|notify|provide|furnish|supply|assist|support|consult|help|enable)\s+"
    rf"(?:(?P<it>it)\b|the\s+(?P<name>{NAME}))"
)
# Requests the Director, | at its next session, | to report to the Commission
_TOLD_BEHIND = re.compile(rf",\s+to\s+(?:[a-z]+ly\s+)?{_TELLING}[^;,]*?\bto\s+(?:it\b|the\s+(?P<name>{NAME}))")
# Invites the Health Assembly | to consider the matter | at its session: what those asked do in their own sessions
_TAKEN_UP = re.compile(
    rf"(?:^|[^\w])(?:(?i:requests?|invites?|encourages?|urges?|recommends that)|[Cc]alls? (?:up)?on)\s+the\s+(?P<name>{NAME})\s+(?:to\s+)?"
    r"(?:(?:further|also|again|urgently|duly|continue|to|its|their)\s+){0,4}(?:consider(?:ation)?|review|examine|examination|discuss|address|"
    r"take\s+up|adopt|finalize|hold|devote|dedicate|give|include|elect|study)\b"
    r"(?:(?!\b(?:to\s+(?:it|the\s+(?:General\s+)?Assembly)|(?<!the\s)(?<!its\s)(?<!a\s)(?:report|submit|"
    r"present))\b)[^;])*$"
)
_MAIN_COMMITTEE = re.compile(
    r"(?:First|Second|Third|Fourth|Fifth|Sixth|General|Special\s+Political.*)\s+Committee(?:\s+of\s+the.*)?"
)
# briefing the Working Group during | the seventy-sixth session: not "its", and so the adopting body's
_THE_SESSION = re.compile(r"(?:at|in|during|throughout|by|before|for|of)\s+the\s+[a-z]+(?:-[a-z]+)?\s+session\b(?!\s+of\b)")
_RESPECTIVELY = re.compile(r"\s*,?\s*respectively\b")
_REACH = 12
"""How many sessions ahead of the adopting one "its" session may plausibly be. Further off, and it is another body's."""
_LONGEST_NAME = 24
"""How many words of a name count."""
_BACK, _NEAR = 500, 220
"""How many characters back a body may be named at all, and how many a name just before may take."""


def body(
    text: str, at: int, session: Session, home: str | None, home_session: int | None, calendar: SessionCalendar
) -> str | None:
    """The body named just before ("to the High-level Committee on South-South Cooperation at its twentieth session"); else, where
    the number can't be one of the adopting body's sessions to come, the last body named; else ``None``: the adopting
    body. ``""`` where it is another body's and the paragraph doesn't say whose."""
    if (spoken_of := _spoken_of(text, at, session)) is not None:
        return _known(spoken_of, home, calendar)
    head = _RECEIVED.sub("", text[max(0, at - _BACK) : at].rstrip())
    plausible = session.which is Which.NUMBERED and _plausible(session, home, home_session, calendar)
    if plausible or session.which is not Which.NUMBERED:  # else it is the session of the body that passes it on
        head = _THROUGH.sub("", head)
    if plausible and home_session is not None and _OWN_ACT.search(head) and not _HANDED_TO.search(head[-_NEAR:]):
        return None
    if plausible and home_session is not None and _THE_SESSION.match(text, at):
        return None
    if plausible and not _HANDED_TO.search(head[-_NEAR:]):
        told = _told(text, at, head, session, home, calendar)
        if told is not None and _is(told, home, calendar):
            return None  # inform the Assembly of the decision of the Council | at its session: the Assembly's
    named = _JUST_BEFORE.search(head[-_NEAR:])
    name = _without_act(named[1]) if named else ""
    if name and _MAIN_COMMITTEE.fullmatch(name):
        return None if home == assembly.NAME else assembly.NAME  # a Main Committee meets in the Assembly's sessions
    if name and (_HOLDERS.search(name) or calendar.canonical(name, home)):
        return _known(name, home, calendar)
    if session.which is Which.NEXT and _SOME_BODY.search(head):
        return ""
    told = _told(text, at, head, session, home, calendar)
    if told is not None:
        return None if _is(told, home, calendar) else told
    if session.which is Which.NEXT:
        return _addressed(head, home, calendar)
    if plausible:
        return _taken_up(head, session, home, calendar)
    if session.which is not Which.NUMBERED:
        return None
    held = [_without_act(found[0]) for found in _HOLDERS.finditer(head)]
    return next((_known(name, home, calendar) for name in reversed(held) if not _is(name, home, calendar)), "")


_ITS_NAME = re.compile(NAME)


def _spoken_of(text: str, at: int, session: Session) -> str | None:
    """Looks forward to the seventh session of the Environment Assembly, and invites X to speak | at the seventh session: that body's."""
    if session.which is not Which.NUMBERED or len(session.numbers) != 1 or not 1 <= session.numbers[0] <= 999:
        return None
    if (the := _THE_SESSION.match(text, at)) is None:
        return None
    spoken_of = f"{the[0].split(' the ', 1)[1]} of the "
    before = text.rfind(spoken_of, 0, at)
    name = _ITS_NAME.match(text, before + len(spoken_of)) if before >= 0 else None
    return name[0] if name else None


def _told(text: str, at: int, head: str, session: Session, home: str | None, calendar: SessionCalendar) -> str | None:
    """The body that is told something "at its session", with what it is told between its name and the time; the adopting body where
    that is "it"; ``None`` where nobody is told, or where the number can be none of the body's own."""
    asked = head[_last_asked(head) :]
    found = [told for pattern in (_TOLD_TO, _TOLD) for told in pattern.finditer(asked)]
    if not found and session.which is Which.NEXT and head.endswith(",") and (end := text.find(",", at)) >= 0:
        found = [told for told in (_TOLD_BEHIND.match(text, end),) if told]
    names = [_without_act(told["name"] or "") for told in sorted(found, key=lambda told: told.end())]
    held = [name for name in names if not name or _HOLDERS.search(name)]
    if not held:
        return None
    name = held[-1] or home
    if name is None or _MAIN_COMMITTEE.fullmatch(name):
        return home
    if session.numbers and not _may_have(name, session.numbers[0], home, calendar):
        return None
    return _known(name, home, calendar)


_ACT = re.compile(
    r"\b(?:[Rr]equests?|[Ii]nvites?|[Ee]ncourages?|[Uu]rges?|[Cc]alls?|[Rr]ecommends?|[Dd]ecides|[Ii]nstructs?|[Aa]uthorizes?)\s"
)


# to assist the Board | and to submit a report; report to the Board | and inform the Commission
_AND_TO = re.compile(
    r"(?:,|\band|\bor)\s+(?=(?:(?:also|then|thereafter)\s+)?(?:to\s+(?!(?:the|its|their|it|all|any|each|that|this|those|such|other|"
    r"relevant)\b)[a-z]|(?:report|submit|present|prepare|inform|brief|provide|transmit|convene|consider|make)\s))"
)


def _last_asked(head: str) -> int:
    """Where the last thing asked begins: only what that tells somebody may tell whose session it is."""
    return max((begun.end() for pattern in (_ACT, _AND_TO) for begun in pattern.finditer(head)), default=0)


def _taken_up(head: str, session: Session, home: str | None, calendar: SessionCalendar) -> str | None:
    """The body that is asked to take something up at "its" session, where the number may be one of its own as well as one of the
    adopting body's: "Invites the World Health Assembly to consider the matter at its eighty-first session"."""
    asked = _TAKEN_UP.search(head)
    name = _without_act(asked["name"]) if asked else ""
    if not name or not _HOLDERS.search(name) or _MAIN_COMMITTEE.fullmatch(name) or _is(name, home, calendar):
        return None
    if not _may_have(name, session.numbers[0], home, calendar):
        return None
    return _known(name, home, calendar)


def _may_have(name: str, number: int, home: str | None, calendar: SessionCalendar) -> bool:
    """Whether a body can have a session of that number, by those that the calendar holds: none is far ahead of them, and a body whose
    sessions go by years has no other numbers."""
    known = calendar.numbers(_known(name, home, calendar))
    by_years = bool(known) and known[0] >= assembly.FIRST_YEAR
    return not known or (number <= known[-1] + _REACH and not (by_years and number < assembly.FIRST_YEAR))


def _without_act(name: str) -> str:
    """ "Requests the Committee on Contributions" -> "Committee on Contributions"."""
    first, _, rest = name.partition(" ")
    return rest.removeprefix("the ") if first.casefold() in act_words() else name


def _addressed(head: str, home: str | None, calendar: SessionCalendar) -> str | None:
    """The body that is asked, where "its next session" can only be its own: "Requests the Committee to consider, at its next session"."""
    if _TO_IT.search(head):
        return None
    asked = [found[1] for found in _ADDRESSED.finditer(head)]
    name = _without_act(asked[-1]) if asked else ""
    return _known(name, home, calendar) if name and _HOLDERS.search(name) else None


def first_of(text: str, at: int, end: int, session: Session, home: str | None, calendar: SessionCalendar) -> Session:
    """Of "to the General Assembly and the Human Rights Council at their eightieth and sixty-first sessions, respectively" the first
    body's own session; any other session as it is."""
    if len(session.numbers) < 2 or session.body or not _RESPECTIVELY.match(text, end):
        return session
    named = [found[0] for found in _HOLDERS.finditer(text[max(0, at - _BACK) : at])]
    held = [name for several in named for name in re.split(r"\s+and\s+(?:the\s+)?", several)][-len(session.numbers) :]
    if len(held) < len(session.numbers):
        return session
    return replace(session, body=_known(held[0], home, calendar), numbers=session.numbers[:1])


def _known(name: str, home: str | None, calendar: SessionCalendar) -> str:
    """The canonical name; of a name that only ends in one ("Reports of the Human Rights Council"), its end."""
    words = name.split()[-_LONGEST_NAME:]
    for start in range(len(words)):
        if start and words[start - 1][:1].isupper():
            continue  # the "United Nations Environment Assembly" isn't the Assembly
        if found := calendar.canonical(" ".join(words[start:]), home):
            return found
    return name


def _is(name: str, home: str | None, calendar: SessionCalendar) -> bool:
    return home is not None and _known(name, home, calendar) == (calendar.canonical(home, home) or home)


def _plausible(session: Session, home: str | None, home_session: int | None, calendar: SessionCalendar) -> bool:
    if session.numbers and session.numbers[0] >= assembly.FIRST_YEAR and home == assembly.NAME:
        return False  # "its 2022 session": the Assembly calls none by its year
    if home is None or home_session is None or not session.numbers:
        return True
    return home_session - 1 <= session.numbers[0] <= home_session + _REACH
