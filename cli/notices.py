"""`servanda notices`: who was told what, what fails and why, sending again, and what people prefer."""

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import click

from cli.options import plain

if TYPE_CHECKING:
    from notify.policy import Preferences
    from schema.notice_list import Telling
    from schema.preferences import Preference

T = TypeVar("T")

STANDINGS = ("waiting", "sent", "failing", "off", "dropped")
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
CHANNELS = ("email", "chat")


@click.group("notices", help="Who is told what: look, send again, and say what people prefer.", invoke_without_command=True)
@click.pass_context
def notices(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_, standing=None, person=None, obligation=None, limit=50, as_json=False)


@notices.command("list", help="List notices and what has become of them, the latest first.")
@click.option("--standing", type=click.Choice(STANDINGS), help="Only those that wait, were sent, fail, or are not to be told.")
@click.option("--person", metavar="PERSON", help="Only those for this person, position or role (@coordinator).")
@click.option("--obligation", metavar="ID", help="Only those about this obligation.")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="How many at most.")
@plain
def list_(standing: str | None, person: str | None, obligation: str | None, limit: int, as_json: bool) -> None:
    from cli.office import Office
    from cli.output import print_json, table
    from schema.notice_list import Standing, Wanted, tellings

    office = Office()
    wanted = Wanted(Standing(standing) if standing else None, person, office.find(obligation) if obligation else None)
    rows = tellings(office.engine, wanted, limit)
    if as_json:
        print_json(rows)
        return
    zone = office.settings.zone
    columns = ("Obligation", "Notice", "For", "Stands", f"When ({zone})", "Message", "Why")
    table(columns, [_line(row, zone) for row in rows], empty="No notice fits.")


def _line(row: "Telling", zone: str) -> tuple[str, ...]:
    from cli import words

    told = row.person or row.recipient
    when = words.instant(row.at, zone).removesuffix(f" {zone}")
    return row.obligation, row.kind.value, told, row.standing.value, when, row.message or "", row.error or ""


@notices.command(
    "resend",
    help="Send a message again at once, by its key or a notice's (`servanda notices list` shows them): one that fails, that came "
    "back, or that was sent within the last days and never seen. It is the same message, word for word.",
)
@click.argument("key", metavar="KEY")
@plain
def resend(key: str, as_json: bool) -> None:
    from cli.exits import Unclear
    from cli.office import Office, now
    from cli.output import print_json, say
    from schema import messages

    try:
        found = messages.resend(Office().engine, key, now())
    except LookupError as error:
        raise Unclear(str(error.args[0])) from error
    if not found:
        raise Unclear(
            f"No message has the key {key!r}, and none carries such a notice. `servanda notices list` shows what there is."
        )
    if as_json:
        print_json({"resent": found})
    else:
        say(f"To be sent again: {', '.join(found)}. `servanda up` sends it.")


def _kind(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    from domain.notices import NoticeKind

    kinds, found = [kind.value for kind in NoticeKind], {}
    for value in values:
        kind, _, how = value.partition("=")
        if kind not in kinds or how not in {"immediate", "digest", "off", "default"}:
            raise click.BadParameter(
                f"{value!r}: write KIND=immediate, KIND=digest, KIND=off or KIND=default. Kinds are: {', '.join(kinds)}.",
                ctx,
                param,
            )
        found[kind] = how
    return found


@notices.command("prefer", help="Show what a person prefers about being told, or change it. What is not given stays as it is.")
@click.argument("person", metavar="PERSON")
@click.option("--language", type=click.Choice((*LANGUAGES, "default")), help="The language of messages.")
@click.option("--hour", type=click.IntRange(0, 23), help="The hour of their digest, by the clock in their zone.")
@click.option(
    "--channel",
    "channels",
    type=click.Choice(CHANNELS),
    multiple=True,
    help="Where to reach them, in this order. Repeat for several.",
)
@click.option(
    "--kind",
    "kinds",
    metavar="KIND=HOW",
    multiple=True,
    callback=_kind,
    help="Tell notices of this kind at once (immediate), once a day (digest), not at all (off), or as to everybody (default).",
)
@plain
def prefer(
    person: str, language: str | None, hour: int | None, channels: tuple[str, ...], kinds: dict[str, str], as_json: bool
) -> None:  # fmt: skip
    from cli.exits import Unclear
    from cli.office import Office, now
    from engine.outgoing.readers import preferences_of
    from schema import people, preferences

    office = Office()
    if people.get(office.engine, person) is None:
        raise Unclear(f"Nobody is known by {person!r}. `servanda people list` shows everybody.")
    held = preferences.of(office.engine, [person]).get(person) or preferences.Preference(person)
    made = replace(
        held,
        language=held.language if language is None else None if language == "default" else language,
        hour=held.hour if hour is None else hour,
        channels=channels or held.channels,
        kinds={kind: how for kind, how in {**held.kinds, **kinds}.items() if how != "default"},
    )
    try:
        chosen = preferences_of(made)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if made != held:
        preferences.put(office.engine, made, now())
    _show(made, chosen, as_json)


def _show(made: "Preference", chosen: "Preferences", as_json: bool) -> None:
    from cli.output import pairs, print_json, say
    from domain.notices import NoticeKind
    from notify import policy

    how = {kind.value: policy.chosen(kind, chosen).value for kind in NoticeKind}
    if as_json:
        print_json({"preferences": made, "hour": _first(made.hour, policy.DIGEST_HOUR), "kinds": how})
        return
    by_how = {each: ", ".join(kind for kind, one in how.items() if one == each) for each in ("immediate", "digest", "off")}
    say(f"{made.person} is told:")
    pairs(
        [
            ("At once", by_how["immediate"]),
            ("Once a day", by_how["digest"]),
            ("Not at all", by_how["off"]),
            ("Digest at", f"{_first(made.hour, policy.DIGEST_HOUR)}:00"),
            ("Language", made.language or "as the person's"),
            ("By", ", ".join(made.channels or (policy.EMAIL,))),
        ]
    )


def _first(one: T | None, other: T) -> T:
    return other if one is None else one
