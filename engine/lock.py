"""One instance per data folder: a lock that the operating system lets go of when its holder dies, however it dies."""

import fcntl
import json
import os
from pathlib import Path
from types import TracebackType

from engine.errors import AlreadyRunning


class DataLock:
    """Held from ``__enter__`` to ``__exit__``. Raises :class:`AlreadyRunning`, naming the process that holds it."""

    def __init__(self, data: Path) -> None:
        self.path = data / "servanda.lock"
        self._fd: int | None = None

    def __enter__(self) -> "DataLock":
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fd = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(fd)
            raise AlreadyRunning(
                f"The data folder {self.path.parent} is in use by process {holder(self.path)}. "
                "Stop that one (Ctrl-C in its terminal), or choose another folder with SERVANDA_DATA."
            ) from None
        os.ftruncate(fd, 0)
        os.write(fd, json.dumps({"pid": os.getpid()}).encode())
        self._fd = fd
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._fd is not None:
            os.ftruncate(self._fd, 0)
            os.close(self._fd)
            self._fd = None


def holder(path: Path) -> str:
    """The process id written in the lock file, or ``unknown``."""
    try:
        return str(json.loads(path.read_text())["pid"])
    except (OSError, ValueError, KeyError):
        return "unknown"
