"""Whose session "its" is, as far as the paragraph itself tells."""

import re
from dataclasses import replace

from domain.time.phrases import Session, Which
from domain.time.sessions import SessionCalendar

_NAME = r"[A-Z][\w’'-]*(?:\s+(?:(?:of|on|for|the|and|to|in|against|with|serving|as|meeting)\s+)*[A-Z][\w’'-]*)*"
_JUST_BEFORE = re.compile(rf"(?:^|[^\w’'-])(?:the\s+)?({_NAME})\s*(?:,?\s*\([^()]*\))?,?\s*(?:meeting\s+)?$")
_HOLDERS = re.compile(
    rf"\b(?:{_NAME}\s+)?(?:Assembly|Council|Committee|Commission|Board|Conference|Parties|Body|Forum|Congress|Authority|Group|Panel)\b"
    rf"(?:\s+(?:of|on|for|to)\s+(?:the\s+)?{_NAME})?"
)
# to the Commission, | for its consideration | at its next session
_RECEIVED = re.compile(
    r",?\s+for\s+(?:(?:its|their|further|possible)\s+)*(?:consideration|approval|review|action|adoption|decision|endorsement)"
    r"(?:\s+and\s+\w+)?$"
)
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
    head = _RECEIVED.sub("", text[max(0, at - _BACK) : at].rstrip())
    named = _JUST_BEFORE.search(head[-_NEAR:])
    if (named and _HOLDERS.search(named[1])) or (named and calendar.canonical(named[1], home)):
        return _known(named[1], home, calendar)
    if session.which is not Which.NUMBERED or _plausible(session, home, home_session, calendar):
        return None
    held = [found[0] for found in _HOLDERS.finditer(head)]
    return next((_known(name, home, calendar) for name in reversed(held) if not _is(name, home, calendar)), "")


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
        if found := calendar.canonical(" ".join(words[start:]), home):
            return found
    return name


def _is(name: str, home: str | None, calendar: SessionCalendar) -> bool:
    return home is not None and _known(name, home, calendar) == (calendar.canonical(home, home) or home)


def _plausible(session: Session, home: str | None, home_session: int | None, calendar: SessionCalendar) -> bool:
    if home is None or home_session is None or not session.numbers:
        return True
    return home_session - 1 <= session.numbers[0] <= home_session + _REACH
