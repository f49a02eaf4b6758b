"""Files made by the tests: PDFs with every word placed, and Word documents."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pypdfium2


@dataclass(frozen=True)
class Word:
    """A run of text at a place on a page, in points from the lower left."""

    x: float
    y: float
    text: str
    size: float = 10.0
    bold: bool = False


def pdf_objects(pages: Sequence[Iterable[Word]], extra: str = "") -> list[bytes]:
    """The objects of a PDF whose pages hold the given words; ``extra`` is drawn on each page besides."""
    count = len(pages)
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(count))
    found = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for i, words in enumerate(pages):
        drawn = "\n".join(_drawn(word) for word in words) + extra
        stream = drawn.encode("cp1252")
        found.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {6 + 2 * i} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>".encode()
        )
        found.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return found


def _drawn(word: Word) -> str:
    shown = word.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{'F2' if word.bold else 'F1'} {word.size} Tf {word.x} {word.y} Td ({shown}) Tj ET"


def assembled(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """A PDF file of ``objects``, its cross-reference table right."""
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for i, body in enumerate(objects):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (i + 1, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer.encode(), start))
    return out.getvalue()


def pdf(pages: Sequence[Iterable[Word]], extra: str = "") -> bytes:
    """A PDF whose pages hold the given words."""
    return assembled(pdf_objects(pages, extra))


def scanned(data: bytes, dots: int = 200) -> bytes:
    """The PDF in ``data`` as a scanner would give it back: each page a grey picture of ``dots`` to the inch, and no text."""
    pages = list(pypdfium2.PdfDocument(data))
    kids = " ".join(f"{3 + 3 * i} 0 R" for i in range(len(pages)))
    found = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
    ]
    for i, page in enumerate(pages):
        seen = page.render(scale=dots / 72, grayscale=True)
        rows = bytes(seen.buffer)
        grey = zlib.compress(b"".join(rows[y * seen.stride : y * seen.stride + seen.width] for y in range(seen.height)))
        across, high = page.get_size()
        drawn = f"q {across} 0 0 {high} 0 0 cm /Scan Do Q".encode()
        found += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {across} {high}] /Contents {4 + 3 * i} 0 R "
            f"/Resources << /XObject << /Scan {5 + 3 * i} 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
            b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
            b"/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (seen.width, seen.height, len(grey), grey),
        ]
    return assembled(found)


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, parts: dict[str, str] | None = None) -> bytes:
    """A Word document with the given WordprocessingML in its body and in further parts (``numbering``, ``footnotes``)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        for name, content in (parts or {}).items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {_W}>{content}</w:{name}>")
    return out.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    """A Word paragraph of one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


RESOLUTION = """The General Assembly,

Recalling its resolution 70/1 of 25 September 2015,

1. Requests the Secretary-General to report at its seventy-second session;

2. Decides to remain seized of the matter.
"""
