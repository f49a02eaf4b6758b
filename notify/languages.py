"""The fixed words of messages in the six official languages of the United Nations, and what is never translated inside them.

A catalogue holds phrases with ``{places}``. What is put into a place is either of the reader's own language (a date, another
phrase) or :class:`Foreign`: an id, a person's words, the words of a resolution. Foreign words keep their language and, where the
reader's script runs the other way, are isolated, so that neither turns the other round.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date

CATALOGUES = Path(__file__).parent / "catalogues"

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")

FIRST_STRONG_ISOLATE, POP_ISOLATE, RIGHT_TO_LEFT_MARK = "\u2068", "\u2069", "\u200f"

_TURNS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
"""Characters that change the direction of what follows: in foreign words they could make one id read as another."""

_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words that stand as they are. ``language`` is a BCP 47 tag, empty where nobody knows (a person's own words)."""

    text: str
    language: str = ""


Words = tuple[str | Foreign, ...]
"""What is said, piece by piece: the reader's own language as text, everything else as :class:`Foreign`."""


class Catalogue:
    """The phrases of one language. ``tag`` is its BCP 47 tag; ``right_to_left`` its script's direction."""

    def __init__(self, tag: str, source: dict[str, Any]) -> None:
        self.tag = tag
        self.locale = Locale.parse(source.pop("locale"))
        self.right_to_left: bool = source.pop("right_to_left")
        self.phrases = dict(_flat(source))

    def say(self, key: str, /, n: int | None = None, **places: "str | int | Foreign | Words") -> Words:
        """The phrase ``key`` with its places filled; ``n`` chooses the plural form and fills ``{n}``.

        Raises KeyError for a phrase or a place that is not there: a test holds all catalogues to the same ones.
        """
        phrase = self.phrases[key]
        if n is not None:
            places["n"] = n
        if isinstance(phrase, dict):
            assert n is not None, key
            phrase = phrase[self.locale.plural_form(abs(n))]
        return tuple(_filled(phrase, places))

    def day(self, day: date) -> str:
        """``11 September 2017``, as this language writes it."""
        return format_date(day, "long", locale=self.locale)

    def instant(self, instant: datetime, zone: str) -> Words:
        """``11 September 2017, 09:00 (Europe/Geneva)``. ``instant`` is aware, ``zone`` IANA."""
        there = instant.astimezone(ZoneInfo(zone))
        return self.say("standing.instant", day=self.day(there.date()), time=f"{there:%H:%M}", zone=Foreign(zone, "en"))

    def text(self, words: Words) -> str:
        """``words`` as plain text."""
        return "".join(self._isolated(each) if isinstance(each, Foreign) else each for each in words)

    def html(self, words: Words) -> str:
        """``words`` as HTML, foreign ones marked with their language."""
        return "".join(_marked(each) if isinstance(each, Foreign) else escape(each) for each in words)

    def sentences(self, parts: Iterable[Words]) -> Words:
        """The parts that say anything, one after another."""
        return _joined(parts, "" if self.tag == "zh" else " ")

    def enumerated(self, parts: Iterable[Words]) -> Words:
        """The parts that say anything, as a list within a sentence."""
        return _joined(parts, {"ar": "، ", "zh": "、"}.get(self.tag, ", "))

    def _isolated(self, foreign: Foreign) -> str:
        text = without_turns(foreign.text)
        return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}" if self.right_to_left else text


def _marked(foreign: Foreign) -> str:
    return f'<bdi lang="{escape(foreign.language)}">{escape(without_turns(foreign.text))}</bdi>'  # empty: not known


def without_turns(text: str) -> str:
    """``text`` without the characters that turn its direction."""
    return _TURNS.sub("", text)


def _joined(parts: Iterable[Words], between: str) -> Words:
    found: list[str | Foreign] = []
    for part in parts:
        if part:
            found += [between, *part] if found else part
    return tuple(found)


def _filled(phrase: str, places: dict[str, Any]) -> Iterable[str | Foreign]:
    for number, piece in enumerate(_PLACE.split(phrase)):
        if not number % 2:
            if piece:
                yield piece
        elif isinstance(value := places[piece], tuple):
            yield from value
        else:
            yield value if isinstance(value, Foreign) else str(value)


def _flat(source: dict[str, Any], prefix: str = "") -> Iterable[tuple[str, str | dict[str, str]]]:
    """Nested tables as ``a.b.c``; a table of plural forms (it has ``other``) is one phrase."""
    for name, value in source.items():
        if isinstance(value, str) or isinstance(value.get("other"), str):
            yield prefix + name, value
        else:
            yield from _flat(value, f"{prefix}{name}.")


@cache
def catalogue(language: str, folder: Path = CATALOGUES) -> Catalogue:
    """The catalogue in ``folder`` for a BCP 47 tag (``fr-CA`` is French). A language that is not among the six is told in English."""
    tag = language.replace("_", "-").split("-")[0].lower()
    if tag not in LANGUAGES:
        tag = "en"
    return Catalogue(tag, tomllib.loads((folder / f"{tag}.toml").read_text(encoding="utf-8")))
