"""`servanda chat`: where people and roles are told by chat. Addresses are secrets: they are read from a file and never shown."""

from typing import Any

import click

from cli.options import plain


@click.group(
    "chat", help="Where people are told by chat, SMS and the like, through Apprise. Addresses are secrets and never shown."
)
def chat() -> None:
    pass


@chat.command(
    "set", help="Give PARTY (a person's id, or a role such as @coordinator) a chat address, read from a file or a prompt."
)
@click.argument("party", metavar="PARTY")
@click.option("--from", "source", type=click.File(), metavar="FILE", help="Read the address from FILE (- for standard input).")
@plain
def set_(party: str, source: Any, as_json: bool) -> None:
    from cli.exits import Unclear
    from cli.office import Office
    from cli.output import print_json, say
    from notify.chat import check, scheme
    from notify.errors import Unwritable
    from schema import chat as table
    from schema.people import get

    office = Office(founding=True)
    if not party.startswith("@") and get(office.engine, party) is None:
        raise Unclear(f"Nobody is known by {party!r}. Add them first: servanda people add {party} --name NAME")
    given = source.read() if source else click.prompt("Apprise address (not shown)", hide_input=True, err=True)
    address = given.strip()
    try:
        check(address)
    except Unwritable as error:
        raise click.UsageError(str(error)) from error
    table.put(office.engine, party, address)
    if as_json:
        print_json({"party": party, "service": scheme(address)})
    else:
        say(f"{party} is told by {scheme(address)}. Try it: servanda chat test {party}")


@chat.command("list", help="List who is told by which service.")
@plain
def list_(as_json: bool) -> None:
    from cli.office import Office
    from cli.output import print_json, table
    from notify.chat import scheme
    from schema.chat import everybody

    found = [(party, scheme(url)) for party, url in everybody(Office().engine).items()]
    if as_json:
        print_json([{"party": party, "service": service} for party, service in found])
        return
    table(("Party", "Service"), found, empty="Nobody is told by chat. Add somebody: servanda chat set PARTY --from FILE")


@chat.command("test", help="Send a word now, and say whether it was taken.")
@click.argument("party", metavar="PARTY")
@plain
def test(party: str, as_json: bool) -> None:
    import asyncio

    from cli.exits import Failed, Unclear
    from cli.office import Office, now
    from cli.output import print_json, say
    from notify.channels import Form, Message
    from notify.chat import Chat
    from notify.errors import NotDelivered
    from schema.chat import of

    address = of(Office().engine, [party]).get(party)
    if address is None:
        raise Unclear(f"No chat address is known of {party!r}. `servanda chat list` shows those there are.")
    words = "This is a test by `servanda chat test`. Notices for you come here."
    message = Message(f"chat-test:{party}:{now()}", party, Form.IMMEDIATE, "en", "[Servanda] A test", words, "", now())
    try:
        asyncio.run(Chat().send(message, address))
    except NotDelivered as error:
        raise Failed(str(error)) from error
    if as_json:
        print_json({"party": party, "taken": True})
    else:
        say("The service has taken it.")


@chat.command("remove", help="Forget a chat address.")
@click.argument("party", metavar="PARTY")
@plain
def remove(party: str, as_json: bool) -> None:
    from cli.exits import Unclear
    from cli.office import Office
    from cli.output import print_json, say
    from schema import chat as table

    if not table.remove(Office().engine, party):
        raise Unclear(f"No chat address is known of {party!r}. `servanda chat list` shows those there are.")
    if as_json:
        print_json({"party": party, "removed": True})
    else:
        say(f"{party} is told by chat no more.")
