"""`servanda people`: who is told things. The only place where names and addresses are kept; everything else holds ids."""

import click

from cli.options import Zone, plain


@click.group("people", help="People who are told things. Names and addresses stand here and nowhere else.")
def people() -> None:
    pass


@people.command("list", help="List everybody.")
@plain
def list_(as_json: bool) -> None:
    from cli.office import Office
    from cli.output import print_json, table
    from schema.people import everyone

    found = everyone(Office().engine)
    if as_json:
        print_json(found)
        return
    empty = "Nobody is known yet. Add somebody: servanda people add ID --name NAME --email ADDRESS"
    table(("Id", "Name", "Email", "Zone"), [(p.id, p.name, p.email or "", p.zone) for p in found], empty=empty)


@people.command("add", help="Add a person, or change what is known of them. What is not given stays as it is.")
@click.argument("person", metavar="ID")
@click.option("--name", metavar="TEXT", help="Their name (default for a new one: the id).")
@click.option("--email", metavar="ADDRESS", help="Where their notices go.")
@click.option("--zone", type=Zone(), metavar="ZONE", help="The zone they read times in (default for a new one: the setting).")
@plain
def add(person: str, name: str | None, email: str | None, zone: str | None, as_json: bool) -> None:
    from cli.office import Office
    from cli.output import print_json, say
    from notify.email import address
    from notify.errors import Unwritable
    from schema.people import Person, get, put

    office = Office(founding=True)
    known = get(office.engine, person) or Person(person, person, None, office.settings.zone)
    made = Person(person, name or known.name, email or known.email, zone or known.zone, known.language)
    try:
        if made.email:
            address(made.name, made.email)
        put(office.engine, made)
    except (Unwritable, ValueError) as error:
        raise click.UsageError(str(error)) from error
    if as_json:
        print_json(made)
    else:
        say(f"{made.id}: {made.name}{f' <{made.email}>' if made.email else ', without an address'}, {made.zone}.")


@people.command("erase", help="Forget a person's name and address for good. Their id stays in the ledger.")
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
