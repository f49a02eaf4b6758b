"""Repairs of what printing and scanning did to a text: hyphens at line ends, doubled initials, stray characters."""

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib import resources
from itertools import pairwise

from reading.outline.openings import OPERATIVE_VERBS
from reading.outline.positioned import Positioned, follows

_WORDS = re.compile(r"[^\W\d_]+(?:[-‑’'][^\W\d_]+)*")
_ASCII_WORDS = re.compile(r"[a-z]+(?:[-'][a-z]+)*")  # the same of small letters, found in two thirds of the time
_LEFT_OF_BREAK = re.compile(r"([^\W_]+(?:[-‑][^\W_]+)*)[-‑‐\u00ad\ufffe\x02]$")
_RIGHT_OF_BREAK = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")
_FIRST_OF_COMPOUNDS = frozenset(
    str.split("""one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety
    self non well half cross high low long short mid full ex all""")
)
_USUAL = 3  # how often a document must use a word for it to count as one: halves of split words seldom come back
_NO_SECOND_HALF = frozenset(("and", "or", "to", "nor"))  # "low- and middle-income": the half before it stands for itself
BREAK_HYPHENS = "-‑‐\u00ad\ufffe\x02"
# Bidirectional controls and zero-width characters: they show nothing and can make a text read otherwise than it is.
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
BIDIRECTIONAL = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


