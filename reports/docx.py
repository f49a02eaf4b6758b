"""A document as DOCX, in Word's own styles, so that a person can go on writing it."""

import io
import zipfile
from datetime import date, datetime
from typing import Any

from docx import Document as new_document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

from reports.blocks import Block, Document, Facts, Heading, Run, Style, Table, Text, Words, rightwards

_INK, _QUIET, _RED = RGBColor(0x16, 0x20, 0x2A), RGBColor(0x51, 0x60, 0x6F), RGBColor(0x9A, 0x1B, 0x1B)

_AFTER_BIDI = tuple(
    f"w:{name}"
    for name in (
        "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
        "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
    )
)  # fmt: skip
"""What must stand after the mark of direction among a paragraph's properties: Word insists on the order of its schema."""

_EARLIEST = date(1980, 1, 1)
"""The first day that a ZIP archive can name."""


def docx(document: Document, on: date) -> bytes:
    """``document`` as a DOCX file dated ``on``. Equal documents of one day give equal bytes."""
    made = new_document()
    _set_up(made, document, on)
    sheet = _Sheet(made)
    sheet.paragraph("Title").add_run(document.title)
    if document.subtitle:
        sheet.paragraph("Subtitle").add_run(document.subtitle)
    for block in document.blocks:
        _write(sheet, block)
    out = io.BytesIO()
    made.save(out)
    return _dated(out.getvalue(), on)


class _Sheet:
    """Where the next block goes, and what was linked to.

    python-docx would look through all that is written already, for every paragraph, table and link again: through the body for its end
    and its width, through the relations for a free number. A long report would take longer with every paragraph.
    """

    def __init__(self, made: Any) -> None:
        self._body = made._body
        self._end = made.element.body.sectPr
        section = made.sections[0]
        self._width = section.page_width - section.left_margin - section.right_margin
        self._links: dict[str, str] = {}

    def paragraph(self, style: str | None = None) -> Any:
        """A new paragraph at the end, in the style of this id."""
        element: Any = OxmlElement("w:p")
        self._end.addprevious(element)
        if style:
            element.style = style
        return Paragraph(element, self._body)

    def table(self, rows: int, columns: int, style: str | None = None) -> Any:
        """A new table at the end, as wide as the page lets it be."""
        element = CT_Tbl.new_tbl(rows, columns, self._width)
        self._end.addprevious(element)
        element.tblStyle_val = style
        return WordTable(element, self._body)

    def link(self, href: str) -> str:
        """The relation by which the document refers to ``href``: one for each address, however often it stands there."""
        if href not in self._links:
            relations = self._body.part.rels
            self._links[href] = f"rIdLink{len(self._links) + 1}"
            relations.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, href, self._links[href], is_external=True)
        return self._links[href]


def _set_up(made: Any, document: Document, on: date) -> None:
    about, midnight = made.core_properties, datetime(on.year, on.month, on.day)  # noqa: DTZ001 - the format has no zone
    about.author = about.last_modified_by = "Servanda"
    about.title, about.comments, about.revision = document.title[:255], "A draft, compiled from the ledger.", 1
    about.created = about.modified = midnight
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    page.top_margin = page.bottom_margin = Cm(2.2)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Cambria", Pt(10.5)
    for level in range(4):
        style = made.styles["Title" if level == 0 else f"Heading {level}"]
        style.font.color.rgb, style.font.name = _INK, "Cambria"
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    head = page.header.paragraphs[0]
    head.text = document.running
    head.runs[0].font.size, head.runs[0].font.color.rgb = Pt(8.5), _QUIET
    foot = page.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _page_number(foot)


def _page_number(paragraph: Any) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def _write(sheet: _Sheet, block: Block) -> None:
    match block:
        case Heading(level=level, text=text):
            paragraph = sheet.paragraph(f"Heading{level}")
            paragraph.add_run(text)
            _direct(paragraph, text)
        case Text(words=words, style=style):
            _text(sheet, words, style)
        case Facts(rows=rows):
            table = sheet.table(len(rows), 2)
            table.autofit = False
            for row, (name, value) in zip(table.rows, rows, strict=True):
                first, second = row.cells
                _cell(sheet, first, (Run(name),), quiet=True)
                _cell(sheet, second, value)
                first.width, second.width = Cm(3.2), Cm(13.4)
            sheet.paragraph().paragraph_format.space_after = Pt(2)
        case Table(columns=columns, rows=rows):
            table = sheet.table(len(rows) + 1, len(columns), "TableGrid")
            headings = tuple((Run(name, strong=True),) for name in columns)
            for row, given in zip(table.rows, (headings, *rows), strict=True):
                for cell, words in zip(row.cells, given, strict=True):
                    _cell(sheet, cell, words)
            _repeated(table.rows[0])
            sheet.paragraph()


def _text(sheet: _Sheet, words: Words, style: Style) -> None:
    paragraph = sheet.paragraph({Style.QUOTE: "Quote", Style.ITEM: "ListBullet"}.get(style))
    _runs(sheet, paragraph, words)
    for run in paragraph.runs:
        if style is Style.BANNER:
            run.bold, run.font.color.rgb = True, _RED
        if style is Style.NOTE:
            run.italic, run.font.color.rgb = True, _QUIET
        if style is Style.QUOTE:
            run.font.color.rgb = _INK
    _direct(paragraph, "".join(run.text for run in words))


def _cell(sheet: _Sheet, cell: Any, words: Words, quiet: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    _runs(sheet, paragraph, words)
    paragraph.paragraph_format.space_after = Pt(1)
    for run in paragraph.runs:
        run.font.size = Pt(9.5)
        if quiet:
            run.font.color.rgb = _QUIET
    _direct(paragraph, "".join(run.text for run in words))


def _runs(sheet: _Sheet, paragraph: Any, words: Words) -> None:
    for word in words:
        if word.href:
            _link(sheet, paragraph, word)
        else:
            paragraph.add_run(word.text).bold = True if word.strong else None


def _link(sheet: _Sheet, paragraph: Any, word: Run) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), sheet.link(word.href))
    run = paragraph.add_run(word.text)
    run.font.underline, run.font.color.rgb = True, RGBColor(0x0B, 0x4F, 0x8A)
    link.append(run._r)
    paragraph._p.append(link)


def _direct(paragraph: Any, text: str) -> None:
    """What is written from the right is set from the right, letters and paragraph both."""
    if not rightwards(text):
        return
    paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
    for run in paragraph.runs:
        run.font.rtl = True


def _repeated(row: Any) -> None:
    """The headings of a table stand again at the head of each page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _dated(archive: bytes, on: date) -> bytes:
    """The same archive, each of its files dated ``on``: otherwise the clock of whoever writes it would be in it."""
    day = max(on, _EARLIEST)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as dated:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            dated.writestr(entry, given.read(name))
    return out.getvalue()
