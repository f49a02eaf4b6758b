"""Lists and single views for people: read from the projections, in one unchanging picture each. Nothing here writes."""

import re
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from domain.instrument import Footnote, Proposal, ProvisionKind, Span
from domain.obligation import OPEN, Status
from domain.projection import Projection
from schema.engine import Connection, Engine, reading
from schema.tables import instruments, obligations, provisions, readings
from wire.codec import convert, encode


class Order(StrEnum):
    """How a list is sorted. Ids sort as people count: paragraph 9 before paragraph 10."""

    ID = "id"
    DUE = "due"  # the earliest due day first, what has none last


@dataclass(frozen=True, slots=True)
class Filter:
    """Which obligations. All that is given must hold; nothing given means all. Days are days of each obligation's own zone.

    ``statuses`` are any of these, ``open`` means a workflow keeps it alive, ``unresolved`` that its due expression has no day,
    ``due_by`` that the last day is this or earlier. ``assignee`` holds it or one of its assignments, ``parties`` that any of these does
    (none given: whoever it is). ``text`` is searched in addressees and the id, whatever its case.
    """

    instrument: str | None = None
    statuses: tuple[Status, ...] = ()
    open: bool | None = None
    assignee: str | None = None
    parties: tuple[str, ...] = ()
    overdue: bool | None = None
    unresolved: bool | None = None
    due_by: date | None = None
    due_from: date | None = None
    session: tuple[str, int] | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """A provision as registered. ``no_obligation`` is the reason why nothing is asked for in it."""

    instrument: str
    ordinal: int
    kind: ProvisionKind
    number: str | None
    text: str
    span: Span
    parent: str | None
    part: int
    heading: str | None
    footnotes: tuple[Footnote, ...]
    no_obligation: str | None


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    """A registered instrument with what hangs on it. ``counts`` holds how many obligations stand in each status."""

    symbol: str
    title: str | None
    body: str | None
    session: int | None
    agenda_item: str | None
    adopted: date | None
    zone: str
    registered_at: datetime
    document: str
    warnings: tuple[str, ...]
    provisions: int
    counts: dict[Status, int]
    overdue: int

    @property
    def obligations(self) -> int:
        return sum(self.counts.values())

    @property
    def open(self) -> int:
        return sum(count for status, count in self.counts.items() if status in OPEN)


@dataclass(frozen=True, slots=True)
class Shown:
    """One obligation with where it comes from. What was appended without a registration has no provision and no proposal."""

    picture: Projection
    instrument: InstrumentRow | None
    provision: ProvisionRow | None
    proposal: Proposal | None


_OF = obligations.alias("occurrences")
_OPEN = [status.value for status in OPEN]
_still_open = sa.select(sa.func.min(_OF.c.due_latest)).where(_OF.c.series == obligations.c.id, _OF.c.status.in_(_OPEN))
_due = sa.case(
    (obligations.c.status == Status.RECURRING.value, sa.func.coalesce(_still_open.scalar_subquery(), obligations.c.due_latest)),
    else_=obligations.c.due_latest,
)
"""The last day, for people: of a series that of its earliest occurrence that is still open, else that of the next one."""

_listed = sa.select(*(_due.label(column.name) if column.name == "due_latest" else column for column in obligations.columns))


def obligations_where(engine: Engine, wanted: Filter | None = None, order: Order = Order.ID) -> list[Projection]:
    """The obligations that ``wanted`` asks for, sorted. A series is due when its earliest open occurrence is, else its next one."""
    given = wanted or Filter()
    asked = _listed.where(*_conditions(given))
    with reading(engine) as connection:
        found = [picture(row) for row in connection.execute(asked)]
    if given.text:  # here and not in SQL: SQLite knows upper and lower case of ASCII only
        found = [each for each in found if given.text.casefold() in "\n".join((each.id, *each.addressees)).casefold()]
    asked_for = {*given.parties, *([given.assignee] if given.assignee is not None else [])}
    if asked_for:
        found = [each for each in found if not asked_for.isdisjoint((each.assignee, *each.parties))]
    return sorted(found, key=_by_due if order is Order.DUE else _by_id)


def occurrences(engine: Engine, series: str) -> list[Projection]:
    """The occurrences of the obligation ``series``, the first first; none where it is no series."""
    asked = sa.select(obligations).where(obligations.c.series == series).order_by(obligations.c.occurrence)
    with reading(engine) as connection:
        return [picture(row) for row in connection.execute(asked)]


def show(engine: Engine, obligation_id: str) -> Shown | None:
    """One obligation, or ``None`` if there is none of this very id."""
    with reading(engine) as connection:
        row = connection.execute(_listed.where(obligations.c.id == obligation_id)).first()
        if row is None:
            return None
        place = (provisions.c.instrument == row.instrument, provisions.c.number == row.provision)
        where = connection.execute(sa.select(provisions).where(*place).order_by(provisions.c.ordinal)).first()
        asked = sa.select(readings.c.proposal).where(readings.c.obligation == obligation_id)
        read = connection.execute(asked).scalar()
        of = next(iter(instruments_in(connection, row.instrument)), None)
    return Shown(picture(row), of, _provision(where) if where else None, convert(read, Proposal) if read else None)


