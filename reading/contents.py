"""What reading makes of a file: its provisions and head, and the way from each word back to where it stood."""

from bisect import bisect_right
from dataclasses import dataclass

from domain.instrument import Instrument, Provision, Span


@dataclass(frozen=True, slots=True)
class Document:
    """A document taken apart.

    ``instrument`` holds what its own head states. Spans point into ``source_text``: the decoded file itself where ``encoding`` is set
    (text formats), the text as extracted otherwise; ``page_starts`` then holds the offsets at which pages begin (PDF).
    """

    instrument: Instrument
    provisions: tuple[Provision, ...]
    source_text: str
    source_bytes_sha256: str
    media_type: str
    warnings: tuple[str, ...] = ()
    encoding: str | None = None
    page_starts: tuple[int, ...] = ()

    def located(self, span: Span) -> Span:
        """``span`` with its bytes in the file (text formats) or its page (PDF)."""
        page = bisect_right(self.page_starts, span.start) or span.page if self.page_starts else span.page
        if self.encoding is None:
            return Span(span.start, span.end, page=page)
        before = len(self.source_text[: span.start].encode(self.encoding, "surrogateescape"))
        length = len(self.source_text[span.start : span.end].encode(self.encoding, "surrogateescape"))
        return Span(span.start, span.end, before, before + length, page)


def source_span(provision: Provision, start: int, end: int) -> Span:
    """The source span of ``provision.text[start:end]``; the range must not be empty."""
    held = provision.offsets[start:end]
    if held[-1] - held[0] == len(held) - 1:  # printed in one piece, as nearly everything is
        return Span(held[0], held[-1] + 1, page=provision.span.page)
    return Span(min(held), max(held) + 1, page=provision.span.page)
