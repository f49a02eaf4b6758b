"""Refusals of the kernel. Each message says what happened, why, and what to do."""

from collections.abc import Sequence


class DomainError(Exception):
    """A rule of the obligation's life was not met."""


class Refused(DomainError):
    """A command is not legal in the obligation's present state, or by this actor. Nothing was recorded.

    ``legal`` names the steps that are legal now, in the words of the command line.
    """

    def __init__(self, message: str, legal: Sequence[str] = ()) -> None:
        self.legal = tuple(legal)
        if legal:
            message = f"{message} Legal now: {', '.join(legal)}."
        super().__init__(message)


class UnknownEvent(DomainError):
    """An event of a kind or version that this code does not know. It is never skipped: a fold that guesses proves nothing."""
