"""Text that knows where each of its characters stood in the source."""

from array import array
from collections.abc import Iterable

from msgspec import Struct, field


class Positioned(Struct, frozen=True, gc=False):
    """A text and, for each of its characters, its offset in the source text.

    ``ascending`` is set where it is known that no offset is smaller than one before it, as it is where a text is read from its beginning to
    its end: the last is the highest then, and nobody has to look at all of them.

    A struct and no data class: one is made for each printed line, and again at each step that mends something in it.
    """

    text: str = ""
    offsets: "array[int]" = field(default_factory=lambda: array("I"))
    ascending: bool = False

    @classmethod
    def of(cls, source: str, start: int, end: int) -> "Positioned":
        """The range ``[start, end)`` of ``source``, unchanged."""
        return cls(source[start:end], successive(start, end), True)

    @classmethod
    def from_place(cls, text: str, start: int) -> "Positioned":
        """``text`` that stands in the source from ``start`` on."""
        return cls(text, successive(start, start + len(text)), True)

    @classmethod
    def at_place(cls, text: str, place: int) -> "Positioned":
        """``text`` that stands for something else at ``place``, to which each of its characters points."""
        return cls(text, array("I", (place,)) * len(text), True)

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __add__(self, other: "Positioned") -> "Positioned":
        return joined((self, other))

    def cut(self, start: int, end: int | None = None) -> "Positioned":
        """The part ``[start, end)``, by positions in this text."""
        return Positioned(self.text[start:end], self.offsets[start:end], self.ascending)

    def strip(self) -> "Positioned":
        """Without white space at either end."""
        kept = self.text.strip()
        if len(kept) == len(self.text):
            return self
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, start + len(kept))

    def glue(self, char: str) -> "Positioned":
        """``char``, standing where this text ends: what joins it to a text that follows."""
        return Positioned.at_place(char, self.offsets[-1]) if self.offsets else Positioned()

    def replaced(self, start: int, end: int, new: str) -> "Positioned":
        """With ``[start, end)`` replaced by ``new``, whose characters all point at the start of what they replace."""
        return self.cut(0, start) + Positioned.at_place(new, self.offsets[start]) + self.cut(end)

    def without(self, ranges: Iterable[tuple[int, int]]) -> "Positioned":
        """With the given ranges, ascending and apart from each other, taken out."""
        kept: list[str] = []
        offsets = array("I")
        at = 0
        for start, end in ranges:
            kept.append(self.text[at:start])
            offsets += self.offsets[at:start]
            at = end
        kept.append(self.text[at:])
        offsets += self.offsets[at:]
        return Positioned("".join(kept), offsets, self.ascending)

    @property
    def end(self) -> int:
        """Where in the source the character ends that stands there last. The text must not be empty."""
        return (self.offsets[-1] if self.ascending else max(self.offsets)) + 1


def joined(pieces: Iterable[Positioned]) -> Positioned:
    """All pieces, one after the other."""
    held = list(pieces)
    if len(held) == 1:
        return held[0]
    offsets = array("I")
    ascending = True
    for piece in held:
        ascending = ascending and piece.ascending and follows(offsets, piece)
        offsets += piece.offsets
    return Positioned("".join(piece.text for piece in held), offsets, ascending)


def follows(offsets: "array[int]", piece: Positioned) -> bool:
    """Whether ``piece`` stands in the source behind all that ascending ``offsets`` hold."""
    return not offsets or not piece or offsets[-1] <= piece.offsets[0]


_row = array("I")
_ROOM = 1 << 14


def successive(start: int, end: int) -> "array[int]":
    """The numbers from ``start`` up to ``end``. They are cut out of one row that is kept, since counting takes twenty times as long."""
    if end > len(_row):
        _row.extend(range(len(_row), end + _ROOM))
    return _row[start:end]
