"""`servanda evidence`: what shows that something was done. And the options by which steps take it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cli.complete import obligation_argument
from cli.exits import Exit
from cli.options import plain

if TYPE_CHECKING:
    from cli.office import Office

F = TypeVar("F", bound=Callable[..., Any])


def evidence_options(command: F) -> F:
    """``--file`` and ``--link``: what :func:`take` is given."""
    command = click.option("--link", "links", multiple=True, metavar="URL", help="An address that shows it. May be repeated.")(
        command
    )
    return click.option(
        "--file", "files", multiple=True, metavar="FILE", help="A file that shows it; a copy is kept. May be repeated."
    )(command)


def take(office: "Office", files: tuple[str, ...], links: tuple[str, ...], actor: str) -> tuple[str, ...]:
    """What the ledger is to name: each of ``files`` kept on disk and read back, each of ``links`` looked over; none twice.

    A link may also be the ``sha256:...`` of a file that is kept already. Raises :class:`~engine.keeping.evidence.NotEvidence`,
    :class:`~engine.keeping.files.NotAsKept` or ``OSError`` for the first that cannot be taken; links are looked at first.
    """
    from cli.office import now
    from engine.keeping.evidence import take_file, take_link

    addresses = [take_link(office.settings, link) for link in links]
    kept = [take_file(office.engine, office.settings, Path(file), actor, now()).reference for file in files]
    return tuple(dict.fromkeys([*kept, *addresses]))


@click.group(
    "evidence", help="What shows that something was done: files and links, and whether they are still what was handed in."
)
def evidence() -> None:
    pass


@evidence.command("list", help="List the evidence of one obligation: who handed in what, when.")
@obligation_argument
@plain
def list_(obligation: str, as_json: bool) -> None:
    from cli.office import Office
    from cli.output import print_json, table
    from schema.evidence import mentions

    office = Office()
    found = office.find(obligation)
    rows = [_row(office, mention) for mention in mentions(office.engine, found)]
    if as_json:
        print_json(rows)
        return
    shown = [
        (str(r["event"]), str(r["on"])[:10], r["by"], r["name"], r["media_type"], _size(r["size"]), r["reference"]) for r in rows
    ]
    empty = f"No evidence was handed in for {found}. Hand some in with `servanda submit ... --file FILE --link URL`."
    table(("Event", "On", "By", "Name", "Type", "Size", "Reference"), shown, fixed=(0, 1, 6), empty=empty)


def _row(office: "Office", mention: Any) -> dict[str, Any]:
    from schema.evidence import SCHEME, of

    known = of(office.engine, mention.reference.removeprefix(SCHEME)) if mention.reference.startswith(SCHEME) else []
    best = next((each for each in known if each.taken_by == mention.actor), known[0] if known else None)
    return {"event": mention.seq, "step": mention.kind, "by": mention.actor, "on": mention.effective_at,
            "reference": mention.reference, "name": best.name if best else "", "media_type": best.media_type if best else "",
            "size": best.size if best else None}  # fmt: skip


def _size(size: int | None) -> str:
    if size is None:
        return ""
    return f"{size} B" if size < 1000 else f"{size / 1000:.1f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


@evidence.command("get", help="Write a kept file out again, after holding it against its hash.")
@click.argument("reference", metavar="SHA256:...")
@click.option(
    "-o", "--output", required=True, metavar="FILE", help="Where to (-: standard output). What is there is not overwritten."
)
@plain
def get(reference: str, output: str, as_json: bool) -> None:
    import sys

    from cli.exits import Unclear
    from cli.office import Office
    from cli.output import note, print_json
    from engine.keeping.evidence import files_of
    from schema.evidence import SCHEME

    office = Office()
    digest = reference.strip().lower().removeprefix(SCHEME)
    if output == "-" and as_json:
        raise click.UsageError("Standard output holds the file or the JSON value, not both: give -o a file's name.")
    files = files_of(office.settings)
    try:
        known = files.path(digest).exists()
    except ValueError as error:
        raise click.UsageError(f"{error} `servanda evidence list ID` shows those of an obligation.") from error
    if not known:
        raise Unclear(f"No file {SCHEME}{digest} is kept here. `servanda evidence list ID` shows those of an obligation.")
    data = files.read(digest)
    if output == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        with Path(output).open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise click.UsageError(f"{output} is there already and is not overwritten. Name another.") from error
    if as_json:
        print_json({"reference": SCHEME + digest, "file": output, "size": len(data)})
    else:
        note(f"{output}: {_size(len(data))}, and it is what was handed in.")


@evidence.command(
    "verify", help="Read every file that the ledger names and hold it against its hash. Exit code 7 where one is not right."
)
@plain
def verify(as_json: bool) -> int:
    from cli.office import Office
    from cli.output import print_json
    from engine.keeping.evidence import verify as check

    office = Office()
    report = check(office.engine, office.settings)
    if as_json:
        print_json({"ok": report.ok, **{name: getattr(report, name) for name in report.__slots__}})
    else:
        tell(report)
    return Exit.OK if report.ok else Exit.VERIFICATION_FAILED


def tell(report: Any, brief: bool = False) -> None:
    """What :func:`engine.keeping.evidence.verify` found, in words. ``brief`` leaves out what is no fault."""
    from cli.output import note, say

    for each in report.missing:
        say(f"  {each.reference}: {each.what}; named in {'; '.join(each.named_in)}")
    if report.missing:
        say(f"EVIDENCE IS NOT WHAT WAS HANDED IN: {len(report.missing)} of {report.files} files. Put them back from a backup.")
    elif report.files or not brief:
        say(f"Evidence: {report.files} files, each there with its hash; {report.links} links, which are not fetched.")
    if brief:
        return
    for name in report.unnamed:
        note(f"  {name} is kept and no event names it: a step was interrupted or refused. It is left as it is.")
    for name in report.strays:
        note(f"  {name} is no kept file: left by an interruption, or put there. It is left as it is.")
