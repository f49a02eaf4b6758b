"""How this command is called here, so that what people are told to type works when they type it."""

import os
import shutil
import sys
from pathlib import Path


def name() -> str:
    """``servanda`` where the shell finds it, otherwise the path of the one that runs; with the data folder if one was chosen."""
    found = shutil.which("servanda")
    called = "servanda" if found and Path(found).samefile(Path(sys.argv[0])) else near(Path(sys.argv[0]))
    chosen = os.environ.get("SERVANDA_DATA")
    return f"SERVANDA_DATA={chosen} {called}" if chosen else called


def near(path: Path) -> str:
    """``path`` as seen from the working directory if it is below it, otherwise whole."""
    whole = path.absolute()
    here = Path.cwd()
    return str(whole.relative_to(here)) if whole.is_relative_to(here) else str(whole)
