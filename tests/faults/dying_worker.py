"""The real worker on a ledger that kills it right after a commit: what was recorded then was answered to nobody.

``DYING_AFTER`` is after how many recorded appends it dies (0: never), ``DYING_NAIVE`` a SQLite file with a table ``naive``, into which
every append is also inserted as an activity would that knows no key: the control.
"""

import os
import signal
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta

import worker
from engine import workers
from schema.engine import Engine
from schema.ledger import Answer, Ledger
from wire.records import Append, Appended, Outcome


class DyingLedger(Ledger):
    """Kills its own process right after the commit that holds the given append."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._left = int(os.environ["DYING_AFTER"])
        self._dies = self._left > 0
        self._naive = os.environ["DYING_NAIVE"]

    def append_many(self, items: Sequence[Append]) -> list[Answer]:
        with closing(sqlite3.connect(self._naive, timeout=30)) as naive, naive:
            naive.executemany("INSERT INTO naive VALUES (?, ?)", [(item.stream, item.command_id) for item in items])
        answers = super().append_many(items)
        self._left -= sum(isinstance(one, Appended) and one.outcome is Outcome.RECORDED for one in answers)
        if self._dies and self._left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return answers


if __name__ == "__main__":
    worker.Ledger = workers.Ledger = DyingLedger  # type: ignore[misc]
    workers.STICKINESS = timedelta(seconds=5)
    worker.main()
