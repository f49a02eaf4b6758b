"""What was taken as evidence: name, type, size, who, when; and where the ledger speaks of it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from schema.engine import Connection, Engine, reading, writing
from schema.tables import events
from schema.tables.evidence_tables import evidence
from wire.codec import decode

SCHEME = "sha256:"
"""What a stored file is called in the ledger: this, and its hash in 64 hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One file as one person handed it in. ``sha256`` is its hash in hexadecimal, ``size`` in bytes, ``taken_at`` UTC."""

    sha256: str
    name: str
    taken_by: str
    media_type: str
    size: int
    taken_at: datetime

    @property
    def reference(self) -> str:
        """As the ledger names it."""
        return SCHEME + self.sha256


@dataclass(frozen=True, slots=True)
class Mention:
    """A place of the ledger where evidence is named, as it is named there: a stored file or a link."""

    stream: str
    seq: int
    kind: str
    actor: str
    effective_at: datetime
    reference: str


def put(engine: Engine, taken: Taken) -> None:
    """Enter ``taken``. Entered again (the same content, name and person), the first entry stands."""
    same = [evidence.c[key] == getattr(taken, key) for key in ("sha256", "name", "taken_by")]
    with writing(engine) as connection:
        if connection.execute(sa.select(evidence.c.sha256).where(*same)).first() is None:
            connection.execute(evidence.insert(), asdict(taken))


def everything(engine: Engine) -> list[Taken]:
    """All that was ever taken, the oldest first."""
    asked = sa.select(evidence).order_by(evidence.c.taken_at, evidence.c.sha256, evidence.c.name)
    with reading(engine) as connection:
        return [Taken(**row._mapping) for row in connection.execute(asked)]


def of(engine: Engine, sha256: str) -> list[Taken]:
    """The entries about one content, the oldest first."""
    asked = sa.select(evidence).where(evidence.c.sha256 == sha256).order_by(evidence.c.taken_at, evidence.c.name)
    with reading(engine) as connection:
        return [Taken(**row._mapping) for row in connection.execute(asked)]


def mentions(engine: Engine, stream: str | None = None) -> list[Mention]:
    """Where the ledger (or one stream of it) names evidence, in its order: whatever kind of event names it."""
    with reading(engine) as connection:
        return list(_mentions(connection, stream))


def _mentions(connection: Connection, stream: str | None) -> Iterator[Mention]:
    asked = sa.select(events).order_by(events.c.position)
    if stream is not None:
        asked = asked.where(events.c.stream == stream)
    for row in connection.execution_options(stream_results=True).execute(asked):
        if b'"evidence":[' not in row.payload:
            continue
        for reference in _named(row.payload):
            yield Mention(row.stream, row.seq, row.kind, row.actor, row.effective_at, reference)


def _named(payload: bytes) -> list[str]:
    """The evidence that an event names. What cannot be read here is for the ledger's own verification to say."""
    try:
        body: Any = decode(payload, object)
    except ValueError:
        return []
    named = body.get("evidence") if isinstance(body, dict) else None
    return [each for each in named if isinstance(each, str)] if isinstance(named, list) else []
