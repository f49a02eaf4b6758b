"""From lines of the shipped tables to a session calendar. Pure: whoever holds the files hands their lines in.

Both tables are tab-separated, with a header line; lines that begin with ``#`` are remarks.

``bodies``: body, family, known, symbols (how the symbols of its own documents begin, parted by spaces), aliases (parted by
`` | ``; one that begins with ``~`` holds only in texts of the family), note.
``sessions``: body, session, part, opening, closing, expected, status (planned or held), known_since, certainty, source, note.

Where ``known_since`` is empty, the body's ``known`` principle gives it:

- ``biennial-calendar``: the days stand in the United Nations' calendar of conferences, drafted for two years at a time. Known
  from 1 October of the odd year before those two: sessions of 2018 and 2019 from 1 October 2017.
- ``ahead-N``: the body fixes its days well ahead. Known from N months before the opening.
- ``opening``: nothing is known of the planning. Known from the opening day.
"""

import csv
from collections.abc import Iterable
from datetime import date

from domain.time.recurrence import plus_months
from domain.time.sessions import Body, SessionCalendar, SessionRow


def calendar(session_lines: Iterable[str], body_lines: Iterable[str]) -> SessionCalendar:
    """The calendar that the lines of the two tables make. Raises ValueError naming the table and line of a row that is wrong."""
    kept = list(body_lines)
    bodies = []
    for _, row in _rows(kept):
        aliases = [alias.strip() for alias in row["aliases"].split(" | ") if alias.strip()]
        here = tuple(alias[1:] for alias in aliases if alias.startswith("~"))
        symbols = tuple(start for start in row["symbols"].split() if start)
        bodies.append(Body(row["body"], row["family"], tuple(a for a in aliases if not a.startswith("~")), here, symbols))
    return SessionCalendar(tuple(session_rows(session_lines, principles(kept))), tuple(bodies))


def principles(body_lines: Iterable[str]) -> dict[str, str]:
    """Each body's principle of knowing, by its name."""
    return {row["body"]: row["known"] for _, row in _rows(body_lines)}


def session_rows(lines: Iterable[str], known: dict[str, str]) -> Iterable[SessionRow]:
    """The rows of a sessions table; ``known`` gives each body's ``known`` column."""
    for number, row in _rows(lines):
        try:
            yield _session(row, known)
        except (KeyError, ValueError) as wrong:
            raise ValueError(
                f"The sessions table is wrong in line {number} ({row.get('body')} {row.get('session')}): {wrong}"
            ) from wrong


def _session(row: dict[str, str], principle_of: dict[str, str]) -> SessionRow:
    opening, closing = _date(row["opening"]), _date(row["closing"])
    if opening and closing and closing < opening:
        raise ValueError(f"it closes on {closing}, before it opens on {opening}")
    if row["status"] not in ("planned", "held"):
        raise ValueError(f"its status is {row['status']!r}; it must be planned or held")
    known = _date(row["known_since"]) or known_since(principle_of.get(row["body"], "opening"), opening)
    return SessionRow(
        row["body"], int(row["session"]), opening, closing, known, row["part"], row["expected"], row["status"] == "held",
        row["source"], row["certainty"], row["note"],
    )  # fmt: skip


def known_since(principle: str, opening: date | None) -> date:
    """The day from which a session's days were known, by its body's principle. Raises ValueError where it can't be told."""
    if opening is None:
        raise ValueError("it has no opening day, so it must say since when that was known (known_since)")
    if principle == "biennial-calendar":
        return date(opening.year - (1 if opening.year % 2 == 0 else 2), 10, 1)
    if principle.startswith("ahead-"):
        return plus_months(opening, -int(principle.removeprefix("ahead-")))
    if principle in ("opening", ""):
        return opening
    raise ValueError(f"no principle of knowing is called {principle!r}: use biennial-calendar, ahead-N or opening")


def _rows(lines: Iterable[str]) -> Iterable[tuple[int, dict[str, str]]]:
    kept = [(number, line) for number, line in enumerate(lines, start=1) if line.strip() and not line.startswith("#")]
    reader = csv.DictReader((line for _, line in kept), delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
    for (number, _), row in zip(kept[1:], reader, strict=True):
        yield number, {key: (value or "").strip() for key, value in row.items() if key}


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