@cache
def known_words() -> frozenset[str]:
    """Words and hyphenated compounds that resolutions use, lower case."""
    text = resources.files("reading.outline").joinpath("words.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


class Vocabulary:
    """The words that decide whether a hyphen at a line end belongs: those of the document itself, then those of resolutions."""

    def __init__(self, lines: Iterable[str]) -> None:
        edges: set[str] = set()
        within: list[str] = []
        for line in lines:
            found = _words_in(line.lower().replace("‑", "-"))
            if found:
                edges.add(found[0])
                edges.add(found[-1])
            within += found[1:-1]  # the first and the last word of a line may be halves of one
        self._own = Counter(within)
        known = known_words()
        self._strange = frozenset(word for word in (edges | self._own.keys()) - known if self._own[word] < _USUAL)

    def __contains__(self, word: str) -> bool:
        low = word.lower().replace("‑", "-")
        return low in known_words() or self._own[low] >= _USUAL

    def strange(self, word: str) -> bool:
        """Whether ``word`` (lower case) stands in the document and is no known word."""
        return word in self._strange

    def places_of_strange(self, words: Iterable[str]) -> list[int]:
        """Which of ``words``, as printed, stand in the document and are no known words: their places."""
        strange = self._strange
        return [i for i, word in enumerate(map(str.lower, words)) if word in strange]

    def any_strange(self, words: Iterable[str]) -> bool:
        """Whether one of ``words`` (lower case) stands in the document and is no known word."""
        return not self._strange.isdisjoint(words)

    def keeps_hyphen(self, left: str, right: str) -> bool:
        """Whether ``left-`` at a line end and ``right`` on the next line are a compound (``South-South``) or one split word.

        A compound if it is known as one or goes on with a capital or a digit; a split word if the whole is known or the rest is no word.
        """
        if not right[:1].islower():
            return True
        if left + right in self and self._own[(left + right).lower()] > self._own[f"{left}-{right}".lower()]:
            return False
        if f"{left}-{right}".lower() in self._own or f"{left}-{right}" in self:
            return True
        if (left.upper() == left and len(left) > 1) or left.lower() in _FIRST_OF_COMPOUNDS:
            return left + right not in self
        tail = left.rsplit("-", 1)[-1]
        if tail + right.split("-", 1)[0] in self:
            return False
        return right.split("-", 1)[0] in self


def _words_in(low: str) -> list[str]:
    """The words of a text in small letters."""
    return (_ASCII_WORDS if low.isascii() else _WORDS).findall(low)


def join_lines(lines: Iterable[Positioned], words: Vocabulary) -> Positioned:
    """Lines of one paragraph as running text, hyphens at line ends kept or dropped as ``words`` decides."""
    text: list[str] = []
    offsets = array("I")
    before = ""
    ascending = True
    for line in lines:
        piece = line.strip()
        if not piece:
            continue
        if before:
            _close_gap(text, offsets, before, piece.text, words)
        text.append(piece.text)
        ascending = ascending and piece.ascending and follows(offsets, piece)
        offsets += piece.offsets
        before = piece.text
    return Positioned("".join(text), offsets, ascending)


def _close_gap(text: list[str], offsets: "array[int]", before: str, after: str, words: Vocabulary) -> None:
    left = _LEFT_OF_BREAK.search(before[-60:]) if before[-1] in BREAK_HYPHENS else None
    right = _RIGHT_OF_BREAK.match(after[:60])
    if left and right and not (before[-1] in "-‑" and right[0] in _NO_SECOND_HALF and left[1] in words):
        if before[-1] in "-‑‐" and words.keeps_hyphen(left[1], right[0]):
            return
        if before[-1] not in "-‑‐" and words.keeps_hyphen(left[1], right[0]):
            text[-1] = text[-1][:-1] + "-"
            return
        text[-1] = text[-1][:-1]
        offsets.pop()
        return
    if before[-1] in "/—–" and after[:1].isalnum() and before[-2:-1] not in (" ", ""):
        return
    text.append(" ")
    offsets.append(offsets[-1] + 1)


def without_invisible(text: Positioned) -> Positioned:
    """Without control characters, zero-width characters and bidirectional overrides; all white space as single spaces.

    A soft hyphen shows nothing but at the end of a line, where it splits a word; there it stays for :func:`join_lines`.
    """
    if text.text.isprintable() and "  " not in text.text:
        return text  # every invisible character and every space but the plain one counts as not printable
    text = text.without(_unseen(text.text))
    parts = [(m.start() + 1, m.end()) for m in re.finditer(r"\s{2,}", text.text)]
    text = text.without(parts)
    return Positioned(re.sub(r"\s", " ", text.text), text.offsets, text.ascending)


def _unseen(text: str) -> Iterable[tuple[int, int]]:
    for match in _INVISIBLE.finditer(text):
        if match[0] != "\u00ad" or (match.end() < len(text) and not _hyphenates(text, match.start())):
            yield match.span()


def _hyphenates(text: str, at: int) -> bool:
    """Whether the soft hyphen at ``at`` is all that is left of a hyphen: "Secretary" + "General" are no word together."""
    left, right = re.search(r"\w*$", text[max(0, at - 40) : at]), re.match(r"\w*", text[at + 1 : at + 41])
    first, second = (left[0] if left else ""), (right[0] if right else "")
    if not second[:1].islower():
        return second[:1].isalnum()
    return (first + second).lower() not in known_words() and f"{first}-{second}".lower() in known_words()


def mend_initial(text: Positioned) -> Positioned:
    """A doubled or mistaken initial of the operative verb taken out: ``FEncourages`` becomes ``Encourages``.

    Only where the word as it stands is no operative verb and the word without its first character is one.
    """
    match = re.match(r"[^\W\d_]+", text.text)
    if not match or match[0] in OPERATIVE_VERBS:
        return text
    word = match[0]
    if word[1:] in OPERATIVE_VERBS and word[1:2].isupper() and word not in known_words():
        return text.cut(1)
    return text


def composed(text: Positioned) -> Positioned:
    """Ligatures and full-width forms as the letters they stand for, accents composed with their letters."""
    if text.text.isascii() or (unicodedata.is_normalized("NFC", text.text) and not re.search("[\ufb00-\ufb06]", text.text)):
        return text
    out: list[str] = []
    offsets = array("I")
    for cluster in re.finditer(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+", text.text):
        ligature = "\ufb00" <= cluster[0][0] <= "\ufb06"
        mended = unicodedata.normalize("NFKC", cluster[0]) if ligature else unicodedata.normalize("NFC", cluster[0])
        out.append(mended)
        offsets.extend([text.offsets[cluster.start()]] * len(mended))
    return Positioned("".join(out), offsets, text.ascending)


_SPACED_HYPHEN = re.compile(
    r"(?<=[^\W\d_]) (?P<before>[-‑])(?=[^\W\d_])|(?<=[^\W\d_])[-‑] (?=[^\W\d_])|(?<=[^\W\d_]) (?P<both>[-‑]) (?=[^\W\d_])"
)


def mend_splits(text: Positioned, words: Vocabulary) -> Positioned:
    """Words that a stray space had split, whole again: ``twenty -fifth``, ``Secretary- General``, ``c onditioning``.

    A space goes only where the whole is a known word and a piece of it is none.
    """
    cuts = sorted({*_spaced_hyphens(text.text, words), *_split_words(text.text, words)})
    return text.without((at, at + 1) for at in cuts) if cuts else text


def _spaced_hyphens(text: str, words: Vocabulary) -> Iterable[int]:
    if not any(mark in text for mark in (" -", "- ", " ‑", "‑ ")):
        return
    for match in _SPACED_HYPHEN.finditer(text):
        left = re.search(r"[\w-]+$", text[max(0, match.start() - 60) : match.start()])
        right = re.match(r"[^\W_]+", text[match.end() : match.end() + 60])
        if not left or not right or right[0] in _NO_SECOND_HALF:
            continue
        known = f"{left[0]}-{right[0]}" in words
        if match["both"] and known:
            yield from (match.start(), match.end() - 1)
        elif not match["both"] and (match["before"] or known or right[0][0].isupper()):
            yield match.start() if match["before"] else match.start() + 1


def _split_words(text: str, words: Vocabulary) -> Iterable[int]:
    not_known = set(text.lower().split()) - known_words()  # most are known at a glance, and the others are looked at
    if not words.any_strange(_words_in(" ".join(not_known))):
        return
    shown = _WORDS.findall(text)
    strange = words.places_of_strange(shown)
    if not any(_is_one_word(left, right, words) for i in strange for left, right in pairwise(shown[max(0, i - 1) : i + 2])):
        return  # the names of persons and places are no known words either
    pieces = list(_WORDS.finditer(text))
    for i in strange:
        for left, right in ((i, i + 1), (i - 1, i)):  # "the re levant": forward first, for "there" is a word too
            if left < 0 or right >= len(pieces):
                continue
            first, second = pieces[left], pieces[right]
            if second.start() - first.end() == 1 and text[first.end()] == " " and _is_one_word(first[0], second[0], words):
                yield first.end()
                break


def _is_one_word(left: str, right: str, words: Vocabulary) -> bool:
    if not right[0].islower() or (len(left) == 1 and left.isupper()):
        return False
    if left + right in words:
        return True
    return len(left) == 1 and left not in words and words.strange(right)
