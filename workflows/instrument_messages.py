"""The messages of an instrument's workflow, and their names. A field may be added with a default; none is renamed or removed."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from domain.rollup import Standing
from domain.time.clock import Clock

INSTRUMENT_WORKFLOW = "Instrument"
ROLL_UP = "roll-up"

WAKE = "wake"
STANDING = "standing"


LONGEST_ID = 1000
"""Bytes that Temporal takes in an id at most."""


def workflow_id(symbol: str) -> str:
    """Under which the workflow of the instrument ``symbol`` runs: one that Temporal always takes. An obligation's id never begins so."""
    named = f"instrument:{symbol}"
    return named if len(named.encode()) <= LONGEST_ID else f"instrument:sha256:{sha256(symbol.encode()).hexdigest()}"


@dataclass(frozen=True, slots=True)
class InstrumentLife:
    """Where a run of an instrument's workflow begins."""

    symbol: str
    clock: Clock = field(default_factory=Clock)
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class RollUp:
    """Ask how ``symbol`` stands at ``now`` (UTC), and have it recorded if that is news."""

    symbol: str
    now: datetime
