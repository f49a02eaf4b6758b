"""The door: what `servanda` runs first. It imports next to nothing, so that help answers at once; a verb loads what it needs."""

import os
import sys

from cli.verbs import overview

COMPLETE = "_SERVANDA_COMPLETE"
"""The variable by which a shell asks for completions."""


def main(argv: list[str] | None = None) -> int:
    """Carry out ``argv`` (default: the process's) and answer the exit code, one of those in :mod:`cli.exits`."""
    args = sys.argv[1:] if argv is None else argv
    if COMPLETE not in os.environ and args in ([], ["--help"], ["-h"], ["help"]):
        sys.stdout.write(overview())
        return 0
    from cli.root import run

    return run(args)


if __name__ == "__main__":
    sys.exit(main())
