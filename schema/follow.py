"""What is written beside the events, in their transaction: each picture, the notices, the workflows to start."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from domain.projection import Projection
from schema.bulk import Bulk
from schema.engine import Connection
from schema.tables import notices, obligations, starts
from wire.records import Append

_FIELDS = tuple(field.name for field in fields(Projection))
_VALUES = attrgetter(*_FIELDS)

_PICTURES = Bulk(obligations, _FIELDS, "id", {name: True for name in _FIELDS if name != "id"})
_NOTICES = Bulk(notices, ("key", "recipient", "kind", "obligation", "seq", "created_at", "next_try_at"), "key")
_STARTS = Bulk(starts, ("obligation", "requested_at"), "obligation", {"requested_at": True, "done_at": None})


def write_what_follows(connection: Connection, items: Sequence[Append]) -> None:
    """Projections (the last of each stream), notices (each key once, for ever) and starts of the just recorded ``items``."""
    pictures = {item.stream: item.projection for item in items if item.projection}
    _PICTURES.execute(connection, map(_VALUES, pictures.values()))
    _NOTICES.execute(connection, (row for item in items for row in _notice_rows(item)))
    wanted = {item.stream: item.events[-1].recorded_at for item in items if item.start}
    _STARTS.execute(connection, wanted.items())


def write_picture(connection: Connection, made: Projection) -> None:
    """Put the projection ``made`` in the place of the one that stands there."""
    _PICTURES.execute(connection, [_VALUES(made)])


def _notice_rows(item: Append) -> Iterator[tuple[Any, ...]]:
    for notice in item.notices:
        created = item.events[notice.seq - item.after_seq - 1].recorded_at
        yield notice.key, notice.recipient, notice.kind.value, notice.obligation, notice.seq, created, created
