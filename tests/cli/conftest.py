"""The command as a person uses it: a data folder of its own, and everything it prints."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cli.main import main

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "examples" / "A-RES-71-244.draft.txt"
KNOWN = (
    *("--symbol", "A/RES/71/244", "--title", "South-South cooperation", "--body", "General Assembly"),
    *("--session", "71", "--adopted", "2016-12-21"),
)


@dataclass(frozen=True)
class Said:
    """What a run printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON value that it must be."""
        [line] = self.out.splitlines()
        return json.loads(line)

    @property
    def error(self) -> Any:
        [line] = self.err.splitlines()
        return json.loads(line)["error"]


Servanda = Callable[..., Said]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder; nothing of the machine's own settings is seen."""
    for name in ("SERVANDA_CONFIG", "SERVANDA_DATABASE_URL", "SERVANDA_SMTP_URL", "SERVANDA_ACTOR", "SERVANDA_ZONE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SERVANDA_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SERVANDA_ACTOR", "coord")
    return tmp_path / "data"


@pytest.fixture
def servanda(data: Path, capfd: pytest.CaptureFixture[str]) -> Servanda:
    """Run the command in this process."""

    def run(*args: str | Path) -> Said:
        capfd.readouterr()
        code = main([str(each) for each in args])
        said = capfd.readouterr()
        assert "Traceback" not in said.err, said.err
        return Said(code, said.out, said.err)

    return run


@pytest.fixture
def registered(servanda: Servanda) -> Servanda:
    """The command, with the example document registered."""
    assert servanda("register", SEED, *KNOWN).code == 0
    return servanda
