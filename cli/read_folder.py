"""A folder of documents, each read and written as one line of JSON; what cannot be read is named at the end and hinders nobody."""

import sys
from pathlib import Path
from typing import Any

from cli.calendar import known_calendar
from cli.exits import Exit
from cli.output import print_json

SUFFIXES = {".txt", ".md", ".pdf", ".docx", ".html", ".htm", ".xml", ".yml", ".yaml"}


def read_folder(folder: Path) -> int:
    """Read every document below ``folder``, in the order of names. Answers the exit code: PARTLY where some could not be read."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in SUFFIXES)
    failures: list[tuple[Path, Exception]] = []
    calendar = known_calendar()
    for path in _with_progress(files):
        shown, error = _read_one(path, folder, calendar)
        print_json(shown)
        if error:
            failures.append((path, error))
    print(f"{len(files) - len(failures)} of {len(files)} documents were read.", file=sys.stderr)
    for path, failure in failures:
        print(f"  {path.relative_to(folder)}: {type(failure).__name__}: {failure}", file=sys.stderr)
    return Exit.PARTLY if failures else Exit.OK


def _read_one(path: Path, folder: Path, calendar: Any) -> tuple[dict[str, Any], Exception | None]:
    from domain.instrument import Instrument
    from reading.pipeline import read
    from reading.render import as_json

    name = str(path.relative_to(folder))
    try:
        return {"file": name, **as_json(read(path.read_bytes(), path.name, Instrument(), calendar))}, None
    except Exception as error:  # one bad file must not end the run; it is named here and at the end
        return {"file": name, "error": {"kind": type(error).__name__, "message": str(error)}}, error


def _with_progress(files: list[Path]) -> Any:
    if not sys.stderr.isatty():
        return files
    from rich.console import Console
    from rich.progress import track

    return track(files, "Reading", console=Console(stderr=True), transient=True)
