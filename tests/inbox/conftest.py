"""An inbox over a database of the test's own, and events as they are sent."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from config import Settings
from domain.force import Force
from domain.instrument import Due, SessionRef
from domain.terms import Terms
from engine.intake.taking import Inbox
from engine.obligations import Obligations
from schema.engine import Engine
from schema.ledger import Ledger
from tests.ledger.lives import Life

NOW = datetime(2017, 9, 1, 12, tzinfo=UTC)
ASSEMBLY_72 = Due("at its seventy-second session", date(2017, 9, 12), date(2018, 9, 17), session=SessionRef("General Assembly", 72),
                  session_relation="within")  # fmt: skip
ISSUED = {
    "symbol": "A/72/297",
    "title": "State of South-South cooperation",
    "issued": "2017-08-04",
    "url": "https://undocs.org/A/72/297",
}
MOVED = {"body": "General Assembly", "session": 72, "opens": "2017-10-03", "closes": "2018-10-01", "source": "A/71/1"}


def cloud(kind: str, data: Any, id: str = "1", **more: Any) -> dict[str, Any]:
    """One CloudEvent."""
    given = {
        "specversion": "1.0",
        "id": id,
        "source": "https://documents.example.org",
        "type": f"org.servanda.{kind}",
        "data": data,
    }
    return given | {"time": "2017-08-04T14:00:00Z"} | more


def sent(*events: dict[str, Any]) -> bytes:
    return json.dumps(events[0] if len(events) == 1 else list(events)).encode()


def report(**changes: object) -> Terms:
    plain = Terms("A/RES/71/244", "36", Force.REQUEST, "requests", ("Secretary-General",), ("submit a report on South-South cooperation",),
                  due=ASSEMBLY_72, deliverable="report", recipients=("General Assembly",))  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


class Records:
    """Obligations of one ledger, without an engine: only proposals and closed ones take a command here."""

    def __init__(self, engine: Engine) -> None:
        self.ledger = Ledger(engine)

        async def nobody() -> Any:
            raise AssertionError("no workflow is needed here")

        self.obligations = Obligations(self.ledger, nobody, lambda: NOW)

    def put(self, obligation: str, terms: Terms, state: str = "open") -> None:
        """An obligation that is ``proposed``, ``open``, or ``waived``."""
        from domain import commands as c

        life = Life(obligation)
        asked = [life.ask(c.Propose(terms), "reader")]
        if state != "proposed":
            asked.append(life.ask(c.Confirm(accept_past_due=True)))
        if state == "waived":
            asked.append(life.ask(c.Waive("no more")))
        self.ledger.append_many(asked)

    def commands(self, obligation: str) -> list[tuple[str, str, str]]:
        """Kind, actor and command id of all that followed from an inbox."""
        found = self.ledger.history(obligation)
        return [(each.kind, each.actor, each.command_id) for each in found if each.command_id.startswith("inbox:")]


@pytest.fixture
def records(engine: Engine) -> Records:
    return Records(engine)


@pytest.fixture
def inbox_of(engine: Engine, tmp_path: Path) -> Callable[..., Inbox]:
    """The inbox under a policy."""

    def made(acts: str = "") -> Inbox:
        return Inbox(engine, Settings(data=tmp_path / "data", inbox_acts=acts))

    return made


@pytest.fixture
def box(inbox_of: Callable[..., Inbox]) -> Inbox:
    return inbox_of()
