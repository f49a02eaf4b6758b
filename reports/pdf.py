"""A document as PDF, set by Typst with the fonts that come with it; what those lack is taken from the machine's own, if it has them."""

from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any

import typst

from reports.blocks import Block, Document, Facts, Heading, Run, Table, Text, Words, rightwards
from wire.codec import encode

FONTS = ("Libertinus Serif", "Noto Serif", "Noto Naskh Arabic", "Noto Serif CJK SC", "DejaVu Sans Mono")
"""In this order: the first and the last come with Typst, so that Latin text looks the same everywhere."""


def pdf(document: Document, on: date) -> bytes:
    """``document`` as a PDF dated ``on``. Equal documents of one day give equal bytes on one machine.

    The template takes the text as data; nothing in it is read as markup, and nothing is fetched.
    """
    template = files("reports").joinpath("templates", "report.typ").read_bytes()
    given = encode(_plain(document)).decode()
    midnight = datetime(on.year, on.month, on.day, tzinfo=UTC)
    made = typst.compile(template, sys_inputs={"document": given}, format="pdf", timestamp=midnight)
    assert isinstance(made, bytes)  # one file, and no list of pages
    return made


def _plain(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "running": document.running,
        "fonts": FONTS,
        "blocks": [_block(block) for block in document.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level=level, text=text):
            return {"kind": "Heading", "level": level, "text": text}
        case Text(words=words, style=style):
            return {"kind": "Text", "style": style.value, **_words(words)}
        case Facts(rows=rows):
            return {"kind": "Facts", "rows": [{"name": name, **_words(value)} for name, value in rows]}
        case Table(columns=columns, rows=rows):
            cells = [[_words(cell) for cell in row] for row in rows]
            return {"kind": "Table", "columns": columns, "rows": cells, "widths": _widths(block)}


def _words(words: Words) -> dict[str, Any]:
    return {"words": [_run(run) for run in words], "rtl": rightwards("".join(run.text for run in words))}


def _run(run: Run) -> dict[str, Any]:
    return {"text": run.text, "href": run.href, "strong": run.strong}


SHORT = 24
"""Characters up to which a column is as wide as what stands in it; longer ones share what is left."""


def _widths(table: Table) -> list[int]:
    """The columns' shares of the width, by how long their longest text is, within reason; 0: as wide as what stands in it."""
    every = [tuple(len(name) for name in table.columns)]
    every += [tuple(sum(len(run.text) for run in cell) for cell in row) for row in table.rows]
    longest = [max(column) for column in zip(*every, strict=True)]
    return [0 if most <= SHORT else min(most, 60) for most in longest] if max(longest) > SHORT else [1] * len(longest)
