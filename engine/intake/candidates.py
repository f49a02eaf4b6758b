"""The obligations that an event from outside may concern, as matching wants them: narrowed down in the database first."""

from collections.abc import Iterable
from datetime import date, timedelta

from domain.instrument import SessionRef
from domain.matching import Candidate, before, named
from domain.obligation import OPEN, Obligation, Status
from domain.outside import DocumentIssued, MeetingHeld, OutsideEvent
from domain.time.sessions import SessionCalendar
from schema import inbox, queries
from schema.engine import Engine
from schema.ledger import Ledger
from schema.queries import Filter

ALIVE = (Status.PROPOSED, *(OPEN - {Status.RECURRING}))
"""What an event may concern: proposals too, which a person may still confirm; of a series, its occurrences."""

_AROUND = timedelta(days=400)
"""How far from an event's day the due day of what it answers may be."""


def candidates(engine: Engine, event: OutsideEvent, calendar: SessionCalendar) -> list[Candidate]:
    """What ``event`` may concern: bound to its session, named by it, answered before by a document of it, or due around its day."""
    documents = inbox.documents_of(engine)
    ids = set(_bound(engine, before(event, calendar))) | set(_named(engine, event)) | set(_answered(event, documents))
    if event.day and isinstance(event.data, DocumentIssued | MeetingHeld):
        ids |= set(_around(engine, event.day))
    states = [state for state in Ledger(engine).states(sorted(ids)).values() if state.status in ALIVE]
    files = _Files(engine)
    return [files.candidate(state, documents.get(state.id, ())) for state in states]


def _bound(engine: Engine, session: SessionRef | None) -> Iterable[str]:
    if session is None:
        return ()
    wanted = Filter(statuses=ALIVE, session=(session.body, session.number))
    return (row.id for row in queries.obligations_where(engine, wanted))


def _named(engine: Engine, event: OutsideEvent) -> Iterable[str]:
    """What the event names: obligations, and all of instruments, whatever case and spaces they are written with."""
    if not (names := named(event)):
        return
    symbols = {_filed(row.symbol): row.symbol for row in queries.instruments_where(engine)}
    for name in names:
        yield name
        instrument = name.rpartition(":")[0] or name
        wanted = Filter(instrument=symbols.get(_filed(instrument), instrument), statuses=ALIVE)
        yield from (row.id for row in queries.obligations_where(engine, wanted))


def _filed(symbol: str) -> str:
    return "".join(symbol.split()).casefold()


def _answered(event: OutsideEvent, documents: dict[str, tuple[str, ...]]) -> Iterable[str]:
    """Obligations that are answered by the document which this event amends, or which a meeting had before it."""
    match event.data:
        case DocumentIssued(symbol=symbol):
            wanted = [symbol]
        case MeetingHeld(documents=considered):
            wanted = list(considered)
        case _:
            return
    folded = [each.casefold() for each in wanted]
    for obligation, symbols in documents.items():
        if any(one.startswith(known.casefold()) for known in symbols for one in folded):
            yield obligation


def _around(engine: Engine, day: date) -> Iterable[str]:
    wanted = Filter(statuses=ALIVE, due_from=day - _AROUND, due_by=day + _AROUND)
    return (row.id for row in queries.obligations_where(engine, wanted) if row.session_body is None)


class _Files:
    """Instruments and their paragraphs' words, each asked for once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._instruments = {row.symbol: row for row in queries.instruments_where(engine)}
        self._words: dict[str, dict[str, str]] = {}

    def words(self, instrument: str, provision: str) -> str:
        if instrument not in self._words:
            rows = queries.provisions_of(self._engine, instrument)
            self._words[instrument] = {row.number: row.text for row in rows if row.number}
        return self._words[instrument].get(provision, "")

    def candidate(self, state: Obligation, documents: tuple[str, ...]) -> Candidate:
        terms, of = state.terms, self._instruments.get(state.terms.instrument)
        return Candidate(
            id=state.id,
            instrument=terms.instrument,
            provision=terms.provision,
            deliverable=terms.deliverable,
            recipients=terms.recipients,
            addressees=terms.addressees,
            due=state.due,
            title=(of.title or "") if of else "",
            agenda_item=(of.agenda_item or "") if of else "",
            session=of.session if of else None,
            words=self.words(terms.instrument, terms.provision) or " ".join(terms.actions),
            documents=documents,
            series=terms.series,
        )
