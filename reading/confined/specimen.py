"""A small document of the program's own, for the process that reads to take apart before any other: what libraries and word lists set up
at their first document is then there once, and every fork finds it."""

import re

_LINES = (
    "A/RES/1/1",
    "The General Assembly,",
    "Recalling its resolution 1/1 of 24 January 1946,",
    "1.  Requests the Secretary-General to report to it at its second session, in consul-",
    "tation with Member States:",
    "(a)  On its “work”;",
    "(b)  On that of others.",
)


def pdf() -> bytes:
    """One page of text, in a font that the file doesn't hold."""
    escaped = (re.sub(r"([()])", r"\\\1", line) for line in _LINES)
    drawn = " T* ".join(f"({line}) Tj" for line in escaped)
    content = f"BT /F 12 Tf 14 TL 72 700 Td {drawn} ET".encode("cp1252")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>",
    )
    file = bytearray(b"%PDF-1.4\n")
    places = []
    for number, held in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj%b endobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(file))
    return bytes(file + head + table + tail)
