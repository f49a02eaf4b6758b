"""Many rows by one statement, fast, and many keys in few questions.

The statement is written once, rows are tuples, and only what must be converted is: SQLAlchemy's own way makes a dictionary of parameters
for every row, which costs more than the database does.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Dialect

from schema.engine import Connection

_DIALECTS: dict[str, Dialect] = {
    "sqlite": SQLiteDialect_pysqlite(),
    "postgresql": PGDialect_psycopg(),  # type: ignore[no-untyped-call]
}
IN_ONE_QUESTION = 500
"""Keys asked for at once: under the limits of both databases for parameters."""

_Converters = list[tuple[int, Callable[[Any], Any]]]


class Bulk:
    """An INSERT into ``columns`` of ``table``. On a conflict over ``key``: nothing, or what ``update`` names.

    ``update`` maps column names to ``True`` (take the new row's value) or ``None`` (NULL). Without ``key`` a conflict is an error.
    """

    def __init__(
        self, table: sa.Table, columns: Sequence[str], key: str | None = None, update: dict[str, bool | None] | None = None
    ) -> None:
        self._table = table
        self._columns = tuple(columns)
        self._conflict = _conflict(key, update)
        self._prepared = cache(self._prepare)

    def execute(self, connection: Connection, rows: Iterable[tuple[Any, ...]]) -> None:
        """Insert ``rows``, each in the order of the columns. No rows: nothing happens."""
        sql, converters = self._prepared(connection.dialect.name)
        made = []
        for row in rows:
            values = list(row)
            for place, convert in converters:
                values[place] = convert(values[place])
            made.append(tuple(values))
        if made:
            connection.exec_driver_sql(sql, made)

    def _prepare(self, name: str) -> tuple[str, _Converters]:
        dialect = _DIALECTS[name]
        types = [self._table.c[each].type for each in self._columns]
        marks = ["?" if name == "sqlite" else f"%s::{each.compile(dialect)}" for each in types]
        processors = [each.dialect_impl(dialect).bind_processor(dialect) for each in types]
        into = f"{self._table.name} ({', '.join(self._columns)})"  # names of our own tables: nothing in it comes from outside
        sql = f"INSERT INTO {into} VALUES ({', '.join(marks)}){self._conflict}"  # noqa: S608
        return sql, [(place, convert) for place, convert in enumerate(processors) if convert]


def _conflict(key: str | None, update: dict[str, bool | None] | None) -> str:
    if key is None:
        return ""
    if update is None:
        return f" ON CONFLICT ({key}) DO NOTHING"
    values = (f"{name} = excluded.{name}" if new else f"{name} = NULL" for name, new in update.items())
    return f" ON CONFLICT ({key}) DO UPDATE SET {', '.join(values)}"


def chunks(keys: Iterable[str]) -> Iterator[list[str]]:
    """``keys`` in lists that one question can hold."""
    held = list(keys)
    return (held[start : start + IN_ONE_QUESTION] for start in range(0, len(held), IN_ONE_QUESTION))
