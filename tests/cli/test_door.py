"""What answers before anything is loaded, and what every verb promises."""

import os
import subprocess
import sys
from importlib import import_module

import click
import pytest

from cli import exits, reference
from cli.main import main
from cli.verbs import VERBS, overview
from tests.cli.conftest import ROOT, Servanda

HEAVY = ("click", "rich", "sqlalchemy", "temporalio", "msgspec", "structlog", "config", "domain.commands", "typing")


def modules_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


def test_help_loads_nothing_heavy() -> None:
    assert not modules_after("from cli.main import main; assert main(['--help']) == 0") & set(HEAVY)


def test_the_parser_of_a_verb_loads_neither_database_nor_engine() -> None:
    """So that its help and its completion answer quickly too."""
    loaded = modules_after("\n".join(f"import {verb.module}" for verb in VERBS.values()))
    assert not loaded & {"rich", "sqlalchemy", "temporalio", "msgspec", "structlog", "alembic"}


def test_help_fits_a_terminal_and_names_every_verb(servanda: Servanda) -> None:
    said = servanda("--help")
    assert said.code == 0 and said.out == overview()
    assert max(map(len, said.out.splitlines())) <= 79
    assert set(VERBS) <= {line.split()[0] for line in said.out.splitlines() if line.startswith("  ")}


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_has_help_and_the_options_that_all_have(name: str, servanda: Servanda) -> None:
    verb = VERBS[name]
    command = getattr(import_module(verb.module), verb.attribute)
    assert command.name == name and command.help
    said = servanda(name, "--help")
    assert said.code == 0 and said.out.startswith(f"Usage: servanda {name}")
    plain = [command] if not isinstance(command, click.Group) else list(command.commands.values())
    for each in plain:
        options = {option for parameter in each.params for option in parameter.opts}
        assert {"--json", "--debug"} <= options


def test_the_reference_page_is_what_the_verbs_say() -> None:
    written = reference.PAGE.read_text(encoding="utf-8")
    assert written == reference.page(), "Write it again: python -m cli.reference"
    for code in exits.Exit:
        assert f"| {int(code)} | {exits.MEANING[code]} |" in written


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (["shwo"], 2, "Did you mean 'show'?"),
        (["show"], 2, "Missing argument"),
        (["list", "--colour"], 2, "No such option"),
        (["change-due", "x", "11/9/2017", "--reason", "r"], 2, "2017-09-11"),
        (["list"], 3, "servanda register"),
        (["read", "/nowhere/at/all.txt"], 3, "/nowhere/at/all.txt"),
        (["waive", "x"], 2, "--reason"),
        (["due", "--days", "-1"], 2, "-1"),
        (["accept", "x", "--as", "@coordinator"], 2, "not a role"),
        (["accept", "x", "--on", "2026-01-01T10:00"], 2, "names no zone"),
    ],
)
def test_mistakes_are_told_with_their_exit_code(args: list[str], code: int, told: str, servanda: Servanda) -> None:
    said = servanda(*args)
    assert (said.code, said.out) == (code, "")
    assert told in said.err
    as_json = servanda(*args, "--json")
    assert as_json.code == code and as_json.out == ""
    assert told in as_json.error["message"] and as_json.error["exit"] == code


def test_what_nobody_foresaw_is_told_without_a_traceback(servanda: Servanda, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cli.calendar.known_calendar", lambda: 1 / 0)
    said = servanda("sessions", "list")
    assert said.code == 1 and "ZeroDivisionError" in said.err and "--debug" in said.err


def test_debug_shows_where(monkeypatch: pytest.MonkeyPatch, data: object, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("cli.calendar.known_calendar", lambda: 1 / 0)
    assert main(["sessions", "list", "--debug"]) == 1
    assert "Traceback" in capfd.readouterr().err


def test_settings_that_cannot_be_are_a_matter_of_set_up(servanda: Servanda, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVANDA_TEMPORAL_TLS", "perhaps")
    assert servanda("list").code == exits.Exit.SET_UP


def test_a_reader_who_leaves_is_no_error(data: object) -> None:
    """``servanda sessions list | head -1`` ends quietly."""
    command = f"{sys.executable} -m cli.main sessions list --history | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str, servanda: Servanda) -> None:
    said = servanda("completion", shell)
    assert said.code == 0 and "_SERVANDA_COMPLETE" in said.out and f"{shell}_complete" in said.out


def complete(words: str, position: int) -> list[str]:
    env = {**os.environ, "_SERVANDA_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(position)}
    done = subprocess.run([sys.executable, "-m", "cli.main"], env=env, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return [line.split(",", 1)[1] for line in done.stdout.splitlines() if line]


def test_completion_of_verbs_options_and_ids(registered: Servanda) -> None:
    assert complete("servanda subm", 1) == ["submit"]
    assert complete("servanda submit --no", 2) == ["--note"]
    assert complete("servanda show a/res/71/244:13", 2) == [f"A/RES/71/244:13/{n}" for n in (1, 2, 3)]
    assert complete("servanda list --instrument A", 3) == ["A/RES/71/244"]


def test_completion_is_silent_where_there_is_nothing(data: object) -> None:
    assert complete("servanda show A", 2) == []
