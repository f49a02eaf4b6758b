"""Every format gives the same provisions; what each format can say besides is kept."""

from datetime import date

import pytest

from domain.instrument import ProvisionKind
from reading.contents import Document
from reading.take_apart import take_apart
from tests.reading_structure.making import RESOLUTION, Word, docx, paragraph, pdf

HTML = """<!doctype html><html><head><title>x</title><script>1. Requests nobody;</script></head><body><nav><p>Home</p></nav>
<main><h1>Resolution 4</h1><p>The General Assembly,</p><p><em>Recalling</em> its resolution 70/1&nbsp;of 25 September 2015,</p>
<ol><li>Requests the Secretary&#8209;General to report at its seventy-second session;<sup>1</sup></li>
<li>Decides: <ol type="a"><li>To remain seized;</li><li>To meet again.</li></ol></li></ol></main></body></html>"""
MARKDOWN = """---
title: A title of its own
expression_date: '2017-12-06'
---
The General Assembly,

*Recalling* its resolution 70/1 of 25 September 2015,

1. **Requests** the [Secretary-General](https://example.org) to report at its
   seventy-second session;

2. Decides to remain seized of the matter.
"""
AKN = """<?xml version="1.0" encoding="utf-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><meta><identification source="#x">
<FRBRWork><FRBRuri value="/akn/un/statement/resolution/unga/2015-09-25/70-1"/><FRBRdate date="2015-09-25" name="adoption"/></FRBRWork>
</identification></meta><preface><longTitle><p>Resolution 70/1</p></longTitle><container name="title"><p>A title</p></container></preface>
<preamble><formula name="enactingFormula"><p>The General Assembly,</p></formula>
<recitals><recital><p>Recalling é &amp; its resolution,</p></recital></recitals></preamble>
<mainBody><hcontainer name="a"><heading>instructs the Secretary-General</heading>
<paragraph><num>1</num><content><p>to report<authorialNote marker="1"><p>See A/70/1.</p></authorialNote> annually;</p></content></paragraph>
<paragraph><num>2</num><list><intro><p>to convene:</p></intro><point><num>a)</num><content><p>a meeting;</p></content></point>
<point><num>b)</num><content><p>a conference,</p></content></point></list></paragraph></hcontainer>
<hcontainer name="b"><heading>invites Member States</heading><paragraph><num>1</num><content><p>to contribute.</p></content></paragraph>
</hcontainer></mainBody></statement></akomaNtoso>"""
NUMBERING = """<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"""


def numbers(document: Document) -> list[str]:
    return [provision.number for provision in document.provisions if provision.number]


def text_of(document: Document, number: str) -> str:
    return next(provision.text for provision in document.provisions if provision.number == number)


def level(value: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="1"/></w:numPr>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", RESOLUTION.encode()),
        ("bom.txt", b"\xef\xbb\xbf" + RESOLUTION.encode()),
        ("utf16.txt", RESOLUTION.encode("utf-16")),
        ("windows.txt", RESOLUTION.replace("\n", "\r\n").replace("Secretary-General", "Secretary–General").encode("cp1252")),
        ("old-mac.txt", RESOLUTION.replace("\n", "\r").encode()),
        ("a.md", MARKDOWN.encode()),
        ("a.html", HTML.encode()),
        ("unnamed", HTML.encode()),
    ],
)
def test_the_same_paragraphs_come_out_of_every_text_format(name: str, data: bytes) -> None:
    document = take_apart(data, name)
    assert numbers(document)[:2] == ["1", "2"]
    assert (
        text_of(document, "1")
        .replace("–", "-")
        .replace("‑", "-")
        .startswith("Requests the Secretary-General to report at its seventy-")
    )
    assert [p.kind for p in document.provisions].count(ProvisionKind.PREAMBULAR) == 1
    assert document.instrument.body == "General Assembly"


def test_html_keeps_lists_and_footnotes_and_drops_what_is_around() -> None:
    document = take_apart(HTML.encode(), "a.html")
    assert numbers(document) == ["1", "2", "2(a)", "2(b)"]
    assert not any("Home" in p.text or "nobody" in p.text for p in document.provisions)
    [first] = [p for p in document.provisions if p.number == "1"]
    assert first.text.endswith("session;") and first.footnotes[0].mark == "1"
    found = next(p for p in document.provisions if p.number == "2(b)")
    assert document.source_text[found.span.start : found.span.end] == "To meet again."


