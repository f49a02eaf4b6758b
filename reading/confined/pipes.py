"""Frames on the pipes between caller, reader process and fork: a header of fixed length, then the bytes it announces."""

import contextlib
import fcntl
import os
import struct

REQUEST = struct.Struct("!dQIQ")  # seconds, memory, length of name, length of data
ANSWER = struct.Struct("!BQ")  # outcome, length of payload
_ROOM = 512 * 1024


def widen(end: int) -> None:
    """Give a pipe, by either of its ends, room for a usual document, so that nobody is woken over and over to carry it through in pieces.

    Where the system grants no such room, the pipe works as it is.
    """
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with contextlib.suppress(OSError):
            fcntl.fcntl(end, fcntl.F_SETPIPE_SZ, _ROOM)


def send(target: int, *pieces: bytes) -> None:
    """Write all pieces, one after the other, in as few writes as can be. Raises ``OSError`` where the other end is gone."""
    left = [memoryview(piece) for piece in pieces if piece]
    while left:
        written = os.writev(target, left)
        while left and written >= len(left[0]):
            written -= len(left.pop(0))
        if left:
            left[0] = left[0][written:]
