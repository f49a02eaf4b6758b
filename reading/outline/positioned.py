"""Text that knows where each of its characters stood in the source."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Positioned:
    """A text and, for each of its characters, its offset in the source text."""

    text: str = ""
    offsets: tuple[int, ...] = ()

    @classmethod
    def of(cls, source: str, start: int, end: int) -> "Positioned":
        """The range ``[start, end)`` of ``source``, unchanged."""
        return cls(source[start:end], tuple(range(start, end)))

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __add__(self, other: "Positioned") -> "Positioned":
        return Positioned(self.text + other.text, self.offsets + other.offsets)

    def cut(self, start: int, end: int | None = None) -> "Positioned":
        """The part ``[start, end)``, by positions in this text."""
        return Positioned(self.text[start:end], self.offsets[start:end])

    def strip(self) -> "Positioned":
        """Without white space at either end."""
        kept = self.text.strip()
        if len(kept) == len(self.text):
            return self
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, start + len(kept))

    def glue(self, char: str) -> "Positioned":
        """``char``, standing where this text ends: what joins it to a text that follows."""
        return Positioned(char, (self.offsets[-1],)) if self.offsets else Positioned()

    def replaced(self, start: int, end: int, new: str) -> "Positioned":
        """With ``[start, end)`` replaced by ``new``, whose characters all point at the start of what they replace."""
        at = self.offsets[start]
        return self.cut(0, start) + Positioned(new, (at,) * len(new)) + self.cut(end)

    def without(self, ranges: Iterable[tuple[int, int]]) -> "Positioned":
        """With the given ranges, ascending and apart from each other, taken out."""
        kept: list[str] = []
        offsets: list[int] = []
        at = 0
        for start, end in ranges:
            kept.append(self.text[at:start])
            offsets.extend(self.offsets[at:start])
            at = end
        kept.append(self.text[at:])
        offsets.extend(self.offsets[at:])
        return Positioned("".join(kept), tuple(offsets))


def joined(pieces: Iterable[Positioned]) -> Positioned:
    """All pieces, one after the other."""
    held = list(pieces)
    offsets: list[int] = []
    for piece in held:
        offsets.extend(piece.offsets)
    return Positioned("".join(piece.text for piece in held), tuple(offsets))