def instruments_where(engine: Engine, symbol: str | None = None) -> list[InstrumentRow]:
    """The registered instruments (or the one of this very symbol), the latest adopted first."""
    with reading(engine) as connection:
        return instruments_in(connection, symbol)


def provisions_of(engine: Engine, symbol: str) -> list[ProvisionRow]:
    """All provisions of an instrument, in the order of the text; none if it isn't registered."""
    with reading(engine) as connection:
        return provisions_in(connection, symbol)


def provisions_in(connection: Connection, symbol: str) -> list[ProvisionRow]:
    """As :func:`provisions_of`, inside a transaction."""
    asked = sa.select(provisions).where(provisions.c.instrument == symbol).order_by(provisions.c.ordinal)
    return [_provision(row) for row in connection.execute(asked)]


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key under which numbers in ``text`` count as numbers."""
    parts = re.findall(r"\d+|\D+", text)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


_FIELDS = tuple(field.name for field in fields(Projection))


def picture(row: Any) -> Projection:
    """A row of ``obligations`` as the value it was written from."""
    values = {name: getattr(row, name) for name in _FIELDS}
    return Projection(**values | {"addressees": tuple(row.addressees), "parties": tuple(row.parties)})


def _conditions(wanted: Filter) -> list[sa.ColumnElement[bool]]:
    table = obligations.c
    found: list[sa.ColumnElement[bool] | None] = [
        table.instrument == wanted.instrument if wanted.instrument is not None else None,
        table.status.in_([status.value for status in wanted.statuses]) if wanted.statuses else None,
        _held_by(wanted.assignee) if wanted.assignee is not None else None,
        table.overdue.is_(wanted.overdue) if wanted.overdue is not None else None,
        _due <= wanted.due_by if wanted.due_by else None,
        _due >= wanted.due_from if wanted.due_from else None,
    ]
    if wanted.open is not None:
        among = table.status.in_(_OPEN)
        found.append(among if wanted.open else ~among)
    if wanted.unresolved is not None:
        found.append(table.unresolved.is_not(None) if wanted.unresolved else table.unresolved.is_(None))
    if wanted.session:
        found.append(sa.and_(table.session_body == wanted.session[0], table.session_number == wanted.session[1]))
    return [condition for condition in found if condition is not None]


def _held_by(party: str) -> sa.ColumnElement[bool]:
    """Whether ``party`` holds an assignment, or nearly: its id stands in the list as JSON writes it, but for its case on SQLite."""
    listed = sa.type_coerce(obligations.c.parties, sa.Text).contains(encode(party).decode(), autoescape=True)
    return sa.or_(obligations.c.assignee == party, listed)


def _by_id(row: Projection) -> Any:
    return natural(row.id)


def _by_due(row: Projection) -> Any:
    return row.due_latest or date.max, natural(row.id)


def _provision(row: Any) -> ProvisionRow:
    return ProvisionRow(
        row.instrument,
        row.ordinal,
        ProvisionKind(row.kind),
        row.number,
        row.text,
        convert(row.span, Span),
        row.parent,
        row.part,
        row.heading,
        convert(row.footnotes, tuple[Footnote, ...]),
        row.no_obligation,
    )


def instruments_in(connection: Connection, symbol: str | None) -> list[InstrumentRow]:
    """As :func:`instruments_where`, inside a transaction."""
    count = sa.func.count()
    asked = sa.select(instruments).order_by(instruments.c.adopted.desc().nulls_last(), instruments.c.symbol)
    parts = sa.select(provisions.c.instrument, count).group_by(provisions.c.instrument)
    overdue = sa.func.sum(sa.case((obligations.c.overdue, 1), else_=0))
    held = sa.select(obligations.c.instrument, obligations.c.status, count, overdue)
    held = held.group_by(obligations.c.instrument, obligations.c.status)
    if symbol is not None:
        asked = asked.where(instruments.c.symbol == symbol)
        parts = parts.where(provisions.c.instrument == symbol)
        held = held.where(obligations.c.instrument == symbol)
    numbers: dict[str, int] = dict(connection.execute(parts).fetchall())
    statuses: dict[str, list[Any]] = {}
    for each in connection.execute(held):
        statuses.setdefault(each.instrument, []).append(each)
    rows = connection.execute(asked).fetchall()
    return [_instrument(row, numbers.get(row.symbol, 0), statuses.get(row.symbol, [])) for row in rows]


def _instrument(row: Any, numbers: int, statuses: list[Any]) -> InstrumentRow:
    return InstrumentRow(
        row.symbol,
        row.title,
        row.body,
        row.session,
        row.agenda_item,
        row.adopted,
        row.zone,
        row.registered_at,
        row.document,
        tuple(row.warnings),
        numbers,
        {Status(status): count for _, status, count, _ in statuses},
        sum(overdue for *_, overdue in statuses),
    )
