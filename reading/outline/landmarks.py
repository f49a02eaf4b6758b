"""Lines that divide a document: titles of texts, annexes, closing and signing lines, rules of asterisks, acts run into a sentence's end."""

import re

# the symbol that a body gives its documents: A/RES/72/140, FCCC/CP/2022/10/Add.3
SYMBOL = re.compile(
    r"\b(?:[ASE]/RES/[-\w./]+(?: \(\d{4}\))?"
    r"|[ASETC]{1,2}(?:/[-\w.]+){1,6}|FCCC/[-\w./]+|WHA\d+\.\d+|EB\d+\.R\d+|CBD/[-\w./]+|UNEP/[-\w./()]+)"
)
_ANNEX = re.compile(
    r"(?:Annex(?:es)?|ANNEX(?:ES)?|Appendix|APPENDIX|Attachment|ATTACHMENT|Exhibit|EXHIBIT|Contents|CONTENTS)"
    r"(?:\s+(?:[IVX]{1,4}|\d{1,2}|[A-Z])\b(?:\s+[A-Z][^;]{0,150}[^;,.])?)?"
    r"(?:\s*[:.—–-].{0,120}|\s+to\b.{0,120})?\s*"
)
_MEETING = re.compile(
    r"\s*\(?\s*(?:\d+(?:st|nd|rd|th)|[A-Z][a-z-]+) (?:\(\w+\) )?(?:plenary )?meeting\b.{0,80}|\s*\d{1,2} [A-Z][a-z]+ \d{4}\s*"
)
_SIGNING = re.compile(
    r"(?:(?:PASSED|Passed|ADOPTED|Adopted|APPROVED|Approved|RESOLVED|DATED|Dated|SIGNED|Signed|Done|INTRODUCED|ENACTED)\b"
    r".{0,60}?\b(?:this|at|by|on|as to)\b.*|Attest(?:ed)?\b.*|ATTEST\b.*|Signature\b.*|IN WITNESS\b.*|By:.*)",
    re.S,
)
_SIGNING_LENGTH = 400
_RUN_IN_ACT = re.compile(
    r"[,.;]\s+(?=((?:(?:and|further|also|resolves further to) )?"
    r"(?:resolves|instructs|invites|requests|urges|calls upon|encourages|recommends|decides|directs|appeals) [^;.]{0,250}$))"
)
_RULE = re.compile(r"[\s*_=–—-]+")
_TEXT_TITLE = re.compile(
    r"\s*(?:(?:Decision|Resolution|DECISION|RESOLUTION)\s+[-\w./()]*\d[-\w./() ]{0,40}"
    r"|\d{1,4}/\d{1,4}\. [A-Z].{3,200}|WHA\d+\.\d+ .{3,200})"
)
_SECTION_NUMBER = re.compile(r"\s*(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})\.\s*")
_ENDS = re.compile(r"[.;:,]\W*(?:and|or)?\W*$")


def names_annex(text: str) -> bool:
    """Whether ``text`` is the heading of an annex, or of a table of contents that stands before one."""
    return _ANNEX.fullmatch(text) is not None


def names_text(text: str) -> bool:
    """Whether ``text`` is the title of a text among several: ``Decision 25/CP.27``."""
    return _TEXT_TITLE.fullmatch(text) is not None


def dates_meeting(text: str) -> bool:
    """Whether ``text`` is the line that closes a text: ``37th plenary meeting``, ``20 November 2023``."""
    return _MEETING.fullmatch(text) is not None


def is_signed(text: str) -> bool:
    """Whether ``text`` is where a city's resolution is passed, attested and signed."""
    return len(text) < _SIGNING_LENGTH and _SIGNING.match(text) is not None


def is_rule(text: str) -> bool:
    """Whether ``text`` only divides: asterisks, dashes."""
    return _RULE.fullmatch(text) is not None


def is_roman(text: str) -> bool:
    """Whether ``text`` is nothing but the number of a section: ``III.``"""
    return _SECTION_NUMBER.fullmatch(text) is not None


def ends(text: str) -> bool:
    """Whether ``text`` ends as a paragraph or item does."""
    return _ENDS.search(text[-24:]) is not None


def act_run_in(text: str) -> int | None:
    """Where, at the end of an item, the heading of the next section begins: ``..., instructs the Director``; None where none does."""
    found = [match.start(1) for match in _RUN_IN_ACT.finditer(text)]
    return found[-1] if found else None
