"""The small grammar of phrases that the readers share: words with their places, infinitives, the asides between commas."""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reading.due.signs import word_starts
from reading.lexicon import ACTOR_HEADS, BASE_VERBS, GOVERNORS, table, words
from reading.requests.acts.quiet import blank, item_marks

# States | South-South | 2030 | Secretary-General’s | , | ; | (
_TOKEN = re.compile(r"[^\W_]+(?:[’'\-‑–/.&][^\W_]+)*|[^\w\s]")
# Adverbs that may stand between "to" and its verb.
_SPLITTERS = words(table("grammar")["phrases"]["splitters"])
_NOT_ADVERBS = words(table("grammar")["phrases"]["not_adverbs"])
# Shapes that no base form has: nouns and adjectives after a preposition "to".
_NOUN_SHAPE = re.compile(
    r"(?:tion|sion|ment|ness|ity|ism|ance|ence|ship|hood|ing|ings|ous|ful|ical|ional|able|ible|ies|ers|"
    r"ors|ees|al|ic|ary|cy|th|ss)$"
)
# re-examine | unearmark | co-finance: verbs made of verbs
_AGAIN = re.compile(r"(?:re|un|co|pre|mis|dis|over|under|out)-?(?=[a-z]{3})")
_DETERMINERS = words(table("grammar")["phrases"]["determiners"])

# Words with which an aside between commas begins: ", in consultation with X," ", as Chair of Y," ", including Z,".
ASIDE_OPENERS = words(table("grammar")["phrases"]["aside_openers"])
# Asides that go on naming members of the group just named, so that a later ", and the X" goes back to the addressees themselves.
NAMING_OPENERS = words(table("grammar")["phrases"]["naming_openers"])


def verb_of(gerund: str, among: frozenset[str] = BASE_VERBS) -> str:
    """The verb of a casefolded gerund: providing -> provide, submitting -> submit. What is none, or fits none ``among``, is given back."""
    if not gerund.endswith("ing"):
        return gerund
    stem = gerund.removesuffix("ing")
    return next((verb for verb in (stem, f"{stem}e", stem[:-1]) if verb in among), gerund)


def is_adverb(low: str) -> bool:
    """Whether a casefolded word has the shape of an adverb: "effectively", but not "assembly"."""
    return low.endswith("ly") and low not in _NOT_ADVERBS


