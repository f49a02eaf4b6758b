"""Printed numbers of paragraphs and items: ``13.``, ``(a)``, ``(ii)``, ``1.2``, bullets."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How a label is written. Items of one list share it, which is how levels are told apart."""

    SECTION = "section"  # Section 4.
    ARABIC = "arabic"  # 4. / 4
    ARABIC_PAREN = "(1)"
    DECIMAL = "1.1"
    LOWER = "(a)"
    UPPER = "(A)"
    ROMAN = "(i)"
    UPPER_ROMAN = "I."
    BULLET = "•"


@dataclass(frozen=True, slots=True)
class Label:
    """A label, where in its text the words after it begin, and its value in its list (1 for ``a``, ``i`` and ``1``)."""

    style: Style
    printed: str
    value: int
    end: int

    @property
    def could_be_roman(self) -> bool:
        return self.style is Style.LOWER and roman_value(self.printed.strip("()").lower()) is not None


_SECTION = re.compile(r"\s*(?:\*\*\s*)?(?:SECTION|Section|Sec\.)\s+(\d{1,3})\s*[.:]\s*(?:\*\*\s*)?")
_ARABIC = re.compile(r"\s*(\d{1,3}) ?\.(?:\s+|(?=[A-Z“\"]))")
_DECIMAL = re.compile(r"\s*(\d{1,3}(?:\.\d{1,3})+)\.?\s+(?=\S)")
_PAREN = re.compile(r"\s*\(?([a-z]{1,5}|[A-Z]{1,4}|\d{1,3})\)(?:\s*|$)")
_ROMAN_DOT = re.compile(r"\s*([IVXL]{1,7})\.\s+")
_LOWER_DOT = re.compile(r"\s*([a-z])\.\s+(?=\S)")
_BULLET = re.compile(r"\s*([•●▪◦·‣\-–—*])\s+(?=\S)")
# What every label begins with: most lines begin with no such thing, and are told by one attempt instead of seven.
_MAYBE = re.compile(r"\s*(?:\*\*\s*)?(?:[\d(•●▪◦·‣\-–—*]|[A-Za-z]{1,7}[.)]|S(?:EC|ec))")
_LONGEST_LIST = 400  # numbers beyond it are printed as digits
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_PROPER_ROMAN = re.compile(r"c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


def roman_value(text: str) -> int | None:
    """The value of a lower-case roman number, or None where ``text`` is none.

    >>> roman_value("xiv"), roman_value("iiii"), roman_value("a")
    (14, None, None)
    """
    if not text or not _PROPER_ROMAN.fullmatch(text):
        return None
    values = [_ROMAN[char] for char in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def letter_value(text: str) -> int | None:
    """The place of a lower-case letter label: a is 1, z 26, aa 27, bb 28; None where ``text`` is none.

    >>> letter_value("c"), letter_value("bb"), letter_value("ab")
    (3, 28, None)
    """
    if not text or len(set(text)) != 1 or not text.isascii() or not text.isalpha():
        return None
    return ord(text[0]) - ord("a") + 1 + 26 * (len(text) - 1)


def letters(number: int) -> str:
    """The letter label of a place in a list, as :func:`letter_value` reads it.

    >>> letters(3), letters(28)
    ('c', 'bb')
    """
    if not 0 < number < _LONGEST_LIST:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def roman(number: int) -> str:
    """A number from 1 to 399 in lower-case roman digits.

    >>> roman(14)
    'xiv'
    """
    if not 0 < number < _LONGEST_LIST:
        return str(number)
    out = ""
    for value, sign in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        out += sign * (number // value)
        number %= value
    return out


def _parenthesized(inner: str, end: int) -> Label | None:
    if inner.isdigit():
        return Label(Style.ARABIC_PAREN, f"({inner})", int(inner), end)
    upper = inner.isupper()
    value = letter_value(inner.lower())
    if value is not None:
        return Label(Style.UPPER if upper else Style.LOWER, f"({inner})", value, end)
    roman = roman_value(inner.lower())
    return None if roman is None or upper else Label(Style.ROMAN, f"({inner})", roman, end)


def label_of(text: str) -> Label | None:
    """The label that ``text`` begins with. A single letter that is also a roman number is given as a letter: only the list tells.

    >>> label_of("13.  Recalls paragraph 17").printed, label_of("(bb) To report").value, label_of("2015, and") is None
    ('13', 28, True)
    """
    if not _MAYBE.match(text):
        return None
    if match := _SECTION.match(text):
        return Label(Style.SECTION, match[1], int(match[1]), match.end())
    if match := _DECIMAL.match(text):
        return Label(Style.DECIMAL, match[1], int(match[1].rsplit(".", 1)[1]), match.end())
    if (match := _ARABIC.match(text)) and int(match[1]):
        return Label(Style.ARABIC, match[1], int(match[1]), match.end())
    if match := _PAREN.match(text):
        return _parenthesized(match[1], match.end())
    if match := _LOWER_DOT.match(text):
        return Label(Style.LOWER, f"({match[1]})", letter_value(match[1]) or 0, match.end())
    if (match := _ROMAN_DOT.match(text)) and (value := roman_value(match[1].lower())):
        return Label(Style.UPPER_ROMAN, match[1], value, match.end())
    if match := _BULLET.match(text):
        return Label(Style.BULLET, match[1], 0, match.end())
    return None


_LONE = re.compile(r"\s*(?:\d{1,3} ?\.|\(?(?:[a-z]{1,5}|[A-Z]|\d{1,3})\))\s*")


def lone_label(text: str) -> Label | None:
    """The label that ``text`` consists of: a number set on a line or in a cell of its own, the paragraph that it numbers following.

    >>> lone_label("13.").printed, lone_label("(b)").value, lone_label("13. Recalls"), lone_label("IV.")
    ('13', 2, None, None)
    """
    if not _LONE.fullmatch(text):
        return None
    return label_of(f"{text.strip()} ")


def as_roman(label: Label) -> Label:
    """The same label read as a roman number: ``(i)`` as one rather than as the ninth letter."""
    value = roman_value(label.printed.strip("()").lower())
    return Label(Style.ROMAN, label.printed, value or 0, label.end)
