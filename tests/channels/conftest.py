"""A clock that is set by hand, and ledgers with lives in them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from domain import commands as c
from schema.ledger import Ledger
from tests.ledger.lives import Life

START = datetime(2026, 5, 4, 9, tzinfo=UTC)


@dataclass
class HandClock:
    """A clock that goes when it is told to."""

    at: datetime = START

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


def live(ledger: Ledger, stream: str = "A/RES/71/244:14", provision: str = "14", **changes: object) -> Life:
    """A life from proposal to assignment, recorded."""
    life = Life(stream)
    ledger.append(life.propose(provision=provision, **changes))
    ledger.append(life.ask(c.Confirm(), start=True))
    ledger.append(life.ask(c.Assign("bob")))
    return life
