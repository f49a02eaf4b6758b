"""The one activity that records: events, projection, notices and starts in a single transaction, grouped with its neighbours'."""

from collections.abc import Callable
from typing import Any

from temporalio import activity
from temporalio.exceptions import ApplicationError

from schema.errors import InvalidAppend, LedgerShort
from schema.grouped import GroupedLedger
from schema.ledger import Ledger
from wire.records import Append, Appended
from workflows.contracts import APPEND, READ_SINCE, UNRECORDABLE, ReadSince, Since


class LedgerActivities:
    """Bound to one ledger. Safe to retry: a command that was recorded answers ``REPEATED`` with what it recorded then."""

    def __init__(self, ledger: Ledger, grouped: GroupedLedger) -> None:
        self._ledger = ledger
        self._grouped = grouped

    @activity.defn(name=APPEND)
    async def append(self, request: Append) -> Appended:
        """Record ``request``; the answer comes after the commit. What the ledger will never take is not tried again."""
        try:
            return await self._grouped.append(request)
        except (InvalidAppend, LedgerShort) as error:
            raise ApplicationError(str(error), type=UNRECORDABLE, non_retryable=True) from error

    @activity.defn(name=READ_SINCE)
    def read_since(self, request: ReadSince) -> Since:
        """The events of a stream after a seq, oldest first."""
        return Since(tuple(self._ledger.history(request.stream, request.after_seq)))

    def all(self) -> list[Callable[..., Any]]:
        """What a worker registers."""
        return [self.append, self.read_since]
