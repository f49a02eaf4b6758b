"""What verbs print: one JSON value, or tables and paragraphs that read well on a terminal and stay plain in a pipe."""

import os
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

Row = Sequence[str]

LONGEST_WORD = 15
"""A column that folds is left at least as wide as its longest word, up to this."""


def print_json(value: Any) -> None:
    """``value`` (dataclasses, dates, enums, plain values) as canonical JSON, on one line of standard output."""
    from wire.codec import encode

    sys.stdout.write(encode(value).decode() + "\n")


def on_terminal() -> bool:
    """Whether a person is looking: tables are framed and wrapped then, plain and whole otherwise."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def console(stderr: bool = False) -> "Console":
    """A console that honours NO_COLOR and COLUMNS, and never guesses at markup in people's words."""
    from rich.console import Console

    width = None if on_terminal() else max(shutil.get_terminal_size((80, 24)).columns, 80)
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False, width=width)


def counted(number: int, one: str, several: str = "") -> str:
    """ "1 obligation", "2 obligations": a number with its noun; ``several`` where the plural is no "s" behind it."""
    return f"{number} {one if number == 1 else several or one + 's'}"


def say(text: str = "") -> None:
    """A line of words on standard output, wrapped on a terminal."""
    if on_terminal() and len(text) > 79:
        console().print(text, soft_wrap=False)
    else:
        sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """A line beside the result, on standard error."""
    sys.stderr.write(text + "\n")


def table(columns: Sequence[str], rows: Sequence[Row], fixed: Sequence[int] = (0,), empty: str = "") -> None:
    """Rows under headings. The columns ``fixed`` (ids, days) are never wrapped nor cut; the others fold to the terminal's width.

    In a pipe every row is one line, its columns two spaces apart, without frame or colour.
    """
    if not rows:
        if empty:
            note(empty)
        return
    if not on_terminal():
        _plain_table(columns, rows)
        return
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for index, name in enumerate(columns):
        words = [word for row in rows for word in row[index].split()]
        least = min(max(map(len, words), default=0), LONGEST_WORD)
        held = index in fixed
        made.add_column(name, no_wrap=held, overflow="ignore" if held else "fold", min_width=least or None, vertical="top")
    for row in rows:
        made.add_row(*(Text(cell, style=_style(cell) if index else "bold") for index, cell in enumerate(row)))
    console().print(made)


_STYLES = {"overdue": "bold red", "submitted": "yellow", "discharged": "green", "completed": "green", "late": "yellow"}


def _style(cell: str) -> str:
    return next((style for word, style in _STYLES.items() if cell.startswith(word)), "")


def _plain_table(columns: Sequence[str], rows: Sequence[Row]) -> None:
    lines = [[" ".join(cell.split()) for cell in row] for row in (columns, *rows)]
    widths = [max(len(line[index]) for line in lines) for index in range(len(columns))]
    for line in lines:
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        sys.stdout.write("  ".join(padded).rstrip() + "\n")


def pairs(facts: Sequence[tuple[str, str]]) -> None:
    """Names and values, one below the other; what has no value is left out."""
    shown = [(name, value) for name, value in facts if value]
    if not on_terminal():
        width = max((len(name) for name, _ in shown), default=0)
        for name, value in shown:
            sys.stdout.write(f"{name.ljust(width)}  {' '.join(value.split())}\n")
        return
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="bold")
    grid.add_column(overflow="fold")
    for name, value in shown:
        grid.add_row(name, Text(value, style=_style(value)))
    console().print(grid)


def show(renderable: "RenderableType") -> None:
    """Anything that rich can draw."""
    console().print(renderable)


def only_warnings() -> None:
    """Keep the log of workflows that run inside this very command out of what it says; warnings still come, on standard error."""
    from dataclasses import replace

    import config
    import log

    log.configure(replace(config.load(), log_level="warning"))
