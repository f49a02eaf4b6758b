"""Completion of ids at the shell: fast enough for the Tab key, and silent about whatever goes wrong."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

MOST = 200
"""Ids offered at once."""


def obligation_ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
    """The ids that begin with what is typed, or whose end does.

    The embedded ledger's file is asked directly: loading all that a verb needs would take longer than a person waits for a Tab.
    """
    return [each for each in _ids("SELECT id FROM obligations") if fits(each, incomplete)][:MOST]


def symbols(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
    """The registered symbols that begin with what is typed."""
    return [each for each in _ids("SELECT symbol FROM instruments") if each.casefold().startswith(incomplete.casefold())][:MOST]


def fits(obligation: str, incomplete: str) -> bool:
    return obligation.casefold().startswith(incomplete.casefold())


def _ids(question: str) -> list[str]:
    import sqlite3

    import config

    try:
        file = config.load().database_file
        if file is None:
            return []
        connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=0.2)
        try:
            return sorted(row[0] for row in connection.execute(question))
        finally:
            connection.close()
    except (sqlite3.Error, config.SettingsError, OSError):
        return []


def obligation_argument(command: F) -> F:
    return click.argument("obligation", metavar="ID", shell_complete=obligation_ids)(command)
