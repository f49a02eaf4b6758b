"""What becomes of a series' occurrences when it is closed, or opened again: each is sent word, in a command of its own.

An occurrence is an obligation with a life of its own, and its own workflow decides what its series' end means for it. The word is sent as
soon as the series is closed; where that is cut off, the instance sends it again (:class:`engine.series.SeriesKeeper`). Its id is made
from the series' event, so it is carried out once.
"""

from collections.abc import Awaitable, Callable, Iterator, Sequence

import structlog

from domain.commands import CloseWithSeries, Command, Envelope, Reopen
from domain.events import Reopened, Stamped, Superseded, Waived
from schema.engine import Engine
from schema.series import apart
from wire.records import StoredEvent, unstore

log = structlog.get_logger(__name__)

Word = tuple[str, Envelope]
"""An occurrence's id, and what it is sent."""

_CLOSING = frozenset({"Waived", "Superseded"})
_TURNING = _CLOSING | {"Reopened"}


def word_id(series: str, seq: int) -> str:
    """The command id of the word of a series' event: the same for each of its occurrences, every time."""
    return f"series:{series}#{seq}"


def unheard(engine: Engine, series: str | None = None) -> list[Word]:
    """The words that occurrences (those of ``series``, or all) have not heard yet."""
    pairs, events = apart(engine, series)
    return [word for whole, one in pairs for word in _word(whole, events[whole], one, events[one])]


def _word(series: str, course: Sequence[StoredEvent], occurrence: str, life: Sequence[StoredEvent]) -> Iterator[Word]:
    turn = next((row for row in reversed(course) if row.kind in _TURNING), None)
    if turn is None or any(row.command_id == word_id(series, turn.seq) for row in life):
        return
    closing = next((row for row in reversed(life) if row.kind in _CLOSING), None)
    if turn.kind == "Reopened" and not (closing and closing.command_id.startswith(word_id(series, 0)[:-1])):
        return  # it was closed by itself, and stays so
    stamped = unstore(turn)
    # what was so just now is so now: another machine's clock may be behind, and would call it the future
    since = stamped.effective_at if stamped.effective_at < stamped.recorded_at else None
    if command := _command(stamped):
        yield occurrence, Envelope(word_id(series, turn.seq), stamped.actor, command, since)


def _command(stamped: Stamped) -> Command | None:
    match stamped.event:
        case Waived(reason=reason):
            return CloseWithSeries(reason, stamped.effective_at)
        case Superseded(by=by, reason=reason):
            return CloseWithSeries(reason, stamped.effective_at, by)
        case Reopened(reason=reason):
            return Reopen(reason)
    return None


async def send(words: Sequence[Word], carry_out: Callable[[str, Envelope], Awaitable[object]]) -> int:
    """Send ``words``; how many arrived. What does not is said and left: it is sent again later."""
    arrived = 0
    for occurrence, envelope in words:
        try:
            await carry_out(occurrence, envelope)
            arrived += 1
        except Exception as error:  # whoever closed the series has done so, whatever becomes of this
            reason = f"{type(error).__name__}: {error}"
            log.warning("occurrence.not_told", obligation=occurrence, command=envelope.command_id, reason=reason)
    return arrived
