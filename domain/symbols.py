"""What a document's symbol says by itself: whose document it is, of which session or year, and what sort.

The pattern is the United Nations' own (Dag Hammarskjöld Library, *UN Document Symbols*): the first parts name the organ, then come
the session (General Assembly since its thirty-first, in 1976; Human Rights Council) or the year (Security Council since 1994,
Economic and Social Council since 1978), the number within it, and at the end what the document is to another one
(``/Add.``, ``/Corr.``, ``/Rev.``).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.time.sessions import Body


class Sort(StrEnum):
    DOCUMENT = "document"  # a report, a note, a letter: what a body has before it
    RESOLUTION = "resolution"
    DECISION = "decision"
    DRAFT = "draft"  # limited distribution: /L.
    RECORD = "record of a meeting"  # verbatim or summary: /PV. and /SR.
    OTHER = "other"  # information, working and conference room papers, statements


@dataclass(frozen=True, slots=True)
class Symbol:
    """``text`` is the symbol as it is filed, ``base`` without what makes it an addendum, a corrigendum or a revision (``tail``).

    ``session`` is the number of the session, or the year where a body's documents go by it; ``None`` where the symbol does not say.
    """

    text: str
    base: str
    tail: str
    body: str | None
    session: int | None
    sort: Sort


_SESSIONS = (
    (re.compile(r"A/HRC/(\d{1,3})/"), "Human Rights Council"),
    (re.compile(r"A/(?:RES/|DEC/|C\.\d/)?(\d{2,3})/"), "General Assembly"),
    (re.compile(r"E/(?:RES/|DEC/)?((?:19|20)\d\d)/"), "Economic and Social Council"),
    (re.compile(r"S/(?:RES/|PRST/)?((?:19|20)\d\d)/"), "Security Council"),
    (re.compile(r"SSC/(\d{1,3})/"), "High-level Committee on South-South Cooperation"),
)
"""Where the session or year stands, for the families that Servanda follows. The first that fits is taken."""

_SORTS = (
    (re.compile(r"/RES/|/Res\."), Sort.RESOLUTION),
    (re.compile(r"/DEC/|/Dec\."), Sort.DECISION),
    (re.compile(r"/(?:PV|SR)\.\d"), Sort.RECORD),
    (re.compile(r"/L\.\d"), Sort.DRAFT),
    (re.compile(r"/(?:INF|WP|CRP|NGO|PRST|NV|PET)[/.]"), Sort.OTHER),
)

_TAIL = re.compile(r"(?:/(?:Add|Corr|Rev|Amend)\.\d+)+$", re.IGNORECASE)
_SHAPE = re.compile(r"[A-Za-z][\w.&-]*(?:/[\w.()&+* -]+)+")

LONGEST = 100
"""Characters that a symbol has at most."""


def symbol(written: str, bodies: Iterable[Body] = ()) -> Symbol | None:
    """``written`` as a symbol, or ``None`` if it is none. ``bodies`` say how the symbols of their own documents begin, too."""
    text = re.sub(r"\s*/\s*", "/", " ".join(written.split()))
    if len(text) > LONGEST or not _SHAPE.fullmatch(text):
        return None
    tail = _TAIL.search(text)
    base = text[: tail.start()] if tail else text
    sort = next((sort for pattern, sort in _SORTS if pattern.search(text)), Sort.DOCUMENT)
    for pattern, body in _SESSIONS:
        if found := pattern.match(text):
            return Symbol(text, base, tail[0] if tail else "", body, int(found[1]), sort)
    return Symbol(text, base, tail[0] if tail else "", _body(text, bodies), None, sort)


def _body(text: str, bodies: Iterable[Body]) -> str | None:
    starts = ((start, body.name) for body in bodies for start in body.symbols)
    return next((name for start, name in starts if text.startswith(start)), None)


def same(one: str, other: str) -> bool:
    """Whether two symbols are the same but for case and spaces."""
    return _key(one) == _key(other)


def _key(text: str) -> str:
    return "".join(text.split()).casefold()
