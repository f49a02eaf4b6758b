"""What reading one document may use, and the files that are refused before anything of them is read."""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for one document: ``seconds`` of wall time, ``memory`` in bytes beyond what the reading process holds at its start."""

    seconds: float = 10.0
    memory: int = 256 * MEBIBYTE
    file_size: int = 64 * MEBIBYTE


DEFAULT_LIMITS = Limits()