LINED = """The General Assembly,

1. Invites States, as appropriate:
(a) To ratify the Convention, and to encourage others to accede to it and to
implement it;
(b) To report to the Secretary-General;
(c) To adopt laws:
(i) On trade; and
(ii) On labour;

2. Requests the Secretary-General (a) to report thereon and (b) to convene a meeting.
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", LINED),
        ("a.txt", LINED),
        ("a.html", "<p>" + LINED.strip().replace("\n\n", "</p><p>").replace("\n", "<br>") + "</p>"),
    ],
)
def test_items_need_no_empty_line_before_them(name: str, text: str) -> None:
    document = take_apart(text.encode(), name)
    assert numbers(document) == ["1", "1(a)", "1(b)", "1(c)", "1(c)(i)", "1(c)(ii)", "2", "2(a)", "2(b)"]
    assert text_of(document, "1(a)").endswith("accede to it and to implement it;")


def test_a_letter_at_the_head_of_a_line_is_no_item_in_mid_sentence() -> None:
    wrapped = "The General Assembly,\n\n1. Urges States to act on paragraph 4\n(b) of the report without delay;\n\n2. Decides to meet.\n"
    assert numbers(take_apart(wrapped.encode(), "a.md")) == ["1", "2"]


def test_items_of_one_line_are_told_apart() -> None:
    text = (
        "The General Assembly,\n\n1. Urges States:\n\n(a) To ratify the Convention; (b) Report thereon; and (c) To adopt laws.\n"
    )
    assert numbers(take_apart(text.encode(), "a.txt")) == ["1", "1(a)", "1(b)", "1(c)"]


def test_front_matter_gives_title_and_day() -> None:
    head = take_apart(MARKDOWN.encode(), "a.md").instrument
    assert (head.title, head.adopted) == ("A title of its own", date(2017, 12, 6))


def test_markup_of_words_is_no_part_of_them() -> None:
    assert (
        text_of(take_apart(MARKDOWN.encode(), "a.md"), "1")
        == "Requests the Secretary-General to report at its seventy-second session;"
    )


def test_akoma_ntoso_gives_numbers_headings_and_identifiers() -> None:
    document = take_apart(AKN.encode(), "a.xml")
    assert numbers(document) == ["1/1", "1/2", "1/2(a)", "1/2(b)", "2/1"]
    held = {p.number: p for p in document.provisions}
    assert held["1/1"].heading == "instructs the Secretary-General"
    assert held["2/1"].heading == "invites Member States"
    assert (held["1/1"].text, held["1/1"].footnotes[0].text) == ("to report annually;", "See A/70/1.")
    assert held["1/2"].kind is ProvisionKind.CHAPEAU and held["1/2(a)"].parent == "1/2"
    assert document.instrument.symbol == "Resolution 70/1"
    assert document.instrument.adopted == date(2015, 9, 25)


def test_places_in_xml_are_right_after_letters_of_several_bytes() -> None:
    document = take_apart(AKN.encode(), "a.xml")
    found = next(p for p in document.provisions if p.number == "2/1")
    span = document.located(found.span)
    assert document.source_text[span.start : span.end] == "to contribute."
    assert AKN.encode()[span.byte_start : span.byte_end] == b"to contribute."


def test_word_numbers_are_counted_as_word_prints_them() -> None:
    body = (
        paragraph("The General Assembly,")
        + paragraph("Recalling its resolution 70/1,")
        + paragraph("Requests the Secretary-General:", level(0))
        + paragraph("To report;", level(1))
        + paragraph("To convene a meeting;", level(1))
        + paragraph("Invites Member States:", level(0))
        + paragraph("To contribute.", level(1))
    )
    assert numbers(take_apart(docx(body, {"numbering": NUMBERING}), "a.docx")) == ["1", "1(a)", "1(b)", "2", "2(a)"]


def test_word_keeps_what_was_inserted_and_drops_what_was_deleted() -> None:
    change = (
        "<w:p><w:r><w:t xml:space='preserve'>1. Requests the </w:t></w:r><w:del w:id='1'><w:r><w:delText>Council</w:delText></w:r></w:del>"
        "<w:ins w:id='2'><w:r><w:t>Secretary-General</w:t></w:r></w:ins><w:r><w:t xml:space='preserve'> to report;</w:t>"
        "<w:footnoteReference w:id='7'/></w:r></w:p>"
    )
    notes = "<w:footnote w:id='7'><w:p><w:r><w:t>See A/70/1.</w:t></w:r></w:p></w:footnote>"
    document = take_apart(docx(paragraph("The General Assembly,") + change, {"footnotes": notes}), "a.docx")
    [first] = [p for p in document.provisions if p.number]
    assert first.text == "Requests the Secretary-General to report;"
    assert (first.footnotes[0].text, first.footnotes[0].offset) == ("See A/70/1.", len(first.text))


def test_a_picture_in_a_word_document_is_reported() -> None:
    body = (
        paragraph("The General Assembly,") + paragraph("1. Requests the Office to report;") + "<w:p><w:r><w:drawing/></w:r></w:p>"
    )
    kinds = [p.kind for p in take_apart(docx(body), "a.docx").provisions]
    assert kinds.count(ProvisionKind.UNREADABLE) == 1


def page(*, numbers_at: float = 147.0) -> list[Word]:
    """A page set as resolutions are: a running head, indented first lines, a raised mark, a footnote and a page number."""
    return [
        Word(60, 740, "A/RES/99/1", 8.5),
        Word(147, 700, "The General Assembly,"),
        Word(147, 682, "Recalling its resolution 70/1 of 25 September 2015, which is long enough to go"),
        Word(123, 670, "on in a further line,"),
        Word(numbers_at, 652, "1. Requests the Secretary-General to report on the twenty-"),
        Word(123, 640, "fifth anniversary,"),
        Word(195, 643.5, "1", 6.5),
        Word(202, 640, "as appropriate;"),
        Word(numbers_at, 622, "2. Decides to remain seized of the matter."),
        Word(99, 112, "__________________", 8, bold=True),
        Word(117, 101, "1", 5.5),
        Word(123, 98, "Resolution 64/222, annex.", 8.5),
        Word(60, 37, "2/5", 8.5),
        Word(520, 37, "23-24975", 7),
    ]


def test_a_printed_page_gives_text_alone() -> None:
    document = take_apart(pdf([page()]), "a.pdf")
    assert numbers(document) == ["1", "2"]
    [first] = [p for p in document.provisions if p.number == "1"]
    assert first.text == "Requests the Secretary-General to report on the twenty-fifth anniversary, as appropriate;"
    assert (first.footnotes[0].mark, first.footnotes[0].text) == ("1", "Resolution 64/222, annex.")
    assert first.text[: first.footnotes[0].offset].endswith("anniversary,")
    assert first.span.page == 1


def test_a_picture_on_a_page_is_reported_and_a_page_that_is_one_too() -> None:
    image = "\nq 500 0 0 300 50 200 cm BI /W 1 /H 1 /CS /G /BPC 8 ID z EI Q"
    words = [word for word in page() if word.y > 600]
    document = take_apart(pdf([words], image), "a.pdf")
    assert [p.kind for p in document.provisions].count(ProvisionKind.UNREADABLE) == 1


def test_several_texts_are_told_apart() -> None:
    text = (
        "Decision 1/CP.9\nFirst title\n\nThe Conference of the Parties,\n\nRecalling decision 1/CP.8,\n\n"
        "1. Requests the secretariat to report;\n\n2. Decides to meet.\n\n"
        "Decision 2/CP.9\nSecond title\n\nThe Conference of the Parties,\n\n1. Invites Parties:\n\n(a) To submit views;\n\n"
        "(b) To contribute.\n\nAnnex\nRules\n\n1. The Parties shall meet.\n"
    )
    document = take_apart(text.encode(), "a.txt")
    assert numbers(document) == ["1/1", "1/2", "2/1", "2/1(a)", "2/1(b)"]
    assert any(p.kind is ProvisionKind.ANNEX and "shall meet" in p.text for p in document.provisions)
    assert next(p.heading for p in document.provisions if p.part == 2) == "Decision 2/CP.9 Second title"


def test_capitals_and_a_council_are_read_too() -> None:
    health = (
        b"The Sixty-sixth World Health Assembly,\n\nHaving considered the report,\n\n1. URGES Member States:\n\n(1) to act;\n\n"
        b"(2) to report;\n\n2. REQUESTS the Director-General to help.\n"
    )
    document = take_apart(health, "a.txt")
    assert numbers(document) == ["1", "1(1)", "1(2)", "2"]
    assert (document.instrument.body, document.instrument.session) == ("World Health Assembly", 66)
    city = (
        b"RESOLUTION NO. 22-5\n\nWHEREAS, the City needs data; and\n\nNOW, THEREFORE, BE IT RESOLVED by the City Council of Ley:\n\n"
        b"Section 1. The City Manager shall report by May 1.\n\nADOPTED this 8th day of March, 2020.\n"
    )
    document = take_apart(city, "a.txt")
    assert numbers(document) == ["1"]
    head = document.instrument
    assert (head.symbol, head.body, head.adopted) == ("RESOLUTION NO. 22-5", "City Council of Ley", date(2020, 3, 8))


def test_clauses_that_follow_the_resolving_words_are_paragraphs() -> None:
    text = b"WHEREAS, x is y; and\n\nBE IT RESOLVED, that the City certifies x;\n\nBE IT FURTHER RESOLVED that the Clerk shall report.\n"
    document = take_apart(text, "a.txt")
    assert [p.text for p in document.provisions if p.number] == ["that the City certifies x;", "that the Clerk shall report."]
    assert numbers(document) == ["1", "2"]


def test_a_single_unnumbered_paragraph_is_the_first() -> None:
    document = take_apart(b"The General Assembly,\n\nRecalling its resolution,\n\nDecides to defer the item.\n", "a.txt")
    assert numbers(document) == ["1"]


def test_missing_numbers_are_warned_of() -> None:
    text = RESOLUTION.replace("2. Decides", "4. Decides")
    assert "1 is followed by 4" in take_apart(text.encode(), "a.txt").warnings[0]


def test_hidden_turns_of_direction_are_taken_out_and_said() -> None:
    document = take_apart(RESOLUTION.replace("report", "re\u202eport\u202c").encode(), "a.txt")
    assert "report at its" in text_of(document, "1")
    assert "hidden characters" in document.warnings[0]


def test_an_unnumbered_paragraph_beside_numbered_ones_takes_no_number_of_theirs() -> None:
    text = b"The General Assembly,\n\nAdopts the following declaration:\n\nOur vision\n\n1. We meet today.\n\n2. We commit ourselves.\n"
    assert numbers(take_apart(text, "a.txt")) == ["u1", "1", "2"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "Human Rights Council\n\nFifty-fourth session\n\nAgenda item 3\n\n"
            "Resolution adopted by the Human Rights Council on 11 October 2023"
            "\n\n54/1. The right to food\n\nThe Human Rights Council,",
            (None, "The right to food", "Human Rights Council", 54, "3", date(2023, 10, 11)),
        ),
        (
            "United Nations S/RES/2334 (2016)\n\nSecurity Council\n\nResolution 2334 (2016)\n\n"
            "Adopted by the Security Council at its 7853rd meeting, "
            "on 23 December 2016\n\nThe Security Council,",
            ("S/RES/2334 (2016)", None, "Security Council", None, None, date(2016, 12, 23)),
        ),
        (
            "E/RES/2024/4\n\n2024 session\n\nAgenda item 12 (c)\n\nResolution adopted by the Economic and Social Council on 5 June 2024\n\n"
            "2024/4. Mainstreaming\n\nThe Economic and Social Council,",
            ("E/RES/2024/4", "Mainstreaming", "Economic and Social Council", None, "12 (c)", date(2024, 6, 5)),
        ),
        ("The Security Council,", (None, None, "Security Council", None, None, None)),
    ],
)
def test_heads_state_what_they_state(head: str, expected: tuple[object, ...]) -> None:
    text = f"{head}\n\nRecalling its resolutions,\n\n1. Requests the Secretary-General to report.\n"
    found = take_apart(text.encode(), "a.txt").instrument
    assert (found.symbol, found.title, found.body, found.session, found.agenda_item, found.adopted) == expected
