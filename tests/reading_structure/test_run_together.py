"""What a conversion from print ran together in one paragraph: further paragraphs, items, footnotes, annexes."""

import pytest

from domain.instrument import Footnote
from reading.contents import Document
from reading.take_apart import take_apart

_FORM = """<akomaNtoso><act><preamble><formula><p>The Plenipotentiary Conference of the Union (Dubai, 2018),</p></formula></preamble>
<mainBody><hcontainer name="resolves"><heading>resolves</heading>
<paragraph><content><p>1 that the Union should go on with its work;</p></content></paragraph>
<paragraph><num>2</num><content><p>{0}</p></content></paragraph></hcontainer></mainBody></act></akomaNtoso>"""


def document(second: str) -> Document:
    """A resolution whose second paragraph prints ``second``."""
    return take_apart(_FORM.format(second).encode(), "resolution.xml")


def numbers(second: str) -> list[tuple[str, str]]:
    return [(p.number, p.text) for p in document(second).provisions if p.number and p.number != "1"]


@pytest.mark.parametrize(
    ("second", "found"),
    [
        (
            "that the Sectors should act; 3 that the Union should report, 4 to ask for help,",
            [("2", "that the Sectors should act;"), ("3", "that the Union should report,"), ("4", "to ask for help,")],
        ),
        (
            "that it should be so, on this basis: 2.1 that fees stay as they are; 2.2 that expenses shall fall;",
            [
                ("2", "that it should be so, on this basis:"),
                ("2.1", "that fees stay as they are;"),
                ("2.2", "that expenses shall fall;"),
            ],
        ),
        ("that the Union should follow 3 of its plans;", [("2", "that the Union should follow 3 of its plans;")]),
        ("that it should ask for a few, 3 to 6 of them later;", [("2", "that it should ask for a few, 3 to 6 of them later;")]),
    ],
)
def test_numbers_that_run_on_begin_a_paragraph_or_item(second: str, found: list[tuple[str, str]]) -> None:
    assert numbers(second) == found


def test_roman_numbers_that_run_on_begin_items() -> None:
    between = "</p></content></paragraph><paragraph><content><p>"
    text = f"that it should do so by:{between}i) updating its plans; ii) providing input; iii) asking;"
    assert numbers(text) == [
        ("2", "that it should do so by:"),
        ("2(i)", "updating its plans;"),
        ("2(ii)", "providing input;"),
        ("2(iii)", "asking;"),
    ]


def test_a_footnote_behind_a_line_hangs_on_its_paragraph() -> None:
    read = document("that the Sectors should act; ____________________ 3 See resolves 1 above. 3 that the Union should report,")
    first, second = (p for p in read.provisions if p.number in ("2", "3"))
    assert (first.text, second.text) == ("that the Sectors should act;", "that the Union should report,")
    assert first.footnotes == (Footnote("3", "See resolves 1 above.", len(first.text)),)


def test_an_annex_is_no_part_of_the_last_paragraph() -> None:
    text = "to report on it. ANNEX 1 TO RESOLUTION 167 (REV. DUBAI, 2018) Action to be taken: report annually to the Council"
    assert numbers(text) == [("2", "to report on it.")]
    assert "report annually" in document(text).provisions[-1].text
