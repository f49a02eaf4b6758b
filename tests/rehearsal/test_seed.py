"""The example document, lived through from 2016 to 2021 with the script of what is known to have happened to it."""

import asyncio
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

from audit.verify import verify_ledger
from domain.instrument import Instrument
from domain.obligation import Progress, Status
from engine.errors import EngineError, NotFound
from engine.registration import MetadataMissing
from engine.rehearsal import script as scripts
from engine.rehearsal.run import Document, Rehearsed, rehearse
from engine.rehearsal.timeline import picture
from reading.pipeline import read
from schema.engine import make_engine
from schema.registry import Document as File

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXT = EXAMPLES / "A-RES-71-244.draft.txt"
STEPS = EXAMPLES / "A-RES-71-244.steps.toml"
SYMBOL = "A/RES/71/244"
GIVEN = Instrument(
    symbol=SYMBOL, title="South-South cooperation", body="General Assembly", session=71, adopted=date(2016, 12, 21)
)


def document(given: Instrument = GIVEN) -> Document:
    data = TEXT.read_bytes()
    return Document(read(data, TEXT.name, given), File(TEXT.name, "text/plain", data))


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Rehearsed:
    database = tmp_path_factory.mktemp("rehearsal") / "seed.db"
    return asyncio.run(rehearse(document(), scripts.load(STEPS), date(2021, 12, 31), database))


def told(rehearsed: Rehearsed, paragraph: str, *kinds: str) -> list[tuple[str, str]]:
    """The days and words of what was told of one obligation."""
    return [(str(m.day), m.text) for m in rehearsed.moments if m.obligation == f"{SYMBOL}:{paragraph}" and m.kind in kinds]


def states(rehearsed: Rehearsed) -> dict[str, tuple[Status, Progress]]:
    return {state.id.removeprefix(f"{SYMBOL}:"): (state.status, state.progress) for state in rehearsed.obligations}


def test_no_step_of_the_shipped_script_is_refused(rehearsed: Rehearsed) -> None:
    assert rehearsed.refused == ()


def test_both_duties_of_paragraph_33_end_discharged_in_time(rehearsed: Rehearsed) -> None:
    assert told(rehearsed, "33/1", "discharged") == [("2019-03-25", "DISCHARGED in time")]
    assert told(rehearsed, "33/2", "discharged") == [("2017-08-29", "DISCHARGED in time")]


def test_paragraph_4_ends_late_after_every_reminder_and_escalation(rehearsed: Rehearsed) -> None:
    assert told(rehearsed, "4", "discharged") == [("2019-01-02", "DISCHARGED, 476 days late")]
    assert told(rehearsed, "4", "overdue") == [("2017-09-12", "OVERDUE since 11 September 2017")]
    days = [day for day, _ in told(rehearsed, "4", "reminder")]
    assert days == ["2017-06-13", "2017-08-12", "2017-08-28", "2017-09-04", "2017-09-10", "2017-09-11"]
    assert [text for _, text in told(rehearsed, "4", "escalation")] == [
        "ESCALATED to level 1: the rung 14 days after 11 September 2017",
        "ESCALATED to level 2: the rung 60 days after 11 September 2017",
        "ESCALATED to level 3: the rung 180 days after 11 September 2017",
    ]


def test_the_two_briefings_of_paragraph_14_stand_at_nought_of_two_and_escalated(rehearsed: Rehearsed) -> None:
    [state] = [state for state in rehearsed.obligations if state.id == f"{SYMBOL}:14"]
    assert (state.delivered, state.terms.required, state.level) == (0, 2, 3)
    assert state.progress is Progress.OVERDUE
    assert told(rehearsed, "14", "submitted", "approved", "discharged") == []


def test_paragraph_30_moves_with_the_committees_session_each_time_it_moves(rehearsed: Rehearsed) -> None:
    moves = [(day, text.split(":")[0]) for day, text in told(rehearsed, "30", "re-dated")]
    assert moves == [
        ("2016-12-22", "due day none -> 31 December 2018"),
        ("2017-08-28", "due day 31 December 2018 -> 31 December 2019"),
        ("2019-09-16", "due day 31 December 2019 -> 31 May 2020"),
        ("2020-05-31", "due day 31 May 2020 -> none"),
        ("2021-06-01", "due day none -> 4 June 2021"),
    ]
    reminded = [day for day, _ in told(rehearsed, "30", "reminder")]
    assert reminded[:4] == ["2020-03-02", "2020-05-01", "2020-05-17", "2020-05-24"], (
        "nothing before: the old days no longer counted"
    )
    assert "2020-05-31" not in reminded, "the session had been put off by then"


