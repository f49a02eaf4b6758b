"""What the verbs about parties share: reading the register, changing it, and naming deputies."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from cli.options import plain

if TYPE_CHECKING:
    from config import Settings
    from schema.party_store import Parties


def known_parties() -> "Parties":
    """Everything that is known of parties."""
    from cli.office import Office
    from schema.party_store import load

    return load(Office().engine)


def change(made: "Callable[[Parties], Parties]") -> "Parties":
    """Make one change to what is known of parties, whole or not at all. What contradicts itself is refused."""
    from cli.office import Office
    from schema.party_store import change

    return change(Office(founding=True).engine, made)


def roles(settings: "Settings") -> dict[str, str]:
    """Who fills which role, by a person's or a position's id."""
    from engine.outgoing.ways import roles

    return roles(settings)


def require_party(known: "Parties", party: str) -> None:
    """Raises :class:`~cli.exits.Unclear` unless ``party`` is a person's or a position's id."""
    from cli.exits import Unclear

    if party not in known.people and party not in known.positions:
        raise Unclear(
            f"{party!r} is neither a person's id nor a position's. `servanda people list` and `servanda positions list` show them."
        )


def require_text(value: str, what: str) -> str:
    """``value`` without space around it. Raises :class:`click.UsageError` where no line of a table can hold it."""
    from domain import party_checks

    try:
        party_checks.require_text(value.strip())
    except ValueError as error:
        raise click.UsageError(f"The {what}: {error}") from error
    return value.strip()


def deputies_verb(group: click.Group, kind: str, metavar: str) -> None:
    """Give ``group`` the verb that names the deputies of one of its parties."""

    @group.command("deputies", help=f"Name who stands in for a {kind}, in order: people or positions. Without any, show them.")
    @click.argument("party", metavar=metavar)
    @click.argument("named", metavar="[DEPUTY]...", nargs=-1)
    @click.option("--none", "nobody", is_flag=True, help="Nobody stands in.")
    @plain
    def deputies(party: str, named: Sequence[str], nobody: bool, as_json: bool) -> None:
        from dataclasses import replace

        from cli.output import print_json, say

        def put(known: "Parties") -> "Parties":
            for one in (party, *named):
                require_party(known, one)
            return replace(known, deputies={**known.deputies, party: tuple(named)})

        if nobody and named:
            raise click.UsageError("Give deputies or --none, not both.")
        known = change(put) if named or nobody else known_parties()
        require_party(known, party)
        found = known.deputies.get(party, ())
        if as_json:
            print_json({"party": party, "deputies": found})
        else:
            say(f"For {party} {'stands in: ' + ', then '.join(found) if found else 'nobody stands in'}.")
