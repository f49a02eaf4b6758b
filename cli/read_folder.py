"""A folder of documents, each read and written as one line of JSON; what cannot be read is named at the end and hinders nobody.

The documents are spread over processes, as many as the machine has cores; their lines come in the order of names all the same.
"""

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.calendar import known_calendar
from cli.exits import Exit
from cli.output import print_json

if TYPE_CHECKING:
    from domain.time.sessions import SessionCalendar

SUFFIXES = {".txt", ".md", ".pdf", ".docx", ".html", ".htm", ".xml", ".yml", ".yaml"}
_WORTH_A_PROCESS = 12  # documents: below it, starting another process takes longer than it saves

_Read = tuple[dict[str, Any], str | None]
"""One document's line, and what went wrong with it."""


def read_folder(folder: Path, processes: int | None = None) -> int:
    """Read every document below ``folder``, in the order of names, in up to ``processes`` at a time (the machine's cores).

    Answers the exit code: PARTLY where some could not be read.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in SUFFIXES)
    failures: list[tuple[Path, str]] = []
    for path, (shown, error) in zip(files, _with_progress(_readings(files, folder, processes), len(files)), strict=True):
        print_json(shown)
        if error:
            failures.append((path, error))
    print(f"{len(files) - len(failures)} of {len(files)} documents were read.", file=sys.stderr)
    for path, failure in failures:
        print(f"  {path.relative_to(folder)}: {failure}", file=sys.stderr)
    return Exit.PARTLY if failures else Exit.OK


def _readings(files: list[Path], folder: Path, processes: int | None) -> Iterator[_Read]:
    calendar = known_calendar()
    count = min(processes or os.cpu_count() or 1, len(files) // _WORTH_A_PROCESS)
    if count <= 1:
        _spare_the_collector()
        yield from (_read_one(path, folder, calendar) for path in files)
        return
    # Fresh processes, not forks: a fork would share the parent's pipes to the processes that take documents apart.
    spread = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _begin, (calendar,))
    try:
        waiting = [spread.submit(_read_in_worker, path, folder) for path in files]
        for path, future in zip(files, waiting, strict=True):
            try:
                yield future.result()
            except BrokenExecutor:  # a worker was killed: what it and the others left undone is read here
                yield _read_one(path, folder, calendar)
    finally:
        spread.shutdown(wait=True, cancel_futures=True)


_calendar: "SessionCalendar | None" = None  # a worker's


def _begin(calendar: "SessionCalendar") -> None:
    global _calendar
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers
    _calendar = calendar
    _spare_the_collector()


def _read_in_worker(path: Path, folder: Path) -> _Read:
    return _read_one(path, folder, _calendar)


def _spare_the_collector() -> None:
    """A reading is many small objects and no cycles: looking for cycles every 700 of them is an eighth of the time of a run."""
    gc.set_threshold(50_000, 20, 20)


def _read_one(path: Path, folder: Path, calendar: "SessionCalendar | None") -> _Read:
    from domain.instrument import Instrument
    from reading.pipeline import read
    from reading.render import as_json

    name = str(path.relative_to(folder))
    try:
        return {"file": name, **as_json(read(path.read_bytes(), path.name, Instrument(), calendar))}, None
    except Exception as error:  # one bad file must not end the run; it is named here and at the end
        shown = {"file": name, "error": {"kind": type(error).__name__, "message": str(error)}}
        return shown, f"{type(error).__name__}: {error}"


def _with_progress(readings: Iterator[_Read], total: int) -> Any:
    if not sys.stderr.isatty():
        return readings
    from rich.console import Console
    from rich.progress import track

    return track(readings, "Reading", total, console=Console(stderr=True), transient=True)
