"""Cells of files that people open in a spreadsheet. What would be taken for a formula is written as text, and read back as it was.

A cell that begins with one of ``= + - @``, their wide forms, a tab, a line break or an apostrophe is written with an apostrophe
before it; where one stands before any of these, it is taken away on reading. So every text comes back exactly.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

_DANGEROUS = "=+-@＝＋－＠\t\r\n'"

_ROW = re.compile(rb"<row\b[^>]*?\br=[\"'](\d+)")
_WIDE_CELL = re.compile(rb"<c\b[^>]*?\br=[\"']([A-Z]{2,}\d+)[^>]*(?<!/)>")
_WIDEST = 26  # columns A to Z

LARGEST = 50_000_000
"""Bytes that a file may have, unpacked."""

MOST_ROWS = 200_000


class Unreadable(ValueError):
    """A file that can't be read as a table. Nothing of it was taken."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: the line (or the sheet's row) where it begins, and its cells by the names of their columns."""

    number: int
    cells: Mapping[str, str]


Sheet = tuple[str, list[Line]]
"""A table's name with its lines."""


def escape(text: str) -> str:
    return f"'{text}" if text.startswith(tuple(_DANGEROUS)) else text


def restore(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(tuple(_DANGEROUS)) else text


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV: UTF-8 with the mark by which spreadsheets know it, comma-separated, CRLF."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([escape(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def to_xlsx(tables: Mapping[str, tuple[Sequence[str], Iterable[Sequence[str]]]]) -> bytes:
    """Tables as one workbook, a sheet each, every cell a text."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    for name, (columns, rows) in tables.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"

        def cell(text: str, sheet: Any = sheet) -> Any:
            made = WriteOnlyCell(sheet)
            made.number_format = "@"
            made._value, made.data_type = text, "s"  # as it is: openpyxl would see formulas and errors in some texts
            return made

        sheet.append([cell(name) for name in columns])
        for row in rows:
            sheet.append([cell(escape(text)) for text in row])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def read(path: Path) -> list[Sheet]:
    """The tables of a CSV or XLSX file: by the names of its sheets, or by its own. Raises :class:`Unreadable`, or OSError."""
    content = path.read_bytes()
    if len(content) > LARGEST:
        raise Unreadable(f"{path.name} is {len(content):,} bytes long. It may have {LARGEST:,}: cut it into several.")
    if content.startswith(b"PK"):
        return _from_xlsx(path.name, content)
    if path.suffix.lower() in {".xlsx", ".xls", ".ods"}:
        raise Unreadable(f"{path.name} is no workbook as .xlsx has it. Save it as .xlsx or as CSV (UTF-8).")
    return [(path.stem.lower(), list(_from_csv(path.name, content)))]


def _from_csv(name: str, content: bytes) -> Iterator[Line]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"{name}, line {line}, is not UTF-8. Save it as CSV (UTF-8), or as .xlsx.") from error
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    try:
        yield from _lines(name, _numbered(reader))
    except csv.Error as error:
        raise Unreadable(f"{name}, line {reader.line_num}, can't be read: {error}.") from error


def delimiter_of(text: str) -> str:
    """What parts the cells of ``text``, by its first line: a tab, else a semicolon where there is no comma, else a comma."""
    first = text.partition("\n")[0]
    return "\t" if "\t" in first else ";" if ";" in first and "," not in first else ","


def yes(text: str) -> bool:
    """A yes or no in a cell; an empty one is no. Raises ValueError for anything else."""
    if text.strip().lower() in {"yes", "y", "true", "1"}:
        return True
    if text.strip().lower() in {"", "no", "n", "false", "0"}:
        return False
    raise ValueError(f"{text!r} is neither yes nor no.")


def _numbered(reader: Any) -> Iterator[tuple[int, list[str]]]:
    line = 1
    for row in reader:
        yield line, row
        line = reader.line_num + 1


def _lines(where: str, rows: Iterator[tuple[int, list[str]]]) -> Iterator[Line]:
    """The first row names the columns; empty rows are passed over."""
    header: list[str] | None = None
    for count, (number, row) in enumerate(rows):
        cells = [restore(cell.strip(" \t\r\n")).strip() for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if header is None:
            header = [cell.lower() for cell in cells]
            _require_columns(where, header)
        elif len(cells) > len(header):
            raise Unreadable(f"{where}, line {number}, has {len(cells)} cells, but there are {len(header)} columns.")
        elif count > MOST_ROWS:
            raise Unreadable(f"{where} has more than {MOST_ROWS:,} lines. Cut it into several.")
        else:
            yield Line(number, dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True)))


def _require_columns(where: str, header: Sequence[str]) -> None:
    twice = sorted({name for name in header if header.count(name) > 1})
    if "" in header or twice:
        wrong = f"names {', '.join(twice)} twice" if twice and twice != [""] else "has a column without a name"
        raise Unreadable(f"{where} {wrong}. Its first line names the columns, each once.")


def _from_xlsx(name: str, content: bytes) -> list[Sheet]:
    from openpyxl import load_workbook

    try:
        _require_plain(name, content)
        book = load_workbook(io.BytesIO(content), read_only=True)
        found = []
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # some programs write them wrong
            found.append((sheet.title.lower(), list(_lines(f"{name}, sheet {sheet.title}", _sheet_rows(name, sheet)))))
        return found
    except Unreadable:
        raise
    except Exception as error:  # a broken workbook fails in as many ways as there are parts in it
        raise Unreadable(f"{name} is a broken workbook ({type(error).__name__}: {error}). Save it anew as .xlsx.") from error


def _require_plain(name: str, content: bytes) -> None:
    """Refuse what unpacks to too much, or would be taken for more than it is, before any of it is parsed."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > LARGEST:
            raise Unreadable(f"{name} unpacks to more than {LARGEST:,} bytes. Cut it into several.")
        for part in packed.infolist():
            if part.filename.endswith((".xml", ".rels")):
                _require_modest(name, packed.read(part))


def _require_modest(name: str, part: bytes) -> None:
    """A cell far down or far out makes a table of everything before it, however short the file."""
    if b"<!DOCTYPE" in part.upper():
        raise Unreadable(f"{name} declares a document type, which no workbook needs. It was not opened.")
    if far := next((found[1] for found in _ROW.finditer(part) if int(found[1][:9]) > MOST_ROWS), None):
        raise Unreadable(f"{name} has a row {far.decode()[:20]}. A table may have {MOST_ROWS:,}: clear what is below.")
    if wide := _WIDE_CELL.search(part):
        raise Unreadable(f"{name} has something in the cell {wide[1].decode()}, where no table has a column. Clear it.")


def _sheet_rows(name: str, sheet: Any) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.iter_rows(max_col=_WIDEST), start=1):
        yield number, [_text(f"{name}, sheet {sheet.title}, row {number}", cell) for cell in row]


def _text(where: str, cell: Any) -> str:
    """What a person sees in a cell; numbers and days that a program has made out of text are taken back."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type in ("f", "e"):
        raise Unreadable(f"{where}, holds a formula or an error, not a value: {str(value)[:60]}")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
