"""Reading in separate processes, from the caller's side: a few are kept waiting, each is replaced after a number of documents."""

import atexit
import contextlib
import os
import queue
import select
import subprocess
import sys
import threading
import time
from pathlib import Path

import msgspec

from reading import errors
from reading.confined.limits import Limits
from reading.confined.pipes import ANSWER, AT_ONCE, REQUEST, send, widen
from reading.confined.reader_process import DONE, FAILED, KILLED_MEMORY, KILLED_TIME, Failure

_DOCUMENTS_EACH = 500  # then a process is replaced, so that memory lost in a library can't add up
_GRACE = 5.0  # seconds beyond a document's limit until the process that should have stopped it is stopped itself
_ROOT = Path(__file__).resolve().parents[2]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from reading.confined.reader_process import main; main()"


# glibc gives large pieces of memory back to the system at once, and every page of a PDF asks for them again: it may keep so many bytes.
_KEEPING_MEMORY = dict.fromkeys(("MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_"), str(32 * 1024 * 1024))


class _Process:
    """One reader process and the pipes to it."""

    def __init__(self) -> None:
        environment = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT") if key in os.environ}
        environment |= _KEEPING_MEMORY
        self._process = subprocess.Popen(
            [sys.executable, "-E", "-s", "-B", "-c", _START, str(_ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=environment,
            bufsize=0,
        )
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            widen(stream.fileno())
        self.documents = 0

    def read(self, data: bytes, name: str, limits: Limits) -> tuple[int, bytes]:
        """One document's answer. Raises ``OSError`` or ``EOFError`` where the process has ended, ``TimeoutError`` where it hangs."""
        self.documents += 1
        encoded = name.encode("utf-8", "replace")
        deadline = time.monotonic() + limits.seconds + _GRACE
        stream = self._process.stdin
        assert stream is not None
        send(stream.fileno(), REQUEST.pack(limits.seconds, limits.memory, len(encoded), len(data)), encoded, data)
        outcome, length = ANSWER.unpack(self._receive(ANSWER.size, deadline))
        return outcome, self._receive(length, deadline)

    def _receive(self, length: int, deadline: float) -> bytes:
        stream = self._process.stdout
        assert stream is not None
        pieces: list[bytes] = []
        while length:
            ready, _, _ = select.select([stream], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError
            piece = os.read(stream.fileno(), min(length, AT_ONCE))
            if not piece:
                raise EOFError
            pieces.append(piece)
            length -= len(piece)
        return b"".join(pieces)

    def stop(self) -> None:
        """End the process; its forks end with it."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()
        self._process.kill()
        self._process.wait()

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid


class ReaderPool:
    """Reader processes for up to ``size`` documents at a time, started when first needed. Safe to use from several threads."""

    def __init__(self, size: int | None = None) -> None:
        self._slots: queue.LifoQueue[_Process | None] = queue.LifoQueue()
        for _ in range(size or os.cpu_count() or 1):
            self._slots.put(None)
        self._owner = os.getpid()
        self._open = True

    def read(self, data: bytes, name: str, limits: Limits) -> bytes:
        """What the reader process made of ``data``, still encoded. Raises a ``ReadingError`` that says why there is nothing."""
        if len(data) > limits.file_size:
            raise errors.TooLarge(
                f"{name} holds {len(data) / 1048576:.0f} MB, more than the {limits.file_size / 1048576:.0f} MB that a document may have. "
                "Split it, or give the text of the resolution alone."
            )
        process = self._slots.get()
        try:
            if process is not None and process.documents >= _DOCUMENTS_EACH:
                process.stop()
                process = None
            process = process or _Process()
            try:
                outcome, payload = process.read(data, name, limits)
            except TimeoutError as error:
                raise _too_slow(name, limits) from error
            except (OSError, EOFError) as error:
                raise _crashed(name) from error
        except BaseException:
            if process is not None:
                process.stop()
                process = None
            raise
        finally:
            self._slots.put(process if self._open else None)
            if not self._open and process is not None:
                process.stop()
        return _payload(outcome, payload, name, limits)

    def close(self) -> None:
        """Stop all processes. What is being read is still finished."""
        self._open = False
        held: list[_Process | None] = []
        with contextlib.suppress(queue.Empty):
            while True:
                held.append(self._slots.get_nowait())
        for process in held:
            if process is not None:
                process.stop()
            self._slots.put(None)

    @property
    def inherited(self) -> bool:
        """Whether this pool came along in a fork: its pipes belong to the process that made it."""
        return self._owner != os.getpid()


def _payload(outcome: int, payload: bytes, name: str, limits: Limits) -> bytes:
    if outcome == DONE:
        return payload
    if outcome == FAILED:
        failure = msgspec.msgpack.decode(payload, type=Failure)
        kind = getattr(errors, failure.kind, errors.ReadingError)
        raise kind(failure.message)
    if outcome == KILLED_TIME:
        raise _too_slow(name, limits)
    if outcome == KILLED_MEMORY:
        raise errors.TooMuchMemory(
            f"Reading {name} was stopped: it needed more than {limits.memory / 1048576:.0f} MB of memory, as no resolution does. "
            "Split it, or give its text alone."
        )
    raise _crashed(name)


def _too_slow(name: str, limits: Limits) -> errors.TooSlow:
    return errors.TooSlow(
        f"Reading {name} was stopped after {limits.seconds:g} seconds: it is very long, or built to keep readers busy. "
        "Split it, or allow more time."
    )


def _crashed(name: str) -> errors.ReaderCrashed:
    return errors.ReaderCrashed(
        f"The separate process that read {name} ended by itself: the file is damaged or built to harm. "
        "Save it anew in another format and try again."
    )


_shared: ReaderPool | None = None
_shared_lock = threading.Lock()


def shared_pool() -> ReaderPool:
    """The pool of this process, made when first asked for and closed at its end."""
    global _shared
    with _shared_lock:
        if _shared is None or _shared.inherited:
            _shared = ReaderPool()
            atexit.register(_shared.close)
        return _shared
