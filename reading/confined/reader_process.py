"""The separate process that reads: it waits for documents and hands each to a confined fork of itself.

A fork serves a few dozen documents and is thrown away; at once, whenever a document could not be read. So whatever a hostile file does
to memory or to the state of a library ends with the fork, and what it could touch meanwhile is only text on its way back.
"""

import gc
import os
import select
import signal
import time
from contextlib import suppress
from dataclasses import dataclass

import msgspec

from reading.confined import confine, specimen
from reading.confined.limits import Limits
from reading.confined.pipes import ANSWER, AT_ONCE, REQUEST, receive, rest, send, widen
from reading.errors import ReadingError

DONE, FAILED, KILLED_TIME, KILLED_MEMORY, CRASHED = range(5)
_RESULT_LIMIT = 192 * 1024 * 1024
_DOCUMENTS_EACH = 40  # for one fork


@dataclass(frozen=True, slots=True)
class Failure:
    """An error of reading on its way between processes."""

    kind: str
    message: str


class _Closed(Exception):
    """The caller is gone: nobody wants further answers."""


def main() -> None:
    """Serve documents from standard input until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, target = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    from reading.take_apart import take_apart  # loaded before the process is confined, so that forks find it

    confine.deny_network_and_programs()
    take_apart(specimen.pdf(), "specimen.pdf")  # likewise the word lists, and what the libraries look for at their first document
    base = confine.address_space()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)  # documents are many small objects and few cycles, and a fork is soon thrown away
    fork: _Fork | None = None
    with suppress(_Closed):
        while True:
            header = _wanted(source, REQUEST.size)
            seconds, memory, name_length, length = REQUEST.unpack(header)
            name, data = _wanted(source, name_length), _wanted(source, length)
            limits = Limits(seconds, memory)
            if fork is None or fork.limits != limits or fork.documents >= _DOCUMENTS_EACH:
                if fork is not None:
                    fork.end()
                fork = _Fork(limits, base, (source, target))
            outcome, payload = fork.read(source, name, data)
            if outcome != DONE:
                fork.end()
                fork = None
            del data
            send(target, ANSWER.pack(outcome, len(payload)), payload)
    if fork is not None:
        fork.end()


def _wanted(source: int, length: int) -> bytes:
    held = receive(source, length)
    if held is None:
        raise _Closed
    return held


class _Fork:
    """One confined fork and the pipes to it."""

    def __init__(self, limits: Limits, base: int, inherited: tuple[int, ...]) -> None:
        self.limits = limits
        self.documents = 0
        self._base = base
        inward, self._to = os.pipe()
        self._from, outward = os.pipe()
        widen(inward)
        widen(outward)
        self._id = os.fork()
        if self._id == 0:
            for other in (*inherited, self._to, self._from):
                os.close(other)
            _serve_and_exit(inward, outward, limits, base)
        os.close(inward)
        os.close(outward)
        os.set_blocking(self._to, False)

    def read(self, source: int, name: bytes, data: bytes) -> tuple[int, bytes]:
        """One document's answer, or how the fork ended over it. Raises ``_Closed`` where the caller went away meanwhile."""
        self.documents += 1
        deadline = time.monotonic() + self.limits.seconds
        left = [memoryview(piece) for piece in (REQUEST.pack(0.0, 0, len(name), len(data)), name, data)]
        held = bytearray()
        while True:
            wait = deadline - time.monotonic()
            writing = [self._to] if left else []
            ready, free, _ = select.select([self._from, source], writing, [], max(0.0, wait))
            if source in ready:
                # Nobody sends while waiting for an answer: a readable source is a closed one.
                self.end()
                raise _Closed
            if wait <= 0 or len(held) > _RESULT_LIMIT:
                self.end()
                return KILLED_TIME, b""
            if free:
                with suppress(BlockingIOError, BrokenPipeError):
                    left = rest(left, os.writev(self._to, left))
            if self._from in ready:
                piece = os.read(self._from, AT_ONCE)
                if not piece:
                    return self._ended()
                held += piece
                if len(held) >= ANSWER.size:
                    outcome, length = ANSWER.unpack_from(held)
                    if len(held) >= ANSWER.size + length:
                        return outcome, bytes(memoryview(held)[ANSWER.size :])

    def _ended(self) -> tuple[int, bytes]:
        """How the fork ended by itself."""
        _, status, usage = os.wait4(self._id, 0)
        self._id = 0
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL):
            return KILLED_TIME, b""
        grown = usage.ru_maxrss * 1024 > self.limits.memory // 2
        out_of_memory = os.WIFEXITED(status) and os.WEXITSTATUS(status) == KILLED_MEMORY
        return (KILLED_MEMORY if grown or out_of_memory else CRASHED), b""

    def end(self) -> None:
        """Throw the fork away."""
        for pipe in (self._to, self._from):
            with suppress(OSError):
                os.close(pipe)
        if self._id:
            os.kill(self._id, signal.SIGKILL)
            os.waitpid(self._id, 0)
            self._id = 0


def _serve_and_exit(source: int, target: int, limits: Limits, base: int) -> None:
    """What the fork does: one document after another. It never returns into the loop of its parent."""
    code = CRASHED
    try:
        confine.confine(limits, base)
        while (header := receive(source, REQUEST.size)) is not None:
            _, _, name_length, length = REQUEST.unpack(header)
            name, data = receive(source, name_length), receive(source, length)
            if name is None or data is None:
                break
            confine.allow_processor_time(limits)
            outcome, payload = _answer(name.decode("utf-8", "replace"), data)
            send(target, ANSWER.pack(outcome, len(payload)), payload)
    except MemoryError:
        code = KILLED_MEMORY
    finally:
        os._exit(code)


def _answer(name: str, data: bytes) -> tuple[int, bytes]:
    from reading.contents import encoded
    from reading.take_apart import take_apart

    try:
        return DONE, encoded(take_apart(data, name))
    except ReadingError as error:
        failure = Failure(type(error).__name__, str(error))
    except RecursionError:
        failure = Failure("DamagedDocument", f"{name} is nested too deeply to be a document. Save it anew.")
    return FAILED, msgspec.msgpack.encode(failure)


if __name__ == "__main__":
    main()
