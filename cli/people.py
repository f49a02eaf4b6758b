"""`servanda people`: who is told things. The only place where names and addresses are kept; everything else holds ids."""

from typing import TYPE_CHECKING, Any

import click

from cli.options import Zone, plain
from cli.party_options import deputies_verb

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schema.bounces import Bounce
    from schema.people import Person


@click.group("people", help="People who are told things. Names and addresses stand here and nowhere else.")
def people() -> None:
    pass


@people.command("list", help="List everybody.")
@plain
def list_(as_json: bool) -> None:
    from cli.office import Office
    from cli.output import print_json, table
    from schema.bounces import undeliverable
    from schema.people import everyone
    from wire.codec import plain as plain_of

    engine = Office().engine
    found = everyone(engine)
    dead = undeliverable(engine, [p.email for p in found if p.email])
    if as_json:
        print_json([plain_of(p) | {"came_back": dead[p.email].reason if p.email in dead else None} for p in found])
        return
    empty = "Nobody is known yet. Add somebody: servanda people add ID --name NAME --email ADDRESS"
    table(("Id", "Name", "Email", "Zone"), [(p.id, p.name, _address(p.email, dead), p.zone) for p in found], empty=empty)


def _address(email: str | None, dead: "Mapping[str, Bounce]") -> str:
    return f"{email} (mail comes back)" if email and email in dead else email or ""


@people.command("add", help="Add a person, or change what is known of them. What is not given stays as it is.")
@click.argument("person", metavar="ID")
@click.option("--name", metavar="TEXT", help="Their name (default for a new one: the id).")
@click.option("--email", metavar="ADDRESS", help="Where their notices go.")
@click.option("--zone", type=Zone(), metavar="ZONE", help="The zone they read times in (default for a new one: the setting).")
@click.option(
    "--language", metavar="TAG", help="The language that they are written to in, as en, fr, es, ru, ar or zh (default: en)."
)
@click.option("--calendar", metavar="NAME", help="Whose holidays they keep: CH, CH-GE, UN:Vienna; empty: nobody's (the default).")
@click.option("--weekend", metavar="DAYS", help='Their days off: "Fri Sat", none; empty: as their calendar has it (the default).')
@click.option("--hours", metavar="HOURS", help="When they work, in their zone (default: 09:00-17:00).")
@click.option("--quiet", metavar="HOURS", help="When nothing may reach them: 20:00-07:00; empty: never mind (the default).")
@plain
def add(person: str, zone: str | None, as_json: bool, **given: str | None) -> None:
    from dataclasses import replace

    from cli.office import Office
    from cli.output import print_json, say
    from engine.working import check_calendar
    from notify.email import address
    from notify.errors import Unwritable
    from schema.parties import holidays
    from schema.people import Person, get, put

    office = Office(founding=True)
    known = get(office.engine, person) or Person(person, person, None, office.settings.zone)
    said: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    for name in ("name", "email"):
        if said.get(name) == "":
            del said[name]
    made = replace(known, zone=zone or known.zone, **said)
    try:
        if made.email:
            address(made.name, made.email)
        check_calendar(made.calendar, holidays(office.engine, made.calendar))
        put(office.engine, made)
    except (Unwritable, ValueError) as error:
        raise click.UsageError(str(error)) from error
    if as_json:
        print_json(made)
    else:
        say(f"{made.id}: {made.name}{f' <{made.email}>' if made.email else ', without an address'}, {made.zone}.")


@people.command("show", help="What a person holds, for whom they stand in, and when something may reach them.")
@click.argument("person", metavar="ID")
@plain
def show(person: str, as_json: bool) -> None:
    from cli.exits import Unclear
    from cli.office import Office, now
    from cli.output import pairs, print_json
    from cli.party_options import roles
    from domain.party_checks import say_days
    from domain.time.habits import not_before
    from engine.working import habits_here
    from schema import parties, party_store

    office, at = Office(), now()
    known = party_store.load(office.engine)
    found = known.people.get(person)
    if found is None:
        raise Unclear(f"Nobody is known by {person!r}. `servanda people list` shows everybody.")
    told = parties.told(office.engine, person, at, roles(office.settings))
    hats = parties.hats(office.engine, person, at)
    away = [one for one in known.absences if one.person == person]
    reached = not_before(habits_here(office.engine, found, at.date()), at)
    if as_json:
        print_json({"person": found, "hats": hats, "told": told, "deputies": known.deputies.get(person, ()), "absences": away,
                    "not_before": reached})  # fmt: skip
        return
    pairs(
        (
            ("Id", found.id),
            ("Name", found.name),
            ("Email", found.email or "none"),
            ("Zone", found.zone),
            ("Language", found.language),
            ("Works", _works(found)),
            ("Quiet", found.quiet),
            ("May act for", "; ".join(f"{one.party} ({one.why})" for one in hats)),
            ("Deputies", ", ".join(known.deputies.get(person, ()))),
            ("Away", "; ".join(say_days(one.days) for one in away)),
            ("Told now", "; ".join(f"{one.person}{f' ({one.why})' if one.why else ''}" for one in told)),
            ("Reached from", f"{reached:%Y-%m-%d %H:%M} UTC"),
        )
    )


def _works(person: "Person") -> str:
    free = f", free {person.weekend}" if person.weekend and person.weekend != "none" else ""
    return f"{person.hours}{free}{f', holidays of {person.calendar}' if person.calendar else ''}"


deputies_verb(people, "person", "PERSON")


@people.command("erase", help="Forget a person's name, address and absences for good. Their id stays in the ledger.")
@click.argument("person", metavar="ID")
@plain
def erase(person: str, as_json: bool) -> None:
    from cli.exits import Unclear
    from cli.office import Office
    from cli.output import print_json, say
    from schema.people import erase as forget

    if not forget(Office().engine, person):
        raise Unclear(f"Nobody is known by {person!r}. `servanda people list` shows everybody.")
    if as_json:
        print_json({"id": person, "erased": True})
    else:
        say(f"The name and address of {person} are erased. Backups and sent mail still hold them.")
