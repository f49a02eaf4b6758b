"""A notice, or many at once, as a subject, a text and an HTML page: what, since when, whose turn, by when, the words, what next."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from domain.notices import Notice
from domain.obligation import Obligation
from domain.parties import Told
from notify.digest import Gathered, Item
from notify.languages import (
    FIRST_STRONG_ISOLATE,
    POP_ISOLATE,
    RIGHT_TO_LEFT_MARK,
    Catalogue,
    Foreign,
    Words,
    catalogue,
    without_turns,
)
from notify.links import link
from notify.outbox import Matter, Reader
from notify.wording import quoted, say_party, say_why, word

TEMPLATES = Path(__file__).parent / "templates"

WIDTH = 78

SIGN = "[Servanda]"

RESOLUTION_LANGUAGE = "en"
"""The language of the resolutions that are read; their words are marked with it and never translated."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message in words. ``subject`` may hold anything: :mod:`notify.email` makes it safe."""

    subject: str
    text: str
    html: str


def width(text: str) -> int:
    """The columns that ``text`` takes: those of East Asian scripts are twice as wide, marks and isolates take none."""
    return sum(
        0 if unicodedata.category(c) in {"Mn", "Me", "Cf"} else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


_BREAKABLE = re.compile(
    r"[\u3001-\u3002\uff00-\uffef\u201d]*[\u2e80-\u3000\u3003-\u9fff\u201c][\u3001\u3002\uff01\uff0c\uff1a\uff1b\u201d\uff09]*|[^\s\u2e80-\u9fff\u201c]+\S?|\S|\s+"
)


def wrapped(text: str, indent: int = 0) -> str:
    """``text`` in lines of at most :data:`WIDTH` columns, the second and further ones indented; its own line breaks are kept.

    Words are never broken; between the characters of Chinese a line may end, but not before a mark that closes.
    """
    lines = _balanced(made for line in text.splitlines() or [""] for made in _lines(line, WIDTH - indent))
    return ("\n" + " " * indent).join(lines)


def _balanced(lines: Iterable[str]) -> Iterator[str]:
    """A line's end closes every isolate: what is isolated over several lines is isolated anew in each."""
    still = False
    for line in lines:
        begun = FIRST_STRONG_ISOLATE + line if still else line
        still = begun.count(FIRST_STRONG_ISOLATE) > begun.count(POP_ISOLATE)
        yield begun + POP_ISOLATE if still else begun


def _lines(line: str, room: int) -> Iterator[str]:
    made, used = "", 0
    for piece in _BREAKABLE.findall(line):
        piece = " " if piece.isspace() else piece
        takes = width(piece)
        if made and used + takes > room and piece != " ":
            yield made.rstrip()
            made, used = "", 0
        if made or piece != " ":
            made, used = made + piece, used + takes
    yield made.rstrip()


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["wrapped"] = wrapped
    return made


@dataclass(frozen=True, slots=True)
class _Page:
    """What both templates need to put words on a page in one language."""

    speaks: Catalogue
    base: str

    def say(self, key: str, n: int | None = None, **places: str) -> Words:
        return self.speaks.say(key, n, **{name: Foreign(value, "en") for name, value in places.items()})

    def html(self, words: Words) -> Markup:
        return Markup(self.speaks.html(words))  # noqa: S704 - every word in it has been escaped

    def text(self, words: Words) -> str:
        return self.speaks.text(words)

    def own(self, words: str) -> str:
        return without_turns(words)

    def link(self, obligation: str) -> str | None:
        return link(self.base, obligation)

    def show(self, obligation: str) -> str:
        return f"servanda show {quoted(obligation)}"

    def columns(self, facts: list[tuple[Words, Words]]) -> list[tuple[str, str, int]]:
        """Facts in text: the label, filled up to a common width, the value, and that width."""
        labels = [self.text(label) for label, _ in facts]
        if self.speaks.right_to_left:  # columns need one direction: here each label ends with its colon
            return [(f"{label}: ", self.text(value), 0) for label, (_, value) in zip(labels, facts, strict=True)]
        wide = max(map(width, labels)) + 2
        return [
            (label + " " * (wide - width(label)), self.text(value), wide) for label, (_, value) in zip(labels, facts, strict=True)
        ]

    def facts(self, item: Item) -> list[tuple[Words, Words]]:
        return _facts(item.obligation, item.title, item.since, item.turn, item.by_when, self.speaks)

    def subject(self, words: Words) -> str:
        if self.speaks.right_to_left:
            return f"{RIGHT_TO_LEFT_MARK}{FIRST_STRONG_ISOLATE}{SIGN}{POP_ISOLATE} {self.text(words)}"
        return f"{SIGN} {self.text(words)}"


def render(notice: Notice, matter: Matter, reader: Reader, base: str = "", told: Told | None = None) -> Rendered:
    """``notice`` in words for ``reader``. ``base`` is where the instance's pages are, if it has any; ``told`` is why it is they who are."""
    page = _Page(catalogue(reader.language), base)
    wording = word(notice, matter, reader.zone, page.speaks)
    facts = _facts(matter.obligation, matter.title, wording.since, wording.turn, wording.by_when, page.speaks)
    values = {
        "wording": wording,
        "why": say_why(told, page.speaks),
        "obligation": matter.obligation.id,
        "words": matter.words.strip(),
        "facts": facts,
    }
    return _rendered("notice", page, wording.subject, reader, values)


def render_digest(gathered: Gathered, reader: Reader, day: date | None, counts: tuple[int, int], base: str = "") -> Rendered:
    """Many matters in one message. ``day`` is the digest's, or ``None`` where they could not wait for it.

    ``counts`` are all matters, and how many of them are overdue.
    """
    page = _Page(catalogue(reader.language), base)
    speaks, (total, overdue) = page.speaks, counts
    subject = speaks.say("digest.subject", total, day=speaks.day(day)) if day else speaks.say("digest.at_once", total)
    if overdue:
        subject += speaks.say("digest.subject_overdue", overdue)
    return _rendered("digest", page, subject, reader, {"gathered": gathered, "title": subject, "person": quoted(reader.id)})


def _rendered(template: str, page: _Page, subject: Words, reader: Reader, values: dict[str, object]) -> Rendered:
    common = values | {
        "page": page,
        "note": _note(reader, page.speaks),
        "subject": page.subject(subject),
        "own": RESOLUTION_LANGUAGE,
    }
    text = _environment().get_template(f"{template}.txt.j2").render(common)
    html = _environment().get_template(f"{template}.html.j2").render(common)
    return Rendered(page.subject(subject), text, html)


def _note(reader: Reader, speaks: Catalogue) -> Words:
    if reader.note is None:
        return ()
    key, places = reader.note
    filled = {name: say_party(value, speaks) if name == "who" else (Foreign(value, "en"),) for name, value in places.items()}
    said = speaks.say(key, None, **filled)
    if key == "page.unfilled" and places.get("who") == "@coordinator":
        return speaks.sentences([said, speaks.say("page.set_coordinator")])
    return said


def _facts(
    state: Obligation, title: str | None, since: Words, turn: Words, by_when: Words, speaks: Catalogue
) -> list[tuple[Words, Words]]:
    terms = state.terms
    english = [
        Foreign(text, RESOLUTION_LANGUAGE) for text in ("; ".join(terms.addressees), "; ".join(terms.actions) or terms.verb)
    ]
    found: list[tuple[str, Words]] = [
        ("what", (Foreign(f"{state.id}, {title}" if title else state.id, RESOLUTION_LANGUAGE),)),
        ("who", (english[0],) if terms.addressees else speaks.say("standing.nobody_named")),
        ("to_do", (english[1],)),
        ("since", since),
        ("turn", turn),
        ("by_when", by_when),
    ]
    if state.required > 1:
        found.append(("delivered", speaks.say("standing.delivered", delivered=state.delivered, required=state.required)))
    return [(speaks.say(f"label.{name}"), value) for name, value in found if value]
