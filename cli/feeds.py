"""`servanda feed` and `servanda feeds`: due days, milestones and sessions as a calendar, once or published."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.options import Day, acting, plain

if TYPE_CHECKING:
    from cli.office import Office
    from schema.feeds import FeedKind


def _whose(command: Any) -> Any:
    options = (
        click.option(
            "--person", metavar="ID", help="What is laid on this person, and on the positions they hold or stand in for."
        ),
        click.option("--body", metavar="NAME", help="What is laid on this body or due at one of its sessions, and its sessions."),
        click.option("--instrument", metavar="SYMBOL", help="What comes from this resolution."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command("feed", help="Write a calendar (iCalendar) of due days, milestones and sessions. See docs/calendar-feeds.md.")
@_whose
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Where to (default: standard output)."
)
@click.option("--language", metavar="TAG", help="ar, en, es, fr, ru or zh (default: the person's own, else English).")
@click.option("--since", type=Day(), metavar="DATE", help="Leave out what was closed and due before this day.")
@plain
def feed(
    person: str | None, body: str | None, instrument: str | None, output: Path | None, language: str | None, since: date | None,
    as_json: bool,
) -> None:  # fmt: skip
    import sys

    from cli.office import Office, now
    from cli.output import note, print_json
    from engine.outgoing.feeds import make

    office = Office()
    kind, subject = _subject(office, person, body, instrument)
    made = make(office.engine, kind, subject, now(), since, language)
    if output is not None:
        output.write_bytes(made.content)
    told = {"kind": kind.value, "subject": subject, "entries": made.entries}
    if as_json:
        print_json(told | ({"file": str(output)} if output else {"calendar": made.content.decode()}))
    elif output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(made.content)
        sys.stdout.buffer.flush()
    else:
        note(f"{made.entries} entries for {subject} are in {output}.")


@click.group("feeds", help="Published calendars, which a running instance keeps current under names nobody can guess.")
def feeds() -> None:
    pass


@feeds.command("publish", help="Publish a calendar under a fresh name. Whoever knows the name can read it.")
@_whose
@acting
@plain
def publish(person: str | None, body: str | None, instrument: str | None, actor: str, as_json: bool) -> None:
    from cli.office import Office, now
    from cli.output import print_json, say
    from engine.outgoing.publishing import path
    from schema import feeds as table

    office = Office()
    kind, subject = _subject(office, person, body, instrument)
    made = table.publish(office.engine, kind, subject, now(), actor)
    file = path(office.settings, made)
    if as_json:
        print_json({"token": made.token, "kind": kind.value, "subject": subject, "file": str(file)})
        return
    say(f"The calendar of {subject} is kept in {file} while the instance runs.")
    say(f"Take it back: servanda feeds revoke {made.token[:8]}")


@feeds.command("list", help="List the published calendars.")
@click.option("--all", "everything", is_flag=True, help="The revoked ones too.")
@plain
def list_(everything: bool, as_json: bool) -> None:
    from cli.office import Office
    from cli.output import print_json, table
    from schema.feeds import published

    found = published(Office().engine, revoked=everything)
    if as_json:
        print_json(found)
        return
    rows = [
        (
            each.token[:8],
            each.kind.value,
            each.subject,
            f"{each.created_at:%Y-%m-%d}",
            each.created_by,
            "revoked" if each.revoked_at else "",
        )
        for each in found
    ]
    empty = "No calendar is published. Publish one: servanda feeds publish --person ID"
    table(("Begins", "Kind", "Of", "Since", "By", ""), rows, fixed=(0, 1, 3), empty=empty)


@feeds.command("revoke", help="Take a published calendar back, by its name or the beginning of it.")
@click.argument("token", metavar="NAME")
@plain
def revoke(token: str, as_json: bool) -> None:
    from contextlib import suppress

    from cli.exits import Unclear
    from cli.office import Office, now
    from cli.output import print_json, say
    from engine.outgoing.publishing import path
    from schema import feeds as table

    office = Office()
    found = [each for each in table.published(office.engine) if token and each.token.startswith(token.removesuffix(".ics"))]
    if len(found) != 1:
        why = "fits several published calendars" if found else "is the name of no published calendar"
        raise Unclear(f"{token!r} {why}. `servanda feeds list` shows them.", tuple(each.token[:8] for each in found))
    table.revoke(office.engine, found[0].token, now())
    with suppress(FileNotFoundError):
        path(office.settings, found[0]).unlink()
    if as_json:
        print_json({"token": found[0].token, "revoked": True})
    else:
        say(f"The calendar of {found[0].subject} is revoked, and its file gone. Who subscribed to it sees nothing new.")


def _subject(office: "Office", person: str | None, body: str | None, instrument: str | None) -> "tuple[FeedKind, str]":
    """Whose calendar is meant. Raises :class:`~cli.exits.Unclear` for somebody or something that nobody knows."""
    from cli.calendar import known_calendar
    from cli.exits import Unclear
    from cli.office import now
    from engine.outgoing.feeds import concerned
    from schema.feeds import FeedKind
    from schema.people import get

    given = [
        (kind, each)
        for kind, each in ((FeedKind.PERSON, person), (FeedKind.BODY, body), (FeedKind.INSTRUMENT, instrument))
        if each
    ]
    if len(given) != 1:
        raise click.UsageError("Say whose calendar: one of --person ID, --body NAME, --instrument SYMBOL.")
    [(kind, subject)] = given
    if kind is FeedKind.INSTRUMENT:
        return kind, office.find_instrument(subject)
    if kind is FeedKind.BODY:
        subject = known_calendar().canonical(subject) or subject
        known = known_calendar().canonical(subject) is not None
    else:
        known = get(office.engine, subject) is not None
    if not known and not concerned(office.engine, kind, subject, now()):
        look = "`servanda people list` shows people." if kind is FeedKind.PERSON else "`servanda sessions list` names bodies."
        raise Unclear(f"Nothing is known of {subject!r}, and nothing is laid on it. {look}")
    return kind, subject
