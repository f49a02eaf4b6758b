"""`servanda register`: a document's proposals into the ledger, all or none."""

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from cli.options import Day, Zone, acting, plain
from cli.read import STDIN, contents, given, metadata

if TYPE_CHECKING:
    from cli.office import Office
    from domain.instrument import Instrument, Reading


@click.command(
    "register", help="Read a resolution and put its proposals into the ledger. No duty yet: they are confirmed one by one."
)
@click.argument("file", metavar="FILE")
@metadata
@click.option("--zone", type=Zone(), metavar="ZONE", help="Where the addressees' days begin and end (default: the setting, UTC).")
@acting
@plain
def register(file: str, zone: str | None, actor: str, as_json: bool, **known: Any) -> None:
    from cli.office import Office

    data, name = contents(file)
    asking = not as_json and file != STDIN and sys.stdin.isatty() and sys.stderr.isatty()
    reading = put_on_record(Office(founding=True), data, name, known, actor, zone, asking=asking)
    _tell(reading, as_json)


def put_on_record(
    office: "Office", data: bytes, name: str, known: dict[str, Any], actor: str, zone: str | None, *, asking: bool = False
) -> "Reading":
    """Read ``data`` and register it, all or nothing; answers what was registered. ``asking``: a person can be asked for what is missing.

    Raises :class:`~engine.registration.MetadataMissing`, :class:`~schema.errors.AlreadyRegistered`,
    :class:`~reading.errors.ReadingError`.
    """
    from cli.calendar import known_calendar
    from cli.office import now
    from engine.intake.taking import Inbox
    from engine.lineage.proposing import propose
    from engine.policy import policy
    from engine.registration import proposals, require_metadata
    from reading.document import read_document
    from reading.pipeline import read
    from schema.registry import Registration
    from schema.registry import register as record

    calendar = known_calendar()
    document = read_document(data, name)
    reading = read(document, given=given(**known), calendar=calendar)
    if asking and (asked := ask_for_missing(reading.instrument)) != reading.instrument:
        reading = read(document, given=asked, calendar=calendar)
    require_metadata(reading.instrument)
    at = now()
    how = policy(office.settings, zone, at.date())
    appends = list(proposals(reading, actor, how, at))
    record(office.engine, Registration(reading, name, data, document.media_type, how.zone, at, appends))
    Inbox(office.engine, office.settings).rematch(at)  # what came in before may concern it
    propose(office.engine, at, reading.instrument.symbol)
    return reading


def ask_for_missing(instrument: "Instrument") -> "Instrument":
    """Ask the person at the terminal for what the document does not state. What is left blank stays unknown."""
    found: dict[str, Any] = {}
    if instrument.symbol is None:
        found["symbol"] = click.prompt("Symbol, such as A/RES/71/244", err=True, default="", show_default=False).strip() or None
    if instrument.body is None:
        found["body"] = (
            click.prompt("Adopted by, such as General Assembly", err=True, default="", show_default=False).strip() or None
        )
    if instrument.adopted is None:
        found["adopted"] = click.prompt(
            "Adopted on, such as 2016-12-21", err=True, type=_DayOrNothing(), default="", show_default=False
        )
    if instrument.title is None:
        found["title"] = click.prompt("Title, if it has one", err=True, default="", show_default=False).strip() or None
    return replace(instrument, **found)


class _DayOrNothing(Day):
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return None if not value else super().convert(value, param, ctx)


def _tell(reading: "Reading", as_json: bool) -> None:
    from cli.output import counted, print_json, say

    symbol = reading.instrument.symbol
    ids = [proposal.id for proposal in reading.proposals]
    if as_json:
        print_json({"instrument": symbol, "proposals": ids, "warnings": list(reading.warnings)})
        return
    say(f"{symbol} is registered with {counted(len(ids), 'proposal')}. None is a duty yet.")
    for warning in reading.warnings:
        say(f"Note: {warning}")
    if ids:
        example = next((p.id for p in reading.proposals if p.addressees), ids[0])
        say()
        say("Next:")
        say(f"  servanda proposals --instrument {symbol}")
        say(f"  servanda confirm {example}")
        say(f"  servanda confirm --all --instrument {symbol}")
    else:
        say("It asks for nothing that can be followed. `servanda read FILE --account` says why, paragraph by paragraph.")
