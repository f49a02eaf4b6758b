"""The watched folder: files that are dropped into it are taken as events, and moved away with what became of them.

``inbox/`` is looked at; what was taken goes to ``inbox/done/``, what was refused to ``inbox/refused/`` with the reason beside it. A file
is read once it has kept its size and time between two looks. Names that begin with a dot or end in ``.tmp`` or ``.part`` are passed
over, so a file may also be written under such a name and renamed.
"""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import structlog

from engine.intake.cloud_events import MOST_BYTES, NotAnEvent
from engine.intake.taking import Receipt
from engine.keeping.files import Unreadable, opened, plain_name

log = structlog.get_logger(__name__)

DONE, REFUSED = "done", "refused"
_UNFINISHED = (".tmp", ".part", ".crdownload", "~")
_AT_ONCE = 100
"""Files that are taken in one look, so that a full folder does not keep everything else waiting."""

Look = tuple[int, int, int]
Take = Callable[[bytes, str, datetime], list[Receipt]]


@dataclass
class Folder:
    """One watched folder. ``take`` is what is done with a file's bytes: :meth:`engine.intake.taking.Inbox.take`."""

    path: Path
    take: Take
    _seen: dict[str, Look] = field(default_factory=dict)

    def look(self, now: datetime) -> int:
        """Take every file that has come to rest since the last look, and answer how many were taken or refused."""
        standing = self._standing()
        ready = sorted(name for name, look in standing.items() if self._seen.get(name) == look)
        self._seen = standing
        return sum(self._one(self.path / name, now) for name in ready[:_AT_ONCE])

    def _standing(self) -> dict[str, Look]:
        if not self.path.is_dir():
            return {}
        found = {}
        for entry in os.scandir(self.path):
            if entry.name.startswith(".") or entry.name.endswith(_UNFINISHED) or entry.is_dir(follow_symlinks=False):
                continue
            try:
                seen = entry.stat(follow_symlinks=False)
            except OSError:  # gone meanwhile
                continue
            found[entry.name] = (seen.st_ino, seen.st_size, seen.st_mtime_ns)
        return found

    def _one(self, path: Path, now: datetime) -> bool:
        shown = plain_name(path.name)
        try:
            taken = self.take(_read(path), f"folder:{shown}", now)
        except (NotAnEvent, Unreadable) as error:
            log.warning("inbox.refused", file=shown, reason=str(error))
            return self._move(path, REFUSED, str(error))
        except OSError as error:  # gone meanwhile, or not to be read: another look may go better
            log.warning("inbox.unreadable", file=shown, reason=error.strerror)
            return False
        log.info("inbox.taken", file=shown, entries=[each.number for each in taken])
        return self._move(path, DONE)

    def _move(self, path: Path, where: str, reason: str = "") -> bool:
        folder = self.path / where
        folder.mkdir(exist_ok=True)
        to = _free(folder, path.name)
        if reason:  # first: a refused file without its reason would be a riddle
            (folder / f"{to.name}.reason.txt").write_text(reason + "\n", encoding="utf-8")
        try:
            path.rename(to)
        except FileNotFoundError:  # another worker was faster
            return False
        self._seen.pop(path.name, None)
        return True


def _read(path: Path) -> bytes:
    """The bytes of a file that stands in the folder itself: a link might lead to what is nobody's to send."""
    if stat.S_ISLNK(path.lstat().st_mode):
        raise Unreadable(f"{plain_name(path.name)} is a link. Put the file itself here.")
    with opened(path) as file:
        return file.read(MOST_BYTES + 1)


def _free(folder: Path, name: str) -> Path:
    """A place in ``folder`` for ``name`` that nothing stands at."""
    stem, dot, ending = name.rpartition(".")
    number, to = 1, folder / name
    while os.path.lexists(to):
        number += 1
        to = folder / (f"{stem}-{number}{dot}{ending}" if stem else f"{name}-{number}")
    return to
