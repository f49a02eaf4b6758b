"""`servanda demo` (= `make run`): the example resolution lived through, then an instance with its proposals ready to confirm."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from cli.options import plain

if TYPE_CHECKING:
    from domain.instrument import Instrument
    from engine.rehearsal.run import Rehearsed
    from engine.rehearsal.story import Moment

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
TEXT = EXAMPLES / "A-RES-71-244.draft.txt"
STEPS = EXAMPLES / "A-RES-71-244.steps.toml"
UNTIL = date(2021, 12, 31)


@click.command(
    "demo", help="See it at work: rehearse an example resolution, then run an instance with its proposals ready to confirm."
)
@click.option("--rehearse-only", is_flag=True, help="Stop after the rehearsal.")
@plain
def demo(rehearse_only: bool, as_json: bool) -> None:
    from cli.output import say
    from cli.running import start

    _rehearse()
    if rehearse_only:
        return
    say()
    say("Now the running instance, in the present. The same resolution is registered in it; its proposals wait for you.")
    _register()
    start(ui=False, as_json=as_json)


def _rehearse() -> None:
    import config
    from cli.invoked import name, near
    from cli.output import only_warnings, say
    from cli.rehearse import progress
    from engine.rehearsal.run import Document, rehearse
    from engine.rehearsal.script import load
    from engine.rehearsal.timeline import picture
    from reading.pipeline import read
    from schema.registry import Document as File

    only_warnings()
    data = TEXT.read_bytes()
    reading = read(data, TEXT.name, given=_given())
    asked, silent = len(reading.proposals), len(reading.no_obligation)
    say("General Assembly resolution 71/244, South-South cooperation, adopted on 21 December 2016.")
    say(f"Read from a scan: {asked} requests found; {silent} paragraphs ask for nothing.")
    say("Living it through to the end of 2021, with what is known to have happened:")
    say()
    with TemporaryDirectory(prefix="servanda-demo-") as folder, progress(date(2016, 12, 21), UNTIL) as tick:
        document = Document(reading, File(TEXT.name, "text/plain", data))
        found = asyncio.run(rehearse(document, load(STEPS), UNTIL, Path(folder) / "rehearsal.db", tick))
    _outcomes(found)
    target = config.load().data / "demo-timeline.svg"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(picture(found, "A/RES/71/244, South-South cooperation: what became of its requests"), encoding="utf-8")
    say()
    say(f"As a picture: {target}")
    say(f"Day by day:   {name()} rehearse {near(TEXT)} --adopted 2016-12-21 --until {UNTIL} --script {near(STEPS)}")


def _given() -> "Instrument":
    """What the scan itself does not say, as whoever registers it would."""
    from domain.instrument import Instrument

    adopted = date(2016, 12, 21)
    return Instrument(
        symbol="A/RES/71/244", title="South-South cooperation", body="General Assembly", session=71, adopted=adopted
    )


def _outcomes(found: "Rehearsed") -> None:
    from cli.output import say, table

    rows = []
    for state in found.obligations:
        moments = [moment for moment in found.moments if moment.obligation == state.id]
        if lived := _life(moments):
            stands = f", {state.delivered} of {state.terms.required}" if state.terms.required > 1 else ""
            rows.append((state.id, "; ".join(state.terms.addressees), lived, f"{state.progress.value}{stands}"))
    table(("Id", "Who", "What happened", "At the end"), rows, fixed=(0,))
    say(f"The other {len(found.obligations) - len(rows)} name no day, or nobody, and waited for a person to say.")


def _life(moments: Sequence["Moment"]) -> str:
    """An obligation's life in a few words: what repeats is counted, what matters is told with its day."""
    told = []
    counts = Counter(moment.kind for moment in moments)
    for kind, words in (("re-dated", "due day moved"), ("reminder", "reminded"), ("escalation", "escalated")):
        if counts[kind]:
            told.append(f"{words} {counts[kind]} times" if counts[kind] > 1 else f"{words} once")
    for moment in moments:
        if moment.kind == "overdue":
            told.append(moment.text.replace("OVERDUE", "overdue"))
        elif moment.kind == "discharged":
            told.append(f"{moment.text.replace('DISCHARGED', 'discharged')} ({moment.day})")
    return ", ".join(told)


def _register() -> None:
    from cli.office import Office, now
    from cli.output import say
    from engine.policy import policy
    from engine.registration import proposals
    from reading.pipeline import read
    from schema.errors import AlreadyRegistered
    from schema.registry import Registration, register

    office = Office(founding=True)
    data = TEXT.read_bytes()
    reading = read(data, TEXT.name, given=_given())
    zone, at = "America/New_York", now()
    asked = proposals(reading, "demo", policy(office.settings, zone, at.date()), at)
    try:
        register(office.engine, Registration(reading, TEXT.name, data, "text/plain", zone, at, asked))
    except AlreadyRegistered:
        say("(It is registered here since an earlier run.)")