def test_what_names_nobody_stays_a_proposal_and_what_has_no_day_is_never_reminded(rehearsed: Rehearsed) -> None:
    found = states(rehearsed)
    assert found["25"][0] is Status.PROPOSED
    assert found["3"] == (Status.UNASSIGNED, Progress.NOT_STARTED)
    assert told(rehearsed, "3", "reminder", "overdue", "escalation") == []
    assert told(rehearsed, "32", "reminder", "overdue", "escalation") == [], "an anniversary's year is no deadline"


def test_its_ledger_verifies(rehearsed: Rehearsed) -> None:
    engine = make_engine(f"sqlite:///{rehearsed.database}")
    try:
        report = verify_ledger(engine)
    finally:
        engine.dispose()
    assert report.findings == ()
    assert report.events > 150


def test_the_picture_shows_a_line_for_each_obligation_that_something_happened_to(rehearsed: Rehearsed) -> None:
    root = ET.fromstring(picture(rehearsed, "South-South <cooperation> & more"))
    texts = {"".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")}
    assert "South-South <cooperation> & more" in texts
    assert {f"{SYMBOL}:{each}" for each in ("4", "12", "14", "30", "33/1", "33/2", "36/1", "36/2")} <= texts
    assert f"{SYMBOL}:3" not in texts


async def test_it_refuses_to_write_into_a_database_that_is_there(rehearsed: Rehearsed) -> None:
    with pytest.raises(EngineError, match="exists already"):
        await rehearse(document(), scripts.EMPTY, date(2018, 1, 1), rehearsed.database)


async def test_it_asks_for_the_day_of_adoption(tmp_path: Path) -> None:
    with pytest.raises(MetadataMissing, match="--adopted"):
        await rehearse(
            document(Instrument(symbol=SYMBOL, body="General Assembly")), scripts.EMPTY, date(2018, 1, 1), tmp_path / "x.db"
        )


async def test_it_ends_after_it_begins(tmp_path: Path) -> None:
    with pytest.raises(scripts.ScriptError, match="before it begins"):
        await rehearse(document(), scripts.EMPTY, date(2016, 1, 1), tmp_path / "x.db")


async def test_a_script_that_names_an_unknown_obligation_says_which_there_are(tmp_path: Path) -> None:
    path = tmp_path / "steps.toml"
    path.write_text('[[step]]\non = 2017-01-01\ndo = "assign"\nobligation = "99"\nto = "x"\n')
    with pytest.raises(NotFound, match=r"names obligation '99'.*33/1"):
        await rehearse(document(), scripts.load(path), date(2017, 2, 1), tmp_path / "x.db")


async def test_a_step_that_the_rules_refuse_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "steps.toml"
    path.write_text(
        '[[step]]\non = 2017-01-01\ndo = "approve"\nobligation = "14"\n'
        '[[step]]\non = 2017-01-02\ndo = "assign"\nobligation = "14"\nto = "undp"\n'
    )
    found = await rehearse(document(), scripts.load(path), date(2017, 2, 1), tmp_path / "x.db")
    [(step, reason)] = found.refused
    assert step.do == "approve"
    assert "it is unassigned" in reason
    assert told(found, "14", "assigned") == [("2017-01-02", "assigned to undp")]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[step]]\non = 2017-01-01\ndo = 'dance'\n", "do = 'dance'"),
        ("[[step]]\ndo = 'assign'\n", "on"),
        ("[[step]]\non = 2017-01-01\ndo = 'assign'\nobligaton = '4'\n", "obligaton"),
        ("title = ", "not as it should be"),
    ],
)
def test_a_script_with_a_fault_is_refused_with_its_place(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "steps.toml"
    path.write_text(text)
    with pytest.raises(scripts.ScriptError, match=complaint):
        scripts.load(path)


def test_a_script_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(scripts.ScriptError, match="cannot be read: No such file"):
        scripts.load(tmp_path / "nothing.toml")
