"""People can be erased; sessions remember when what was known of them."""

from datetime import date
from pathlib import Path

import pytest

from domain.time.sessions import SessionCalendar, SessionRow
from schema import people, sessions
from schema.engine import Engine, writing
from schema.people import Person

ANN = Person("ann", "Ann Example", "ann@example.org", "America/New_York", "fr")
BODY = "High-level Committee on South-South Cooperation"


def test_people_are_put_found_replaced_and_erased(engine: Engine) -> None:
    people.put(engine, ANN)
    people.put(engine, Person("bob", "Bob"))
    assert people.get(engine, "ann") == ANN
    assert people.get(engine, "eve") is None
    people.put(engine, Person("ann", "Ann Other"))
    assert people.everyone(engine) == [Person("ann", "Ann Other", None, "UTC", "en"), Person("bob", "Bob")]
    assert people.erase(engine, "ann")
    assert not people.erase(engine, "ann")
    assert people.everyone(engine) == [Person("bob", "Bob")]


@pytest.mark.parametrize(
    "person",
    [
        Person("", "x"),
        Person(" ann", "x"),
        Person("@coordinator", "x"),
        Person("ann", "x", "no address"),
        Person("ann", "x", "a@b\r\nBcc: eve@example.org"),
        Person("ann", "x", "a@b@c"),
    ],
)
def test_who_cannot_be_written_to_is_refused(engine: Engine, person: Person) -> None:
    with pytest.raises(ValueError, match=r"no person's id|not an email address"):
        people.put(engine, person)
    assert people.everyone(engine) == []


def test_an_erased_name_is_nowhere_in_the_files(sqlite_url: str) -> None:
    from schema.engine import make_engine
    from schema.migrate import upgrade

    upgrade(sqlite_url)
    engine = make_engine(sqlite_url)
    people.put(engine, ANN)
    folder = Path(str(engine.url.database)).parent
    assert any(b"Ann Example" in path.read_bytes() for path in folder.iterdir())
    people.erase(engine, "ann")
    engine.dispose()
    assert not any(b"Ann Example" in path.read_bytes() for path in folder.iterdir())


def row(known_since: date, opening: date | None, closing: date | None, number: int = 20, source: str = "A/1") -> SessionRow:
    return SessionRow(BODY, number, opening, closing, known_since, expected="" if opening else "2019", source=source, note="n")


def test_sessions_put_off_keep_what_was_known_when(engine: Engine) -> None:
    planned = row(date(2016, 5, 20), date(2018, 5, 21), date(2018, 5, 24))
    put_off = row(date(2018, 5, 1), None, None)
    held = row(date(2021, 4, 1), date(2021, 6, 1), date(2021, 6, 4))
    for each in (held, planned, put_off):
        sessions.put(engine, each)
    assert sessions.entered(engine) == (planned, put_off, held)
    calendar = SessionCalendar().with_rows(sessions.entered(engine))
    then = calendar.days(BODY, 20, date(2017, 1, 1))
    assert then and then.opening == date(2018, 5, 21)
    assert calendar.days(BODY, 20, date(2019, 1, 1)) is None
    now = calendar.days(BODY, 20)
    assert now and now.closing == date(2021, 6, 4)


def test_an_entry_of_the_same_day_is_replaced(engine: Engine) -> None:
    sessions.put(engine, row(date(2021, 4, 1), date(2021, 6, 1), date(2021, 6, 4)))
    mended = row(date(2021, 4, 1), date(2021, 6, 2), date(2021, 6, 5), source="A/2")
    sessions.put(engine, mended)
    assert sessions.entered(engine) == (mended,)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (row(date(2021, 4, 1), date(2021, 6, 4), date(2021, 6, 1)), "in that order"),
        (row(date(2021, 4, 1), date(2021, 6, 4), None), "in that order"),
        (row(date(2021, 4, 1), date(2021, 6, 1), date(2021, 6, 4), number=0), "number from 1"),
        (row(date(2021, 4, 1), date(2021, 6, 1), date(2021, 6, 4), source=" "), "where the session's days are from"),
    ],
)
def test_an_entry_that_contradicts_itself_is_refused(engine: Engine, entry: SessionRow, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        sessions.put(engine, entry)
    assert sessions.entered(engine) == ()


def test_writing_beside_the_ledger_is_taken_back_on_an_error(engine: Engine) -> None:
    with pytest.raises(RuntimeError, match="changed my mind"), writing(engine, ledger=False) as connection:
        connection.exec_driver_sql("INSERT INTO people (id, name, zone, language) VALUES ('x', 'x', 'UTC', 'en')")
        raise RuntimeError("changed my mind")
    assert people.everyone(engine) == []
