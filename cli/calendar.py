"""The session calendar that a verb reads by: the shipped one, and what was entered in this instance where there is one."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.time.sessions import SessionCalendar


def known_calendar() -> "SessionCalendar":
    """The calendar in force. Without a ledger it is the shipped one: reading a document needs no ledger."""
    from reading import calendars

    if not has_ledger():
        return calendars.shipped()
    from cli.office import Office
    from engine.sessions import calendar_of

    return calendar_of(Office().engine)


def has_ledger() -> bool:
    """Whether this instance has one yet."""
    import config

    settings = config.load()
    if file := settings.database_file:
        return file.is_file()
    from schema.current import revision
    from schema.engine import make_engine

    engine = make_engine(settings.database)
    try:
        return revision(engine) is not None
    finally:
        engine.dispose()
