"""Column types that mean the same on SQLite and on PostgreSQL."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from wire.codec import decode, encode


def instant(value: datetime) -> str:
    """``value`` (aware) as the ledger writes it: RFC 3339, UTC, always six decimals and ``Z``, so that text sorts as time does.

    Raises :class:`ValueError` for a naive time: it would mean another instant on another machine.
    """
    if value.tzinfo is None:
        raise ValueError(f"{value} has no time zone. Give an aware time; it is stored in UTC.")
    return _written(value.astimezone(UTC))


@lru_cache(maxsize=4096)  # one event's time stands in several columns, and is hashed
def _written(value: datetime) -> str:
    """``value``, which is in UTC: elsewhere the two hours of an autumn night that bear one name would share an entry."""
    return value.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def storable(text: str) -> str:
    """``text`` without NUL, which PostgreSQL takes in none."""
    return text.replace("\0", " ")


class Instant(TypeDecorator[datetime]):
    """An instant: aware in, UTC out. ``timestamptz`` on PostgreSQL; on SQLite :func:`instant`'s text, which sorts as time."""

    impl = sa.DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(sa.Text())
        return dialect.type_descriptor(sa.DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        text = instant(value)  # refuses naive times on every database alike
        return text if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        found = datetime.fromisoformat(value) if isinstance(value, str) else value
        return found if found.tzinfo is UTC else found.astimezone(UTC)


class Json(TypeDecorator[Any]):
    """A value as canonical JSON text (:func:`wire.codec.encode`): equal values are equal text, on every database."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else encode(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else decode(value, object)


Position = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""A 64-bit whole number that may be SQLite's rowid."""
