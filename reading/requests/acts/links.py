"""What links an act with what stands before it: a comma or "and", with connectives ("to that end") and adverbs ("further")."""

import re

from reading.requests.acts.wordings import ACTS, ADVERB, CONNECTIVE, CONNECTIVES

REACH = 110
"""Characters that the link before an act may take."""

# and in this regard | ; and, to that end, | while
_LINK = re.compile(
    rf"(?:^|(?P<punct>[,;:.—–])|\b(?P<and>and|but|while|or|as well as))\s*(?:,?\s*(?:and|but|"
    rf"while|{CONNECTIVE}|{ADVERB})\b)*,?\s*$",
    re.IGNORECASE,
)
# and with regard to the Repertoire | and in respect of the Fund: what the act is about, between "and" and its verb
ABOUT = re.compile(rf"(?P<punct>,? )(?P<and>and|but),? (?:{'|'.join(ACTS['about']['openers'])}) [^,;:]{{2,90}},? (?:{ADVERB} )*$")


def link(quiet: str, start: int) -> re.Match[str] | None:
    """What links an act that begins at ``start`` with what stands before it, within the last ``REACH`` characters; its groups are the
    mark ``punct`` and the word ``and``."""
    before = quiet[max(0, start - REACH) : start]
    return _LINK.search(before, _chain_start(before)) or (
        ABOUT.search(before) if " and " in before or " but " in before else None
    )


def link_start(quiet: str, start: int) -> int:
    """Where the link before an act begins: the complement of the act before ends there."""
    found = link(quiet, start)
    return start if found is None else max(0, start - REACH) + found.start()


# every word that a connective or an adverb is made of
_CHAIN = frozenset(
    {"and", "but", "while"} | {word for phrase in (*CONNECTIVES, *ACTS["adverbs"]["words"]) for word in phrase.split()}
)
_BEFORE_CHAIN = 4  # words: the longest that a chain hangs on, "as well as", and one more


def _chain_start(before: str) -> int:
    """A place near the end of a text before which no chain of connectives and adverbs begins that reaches to its end.

    To try the pattern of a chain at every letter is what reading acts would spend most of its time on.
    """
    printed = before.replace(",", " ").split()
    count = next((i for i, word in enumerate(reversed(printed)) if word.casefold() not in _CHAIN), len(printed))
    pieces = before.rsplit(None, count + _BEFORE_CHAIN)
    return len(pieces[0]) if len(pieces) > count + _BEFORE_CHAIN else 0


_CONNECTED = re.compile(rf"(?:[, ]*(?:\band\b|\bbut\b|\bwhile\b|{CONNECTIVE}|\b{ADVERB}\b))+$", re.IGNORECASE)


def without_chain(before: str) -> str:
    """The end of a text without the connectives and adverbs that it ends with: "a programme that supports | and, to that end, also"."""
    before = before.rstrip(" ,")[-100:]  # no chain of connectives is longer
    if before.rpartition(" ")[2].casefold() not in _CHAIN:
        return before
    chain = _CONNECTED.search(before, _chain_start(before))
    return before[: chain.start()].rstrip(" ,") if chain else before
