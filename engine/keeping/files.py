"""Files kept by their content: one folder, in which a file's name is its SHA-256 and nothing is ever changed.

``ab/cdef...`` holds what hashes to ``abcdef...``. A file comes into being whole: written under ``tmp/``, flushed to the disk, read
back, renamed. Whoever is killed on the way leaves something in ``tmp/``, never half a file under a hash.
"""

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

_CHUNK = 1 << 20
_HASH = re.compile(r"[0-9a-f]{64}")


class Unreadable(Exception):
    """What was handed in is no file that can be kept, or did not stay the same while it was read. Nothing was kept."""


class NotAsKept(Exception):
    """A kept file is missing, or is not what its name says any more."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that stands in the folder and was read back: its hash in hexadecimal, its size in bytes."""

    sha256: str
    size: int


def plain_name(name: str) -> str:
    """``name`` as a file may be called anywhere: without folders, at most 200 characters, what cannot be printed replaced."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    clean = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in last).strip()
    if len(clean) > 200:
        stem, dot, ending = clean.rpartition(".")
        clean = f"{stem[:180]}…{dot}{ending[-15:]}" if dot else clean[:199] + "…"
    return clean if clean.strip(".") else "unnamed"


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The regular file at ``path``, through links, and the same from beginning to end. Raises :class:`Unreadable`, ``OSError``.

    Opening never waits, as it would for a pipe that nobody writes to. Where the file was changed while it was open, this says so
    at the end.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    before = os.fstat(handle)
    if not stat.S_ISREG(before.st_mode):
        os.close(handle)
        raise Unreadable(f"{_shown(path)} is {_kind(before.st_mode)}, not a file. Name a file.")
    with os.fdopen(handle, "rb") as file:
        yield file
        after = os.fstat(handle)
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise Unreadable(
                f"{_shown(path)} was changed while it was read. Nothing was kept. Send it again when it is finished."
            )


class Files:
    """The folder. ``max_bytes`` is the largest file that is kept. Safe for several processes; the folder is made when needed."""

    def __init__(self, folder: Path, max_bytes: int) -> None:
        self.folder = folder
        self.max_bytes = max_bytes

    def path(self, digest: str) -> Path:
        """Where the file of this hash stands, if it does. Raises ValueError for what is no hash."""
        if not _HASH.fullmatch(digest):
            raise ValueError(f"{digest!r} is no SHA-256 in 64 small hexadecimal digits.")
        return self.folder / digest[:2] / digest[2:]

    def keep(self, source: BinaryIO, name: str, look: Callable[[bytes], None] | None = None) -> Kept:
        """Keep all that ``source`` holds; when this returns it is on disk and was read back. ``name`` is for messages only.

        ``look`` is shown every piece, and a last empty one before the file is kept: what it raises ends the matter. Raises
        :class:`Unreadable` for nothing at all, for more than is kept, and for a source or disk that does not give back the same.
        """
        temporary = self._temporary()
        try:
            digest, size = self._write(source, temporary, name, look)
            if (again := _digest_of(temporary)) != digest:
                raise Unreadable(f"{name} was written with the hash {digest} and read back with {again}. Check the disk.")
            self._place(temporary, digest)
        finally:
            temporary.unlink(missing_ok=True)
        return Kept(digest, size)

    def _temporary(self) -> Path:
        folder = self.folder / "tmp"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder / uuid4().hex

    def _write(self, source: BinaryIO, to: Path, name: str, look: Callable[[bytes], None] | None) -> tuple[str, int]:
        digest, size = sha256(), 0
        handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "wb") as file:
            while chunk := source.read(_CHUNK):
                size += len(chunk)
                if size > self.max_bytes:
                    most = f"{self.max_bytes / 1_000_000:g} MB"
                    raise Unreadable(f"{name} is larger than {most}, the most that is taken. Hand in a link, or raise the limit.")
                digest.update(chunk)
                file.write(chunk)
                if look:
                    look(chunk)
            if not size:
                raise Unreadable(f"{name} is empty: it holds not one byte, and shows nothing.")
            if look:
                look(b"")
            file.flush()
            os.fchmod(file.fileno(), 0o444)
            os.fsync(file.fileno())
        return digest.hexdigest(), size

    def _place(self, temporary: Path, digest: str) -> None:
        to = self.path(digest)
        to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.path.lexists(to) and not self._stands(digest):  # altered: kept beside, and named by `verify`
            to.rename(self._beside(digest))
        temporary.replace(to)
        for folder in (to.parent, self.folder, self.folder.parent):
            _sync(folder)

    def _stands(self, digest: str) -> bool:
        try:
            self.check(digest)
        except NotAsKept:
            return False
        return True

    def _beside(self, digest: str) -> Path:
        folder = self.folder / "altered"
        folder.mkdir(exist_ok=True, mode=0o700)
        return folder / f"{digest}-{uuid4().hex[:8]}"

    def read(self, digest: str) -> bytes:
        """The bytes of this hash. Raises :class:`NotAsKept` where they are not there, or are others."""
        data = self._bytes(digest)
        if (found := sha256(data).hexdigest()) != digest:
            raise NotAsKept(f"The file {self.path(digest)} was altered: it hashes to {found} now. Put it back from a backup.")
        return data

    def _bytes(self, digest: str) -> bytes:
        path = self.path(digest)
        try:
            with opened(path) as file:
                return file.read()
        except (OSError, Unreadable) as error:
            raise _not_there(path, error) from error

    def check(self, digest: str) -> None:
        """Raise :class:`NotAsKept` unless the file of this hash is there and is that file. Memory does not grow with its size."""
        path = self.path(digest)
        try:
            found = _digest_of(path)
        except (OSError, Unreadable) as error:
            raise _not_there(path, error) from error
        if found != digest:
            raise NotAsKept(f"the file {path} was altered: it hashes to {found} now")

    def all(self) -> Iterator[str]:
        """The hashes under which files stand."""
        for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*")):
            if _HASH.fullmatch(path.parent.name + path.name):
                yield path.parent.name + path.name

    def strays(self) -> list[Path]:
        """What stands in the folder and is no kept file: left by whoever was killed while writing, altered, or put there by others."""
        if not self.folder.is_dir():
            return []
        kept = {self.path(digest) for digest in self.all()}
        return sorted(path for path in self.folder.rglob("*") if path not in kept and not path.is_dir())


def _digest_of(path: Path) -> str:
    digest = sha256()
    with opened(path) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _not_there(path: Path, error: Exception) -> NotAsKept:
    why = "is missing" if isinstance(error, FileNotFoundError) else f"cannot be read ({error})"
    return NotAsKept(f"the file {path} {why}")


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _kind(mode: int) -> str:
    kinds = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device",
             stat.S_IFBLK: "a device"}  # fmt: skip
    return kinds.get(stat.S_IFMT(mode), "something else")


def _shown(path: Path) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(path))
