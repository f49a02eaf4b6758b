"""Where the characters of a text stood in its source."""

from array import array
from collections.abc import Iterable, Iterator

_FOUR_BYTES = "I"


class Offsets:
    """For each character of a text, in order, its position in the source text.

    A value, equal to another that holds the same positions. Each takes four bytes: a document holds as many positions as characters, and
    as numbers of their own they were most of what it weighed, in memory and on its way between processes.

    >>> offsets = Offsets([4, 5, 6, 9])
    >>> len(offsets), list(offsets), offsets.extent(1, 4)
    (4, [4, 5, 6, 9], (5, 10))
    """

    __slots__ = ("_ascending", "_positions")

    def __init__(self, positions: Iterable[int] = ()) -> None:
        self._positions = array(_FOUR_BYTES, positions)
        self._ascending: bool | None = None

    def extent(self, start: int, end: int) -> tuple[int, int]:
        """The range of the source, half-open, that the characters ``[start, end)`` come from. The range must not be empty."""
        last = min(end, len(self._positions)) - 1
        first_place, last_place = self._positions[start], self._positions[last]
        if last_place - first_place == last - start or self._in_order():  # printed in one piece, or line after line
            return first_place, last_place + 1
        held = self._positions[start:end]
        return min(held), max(held) + 1

    def _in_order(self) -> bool:
        """Whether the text is read in the order in which it stands, as nearly every one is. Looked at once."""
        if self._ascending is None:
            held = self._positions.tolist()
            self._ascending = held == sorted(held)
        return self._ascending

    def __len__(self) -> int:
        return len(self._positions)

    def __iter__(self) -> Iterator[int]:
        return iter(self._positions)

    def __eq__(self, other: object) -> bool:
        return self._positions == other._positions if isinstance(other, Offsets) else NotImplemented

    def __hash__(self) -> int:
        return hash(bytes(self))

    def __repr__(self) -> str:
        return f"Offsets({self._positions.tolist()})"

    def __bytes__(self) -> bytes:
        """The positions as this machine writes them, for another process on it; :meth:`from_bytes` reads them."""
        return self._positions.tobytes()

    @classmethod
    def from_bytes(cls, held: bytes) -> "Offsets":
        """Offsets from what ``bytes`` made of them. Raises ``ValueError`` where the length is that of no such thing."""
        made = cls()
        made._positions.frombytes(held)
        return made
