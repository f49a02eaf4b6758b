"""What is written beside the events, in their transaction: each picture, the notices, the workflows to start."""

from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from domain.projection import Projection
from schema.engine import Connection
from schema.tables import notices, obligations, starts
from wire.records import Append

_FIELDS = tuple(field.name for field in fields(Projection))
_VALUES = attrgetter(*_FIELDS)


def _upserts(insert: Any) -> dict[str, Any]:
    picture, start, notice = insert(obligations), insert(starts), insert(notices)
    return {
        "obligations": picture.on_conflict_do_update(
            index_elements=["id"], set_={name: picture.excluded[name] for name in _FIELDS if name != "id"}
        ),
        "notices": notice.on_conflict_do_nothing(index_elements=["key"]),
        "starts": start.on_conflict_do_update(
            index_elements=["obligation"], set_={"requested_at": start.excluded.requested_at, "done_at": sa.null()}
        ),
    }


_STATEMENTS = {"sqlite": _upserts(sqlite.insert), "postgresql": _upserts(postgresql.insert)}


def write_what_follows(connection: Connection, items: Sequence[Append]) -> None:
    """Projections (the last of each stream), notices (each key once, for ever) and starts of the just recorded ``items``."""
    statements = _STATEMENTS[connection.dialect.name]
    pictures = {item.stream: item.projection for item in items if item.projection}
    if pictures:
        rows = [dict(zip(_FIELDS, _VALUES(picture), strict=True)) for picture in pictures.values()]
        connection.execute(statements["obligations"], rows)
    if told := [row for item in items for row in _notice_rows(item)]:
        connection.execute(statements["notices"], told)
    wanted = {item.stream: item.events[-1].recorded_at for item in items if item.start}
    if wanted:
        connection.execute(statements["starts"], [{"obligation": stream, "requested_at": at} for stream, at in wanted.items()])


def _notice_rows(item: Append) -> list[dict[str, Any]]:
    rows = []
    for notice in item.notices:
        created = item.events[notice.seq - item.after_seq - 1].recorded_at
        rows.append(
            {
                "key": notice.key,
                "recipient": notice.recipient,
                "kind": notice.kind.value,
                "obligation": notice.obligation,
                "seq": notice.seq,
                "created_at": created,
                "next_try_at": created,
            }
        )
    return rows
