"""Sessions of bodies as data: when each was to be held, when it was held, and since which day either was known.

Two times stand on every row. A resolution of 2016 is read with what was known in 2016: that the twentieth session of the
High-level Committee was held in June 2021 is true, and was known to nobody then.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from domain.time import assembly
from domain.time.numbers import ordinal

MAIN = "main"
RESUMED = "resumed"


@dataclass(frozen=True, slots=True)
class Body:
    """A body that meets in numbered sessions. ``aliases`` hold everywhere; ``home_aliases`` only in texts of its own family
    ("the Assembly" is the General Assembly in the United Nations' papers and the Health Assembly in the WHO's)."""

    name: str
    family: str = ""
    aliases: tuple[str, ...] = ()
    home_aliases: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    """How the symbols of its own documents begin: ``FCCC/CP``."""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """What one source says about one session (or one ``part`` of it): its days, or that it has none yet.

    ``known_since`` is the day from which this could be known. A row without days records that the session was put off or that
    only ``expected`` ("2019", "May 2020") was known. ``held`` tells the days it took place from days planned.
    """

    body: str
    number: int
    opening: date | None
    closing: date | None
    known_since: date
    part: str = ""
    expected: str = ""
    held: bool = False
    source: str = ""
    certainty: str = ""
    note: str = ""

    @property
    def dated(self) -> bool:
        return self.opening is not None and self.closing is not None


@dataclass(frozen=True, slots=True)
class SessionDays:
    """The days of a session, both inclusive, and the sentence that says how they are known."""

    body: str
    number: int
    opening: date
    closing: date
    working: str
    part: str = ""
    source: str = ""
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a session on a day: its days, or the row that says it has none, and what became known only later."""

    days: SessionDays | None
    undated: SessionRow | None = None
    later: SessionRow | None = None


@dataclass(frozen=True)
class SessionCalendar:
    """All sessions, of all bodies. A value: ``moved`` and ``with_rows`` answer with a new one."""

    rows: tuple[SessionRow, ...] = ()
    bodies: tuple[Body, ...] = ()

    @cached_property
    def _index(self) -> dict[tuple[str, int], list[SessionRow]]:
        index: dict[tuple[str, int], list[SessionRow]] = {}
        for row in sorted(self.rows, key=lambda row: row.known_since):
            index.setdefault((row.body, row.number), []).append(row)
        return index

    @cached_property
    def _names(self) -> dict[tuple[str, str], str]:
        names: dict[tuple[str, str], str] = {}
        for body in self.bodies:
            names |= {("", _key(alias)): body.name for alias in (body.name, *body.aliases)}
            names |= {(body.family, _key(alias)): body.name for alias in body.home_aliases}
        return names

    @cached_property
    def name_pattern(self) -> re.Pattern[str]:
        """Any name or alias of any body, the longest first; several words in any case, a single word as it stands."""
        aliases = {alias for body in self.bodies for alias in (body.name, *body.aliases, *body.home_aliases)}
        spelled = [re.escape(alias).replace(r"\ ", r"\s+") for alias in sorted(aliases, key=len, reverse=True)]
        cased = "|".join(f"(?i:{name})" if r"\s" in name else name for name in spelled)
        return re.compile(rf"(?:{cased})(?!\w)" if cased else r"(?!)")

    @cached_property
    def _families(self) -> dict[str, str]:
        return {body.name: body.family for body in self.bodies}

    def canonical(self, name: str, home: str | None = None) -> str | None:
        """The body that ``name`` stands for, in a text adopted by ``home``; ``None`` if no body here goes by that name."""
        key = _key(name)
        if home:
            family = self._families.get(self._names.get(("", _key(home)), home), "")
            if (found := self._names.get((family, key))) is not None:
                return found
        return self._names.get(("", key))

    def home(self, name: str | None, symbol: str | None = None) -> str | None:
        """The adopting body by its document's symbol, or by its name; a short name that only one body here goes by at home will do
        where no symbol is given ("Conference of the Parties"). The name itself where no body here goes by it."""
        for body in self.bodies:
            if symbol and any(symbol.startswith(start) for start in body.symbols):
                return body.name
        if name is None:
            return None
        short = {found for (family, key), found in self._names.items() if family and key == _key(name)}
        alone = next(iter(short)) if len(short) == 1 and not symbol else None
        return self._names.get(("", _key(name))) or alone or name

    def days(self, body: str, number: int, as_known_on: date | None = None, part: str = "") -> SessionDays | None:
        """The days of a session as they were known on a day (``None``: as known at last), or ``None`` if they weren't.

        ``body`` is a name or alias. ``part`` is ``""`` (the whole), ``main``, ``resumed``, ``first part`` and so on.
        """
        return self.standing(body, number, as_known_on, part).days

    def standing(self, body: str, number: int, as_known_on: date | None = None, part: str = "") -> Standing:
        """As ``days``, with what else there is to say where there are none."""
        name = self.canonical(body) or body
        rows = [row for row in self._index.get((name, number), []) if row.part == part]
        known = [row for row in rows if as_known_on is None or row.known_since <= as_known_on]
        later = next((row for row in reversed(rows) if row not in known), None)
        if known and known[-1].dated:
            return Standing(_days(known[-1]), later=later)
        if name == assembly.NAME and (by_rule := _assembly_days(number, part, self._whole_days(number, as_known_on, part))):
            return Standing(by_rule, later=later)
        if not rows and not part and (joined := self._joined(name, number, as_known_on)):
            return Standing(joined)
        return Standing(None, known[-1] if known else None, later)

    def _whole_days(self, number: int, as_known_on: date | None, part: str) -> SessionDays | None:
        return self.days(assembly.NAME, number, as_known_on) if part else None

    def _joined(self, body: str, number: int, as_known_on: date | None) -> SessionDays | None:
        """A session whose rows give only its parts: from the first part's opening to the last part's closing."""
        names = {row.part for row in self._index.get((body, number), [])} - {""}
        parts = [self.days(body, number, as_known_on, name) for name in names]
        known = [part for part in parts if part]
        if not known or len(known) < len(parts):
            return None
        opening, closing = min(part.opening for part in known), max(part.closing for part in known)
        working = f"the {name(number)} of the {body} is held in parts, from {say(opening)} to {say(closing)}"
        return SessionDays(body, number, opening, closing, working, "", known[0].source, known[0].certainty)

    def numbers(self, body: str) -> tuple[int, ...]:
        """The numbers of the sessions for which there are rows, in order."""
        name = self.canonical(body) or body
        return tuple(sorted({number for held_by, number in self._index if held_by == name}))

    def next_after(self, body: str, day: date, as_known_on: date | None = None) -> int | None:
        """The number of the first session that opens after ``day``, as known on ``as_known_on``; ``None`` if none is known."""
        name = self.canonical(body) or body
        if name == assembly.NAME:
            current = assembly.session_on(day)
            return current + 1 if current else None
        found = ((self.days(name, number, as_known_on), number) for number in self.numbers(name))
        ahead = [(days.opening, number) for days, number in found if days and days.opening > day]
        return min(ahead)[1] if ahead else None

    def with_rows(self, rows: Iterable[SessionRow]) -> "SessionCalendar":
        """A calendar that holds these rows too. A later row about the same session outweighs an earlier one."""
        return replace(self, rows=(*self.rows, *rows))

    def moved(
        self,
        body: str,
        number: int,
        opening: date | None,
        closing: date | None,
        known_since: date,
        source: str = "",
        expected: str = "",
    ) -> "SessionCalendar":
        """A calendar in which the session has new days, from ``known_since`` on; without days it is put off ("expected" may say
        to when). Raises ValueError for one day without the other, or a closing before the opening."""
        if (opening is None) != (closing is None) or (opening and closing and closing < opening):
            raise ValueError(
                f"session {number} of the {body} needs an opening and a closing day, in that order, or neither: "
                f"got {opening}, {closing}"
            )
        name = self.canonical(body) or body
        return self.with_rows([SessionRow(name, number, opening, closing, known_since, "", expected, False, source, "given")])


