"""People: the only place with names and addresses. The ledger knows them by id, so that they can be erased and it stays whole."""

import contextlib
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from schema.engine import Engine, reading, writing
from schema.tables import people


@dataclass(frozen=True, slots=True)
class Person:
    """``zone`` is the IANA zone their days are in, ``language`` a BCP 47 tag."""

    id: str
    name: str
    email: str | None = None
    zone: str = "UTC"
    language: str = "en"


def put(engine: Engine, person: Person) -> None:
    """Add ``person``, or replace what is known under the same id.

    Raises :class:`ValueError` for an id or an address that can't be one.
    """
    if not person.id.strip() or person.id != person.id.strip() or person.id.startswith("@"):
        raise ValueError(
            f"{person.id!r} is no person's id: it is empty, padded with space, or begins with @, which marks a role."
        )
    if person.email is not None and (
        person.email.count("@") != 1 or any(c.isspace() or not c.isprintable() for c in person.email)
    ):
        raise ValueError(f"{person.email!r} is not an email address. Write name@host, without spaces or line breaks.")
    with writing(engine, ledger=False) as connection:
        connection.execute(people.delete().where(people.c.id == person.id))
        connection.execute(people.insert(), asdict(person))


def get(engine: Engine, person_id: str) -> Person | None:
    """Who ``person_id`` is, or ``None`` if nobody is known by it (any more)."""
    with reading(engine) as connection:
        row = connection.execute(sa.select(people).where(people.c.id == person_id)).first()
    return Person(**row._mapping) if row else None


def everyone(engine: Engine) -> list[Person]:
    """All people, by name."""
    with reading(engine) as connection:
        return [Person(**row._mapping) for row in connection.execute(sa.select(people).order_by(people.c.name, people.c.id))]


def erase(engine: Engine, person_id: str) -> bool:
    """Forget ``person_id``'s name and address for good; the id stays in the ledger. ``False`` if nobody is known by it.

    On SQLite the bytes are overwritten too, in the file and in its log. Backups are their keeper's to deal with.
    """
    sqlite = engine.dialect.name == "sqlite"
    with writing(engine, ledger=False) as connection:
        if sqlite:
            connection.exec_driver_sql("PRAGMA secure_delete=ON")
        done = connection.execute(people.delete().where(people.c.id == person_id))
    if sqlite:
        with contextlib.closing(engine.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return done.rowcount == 1