class Word(NamedTuple):
    """One word or mark of a paragraph: as printed, casefolded, and its place."""

    text: str
    low: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of the paragraph, as printed, with its place."""

    text: str
    start: int
    end: int


class _Lows(dict[int, str]):
    """Words by their index; the empty one at any other."""

    def __missing__(self, _: int) -> str:
        return ""


class Sentence:
    """A paragraph's text with its words. What is quoted or bracketed is blank to the grammar, and printed again in what is taken out."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.quiet = blank(text)

    @cached_property
    def words(self) -> list[Word]:
        """The words and marks, cut when they are first asked for: a paragraph that only notes needs none."""
        # made without NamedTuple's own constructor, which takes longer than all the rest
        end = 0
        found: list[Word] = []
        make, place, add = tuple.__new__, self.quiet.index, found.append
        for shown in _TOKEN.findall(self.quiet):
            start = place(shown, end)
            end = start + len(shown)
            low = shown if shown == "WHO" else shown.casefold()  # the Organization, and no "who"
            add(make(Word, (shown, low, start, end)))
        return found

    @cached_property
    def low(self) -> Callable[[int], str]:
        """The casefolded word at an index, empty where there is none: a table's own look-up, for it is asked for again and again."""
        return _Lows(enumerate([word[1] for word in self.words])).__getitem__

    @cached_property
    def starts(self) -> frozenset[str]:
        """The first letters of every word, in small letters, also of those quoted: what tells at once that a word isn't there."""
        return word_starts(self.text)

    @cached_property
    def _places(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def items(self) -> list[int]:
        """The words that begin an item whose letter stands within the sentence: "to (a) assist X; and (b) assist Y"."""
        return [self.index(end) for end in item_marks(self.text)]

    def index(self, offset: int) -> int:
        """The index of the first word that begins at or after a character offset."""
        return bisect_left(self._places, offset)

    def phrase(self, first: int, last: int) -> Phrase:
        """The words ``[first, last)`` as printed."""
        start, end = self.words[first].start, self.words[last - 1].end
        return Phrase(self.text[start:end], start, end)

    def verb_after_to(self, i: int, limit: int) -> int | None:
        """If word ``i`` is the "to" of an infinitive, the index of its verb; "to, as appropriate, consider" is one too."""
        if self.low(i) != "to":
            return None
        if self.low(i + 1) in ("further", "better") and self.low(i + 2) in _DETERMINERS and i + 2 < limit:
            return i + 1  # "to further its support"
        if self.low(i + 1) == "further" and self.low(i + 2) == "efforts" and self.low(i - 1) in ACTOR_HEADS:
            return i + 1  # "encourages Member States to further efforts to reduce risks"
        j = _skip_splitters(self, i + 1, limit)
        if j < limit and self.low(j) == ",":
            close = next((k for k in range(j + 1, min(j + 40, limit)) if self.low(k) == ","), None)
            if close is None:
                return None
            j = _skip_splitters(self, close + 1, limit)
        if j < limit and self.low(i - 1) in ("them", "him") and self.words[j].low.isalpha() and self.low(j) not in _DETERMINERS:
            return j  # "encourages them to fundraise": nothing but a verb follows there
        if j < limit and i > 0 and self.low(i - 1) == "not" and self.words[j].text.isalpha() and self.words[j].text.islower():
            return None if self.low(j) in _DETERMINERS else j  # "not to abduct, torture or kill"
        return j if j < limit and self.is_base_verb(j, limit) else None

    def is_base_verb(self, j: int, limit: int) -> bool:
        word = self.words[j]
        if word.text[0].isupper() and not word.text.isupper():
            return False
        if word.low in BASE_VERBS:
            return not (self.low(j + 1) in ("of",) and word.low in _NOUNS_BEFORE_OF)
        if (again := _AGAIN.match(word.low)) and word.low[again.end() :] in BASE_VERBS:
            return True
        if not word.low.isalpha() or len(word.low) < 3 or word.low in _DETERMINERS or _NOUN_SHAPE.search(word.low):
            return False
        following = self.low(j + 1) if j + 1 < limit else ""
        return following in _DETERMINERS and not word.low.endswith("s") and following != "that"

    def infinitives(self, first: int, limit: int) -> list[tuple[int, int]]:
        """All infinitives among the words ``[first, limit)``: the indices of "to" and of the verb."""
        found = []
        for i in range(first, limit):
            if self.words[i].low == "to":
                verb = self.verb_after_to(i, limit)
                if verb is not None:
                    found.append((i, verb))
        return found

    def governed(self, i: int) -> bool:
        """Whether the infinitive at word ``i`` hangs on the word before it: "in a position to do so", "efforts to strengthen"."""
        return self.low(i - 1) in GOVERNORS


_NOUNS_BEFORE_OF = words(table("grammar")["phrases"]["nouns_before_of"])


_TWO_WORDS = frozenset({("at", "least"), ("inter", "alia"), ("mutatis", "mutandis"), ("no", "longer")})


def _skip_splitters(sentence: Sentence, j: int, limit: int) -> int:
    while j < limit:
        low = sentence.low(j)
        if low in _SPLITTERS or (low.endswith("ly") and low not in _NOT_ADVERBS and low not in BASE_VERBS):
            j += 1
        elif (low, sentence.low(j + 1)) in _TWO_WORDS:
            j += 2
        elif low in ("and", "or") and sentence.low(j - 1).endswith("ly"):
            j += 1
        elif low == "so" and sentence.low(j + 1) in BASE_VERBS:
            j += 1  # "to so inform the Assembly"
        else:
            break
    return j


def item_end(sentence: Sentence, i: int, limit: int) -> tuple[int, bool]:
    """Where one name of a list ends, and whether an infinitive ends it."""
    for j in range(i, limit):
        if sentence.low(j) == "to" and sentence.verb_after_to(j, limit) is not None:
            return j, True
        if sentence.low(j) in (",", ";", ":"):
            return j, False
    return limit, False
