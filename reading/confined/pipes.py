"""Frames on the pipes between caller, reader process and fork: a header of fixed length, then the bytes it announces."""

import contextlib
import fcntl
import os
import struct

REQUEST = struct.Struct("!dQIQ")  # seconds, memory, length of name, length of data
ANSWER = struct.Struct("!BQ")  # outcome, length of payload
_ROOM = 512 * 1024
AT_ONCE = 1 << 20  # bytes asked for in one read: more than a pipe holds


def widen(end: int) -> None:
    """Give a pipe, by either of its ends, room for a usual document, so that nobody is woken over and over to carry it through in pieces.

    Where the system grants no such room, the pipe works as it is.
    """
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with contextlib.suppress(OSError):
            fcntl.fcntl(end, fcntl.F_SETPIPE_SZ, _ROOM)


def receive(source: int, length: int) -> bytes | None:
    """The next ``length`` bytes, or ``None`` where the other end is gone before all of them came."""
    pieces: list[bytes] = []
    while length:
        piece = os.read(source, min(length, AT_ONCE))
        if not piece:
            return None
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)  # of one piece, as a usual document comes, no copy is made


def send(target: int, *pieces: bytes) -> None:
    """Write all pieces, one after the other, in as few writes as can be. Raises ``OSError`` where the other end is gone."""
    left = [memoryview(piece) for piece in pieces if piece]
    while left:
        left = rest(left, os.writev(target, left))


def rest(pieces: list[memoryview], written: int) -> list[memoryview]:
    """What is left of ``pieces`` when the first ``written`` bytes are gone."""
    while pieces and written >= len(pieces[0]):
        written -= len(pieces.pop(0))
    return [pieces[0][written:], *pieces[1:]] if written else pieces
