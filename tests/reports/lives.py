"""An instrument with obligations at every place, as the ledger would hold them, straight from the rules."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from domain import commands as c
from domain.events import Stamped
from domain.instrument import Due, ProvisionKind
from domain.obligation import Obligation
from domain.report import Head, Paragraph, Report, compile_report
from domain.terms import Terms
from domain.transition import step
from tests.stage import terms

ADOPTED = datetime(2016, 12, 21, 12, tzinfo=UTC)
AS_OF = date(2017, 9, 1)
FILE = "sha256:" + "ab" * 32
HEAD = Head("A/RES/71/244", "South-South cooperation", "General Assembly", 71, date(2016, 12, 21), "America/New_York")

Steps = Sequence[tuple[date, str, c.Command]]


def life(one: str, given: Terms, steps: Steps = (), until: date = AS_OF) -> tuple[Stamped, ...]:
    """What the ledger holds of ``one`` after ``steps``, with everything that time itself did."""
    events: list[Stamped] = []
    state: Obligation | None = None
    now = ADOPTED

    def take(envelope: c.Envelope, at: datetime) -> None:
        nonlocal state
        taken = step(state, envelope, at, one)
        events.extend(taken.events)
        state = taken.after

    take(c.Envelope("register", "coord", c.Propose(given)), now)
    for number, (day, who, command) in enumerate((*steps, (until, "", c.Tick()))):
        to = datetime(day.year, day.month, day.day, 15, tzinfo=UTC)
        while now < to and state and state.is_open:
            now = min(now + timedelta(days=1), to)
            take(c.Envelope(f"tick {now}", "servanda", c.Tick()), now)
        now = max(now, to)
        if who:
            take(c.Envelope(f"{one} {number}", who, command), now)
    return tuple(events)


def confirmed(*more: tuple[date, str, c.Command]) -> Steps:
    return ((date(2016, 12, 22), "coord", c.Confirm()), (date(2016, 12, 23), "coord", c.Assign("undp")), *more)


def example(text: str = "", reason: str = "", evidence: str = "https://undocs.org/A/72/297?x=1&y=2") -> Report:
    """A report with something of everything. ``text`` stands in the words, the deeds and the names."""
    asked = "Requests the Secretary-General to submit a report on the implementation of the present resolution" + text
    paragraphs = [
        Paragraph(ProvisionKind.PREAMBULAR, None, "Recalling its resolution 64/222,"),
        Paragraph(ProvisionKind.OPERATIVE, "1", "Takes note of the report;" + text, no_obligation="it takes note"),
        Paragraph(
            ProvisionKind.OPERATIVE, "2", "Requests two briefings by May 2017;\nin depth;" + text, heading="Briefings" + text
        ),
        Paragraph(ProvisionKind.CHAPEAU, "3", "Decides:"),
        Paragraph(ProvisionKind.ITEM, "3(a)", "To do this;"),
        Paragraph(ProvisionKind.OPERATIVE, "4", asked + "."),
    ]
    done = (date(2017, 3, 1), "undp", c.Submit("held in New York" + text, 1, (FILE, evidence)))
    approved = (date(2017, 3, 2), "coord", c.Approve("good" + reason))
    let_go = (date(2017, 4, 1), "coord", c.Waive("done elsewhere"))
    report = replace(terms("4", Due("at its seventy-second session", latest=date(2017, 9, 12))), deliverable="report",
                     actions=("submit a report on the implementation of the present resolution",),
                     addressees=("Secretary-General" + text,), recipients=("General Assembly",))  # fmt: skip
    lives = {
        "A/RES/71/244:2": life("A/RES/71/244:2", terms("2", required=2), confirmed(done, approved)),
        "A/RES/71/244:3(a)": life("A/RES/71/244:3(a)", terms("3(a)", None), confirmed(let_go)),
        "A/RES/71/244:4": life("A/RES/71/244:4", report, confirmed((date(2017, 7, 1), "undp", c.ReportProgress("half written", 50)))),
        "A/RES/71/244:4/2": life("A/RES/71/244:4/2", terms("4")),
        "A/RES/71/244:9": life("A/RES/71/244:9", terms("9", None), confirmed()),
    }  # fmt: skip
    names = {"undp": "UNDP" + text, "coord": "the coordinator"}
    return compile_report(HEAD, paragraphs, lives, AS_OF, 42, "c0ffee" * 10, lambda party: names.get(party, party))
