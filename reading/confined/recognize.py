"""Text recognition for scanned PDFs, by ``ocrmypdf`` where it is installed: a program of its own, given limits of its own."""

import os
import resource
import shutil
import subprocess
import tempfile
from pathlib import Path

from reading.confined.limits import MEBIBYTE
from reading.errors import ScannedDocument

PROGRAM = "ocrmypdf"
_MEMORY = 3072 * MEBIBYTE
_SECONDS_A_MEBIBYTE = 60.0
_SECONDS_AT_LEAST = 120.0


def available() -> bool:
    """Whether the program is installed."""
    return shutil.which(PROGRAM) is not None


def recognized(data: bytes, name: str) -> bytes:
    """The PDF in ``data`` with a text layer laid under its pictures. Raises ``ScannedDocument`` where that fails."""
    seconds = max(_SECONDS_AT_LEAST, len(data) / MEBIBYTE * _SECONDS_A_MEBIBYTE)
    with tempfile.TemporaryDirectory(prefix="servanda-") as folder:
        source, target = Path(folder, "scan.pdf"), Path(folder, "text.pdf")
        source.write_bytes(data)
        command = [PROGRAM, "--skip-text", "--output-type", "pdf", "--quiet", "--jobs", "1", str(source), str(target)]
        try:
            subprocess.run(
                command, check=True, capture_output=True, timeout=seconds, preexec_fn=_bounded, env=_environment(folder)
            )
        except subprocess.TimeoutExpired as error:
            raise ScannedDocument(
                f"Recognizing the text of {name} took more than {seconds:.0f} seconds. Give fewer pages at a time."
            ) from error
        except (subprocess.CalledProcessError, OSError) as error:
            why = getattr(error, "stderr", b"") or str(error).encode()
            line = why.decode("utf-8", "replace").strip().splitlines()[-1:] or ["no reason given"]
            raise ScannedDocument(
                f"The text of {name} could not be recognized: {line[0]}. Run {PROGRAM} on it by hand, or give its text."
            ) from error
        return target.read_bytes()


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _environment(folder: str) -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "HOME": folder, "TMPDIR": folder, "LC_ALL": "C.UTF-8"}
