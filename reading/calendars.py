"""The session calendars shipped with the project: their tables under ``reading/lexicon/calendars``, and any that a user adds."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from domain.time import tables
from domain.time.sessions import SessionCalendar

_FOLDER = files("reading") / "lexicon" / "calendars"


@cache
def shipped() -> SessionCalendar:
    """The calendar that comes with the project. Raises ValueError naming table and line if a row is wrong."""
    return tables.calendar(_lines("sessions.tsv"), _lines("bodies.tsv"))


def extended(*tables_of_sessions: Path) -> SessionCalendar:
    """The shipped calendar with the rows of further tables of the same columns, where they outweigh what was known before them.

    Raises OSError if one can't be read and ValueError if a row is wrong, naming the file.
    """
    calendar, principles = shipped(), tables.principles(_lines("bodies.tsv"))
    for path in tables_of_sessions:
        try:
            rows = tuple(tables.session_rows(path.read_text(encoding="utf-8").splitlines(), principles))
        except ValueError as wrong:
            raise ValueError(f"{path}: {wrong}") from wrong
        calendar = calendar.with_rows(rows)
    return calendar


def _lines(name: str) -> list[str]:
    return (_FOLDER / name).read_text(encoding="utf-8").splitlines()
