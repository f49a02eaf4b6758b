"""Exit codes, and which error ends in which. Errors are told by name, so that nothing heavy is imported to tell them."""

from enum import IntEnum


class Exit(IntEnum):
    """How a run ended. Scripts may rely on these numbers."""

    OK = 0
    UNEXPECTED = 1
    USAGE = 2
    NOT_FOUND = 3
    REFUSED = 4
    BAD_DOCUMENT = 5
    ENGINE_DOWN = 6
    VERIFICATION_FAILED = 7
    SET_UP = 8
    STORAGE = 9
    PARTLY = 10
    INTERRUPTED = 130


MEANING: dict[Exit, str] = {
    Exit.OK: "All went well.",
    Exit.UNEXPECTED: "Something went wrong that nobody foresaw; `--debug` shows where.",
    Exit.USAGE: "The command line is not right: a verb, an option, an argument or a value, or metadata that must be given.",
    Exit.NOT_FOUND: "There is no such obligation, instrument, person, session or file, or the id fits several.",
    Exit.REFUSED: "The step is not legal now, or not by this person, or it was done before. The message names what is legal.",
    Exit.BAD_DOCUMENT: "A document cannot be read or holds no operative paragraph; or a file, link, event or table is none to take.",
    Exit.ENGINE_DOWN: "The step needs the engine, and no engine or worker answers.",
    Exit.VERIFICATION_FAILED: "The ledger, or the engine, is not what it must be.",
    Exit.SET_UP: "A setting, a program or the data folder is not right, or another process holds the folder.",
    Exit.STORAGE: "The database could not do what it was asked: locked, full, away, older or newer than this program.",
    Exit.PARTLY: "Several things were asked for and some failed; the output names them. The others are done.",
    Exit.INTERRUPTED: "Stopped with Ctrl-C.",
}

_EXITS: dict[str, Exit] = {
    "cli.exits.Unclear": Exit.NOT_FOUND,
    "cli.exits.Failed": Exit.PARTLY,
    "click.exceptions.UsageError": Exit.USAGE,
    "click.exceptions.Abort": Exit.INTERRUPTED,
    "builtins.KeyboardInterrupt": Exit.INTERRUPTED,
    "builtins.FileNotFoundError": Exit.NOT_FOUND,
    "builtins.PermissionError": Exit.SET_UP,
    "domain.errors.Refused": Exit.REFUSED,
    "domain.errors.DomainError": Exit.VERIFICATION_FAILED,
    "engine.intake.cloud_events.NotAnEvent": Exit.BAD_DOCUMENT,
    "engine.keeping.evidence.NotEvidence": Exit.BAD_DOCUMENT,
    "engine.exchange.cells.Unreadable": Exit.BAD_DOCUMENT,
    "engine.exchange.merge.NotImported": Exit.BAD_DOCUMENT,
    "engine.intake.taking.NotNow": Exit.REFUSED,
    "engine.lineage.proposing.NotNow": Exit.REFUSED,
    "engine.keeping.files.NotAsKept": Exit.VERIFICATION_FAILED,
    "engine.registration.MetadataMissing": Exit.USAGE,
    "engine.registration.NotASymbol": Exit.USAGE,
    "engine.bodies.MembersInCircle": Exit.REFUSED,
    "engine.errors.NotFound": Exit.NOT_FOUND,
    "engine.errors.EngineDown": Exit.ENGINE_DOWN,
    "engine.errors.EngineError": Exit.SET_UP,
    "reading.errors.ReadingError": Exit.BAD_DOCUMENT,
    "schema.errors.AlreadyRegistered": Exit.REFUSED,
    "schema.party_store.Contradiction": Exit.REFUSED,
    "schema.errors.LedgerError": Exit.STORAGE,
    "schema.errors.DatabaseUnsupported": Exit.SET_UP,
    "schema.errors.DatabaseNewer": Exit.STORAGE,
    "schema.errors.DatabaseOlder": Exit.STORAGE,
    "sqlalchemy.exc.SQLAlchemyError": Exit.STORAGE,
    "config.SettingsError": Exit.SET_UP,
    "zoneinfo._common.ZoneInfoNotFoundError": Exit.USAGE,
}


class Unclear(Exception):
    """What was asked for fits nothing, or more than one thing. ``candidates`` are ids that may be meant."""

    def __init__(self, message: str, candidates: tuple[str, ...] = ()) -> None:
        self.candidates = candidates
        super().__init__(message)


class Failed(Exception):
    """Some of several things failed. They have been named already."""


def exit_of(error: BaseException) -> Exit:
    """The exit code for ``error``: that of the nearest class of its family that the table knows."""
    for kind in type(error).__mro__:
        if (code := _EXITS.get(f"{kind.__module__}.{kind.__qualname__}")) is not None:
            return code
    return Exit.UNEXPECTED
