"""What verbs work with: the settings, the ledger, the ids there are, and the way a command goes to its obligation."""

import asyncio
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

import config
from cli import ids
from cli.exits import Unclear
from domain.commands import Command, Envelope
from domain.obligation import Obligation
from domain.parties import Standing
from domain.time.zones import start_of_day
from engine.errors import EngineDown, NotFound
from schema import parties, queries
from schema.current import require_current
from schema.engine import Engine, make_engine
from schema.ledger import Ledger

if TYPE_CHECKING:
    from temporalio.client import Client

    from engine.obligations import Obligations
    from workflows.contracts import Answer


def now() -> datetime:
    """The machine's time (UTC, aware)."""
    return datetime.now(UTC)


_open: list[Engine] = []


def close() -> None:
    """Let go of every database that was opened in this run."""
    while _open:
        _open.pop().dispose()


class Office:
    """One instance as a verb sees it. ``founding`` makes the database where there is none yet."""

    def __init__(self, *, founding: bool = False) -> None:
        self.settings = config.load()
        self._founding = founding
        self._acting: dict[str, tuple[str, ...]] = {}

    @cached_property
    def engine(self) -> Engine:
        """The database. Raises :class:`NotFound` where there is none yet, and :class:`~schema.errors.DatabaseOlder` or ``DatabaseNewer``
        where it is not what this code needs: nobody is told of a table that is missing."""
        url, file = self.settings.database, self.settings.database_file
        if self._founding:
            self.settings.data.mkdir(parents=True, exist_ok=True)
        elif file and not file.is_file():
            raise NotFound(
                f"There is no ledger at {file} yet. Begin with `servanda register FILE` or `servanda up`, "
                "or name another data folder with SERVANDA_DATA."
            )
        engine = make_engine(url)
        _open.append(engine)
        if self._founding:
            _found(engine, url)
        require_current(engine)
        return engine

    @cached_property
    def ledger(self) -> Ledger:
        return Ledger(self.engine)

    def find(self, written: str) -> str:
        """The id that a person means by ``written``. Raises :class:`~cli.exits.Unclear`."""
        if queries.show(self.engine, written) is not None:
            return written
        digits = re.search(r"(\d+)[^\d:]*(?:/\d+)?\s*$", ids.key(written))
        near = [p.id for p in queries.obligations_where(self.engine, queries.Filter(text=digits[1]))] if digits else []
        if near and ids.matching(written, near):
            return ids.find(written, near)
        return ids.find(written, [p.id for p in queries.obligations_where(self.engine)])

    def find_instrument(self, written: str) -> str:
        """The symbol of the registered instrument that ``written`` means, whole or its end. Raises :class:`~cli.exits.Unclear`."""
        symbols = [row.symbol for row in queries.instruments_where(self.engine)]
        by_key = {ids.key(symbol): symbol for symbol in symbols}
        wanted = ids.key(written)
        if wanted in by_key:
            return by_key[wanted]
        found = [symbol for key, symbol in by_key.items() if key.endswith("/" + wanted)]
        if len(found) == 1:
            return found[0]
        why = f"{written!r} may mean several instruments:" if found else f"No instrument {written!r} is registered. There are:"
        raise Unclear(why if symbols else f"No instrument {written!r} is registered: none is.", tuple(found or symbols))

    def state(self, obligation: str) -> Obligation:
        """The obligation as its events make it. Raises :class:`NotFound`."""
        state = self.ledger.state(obligation)
        if state is None:
            raise NotFound(f"There is no obligation {obligation}. `servanda list` shows those there are.")
        return state

    def envelope(self, command: Command, actor: str, command_id: str, on: date | datetime | None, zone: str) -> Envelope:
        """``command`` as sent by ``actor``, for themselves and for every party they hold or stand in for now.

        A day stands for its first moment in ``zone``, so that today is never in the future."""
        since = start_of_day(on, zone) if on is not None and not isinstance(on, datetime) else on and on.astimezone(UTC)
        return Envelope(command_id, actor, command, since, self.acting_as(actor))

    def acting_as(self, actor: str) -> tuple[str, ...]:
        """The parties that ``actor`` may act for besides themselves; looked up once.

        A body's coordinator is told what nobody else is there for and reassigns it; to act on it would bar them from approving it.
        """
        if actor not in self._acting:
            worn = parties.hats(self.engine, actor, now())
            self._acting[actor] = tuple(hat.party for hat in worn if hat.standing is not Standing.BODY_COORDINATOR)
        return self._acting[actor]

    @cached_property
    def obligations(self) -> "Obligations":
        """Where commands are put."""
        from engine.obligations import Obligations

        return Obligations(self.ledger, self.client, now)

    async def client(self) -> "Client":
        """The way to the engine. Raises :class:`EngineDown` where none runs."""
        from engine import embedded
        from engine.connect import connect

        address = embedded.address(self.settings)
        if address is None:
            raise EngineDown(
                "This needs the engine, and none runs for this data folder. Nothing was recorded. "
                "Start it with `servanda up`, in another terminal, and try again."
            )
        return await connect(self.settings, address, patience=5)

    def carry_out(self, obligation: str, envelope: Envelope) -> "Answer":
        """Put one command to ``obligation``; when this returns, the ledger has it."""
        return asyncio.run(self.obligations.carry_out(obligation, envelope))

    async def carry_out_all(self, asked: Sequence[tuple[str, Envelope]], at_once: int = 16) -> "list[Answer | Exception]":
        """Put many commands, some at a time; an answer or an error each, in order."""
        gate = asyncio.Semaphore(at_once)

        async def one(obligation: str, envelope: Envelope) -> "Answer":
            async with gate:
                return await self.obligations.carry_out(obligation, envelope)

        found = await asyncio.gather(*(one(*each) for each in asked), return_exceptions=True)
        return [_no_interrupt(each) for each in found]


def _no_interrupt(found: "Answer | BaseException") -> "Answer | Exception":
    if isinstance(found, BaseException) and not isinstance(found, Exception):
        raise found
    return found


def _found(engine: Engine, url: str) -> None:
    """Make the tables where there are none at all. Migrating what there is, is for `servanda up`."""
    from schema.current import revision

    if revision(engine) is None:
        from schema.migrate import upgrade

        upgrade(url)
