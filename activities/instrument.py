"""The activity of an instrument's workflow: how its obligations stand, recorded when that is news."""

from collections.abc import Callable
from typing import Any

from temporalio import activity

from domain.rollup import Standing
from schema import standings
from schema.engine import Engine
from workflows.instrument_messages import ROLL_UP, RollUp


class InstrumentActivities:
    """Bound to one database. Safe to retry: a standing that was recorded is no news any more."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @activity.defn(name=ROLL_UP)
    def roll_up(self, request: RollUp) -> Standing:
        """How the instrument stands, from the projections."""
        return standings.record(self._engine, request.symbol, request.now)

    def all(self) -> list[Callable[..., Any]]:
        """What a worker registers."""
        return [self.roll_up]
