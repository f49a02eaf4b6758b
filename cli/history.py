"""`servanda history`: everything that has happened to an obligation, in the order in which it was recorded."""

from typing import Any

import click

from cli.complete import obligation_argument
from cli.options import plain


@click.command(
    "history", help="Everything that has happened to an obligation: what, who, when it was so and when it was recorded."
)
@obligation_argument
@plain
def history(obligation: str, as_json: bool) -> None:
    from cli.office import Office
    from cli.output import print_json, table
    from wire.records import unstore

    office = Office()
    found = office.find(obligation)
    rows = office.ledger.history(found)
    zone = office.state(found).terms.zone
    if as_json:
        from wire.codec import decode

        print_json([_shape(row, decode(row.payload, object)) for row in rows])
        return
    table(("#", f"When ({zone})", "What", "Who", "Recorded"), [line(unstore(row), zone) for row in rows], fixed=(0, 1))


def _shape(row: Any, payload: Any) -> dict[str, Any]:
    return {
        "seq": row.seq,
        "kind": row.kind,
        "version": row.version,
        "actor": row.actor,
        "command_id": row.command_id,
        "recorded_at": row.recorded_at,
        "effective_at": row.effective_at,
        "event": payload,
    }


def line(stamped: Any, zone: str) -> tuple[str, str, str, str, str]:
    """One event as a row: its number, when it was so, what, who, and when it was recorded if that was another time."""
    from zoneinfo import ZoneInfo

    when = stamped.effective_at.astimezone(ZoneInfo(zone))
    noted = stamped.recorded_at.astimezone(ZoneInfo(zone))
    later = f"{noted:%Y-%m-%d %H:%M}" if abs((noted - when).total_seconds()) >= 60 else ""
    return str(stamped.seq), f"{when:%Y-%m-%d %H:%M}", what(stamped.event), stamped.actor, later


def what(event: Any) -> str:
    """An event in words."""
    from domain import events as e
    from domain.telling import sentence

    match event:
        case e.Proposed():
            return "proposed, as read from the document"
        case e.Activated(skipped=()):
            return "watched from now on"
        case e.Assigned(note=note) | e.Accepted(note=note) | e.Submitted(note=note) | e.Approved(note=note) if note:
            told = sentence(event)
            text = told[1] if told else type(event).__name__.lower()
            return text if note in text else f"{text}: {note}"
    told = sentence(event)
    return told[1] if told else type(event).__name__.lower()
