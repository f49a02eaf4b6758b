"""What can go wrong between a person and the engine. Each message says what happened, why, and what to do."""


class EngineError(Exception):
    """Something between the command and the ledger did not work; what is not in the ledger has not happened."""


class NotFound(EngineError):
    """There is no such obligation, instrument, person or session."""


class EngineDown(EngineError):
    """No Temporal server answers, or no worker does. The command was not carried out, or will be when they are back."""


class AlreadyRunning(EngineError):
    """Another process holds this data folder."""