def _key(name: str) -> str:
    words = " ".join(name.split()).casefold().replace("’", "'")
    for article in ("the ", "its ", "their "):
        words = words.removeprefix(article)
    return words


def name(number: int) -> str:
    """A session as it is called: ``seventy-second session``, or by its year ``2017 session``."""
    return f"{ordinal(number)} session" if number < 1000 else f"{number} session"


def say(day: date) -> str:
    """A day as resolutions print it: ``12 September 2017``."""
    return f"{day.day} {day:%B} {day.year}"


def _days(row: SessionRow) -> SessionDays:
    assert row.opening and row.closing
    part = f"{row.part} part of the " if row.part in (MAIN, RESUMED) else f"{row.part} of the " if row.part else ""
    source = f" ({'; '.join(text for text in (row.source, row.certainty) if text)})" if row.source or row.certainty else ""
    since = f", known since {say(row.known_since)}" if row.known_since > date.min else ""
    working = f"the {part}{name(row.number)} of the {row.body} runs from {say(row.opening)} to {say(row.closing)}{since}{source}"
    return SessionDays(row.body, row.number, row.opening, row.closing, working, row.part, row.source, row.certainty)


_ASSEMBLY_RULES = {
    0: ("Tuesday following the second Monday of September", "resolution 55/14"),
    2: ("Tuesday of the second week of September", "since the seventy-eighth session, observed"),
    3: ("Tuesday of the third week of September", "resolution 57/301"),
}


def _assembly_days(number: int, part: str, whole: SessionDays | None) -> SessionDays | None:
    first, last = assembly.opening(number), assembly.closing(number)
    if first is None or last is None:
        return None
    called = f"the {name(number)} of the {assembly.NAME}"
    which, why = _ASSEMBLY_RULES[first.week]
    opens = f"{called} opens on {say(first.day)} (rule 1 of the rules of procedure, {why}: {which})"
    made = f"rule 1 of the rules of procedure ({why})"
    opening, closing = (whole.opening, whole.closing) if whole else (first.day, last)
    if part == MAIN:
        end = date(first.day.year, 12, 31)
        return SessionDays(
            assembly.NAME, number, opening, end, f"{opens}; its main part ends with the calendar year", part, made, "rule"
        )
    if part == RESUMED:
        start = date(first.day.year + 1, 1, 1)
        working = f"{opens}; its main part ends with the calendar year, and what is resumed runs to {say(closing)}"
        return SessionDays(assembly.NAME, number, start, closing, working, part, made, "rule")
    if part:
        return None
    following = say(last + timedelta(days=1))
    working = f"{opens} and closes on the day before the next opens ({following}): {say(last)}"
    return SessionDays(assembly.NAME, number, first.day, last, working, "", made, "rule")
