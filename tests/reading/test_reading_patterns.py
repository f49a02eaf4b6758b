"""No pattern of the reading runs away: one that can cut a text in ever so many ways hangs the reading of an honest document."""

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 120  # seconds, for what takes about ten


def test_no_pattern_goes_on_for_ever() -> None:
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "tests.reading.pumped"],
            cwd=_ROOT,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=True,
        )
    except subprocess.TimeoutExpired as endless:
        shown = endless.stdout or b""
        raise AssertionError(
            f"{shown.decode().split()[-1] if isinstance(shown, bytes) else shown.split()[-1]} never ends"
        ) from None
    assert len(ran.stdout.split()) > 700
