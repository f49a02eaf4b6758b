"""The options that verbs share, and the values that people write: days, zones, moments."""

import os
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import uuid4

import click

F = TypeVar("F", bound=Callable[..., Any])

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


class Day(click.ParamType[date]):
    """A day as people write it: ``2017-09-11`` or ``11 September 2017``. Nothing that reads two ways, such as 11/9/2017."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        found = parse_day(str(value))
        if found is None:
            self.fail(f"{value!r} is no day. Write it as 2017-09-11 or '11 September 2017'.", param, ctx)
        return found


class Moment(click.ParamType["date | datetime"]):
    """A day, or an instant with its offset: ``2017-03-05T14:30+01:00``. An instant without one is in nobody's zone and refused."""

    name = "when"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date | datetime:
        if isinstance(value, date):
            return value
        if (day := parse_day(str(value))) is not None:
            return day
        try:
            instant = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is neither a day (2017-09-11) nor an instant (2017-09-11T14:30+02:00).", param, ctx)
        if instant.tzinfo is None:
            self.fail(f"{value!r} names no zone. Write its offset: {value}Z or {value}+02:00.", param, ctx)
        return instant


class Zone(click.ParamType[str]):
    """An IANA zone, such as ``America/New_York``."""

    name = "zone"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from zoneinfo import ZoneInfo

        try:
            ZoneInfo(str(value))
        except (KeyError, ValueError, OSError):
            self.fail(
                f"{value!r} is no zone of the IANA table. Write one like UTC, Europe/Geneva or America/New_York.", param, ctx
            )
        return str(value)


def parse_day(text: str) -> date | None:
    """The day in ``text``, or ``None``: ``2017-09-11``, ``11 September 2017``, ``11 Sep 2017``."""
    words = text.split()
    try:
        if len(words) == 3 and len(words[1]) >= 3:
            months = [n for n, name in enumerate(_MONTHS, 1) if name.startswith(words[1].lower().rstrip("."))]
            return date(int(words[2]), months[0], int(words[0])) if len(months) == 1 and len(words[2]) == 4 else None
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else None
    except ValueError:
        return None


def login_name() -> str:
    """Who sits here, as the machine knows them."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def plain(command: F) -> F:
    """``--json`` and ``--debug``, which every verb takes."""
    command = click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")(command)
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON value instead of words.")(command)


def _actor(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    actor = (value if value is not None else os.environ.get("SERVANDA_ACTOR") or login_name()).strip()
    if not actor or actor.startswith("@") or actor == "servanda" or len(actor) > 200 or not actor.isprintable():
        raise click.BadParameter(f"{actor!r} cannot act: give a person's id, not a role and not the engine itself.", ctx, param)
    return actor


def acting(command: F) -> F:
    """``--as``: who takes the step."""
    return click.option(
        "--as",
        "actor",
        metavar="PERSON",
        callback=_actor,
        help="Who takes the step (default: $SERVANDA_ACTOR, or your login name).",
    )(command)


def commanding(command: F) -> F:
    """``--command-id``: so that a step sent twice is taken once."""
    return click.option(
        "--command-id",
        metavar="ID",
        callback=lambda ctx, param, value: value or str(uuid4()),
        help="An id of your own; sent again under the same id, the step is taken once.",
    )(command)


def effective(command: F) -> F:
    """``--on``: when it happened, if not now."""
    return click.option(
        "--on",
        "on",
        type=Moment(),
        metavar="DATE",
        help="When it happened, if not now: a day, or an instant with its offset. Never in the future.",
    )(command)
