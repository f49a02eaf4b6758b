"""What the database may refuse. Each message says what happened, why, and what to do."""


class LedgerError(Exception):
    """The ledger could not do what it was asked. Nothing was written."""


class LedgerShort(LedgerError):
    """The stream holds fewer events than the caller has seen: the ledger has lost events, or this is another database."""


class InvalidAppend(LedgerError, ValueError):
    """What was to be appended contradicts itself, or holds what no database can store. Its batch is not concerned."""


class LedgerClosed(LedgerError):
    """The ledger's writer has been closed, or is closing."""


class DatabaseUnsupported(Exception):
    """The database URL names something other than SQLite or PostgreSQL."""


class DatabaseNewer(Exception):
    """The database was migrated by a newer Servanda than this one."""


class DatabaseOlder(Exception):
    """The database has not been migrated to what this Servanda needs."""


class AlreadyRegistered(Exception):
    """An instrument with this symbol, or with these very bytes, is registered. ``symbol`` is the registered one's."""

    def __init__(self, message: str, symbol: str) -> None:
        self.symbol = symbol
        super().__init__(message)
