"""A ledger filled with confirmed obligations, and the command run beside an instance, as another terminal would."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from config import Settings
from domain import commands as c
from engine.bulk import decide_many
from engine.obligations import decided
from schema import starts
from schema.engine import Engine, make_engine
from schema.ledger import Ledger
from schema.migrate import upgrade
from tests.faults.processes import ROOT
from tests.stage import terms


def fill(settings: Settings, number: int, *, started: bool = True) -> tuple[Engine, list[str]]:
    """``number`` confirmed obligations in the ledger. ``started``: as if Temporal had kept them alive, and lost them."""
    upgrade(settings.database)
    engine = make_engine(settings.database)
    ledger = Ledger(engine)
    now = datetime.now(UTC)
    due = now.date() + timedelta(days=400)
    ids = [f"A/RES/71/244:{n}" for n in range(1, number + 1)]
    propose = [
        decided(None, c.Envelope("register", "servanda", c.Propose(terms(str(n), due))), now, one)
        for n, one in enumerate(ids, start=1)
    ]
    ledger.append_many(propose)
    decide_many(ledger, [(one, c.Envelope("confirm", "ann", c.Confirm())) for one in ids], now)
    if started:
        starts.cross_off(engine, starts.waiting(engine), now)
    return engine, ids


@contextmanager
def command(settings: Settings, *args: str) -> Iterator["subprocess.Popen[str]"]:
    env = {**os.environ, **settings.as_environment()}
    running = subprocess.Popen(
        [sys.executable, "-m", "cli.main", *args], cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield running
    finally:
        if running.poll() is None:
            running.kill()
        running.communicate()


def said(settings: Settings, *args: str, code: int = 0) -> dict[str, object]:
    with command(settings, *args, "--json") as running:
        out, err = running.communicate(timeout=900)
        assert running.returncode == code, (out, err)
    found: dict[str, object] = json.loads(out)
    return found
