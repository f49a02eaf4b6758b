"""`servanda webhooks`: programs that are told of events as they happen, as signed CloudEvents."""

from typing import TYPE_CHECKING, Any

import click

from cli.options import acting, plain

if TYPE_CHECKING:
    from cli.office import Office
    from schema.webhooks import Webhook


@click.group("webhooks", help="Programs that are told of events by HTTP, each event signed. See docs/webhooks.md.")
def webhooks() -> None:
    pass


@webhooks.command("add", help="Tell the program at URL of events from now on. Prints the secret, once.")
@click.argument("url", metavar="URL")
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", help="Only these, such as discharged or due-date-changed. May be repeated."
)
@click.option("--instrument", metavar="SYMBOL", help="Only what comes from this resolution.")
@click.option("--body", metavar="NAME", help="Only what is laid on this body, or due at one of its sessions.")
@click.option(
    "--secret-file",
    type=click.File(),
    metavar="FILE",
    help="Take the secret from FILE (- for standard input); none: one is made.",
)
@click.option("--from-beginning", is_flag=True, help="Also everything that the ledger holds already.")
@acting
@plain
def add(
    url: str, kinds: tuple[str, ...], instrument: str | None, body: str | None, secret_file: Any, from_beginning: bool,
    actor: str, as_json: bool,
) -> None:  # fmt: skip
    from cli.office import Office, now
    from cli.output import print_json, say
    from notify.public_only import allowed_hosts
    from notify.signing import key, new_secret
    from notify.webhook import target
    from schema import webhooks as table

    office = Office(founding=True)
    secret = secret_file.read().strip() if secret_file else new_secret()
    try:
        to = target(url, allowed_hosts(office.settings.webhook_hosts))
        key(secret)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    symbol = office.find_instrument(instrument) if instrument else None
    made = table.add(office.engine, url, secret, now(), actor, _kinds(kinds), symbol, body, from_beginning)
    if as_json:
        print_json(_shown(made) | {"secret": secret})
        return
    say(f"{made.id}: {to.host} is told of {_what(made)}, from {'the beginning' if from_beginning else 'now'} on.")
    say(f"Its secret, shown this once: {secret}")
    say(f"Try it: servanda webhooks test {made.id}")


def _kinds(given: tuple[str, ...]) -> tuple[str, ...]:
    from notify.cloudevents import KINDS, PREFIX, kind_of

    found = [kind_of(each.strip().removeprefix(PREFIX)) for each in given]
    if strange := [written for written, kind in zip(given, found, strict=True) if kind not in KINDS]:
        raise click.UsageError(f"There is no event {', '.join(map(repr, strange))}. There are: {', '.join(KINDS)}.")
    return tuple(sorted(set(found)))


@webhooks.command("list", help="List who is told of what, and how it stands. Secrets and paths are not shown.")
@plain
def list_(as_json: bool) -> None:
    from cli.office import Office
    from cli.output import print_json, table
    from schema import webhooks as subscriptions

    office = Office()
    found = subscriptions.all_of_them(office.engine)
    head = office.ledger.head().position
    if as_json:
        print_json([_shown(each) | {"behind": head - each.position} for each in found])
        return
    rows = [(each.id, _shown(each)["host"], _what(each), str(head - each.position), _standing(each)) for each in found]
    table(
        ("Id", "Host", "Told of", "Behind", "Standing"),
        rows,
        empty="Nobody is told of events. Add somebody: servanda webhooks add URL",
    )


@webhooks.command("test", help="Send a ping now, and say what was answered.")
@click.argument("webhook", metavar="ID")
@plain
def test(webhook: str, as_json: bool) -> None:
    import asyncio

    from cli.exits import Failed
    from cli.office import Office, now
    from cli.output import print_json, say
    from engine.outgoing.webhooks import try_out
    from notify.errors import NotDelivered

    office = Office()
    found = _find(office, webhook)
    try:
        asyncio.run(try_out(found, office.settings, office.engine, now()))
    except (NotDelivered, ValueError) as error:
        raise Failed(f"The ping was not taken. {error}") from error
    if as_json:
        print_json({"id": found.id, "taken": True})
    else:
        say(f"{_shown(found)['host']} has taken the ping.")


@webhooks.command("rotate", help="Give it a new secret. The old one signs beside it for a day.")
@click.argument("webhook", metavar="ID")
@plain
def rotate(webhook: str, as_json: bool) -> None:
    from cli.office import Office, now
    from cli.output import print_json, say
    from engine.outgoing.webhooks import OVERLAP
    from notify.signing import new_secret
    from schema import webhooks as table

    office = Office()
    found, secret, until = _find(office, webhook), new_secret(), now() + OVERLAP
    table.rotate(office.engine, found.id, secret, until)
    if as_json:
        print_json({"id": found.id, "secret": secret, "previous_until": until})
    else:
        say(f"The new secret of {found.id}, shown this once: {secret}")
        say(f"The old one signs too until {until:%Y-%m-%d %H:%M} UTC.")


@webhooks.command("enable", help="Go on with a disabled one where it stopped, or try a failing one now.")
@click.argument("webhook", metavar="ID")
@plain
def enable(webhook: str, as_json: bool) -> None:
    from cli.office import Office, now
    from cli.output import print_json, say
    from schema import webhooks as table

    office = Office()
    found = _find(office, webhook)
    table.enable(office.engine, found.id, now())
    if as_json:
        print_json({"id": found.id, "enabled": True})
    else:
        say(f"{found.id} goes on after event {found.position} of the ledger.")


@webhooks.command("remove", help="Tell it no more, and forget its address and secret.")
@click.argument("webhook", metavar="ID")
@plain
def remove(webhook: str, as_json: bool) -> None:
    from cli.office import Office
    from cli.output import print_json, say
    from schema import webhooks as table

    office = Office()
    found = _find(office, webhook)
    table.remove(office.engine, found.id)
    if as_json:
        print_json({"id": found.id, "removed": True})
    else:
        say(f"{found.id} is told no more.")


def _find(office: "Office", webhook: str) -> "Webhook":
    from cli.exits import Unclear
    from schema import webhooks as table

    found = table.get(office.engine, webhook)
    if found is None:
        ids = tuple(each.id for each in table.all_of_them(office.engine))
        raise Unclear(f"There is no webhook {webhook!r}. `servanda webhooks list` shows those there are.", ids)
    return found


def _shown(webhook: "Webhook") -> dict[str, Any]:
    from notify.webhook import host_of

    names = ("id", "kinds", "instrument", "body", "position", "created_at", "created_by", "attempts", "failing_since", "last_error",
             "delivered_at", "disabled_at", "next_try_at", "previous_until")  # fmt: skip
    return {"host": host_of(webhook.url)} | {name: getattr(webhook, name) for name in names}


def _what(webhook: "Webhook") -> str:
    said = ", ".join(webhook.kinds) or "every event"
    said += f" of {webhook.instrument}" if webhook.instrument else ""
    return said + (f" that concerns the {webhook.body.removeprefix('the ')}" if webhook.body else "")


def _standing(webhook: "Webhook") -> str:
    if webhook.disabled_at:
        return f"disabled since {webhook.disabled_at:%Y-%m-%d %H:%M}: {webhook.last_error}"
    if webhook.failing_since:
        tries = f"{webhook.attempts} tr{'y' if webhook.attempts == 1 else 'ies'}"
        return f"failing since {webhook.failing_since:%Y-%m-%d %H:%M} ({tries}): {webhook.last_error}"
    return f"delivered {webhook.delivered_at:%Y-%m-%d %H:%M}" if webhook.delivered_at else "nothing delivered yet"
