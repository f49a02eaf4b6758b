"""Which format a file is in, told by its bytes first and by its name second."""

import codecs
import re

from reading.convert import akoma_ntoso, docx, html, markdown, pdf, plain, structured
from reading.errors import UnknownFormat
from reading.outline.blocks import Converted

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KNOWN_BINARIES = (
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or PowerPoint file", "Save it as .docx or PDF"),
    (b"{\\rtf", "a rich-text file", "Save it as .docx or PDF"),
    (b"\x1f\x8b", "a compressed file", "Unpack it"),
    (b"7z\xbc\xaf", "an archive", "Unpack it"),
    (b"Rar!", "an archive", "Unpack it"),
    (b"BZh", "a compressed file", "Unpack it"),
    (b"\xfd7zXZ", "a compressed file", "Unpack it"),
    (b"\x89PNG", "a picture", "Make a PDF of it that holds text"),
    (b"\xff\xd8\xff", "a picture", "Make a PDF of it that holds text"),
    (b"GIF8", "a picture", "Make a PDF of it that holds text"),
    (b"II*\x00", "a picture", "Make a PDF of it that holds text"),
    (b"MM\x00*", "a picture", "Make a PDF of it that holds text"),
    (b"\x7fELF", "a program", "Give the document itself"),
    (b"MZ", "a program", "Give the document itself"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*(?:<!doctype html|<html|<head|<body)", re.I | re.S)
_XML = re.compile(r"\s*(?:<\?xml|<!DOCTYPE|<!--|<(?:\w+:)?(?:akomaNtoso|statement|act|bill|doc|debate)\b)")


def convert(data: bytes, name: str) -> Converted:
    """The blocks of ``data``. Raises a ``ReadingError`` where the format is unknown or the file is damaged."""
    if b"%PDF-" in data[:1024]:
        return pdf.convert(data, name)
    if data[:4] == b"PK\x03\x04":
        return docx.convert(data, name)
    for start, what, advice in _KNOWN_BINARIES:
        if data.startswith(start):
            raise UnknownFormat(f"{name} is {what}, which can't be read as a document. {advice} and try again.")
    text, encoding = decode(data, name)
    return _convert_text(text, encoding, name)


def _convert_text(text: str, encoding: str, name: str) -> Converted:
    low = name.lower()
    if _HTML.match(text) or low.endswith((".html", ".htm", ".xhtml")):
        return html.convert(text, encoding)
    if _XML.match(text) or low.endswith((".xml", ".akn")):
        return akoma_ntoso.convert(text, encoding, name)
    if low.endswith((".yml", ".yaml")):
        return structured.convert(text, encoding, name)
    if low.endswith((".md", ".markdown")):
        return markdown.convert(text, encoding, name)
    return plain.convert(text, "text/plain", encoding)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of ``data`` and its encoding: by its mark, else UTF-8, else Windows-1252. Raises ``UnknownFormat`` for what is no text."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data, encoding, name), encoding
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = data.decode("cp1252", "surrogateescape"), "cp1252"
    controls = len(_CONTROL.findall(text[:200_000]))
    if (controls > 8 and controls > len(text[:200_000]) * 0.002 and "\x00" in text) or controls > len(text[:200_000]) * 0.05:
        raise UnknownFormat(
            f"{name} is no text and no known kind of document. Give it as PDF, .docx, HTML, plain text or Akoma Ntoso XML."
        )
    return text, encoding


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnknownFormat(f"{name} claims to be {encoding} and is not. Save it as UTF-8 and try again.") from error
