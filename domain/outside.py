"""What happens outside and matters to obligations: a document is issued, a meeting held, a session moved, a resolution adopted.

These are the data of CloudEvents; their JSON Schema in ``docs/events.md`` is made from the classes here.
"""

from dataclasses import dataclass
from datetime import date, datetime

DOCUMENT_ISSUED = "org.servanda.document.issued"
MEETING_HELD = "org.servanda.meeting.held"
SESSION_MOVED = "org.servanda.session.moved"
RESOLUTION_ADOPTED = "org.servanda.resolution.adopted"


@dataclass(frozen=True, slots=True)
class DocumentIssued:
    """A document is out. ``symbol`` is its own; ``body`` and ``session`` are before whom it comes, where the symbol does not say.

    ``agenda_item`` is the item's title. ``responds_to`` names what it answers: ids of obligations (``A/RES/71/244:30``) or symbols of
    resolutions. ``url`` is where it can be read, ``issued`` the day.
    """

    symbol: str
    title: str = ""
    url: str = ""
    issued: date | None = None
    body: str = ""
    session: int | None = None
    agenda_item: str = ""
    responds_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingHeld:
    """A body has met. ``documents`` are the symbols of what it had before it, ``agenda_item`` the item's title, ``url`` its record."""

    body: str
    held: date
    session: int | None = None
    title: str = ""
    agenda_item: str = ""
    documents: tuple[str, ...] = ()
    responds_to: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class SessionMoved:
    """A session is given days, or put off: without ``opens`` it has none, and ``expected`` may say what is known ("May 2020").

    ``source`` is the document or page that says so. ``known_since`` is the day since when; left out, it is the event's.
    """

    body: str
    session: int
    source: str
    opens: date | None = None
    closes: date | None = None
    expected: str = ""
    known_since: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ResolutionAdopted:
    """A resolution was adopted; it is proposed for reading, and registers nothing by itself."""

    symbol: str
    title: str = ""
    body: str = ""
    session: int | None = None
    adopted: date | None = None
    url: str = ""


Happening = DocumentIssued | MeetingHeld | SessionMoved | ResolutionAdopted

TYPES: dict[str, type[Happening]] = {
    DOCUMENT_ISSUED: DocumentIssued,
    MEETING_HELD: MeetingHeld,
    SESSION_MOVED: SessionMoved,
    RESOLUTION_ADOPTED: ResolutionAdopted,
}


@dataclass(frozen=True, slots=True)
class OutsideEvent:
    """One CloudEvent. ``source`` and ``id`` together name it for ever; ``data`` is ``None`` for a type that is not known here.

    ``time`` (UTC, aware) is when it happened, as its source says.
    """

    source: str
    id: str
    type: str
    subject: str | None = None
    time: datetime | None = None
    data: Happening | None = None

    @property
    def day(self) -> date | None:
        """The day on which it happened, as the data say or else as the event does (UTC)."""
        match self.data:
            case DocumentIssued(issued=day) | ResolutionAdopted(adopted=day):
                found = day
            case MeetingHeld(held=day):
                found = day
            case _:
                found = None
        return found or (self.time.date() if self.time else None)


def fault(data: Happening | None) -> str | None:
    """What is wrong with ``data`` although every field is of its kind, in a sentence; ``None`` if nothing is."""
    if data is None:
        return None
    session = data.session
    if session is not None and not 1 <= session <= 9999:
        return f"a session is numbered from 1 to 9999, not {session}."
    match data:
        case DocumentIssued(symbol=symbol) | ResolutionAdopted(symbol=symbol) if not symbol.strip():
            return "the symbol is blank."
        case MeetingHeld(body=body) | SessionMoved(body=body) if not body.strip():
            return "the body is blank."
        case SessionMoved(source=source) if not source.strip():
            return "the source is blank: say which document or page gives the session its days."
        case SessionMoved(opens=None, closes=closes) if closes:
            return "a session closes after it has opened: opens is missing."
        case SessionMoved(opens=opens, closes=closes) if opens and closes and closes < opens:
            return f"the session would close on {closes}, before it opens on {opens}."
    return None
