"""The separate process that reads: it waits for documents and takes each apart in a fork of its own that is thrown away after.

The fork is what keeps documents from each other: whatever a hostile file does to memory or to the state of a library ends with it.
Frames on the pipes: a header of fixed length, then the bytes it announces.
"""

import gc
import os
import select
import signal
import struct
import sys
import time
from dataclasses import dataclass

import msgspec

from reading import confine
from reading.errors import ReadingError
from reading.limits import Limits

REQUEST = struct.Struct("!dQIQ")  # seconds, memory, length of name, length of data
ANSWER = struct.Struct("!BQ")  # outcome, length of payload
DONE, FAILED, KILLED_TIME, KILLED_MEMORY, CRASHED = range(5)
_RESULT_LIMIT = 192 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Failure:
    """An error of reading on its way between processes."""

    kind: str
    message: str


def main() -> None:
    """Serve documents from standard input until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, target = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    from reading.take_apart import take_apart  # noqa: F401 - loaded before the process is confined, so that forks find it

    confine.deny_network_and_programs()
    base = confine.address_space()
    gc.freeze()
    while True:
        header = _receive(source, REQUEST.size)
        if header is None:
            return
        seconds, memory, name_length, length = REQUEST.unpack(header)
        name, data = _receive(source, name_length), _receive(source, length)
        if name is None or data is None:
            return
        outcome, payload = _in_fork(source, name.decode(), data, Limits(seconds, memory), base)
        del data
        _send(target, ANSWER.pack(outcome, len(payload)))
        _send(target, payload)


def _receive(source: int, length: int) -> bytes | None:
    held = bytearray()
    while len(held) < length:
        piece = os.read(source, min(length - len(held), 1 << 20))
        if not piece:
            return None
        held += piece
    return bytes(held)


def _send(target: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(target, view) :]


def _in_fork(source: int, name: str, data: bytes, limits: Limits, base: int) -> tuple[int, bytes]:
    """Take one document apart in a fork; its answer, or how it ended."""
    read_end, write_end = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        _read_and_exit(write_end, name, data, limits, base)
    os.close(write_end)
    held = bytearray()
    timed_out = False
    while True:
        left = limits.seconds - (time.monotonic() - started)
        ready, _, _ = select.select([read_end, source], [], [], max(0.0, left))
        if source in ready or not ready or len(held) > _RESULT_LIMIT:
            # Nobody sends while waiting for an answer: a readable source is a closed one, and the document is no longer wanted.
            timed_out = True
            os.kill(child, signal.SIGKILL)
            break
        piece = os.read(read_end, 1 << 20)
        if not piece:
            break
        held += piece
    os.close(read_end)
    _, status, usage = os.wait4(child, 0)
    if timed_out:
        return KILLED_TIME, b""
    return _outcome(status, usage.ru_maxrss * 1024, bytes(held), limits)


def _outcome(status: int, peak: int, held: bytes, limits: Limits) -> tuple[int, bytes]:
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) in (DONE, FAILED) and held:
        return os.WEXITSTATUS(status), held
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL):
        return KILLED_TIME, b""
    if peak > limits.memory // 2 or (os.WIFEXITED(status) and os.WEXITSTATUS(status) == KILLED_MEMORY):
        return KILLED_MEMORY, b""
    return CRASHED, b""


def _read_and_exit(target: int, name: str, data: bytes, limits: Limits, base: int) -> None:
    """What the fork does. It never returns into the loop of its parent."""
    from reading.take_apart import take_apart

    code = CRASHED
    try:
        confine.confine(limits, base)
        try:
            payload = msgspec.msgpack.encode(take_apart(data, name))
            code = DONE
        except ReadingError as error:
            payload = msgspec.msgpack.encode(Failure(type(error).__name__, str(error)))
            code = FAILED
        except RecursionError:
            payload = msgspec.msgpack.encode(
                Failure("DamagedDocument", f"{name} is nested too deeply to be a document. Save it anew.")
            )
            code = FAILED
        _send(target, payload)
    except MemoryError:
        code = KILLED_MEMORY
    finally:
        os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
