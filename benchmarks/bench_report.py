"""The report on an instrument's implementation: compiled and laid out, then written as DOCX, as the instrument grows tenfold.

Floor: the bytes of the same document taken apart and put together again by lxml, which is the least that writing it can take; same run, in
turn. A paragraph must not cost more in a long report than in a short one: python-docx by itself looks through all that is written.
"""

import io
import statistics
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from time import process_time

from lxml import etree

from benchmarks.common import report, sample_terms
from domain.events import Stamped
from domain.instrument import ProvisionKind
from domain.report import Head, Paragraph, compile_report
from reports.blocks import Document
from reports.docx import docx
from reports.layout import lay_out
from tests.reports.lives import confirmed, life

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 5
PARAGRAPHS = (100, 1_000, 4_000)
AS_OF = date(2017, 9, 1)
WORDS = "Requests the Administrator of the United Nations Development Programme to organize two in-depth briefings by May 2017;"


def compiled(number: int, lived: tuple[Stamped, ...]) -> Document:
    paragraphs = [Paragraph(ProvisionKind.OPERATIVE, str(one), WORDS) for one in range(1, number + 1)]
    lives = {f"A/RES/71/244:{one}": lived for one in range(1, number + 1)}
    head = Head("A/RES/71/244", "South-South cooperation", "General Assembly", 71, date(2016, 12, 21), "America/New_York")
    return lay_out(compile_report(head, paragraphs, lives, AS_OF, 1, "0" * 64), {})


def again(written: bytes) -> None:
    """The body taken apart and put together."""
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        body = archive.read("word/document.xml")
    with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", etree.tostring(etree.fromstring(body)))


def timed(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began


def main() -> None:
    """Run it, print the table."""
    lived = life("A/RES/71/244:1", sample_terms(1, date(2017, 5, 31)), confirmed(), AS_OF)
    for number in PARAGRAPHS:
        document = compiled(number, lived)
        written = docx(document, AS_OF)
        rounds = [(timed(lambda: docx(document, AS_OF)), timed(lambda: again(written))) for _ in range(ROUNDS)]  # noqa: B023
        made, floor = (statistics.median(each) / number * 1e6 for each in zip(*rounds, strict=True))
        ratio = statistics.median(one / other for one, other in rounds)
        report(f"DOCX, {number:,} paragraphs", made, floor, ratio, "us each", "the same at every length")
        compiling = statistics.median(timed(lambda: compiled(number, lived)) for _ in range(ROUNDS)) / number * 1e6  # noqa: B023
        report(f"compiled, {number:,} paragraphs", compiling, floor, compiling / floor, "us each", "the same at every length")


if __name__ == "__main__":
    main()
