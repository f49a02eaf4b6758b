"""What the ledger already holds of a batch's streams and commands: one question for all of them, inside the lock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from schema.engine import Connection
from wire.codec import encode
from wire.records import Append

_COLUMNS = """
    SELECT asked.stream, asked.command_id,
      (SELECT max(seq) FROM events e WHERE e.stream = asked.stream) AS head,
      (SELECT min(seq) FROM events e WHERE e.stream = asked.stream AND e.command_id = asked.command_id) AS first,
      (SELECT max(seq) FROM events e WHERE e.stream = asked.stream AND e.command_id = asked.command_id) AS last
"""
# One array as one parameter: the statement stays the same, and prepared, however large the batch is. Each is put to the driver as it
# stands: it holds nothing to convert, and every command waits for it.
_SQLITE = (
    _COLUMNS  # noqa: S608
    + """ FROM (
    SELECT json_extract(value, '$[0]') AS stream, json_extract(value, '$[1]') AS command_id FROM json_each(?)) AS asked"""
)
_POSTGRESQL = (
    _COLUMNS
    + """
    FROM unnest(CAST(%s AS text[]), CAST(%s AS text[])) AS asked(stream, command_id)"""
)


@dataclass(slots=True)
class Known:
    """The length of each stream, and which seqs each command produced. Kept up to date while a batch is judged."""

    heads: dict[str, int] = field(default_factory=dict)
    commands: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)

    def note(self, item: Append) -> None:
        """``item`` is going to be written: what comes after it in the batch sees it."""
        self.heads[item.stream] = item.events[-1].seq
        self.commands[item.stream, item.command_id] = item.events[0].seq, item.events[-1].seq
        for born in item.spawned:
            self.note(born)


def known(connection: Connection, items: Iterable[Append]) -> Known:
    """What the ledger holds of the streams and commands of ``items``."""
    asked = list(dict.fromkeys((item.stream, item.command_id) for item in items))
    found = Known()
    if not asked:
        return found
    for stream, command_id, head, first, last in _ask(connection, asked):
        found.heads[stream] = head or 0
        if first is not None:
            found.commands[stream, command_id] = first, last
    return found


def _ask(connection: Connection, asked: list[tuple[str, str]]) -> Sequence[Any]:
    if connection.dialect.name == "sqlite":
        return connection.exec_driver_sql(_SQLITE, (encode(asked).decode(),)).fetchall()
    streams, commands = zip(*asked, strict=True)
    return connection.exec_driver_sql(_POSTGRESQL, (list(streams), list(commands))).fetchall()
