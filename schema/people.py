"""People: the only place with names and addresses. The ledger knows them by id, so that they can be erased and it stays whole."""

import contextlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from domain.party_checks import require_text
from domain.time import habits
from schema.bulk import chunks
from schema.engine import Connection, Engine, reading, writing
from schema.forgetting import forget_channels
from schema.messages import forget as forget_messages
from schema.tables import people
from schema.tables.party_tables import absences, deputies, party_ids

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)

PARTIES_LOCK = 0x5E54_A9DA_0000_0003
"""The PostgreSQL advisory lock of all who change parties: what was checked inside it stays true until the commit."""


@dataclass(frozen=True, slots=True)
class Person:
    """``zone`` is the IANA zone their days are in, ``language`` a BCP 47 tag.

    ``calendar`` names whose holidays they keep (``CH``, ``US-NY``, ``UN:Vienna``; empty: none), ``weekend`` the days off (empty: as
    that calendar has them), ``hours`` when they work and ``quiet`` when nothing may reach them that can wait:
    :mod:`domain.time.habits` says how these are written.
    """

    id: str
    name: str
    email: str | None = None
    zone: str = "UTC"
    language: str = "en"
    calendar: str = ""
    weekend: str = ""
    hours: str = "09:00-17:00"
    quiet: str = ""


@contextmanager
def changing(engine: Engine) -> Iterator[Connection]:
    """A transaction that changes parties, the only one at a time: committed on return, rolled back on an exception."""
    with writing(engine, ledger=False) as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({PARTIES_LOCK})")
        yield connection


def put(engine: Engine, person: Person) -> None:
    """Add ``person``, or replace what is known under the same id.

    Raises :class:`ValueError` for an id or an address that can't be one, and for an id that is a position's or was an erased person's.
    """
    check(person)
    with changing(engine) as connection:
        write(connection, person)


def check(person: Person) -> None:
    """Raises :class:`ValueError` for an id or an address that can't be one, and for a zone, a language or hours that are none."""
    check_id(person.id, "person")
    require_text(person.name)
    zone(person.zone)
    if not _LANGUAGE.fullmatch(person.language):
        raise ValueError(f"{person.language!r} is no language tag (BCP 47). Write one like en, fr, zh-Hant or pt-BR.")
    habits.check(person.hours, person.quiet, person.weekend)
    if person.email is not None and (
        person.email.count("@") != 1 or any(c.isspace() or not c.isprintable() for c in person.email)
    ):
        raise ValueError(f"{person.email!r} is not an email address. Write name@host, without spaces or line breaks.")


def zone(name: str) -> str:
    """``name`` if the IANA table has such a zone. Raises :class:`ValueError`."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(
            f"{name!r} is no zone of the IANA table. Write one like UTC, Europe/Zurich or America/New_York."
        ) from error
    return name


def check_id(party: str, kind: str) -> None:
    """Raises :class:`ValueError` where ``party`` can't be the id of a ``kind`` (person, position)."""
    if not party.strip() or party != party.strip() or party.startswith("@") or not party.isprintable() or len(party) > 200:
        raise ValueError(
            f"{party!r} is no {kind}'s id: it is empty, padded with space, longer than 200 characters or not printable, or begins "
            "with @, which marks a role."
        )
    if ";" in party:
        raise ValueError(f"{party!r} is no {kind}'s id: it holds a semicolon, which parts the ids of a list.")
    require_text(party)


def write(connection: Connection, person: Person) -> None:
    """:func:`put` within a transaction of :func:`changing`."""
    known = connection.execute(sa.select(party_ids.c.kind).where(party_ids.c.id == person.id)).scalar()
    if known == "position":
        raise ValueError(f"{person.id!r} is a position's id. A person needs an id of their own: a task may be laid on either.")
    removed = connection.execute(people.delete().where(people.c.id == person.id)).rowcount
    if known and not removed:
        raise ValueError(f"{person.id!r} was the id of somebody who was erased; the ledger still holds it. Take another id.")
    if not known:
        connection.execute(party_ids.insert(), {"id": person.id, "kind": "person"})
    connection.execute(people.insert(), asdict(person))


def get(engine: Engine, person_id: str) -> Person | None:
    """Who ``person_id`` is, or ``None`` if nobody is known by it (any more)."""
    with reading(engine) as connection:
        row = connection.execute(sa.select(people).where(people.c.id == person_id)).first()
    return Person(**row._mapping) if row else None


def known(engine: Engine, persons: Iterable[str]) -> dict[str, Person]:
    """Those among ``persons`` whose name is known."""
    found: dict[str, Person] = {}
    with reading(engine) as connection:
        for some in chunks(persons):
            rows = connection.execute(sa.select(people).where(people.c.id.in_(some)))
            found |= {row.id: Person(**row._mapping) for row in rows}
    return found


def everyone(engine: Engine) -> list[Person]:
    """All people, by name."""
    with reading(engine) as connection:
        return [Person(**row._mapping) for row in connection.execute(sa.select(people).order_by(people.c.name, people.c.id))]


def erase(engine: Engine, person_id: str) -> bool:
    """Forget ``person_id``'s name, addresses, absences, preferences and messages for good. ``False`` if nobody is known by it.

    The id stays: in the ledger, and in the history of the positions they held. They are nobody's deputy any more and nobody is theirs.
    On SQLite the bytes are overwritten too, in the file and in its log. Backups are their keeper's to deal with.
    """
    sqlite = engine.dialect.name == "sqlite"
    with changing(engine) as connection:
        if sqlite:
            connection.exec_driver_sql("PRAGMA secure_delete=ON")
        email = connection.execute(sa.select(people.c.email).where(people.c.id == person_id)).scalar()
        done = connection.execute(people.delete().where(people.c.id == person_id))
        if done.rowcount:
            _unname(connection, person_id)
            forget_channels(connection, person_id, email)
            forget_messages(connection, person_id)
    if sqlite:
        with contextlib.closing(engine.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return done.rowcount == 1


def _unname(connection: Connection, person_id: str) -> None:
    connection.execute(absences.delete().where(absences.c.person == person_id))
    connection.execute(deputies.delete().where(sa.or_(deputies.c.party == person_id, deputies.c.deputy == person_id)))
    for row in connection.execute(sa.select(absences.c.number, absences.c.deputies)).fetchall():
        if person_id in row.deputies:
            left = [each for each in row.deputies if each != person_id]
            connection.execute(absences.update().where(absences.c.number == row.number).values(deputies=left))
