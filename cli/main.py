"""The door: what `servanda` runs first. It imports next to nothing, so that help answers at once; a verb loads what it needs."""

import os
import sys

from cli.verbs import COMPLETE, overview


def main(argv: list[str] | None = None) -> int:
    """Carry out ``argv`` (default: the process's) and answer the exit code, one of those in :mod:`cli.exits`."""
    args = sys.argv[1:] if argv is None else argv
    if COMPLETE not in os.environ and args in ([], ["--help"], ["-h"], ["help"]):
        sys.stdout.write(overview())
        return 0
    from cli.root import run

    code = run(args)
    if argv is None and "temporalio" in sys.modules:
        _leave(code)
    return code


def _leave(code: int) -> None:
    """End this process at once. The Temporal client's threads may still run, and the interpreter's own way out can abort on them."""
    import atexit

    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # whoever read it has gone
            code = code or 1
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
