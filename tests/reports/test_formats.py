"""The same report as HTML, DOCX and PDF, read back by others: all of it is there, and hostile words stay words."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pypdfium2
import pytest
from docx import Document as read_docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from reports.blocks import Document, Style, Table, Text, clean, link, rightwards, words
from reports.docx import docx
from reports.html import html
from reports.layout import lay_out
from reports.pdf import pdf
from tests.reports.lives import AS_OF, FILE, example

HOSTILE = (
    "</td><script>alert(1)</script> <img src=x onerror=alert(1)> &amp; <!-- ]]> #panic(\"x\") #read(\"/etc/passwd\") ]] $ x_1 $ "
    "*bold* _it_ `raw` @ref <label> \\ // /* {{ 7*7 }} {% raw %} =HYPERLINK(\"x\") \u202egnp.exe \x00 \x1b[31m \ud800 ÅÄ 南南合作 التعاون"
)  # fmt: skip


def as_html(document: Document) -> str:
    tree = lxml_html.fromstring(html(document))
    assert not tree.xpath("//script|//img|//iframe|//object|//link|//form|//@onerror|//@onclick")
    assert set(tree.xpath("//@href")) <= {run.href for run in every_run(document) if run.href}
    return str(tree.xpath("string(//body)"))


def as_docx(document: Document) -> str:
    data = docx(document, AS_OF)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
    opened = read_docx(io.BytesIO(data))
    body = opened.element.body
    return "\n".join("".join(node.itertext()) for node in body.iter("{*}p"))


def as_pdf(document: Document) -> str:
    opened = pypdfium2.PdfDocument(pdf(document, AS_OF))
    return "\n".join(page.get_textpage().get_text_bounded() for page in opened)


def every_run(document: Document) -> list:  # type: ignore[type-arg]
    found = []
    for block in document.blocks:
        if isinstance(block, Text):
            found += block.words
        for row in getattr(block, "rows", ()):
            for cell in row:
                found += cell if isinstance(cell, tuple) else ()
    return found


READERS: list[Callable[[Document], str]] = [as_html, as_docx, as_pdf]


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").replace("\ufffe", "").split())


@pytest.mark.parametrize("read", READERS)
def test_all_of_it_is_there(read: Callable[[Document], str]) -> None:
    report = example()
    said = squeezed(read(lay_out(report, {FILE: "briefing.pdf (application/pdf, 1234 bytes)"})))
    expected = [
        "DRAFT", "as of 1 September 2017", "Implementation of A/RES/71/244", "South-South cooperation", "position 42", report.hash,
        "Paragraph 3(a)", "Takes note of the report;", "Nothing is asked for here. It takes note.", "in depth;", "Briefings",
        "UNDP handed in what is asked for: held in New York", "briefing.pdf (application/pdf, 1234 bytes)", FILE,
        "https://undocs.org/A/72/297?x=1&y=2", "Overdue since 1 June 2017 (93 days after the due day); 1 of 2 delivered.",
        "paragraph 4, which asks Secretary-General to report to General Assembly, due on 12 September 2017", "What is open",
        "This is the request that this draft is compiled for.", "1 request was read in the text and not confirmed by anybody yet.",
    ]  # fmt: skip
    missing = [each for each in expected if squeezed(each) not in said]
    assert missing == []
    order = [said.index(squeezed(f"Paragraph {number}")) for number in ("1", "2", "3", "3(a)", "4", "9")]
    assert order == sorted(order)


@pytest.mark.parametrize("read", READERS)
def test_hostile_words_stay_words(read: Callable[[Document], str]) -> None:
    said = squeezed(read(lay_out(example(HOSTILE, HOSTILE, "javascript:alert(1)"), {})))
    for harmless in ('#panic("x")', "<script>alert(1)</script>", "{{7*7}}", "*bold*", "$x_1$", '#read("/etc/passwd")', "<!--]]>"):
        assert harmless in said
    assert "\u202e" not in said and "\x00" not in said
    assert "javascript:alert(1)" in said  # told, and no link


@pytest.mark.parametrize("write", [lambda d: html(d), lambda d: docx(d, AS_OF), lambda d: pdf(d, AS_OF)])
def test_the_same_report_is_the_same_bytes(write: Callable[[Document], bytes]) -> None:
    first = write(lay_out(example(" x"), {}))
    assert write(lay_out(example(" x"), {})) == first
    assert write(lay_out(example(" y"), {})) != first


def test_it_is_dated_by_the_report_and_by_no_clock() -> None:
    data = docx(lay_out(example(), {}), date(2017, 9, 1))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2017, 9, 1, 0, 0, 0)}
    about = read_docx(io.BytesIO(data)).core_properties
    assert (about.author, about.created.date()) == ("Servanda", date(2017, 9, 1))  # type: ignore[union-attr]
    early = docx(lay_out(example(), {}), date(1946, 1, 24))
    assert zipfile.ZipFile(io.BytesIO(early)).testzip() is None


def test_a_pdf_brings_its_fonts_and_can_be_read_aloud() -> None:
    data = pdf(lay_out(example(), {}), AS_OF)
    assert b"/FontFile" in data
    assert b"/StructTreeRoot" in data
    assert b"/Lang" in data


def test_what_is_written_from_the_right_is_set_from_the_right() -> None:
    made = Document("t", "", "r", (Text(words("التعاون فيما بين بلدان الجنوب"), Style.QUOTE), Text(words("plain"))))
    with zipfile.ZipFile(io.BytesIO(docx(made, AS_OF))) as archive:
        body = archive.read("word/document.xml").decode()
    assert body.count("<w:bidi/>") == 1 and body.count("<w:rtl/>") == 1
    cell = Document("t", "", "r", (Table(("a",), ((words("التعاون"),),)),))
    with zipfile.ZipFile(io.BytesIO(docx(cell, AS_OF))) as archive:
        assert b"<w:bidi/><w:spacing" in archive.read("word/document.xml")  # in the order that Word insists on
    assert 'dir="auto"' in html(made).decode()
    assert pdf(made, AS_OF)
    assert [rightwards(text) for text in ("1. التعاون", "A التعاون", "123", "")] == [True, False, False, False]


@pytest.mark.parametrize(
    ("href", "safe"),
    [
        ("https://undocs.org/A/72/297", True),
        ("http://x.org", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//x.org", False),
        ("https://", False),
        ("https://x.org/\u202e", False),
        ("https://x.org/ a", False),
        ("https://[x", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(href: str, safe: bool) -> None:
    assert link(href) == (href if safe else "")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60), st.sampled_from(list(Style)))
def test_whatever_the_words_are_they_come_back(text: str, style: Style) -> None:
    made = Document(clean(text) or "t", "", "running", (Text(words(text), style), Text(words("the end"))))
    for read in (as_html, as_docx):
        assert squeezed(clean(text)) in squeezed(read(made))
    assert "the end" in as_pdf(made)


def test_a_word_as_long_as_a_page_and_a_thousand_paragraphs() -> None:
    many = tuple(Text(words(f"{number} " + "x" * 5000)) for number in range(40))
    made = Document("t" * 300, "", "r", many + tuple(Text(words("short")) for _ in range(1000)))
    for read in READERS:
        assert "39" in read(made)
