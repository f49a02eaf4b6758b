"""Events are taken once, nothing is lost, a person decides unless policy does, and what is decided is done once."""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from config import Settings, SettingsError
from domain.instrument import Due
from engine.errors import EngineDown, NotFound
from engine.intake import steps as inbox_steps
from engine.intake.cloud_events import NotAnEvent
from engine.intake.steps import carry_out
from engine.intake.taking import Inbox, NotNow
from engine.intake.watch import Watch
from engine.obligations import Obligations
from schema import inbox as table
from schema import sessions
from schema.engine import Engine, make_engine
from schema.inbox import State
from schema.ledger import Ledger
from tests.inbox.conftest import ISSUED, MOVED, NOW, Records, cloud, report, sent

ONE = "A/RES/71/244:36"
PROCESSES = multiprocessing.get_context("forkserver")


def test_sent_three_times_it_stands_once(box: Inbox, engine: Engine) -> None:
    event = cloud("document.issued", ISSUED)
    answers = [box.take(sent(event), "ann", NOW) for _ in range(3)]
    assert [(one.number, one.repeated) for [one] in answers] == [(1, False), (1, True), (1, True)]
    [_, second] = box.take(sent(event, event | {"id": "2"}), "ann", NOW)
    assert (second.number, second.repeated) == (2, False)
    assert [entry.number for entry in table.entries(engine)] == [1, 2]
    assert box.entry(1).whole == event


def test_another_event_under_the_same_name_is_refused_and_the_batch_with_it(box: Inbox, engine: Engine) -> None:
    event = cloud("document.issued", ISSUED)
    box.take(sent(event), "ann", NOW)
    with pytest.raises(NotAnEvent, match=r"documents\.example\.org 1 is entry 1 here, and says something else"):
        box.take(sent(event | {"id": "2"}, event | {"data": ISSUED | {"symbol": "A/72/298"}}), "ann", NOW)
    assert len(table.entries(engine)) == 1


def test_what_matches_nothing_is_kept_and_looked_at_again(box: Inbox, records: Records) -> None:
    [receipt] = box.take(sent(cloud("document.issued", ISSUED)), "ann", NOW)
    assert receipt.state is State.UNMATCHED
    assert "looked at again" in box.entry(1).note
    records.put(ONE, report(), "proposed")  # registered later
    assert box.rematch(NOW) == 1
    assert box.rematch(NOW) == 0
    entry = box.entry(1)
    assert (entry.state, entry.matches[0].obligation, entry.matches[0].confidence) == (State.PROPOSED, ONE, "possible")


async def test_a_match_is_a_proposal_until_somebody_confirms(box: Inbox, records: Records, engine: Engine) -> None:
    records.put(ONE, report(), "waived")  # closed, so that no engine is needed; it is named by a person
    records.put("A/RES/71/244:12", report(), "proposed")
    box.take(sent(cloud("document.issued", ISSUED)), "ann", NOW)
    assert records.commands(ONE) == []
    assert [m.obligation for m in box.entry(1).matches] == ["A/RES/71/244:12"]
    box.confirm(1, "bob", NOW, [ONE])
    assert table.to_carry_out(engine) == [1]
    [done] = await carry_out(engine, records.obligations, 1, NOW)
    assert (done.obligation, done.refused) == (ONE, "")
    [(kind, actor, command_id)] = records.commands(ONE)
    assert (kind, actor) == ("Commented", "bob")
    assert command_id.startswith("inbox:") and command_id.endswith(":issued:" + ONE)
    assert records.ledger.history(ONE)[-1].effective_at.isoformat() == "2017-08-04T14:00:00+00:00"
    assert box.entry(1).state is State.PROPOSED  # the other match still waits
    box.dismiss(1, "bob", NOW, "it answers the other one")
    entry = box.entry(1)
    assert (entry.state, [m.state for m in entry.matches]) == (State.DONE, [State.DONE, State.DISMISSED])


async def test_confirmed_and_carried_out_three_times_is_recorded_once(box: Inbox, records: Records, engine: Engine) -> None:
    records.put(ONE, report(), "waived")
    box.take(sent(cloud("document.issued", ISSUED)), "ann", NOW)
    for who in ("bob", "eve", "bob"):
        box.confirm(1, who, NOW, [ONE])
        await carry_out(engine, records.obligations, 1, NOW)
    assert [actor for _, actor, _ in records.commands(ONE)] == ["bob"]


async def test_what_an_obligation_refuses_is_put_before_a_person_again(box: Inbox, records: Records, engine: Engine) -> None:
    records.put(ONE, report(), "proposed")
    box.take(sent(cloud("document.issued", ISSUED)), "ann", NOW)
    box.confirm(1, "bob", NOW)
    [done] = await carry_out(engine, records.obligations, 1, NOW)
    assert "still a proposal: confirm it first" in done.refused
    entry = box.entry(1)
    assert (entry.state, entry.matches[0].state, entry.matches[0].note) == (State.PROPOSED, State.PROPOSED, done.refused)
    assert await carry_out(engine, records.obligations, 1, NOW) == []


async def test_while_the_engine_is_away_it_stays_confirmed(box: Inbox, records: Records, engine: Engine) -> None:
    records.put(ONE, report())
    box.take(sent(cloud("document.issued", ISSUED)), "ann", NOW)
    box.confirm(1, "bob", NOW)

    async def away() -> object:
        raise EngineDown("no engine")

    with pytest.raises(EngineDown):
        await carry_out(engine, Obligations(records.ledger, away), 1, NOW)  # type: ignore[arg-type]
    assert table.to_carry_out(engine) == [1]
    with pytest.raises(NotNow, match="nothing in it that could be put aside"):
        box.dismiss(1, "bob", NOW, "too late")


def test_several_matches_are_named_and_none_is_guessed(box: Inbox, records: Records) -> None:
    records.put(ONE, report())
    records.put("A/RES/71/244:12", report())
    box.take(sent(cloud("document.issued", ISSUED)), "ann", NOW)
    with pytest.raises(NotNow, match=r"may concern A/RES/71/244:12, A/RES/71/244:36\. Say which"):
        box.confirm(1, "bob", NOW)
    entry = box.confirm(1, "bob", NOW, every=True)
    assert [m.state for m in entry.matches] == [State.CONFIRMED] * 2


def test_what_cannot_be_confirmed_says_why(box: Inbox) -> None:
    box.take(sent(cloud("document.issued", ISSUED), cloud("unknown.type", {}, "2")), "ann", NOW)
    with pytest.raises(NotNow, match="Say what it concerns: --obligation ID"):
        box.confirm(1, "bob", NOW)
    with pytest.raises(NotNow, match=r"of the type org\.servanda\.unknown\.type, of which nothing is known"):
        box.confirm(2, "bob", NOW, [ONE])
    with pytest.raises(NotFound, match="no entry 3"):
        box.confirm(3, "bob", NOW)
    assert box.dismiss(1, "bob", NOW, "no").state is State.DISMISSED
    assert box.dismiss(1, "bob", NOW, "no").state is State.DISMISSED


async def test_a_moved_session_is_entered_and_moves_what_is_bound_to_it(box: Inbox, records: Records, engine: Engine) -> None:
    box.take(sent(cloud("session.moved", MOVED)), "ann", NOW)
    assert "Nothing is bound" in box.entry(1).note
    box.confirm(1, "bob", NOW)
    await carry_out(engine, records.obligations, 1, NOW)
    await carry_out(engine, records.obligations, 1, NOW)
    [row] = sessions.entered(engine)
    assert (row.body, row.number, row.opening, row.closing, row.source) == (
        "General Assembly",
        72,
        date(2017, 10, 3),
        date(2018, 10, 1),
        "A/71/1",
    )
    assert row.known_since == date(2017, 8, 4)
    assert box.entry(1).state is State.DONE


def test_a_resolution_is_proposed_for_reading_and_done_once_it_is_registered(box: Inbox) -> None:
    [receipt] = box.take(sent(cloud("resolution.adopted", {"symbol": "A/RES/72/237", "url": "https://undocs.org/x"})), "ann", NOW)
    assert receipt.state is State.PROPOSED
    assert "servanda register FILE --symbol 'A/RES/72/237'" in box.entry(1).note
    with pytest.raises(NotNow, match="asks for a resolution to be read"):
        box.confirm(1, "bob", NOW)


def test_policy_lets_what_is_certain_act_and_nothing_else(inbox_of: Callable[..., Inbox], records: Records) -> None:
    box = inbox_of("org.servanda.document.* from https://documents.example.org, org.servanda.session.moved from *")
    records.put(ONE, report())
    records.put("A/RES/71/244:12", report(provision="12"))
    box.take(sent(cloud("document.issued", ISSUED | {"responds_to": ["A/RES/71/244:36"]})), "ann", NOW)
    entry = box.entry(1)
    assert [(m.obligation, m.state, m.decided_by) for m in entry.matches] == [
        (ONE, State.CONFIRMED, "event:https://documents.example.org"),
        ("A/RES/71/244:12", State.PROPOSED, None),
    ]
    other = cloud("document.issued", ISSUED | {"responds_to": [ONE]}, "2", source="https://elsewhere.example.org")
    box.take(sent(other), "ann", NOW)
    assert {m.state for m in box.entry(2).matches} == {State.PROPOSED}
    box.take(sent(cloud("session.moved", MOVED, "3")), "ann", NOW)
    entry = box.entry(3)
    assert (entry.state, entry.decided_by) == (State.CONFIRMED, "event:https://documents.example.org")


def test_what_a_person_put_aside_does_not_act_again(inbox_of: Callable[..., Inbox], records: Records) -> None:
    records.put(ONE, report())
    inbox_of().take(sent(cloud("document.issued", ISSUED | {"responds_to": [ONE]})), "ann", NOW)
    inbox_of().dismiss(1, "bob", NOW, "no")
    records.put("A/RES/71/244:12", report(provision="12"))
    acting = inbox_of("* from *")
    acting.rematch(NOW)
    assert [m.state for m in acting.entry(1).matches] == [State.DISMISSED]


@pytest.mark.parametrize("written", ["org.servanda.session.moved", " from x", "x from "])
def test_a_policy_that_says_nothing_is_refused(written: str) -> None:
    with pytest.raises(SettingsError, match="Write TYPE from SOURCE"):
        Inbox(None, Settings(inbox_acts=written))  # type: ignore[arg-type]


def _carry_out_and_die(url: str, moment: str) -> None:
    """Carry entry 1 out, and be killed at ``moment``."""
    import asyncio

    engine = make_engine(url)

    def die(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    if moment == "taken, not matched":
        Inbox.settle = die  # type: ignore[assignment,method-assign]
        Inbox(engine, Settings()).take(sent(cloud("document.issued", ISSUED)), "ann", NOW)
    if moment == "recorded, not marked":
        inbox_steps.table.decide_match = die  # type: ignore[assignment]
    if moment == "confirmed, not recorded":
        Ledger.append = die  # type: ignore[assignment,method-assign]
    asyncio.run(carry_out(engine, Records(engine).obligations, 1, NOW))


@pytest.mark.parametrize("moment", ["taken, not matched", "confirmed, not recorded", "recorded, not marked"])
async def test_killed_between_and_asked_again_it_is_done_once(box: Inbox, records: Records, engine: Engine, moment: str) -> None:
    records.put(ONE, report(), "waived")
    if moment != "taken, not matched":
        box.take(sent(cloud("document.issued", ISSUED)), "ann", NOW)
        box.confirm(1, "bob", NOW, [ONE])
    killed = PROCESSES.Process(target=_carry_out_and_die, args=(engine.url.render_as_string(hide_password=False), moment))
    killed.start()
    killed.join()
    assert killed.exitcode == -signal.SIGKILL
    if moment == "taken, not matched":
        assert box.entry(1).state is State.NEW
        box.rematch(NOW)
        assert box.entry(1).state is State.UNMATCHED
        box.confirm(1, "bob", NOW, [ONE])
    assert table.to_carry_out(engine) == [1]
    await carry_out(engine, records.obligations, 1, NOW)
    assert len(records.commands(ONE)) == 1
    assert (box.entry(1).state, table.to_carry_out(engine)) == (State.DONE, [])


def test_only_what_may_be_concerned_is_looked_at(box: Inbox, records: Records, engine: Engine) -> None:
    from domain.outside import DocumentIssued, OutsideEvent
    from engine.intake.candidates import candidates
    from engine.sessions import calendar_of

    records.put("a:1", report(instrument="a", provision="1"))
    records.put("b:1", report(instrument="b", provision="1", due=Due("by 2030", latest=date(2030, 1, 1))))
    records.put("c:1", report(instrument="c", provision="1", due=Due("by 2018", latest=date(2018, 1, 1))))
    records.put("d:1", report(instrument="d", provision="1"), "waived")
    event = OutsideEvent("s", "1", "t", data=DocumentIssued("A/72/297", issued=date(2017, 8, 4)))
    assert sorted(each.id for each in candidates(engine, event, calendar_of(engine))) == ["a:1", "c:1"]


def test_where_nothing_tells_many_apart_a_person_is_asked_which(box: Inbox, records: Records) -> None:
    for number in range(7):
        records.put(f"x:{number}", report(instrument="x", provision=str(number)))
    [receipt] = box.take(sent(cloud("document.issued", ISSUED)), "ann", NOW)
    assert receipt.state is State.UNMATCHED
    assert (
        box.entry(1).note
        == "7 obligations wait for something of that session, and nothing tells them apart. Say which: --obligation ID."
    )
    assert [m.obligation for m in box.confirm(1, "ann", NOW, ["x:3"]).matches] == ["x:3"]


async def test_what_fails_in_one_look_does_not_end_the_watch(records: Records, engine: Engine, tmp_path: Path) -> None:
    looks = 0

    class Failing(Watch):
        async def look(self) -> None:
            nonlocal looks
            looks += 1
            if looks == 1:
                raise OSError("the disk is full")
            if looks == 4:
                raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await Failing(Settings(data=tmp_path), engine, records.obligations).run(every=0)
    assert looks == 4
    assert (tmp_path / "inbox").is_dir()


async def test_the_watch_looks_again_at_some_of_what_waits_each_time(
    box: Inbox, records: Records, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from engine.intake import watch as inbox_watch

    monkeypatch.setattr(inbox_watch, "_SOME", 2)
    box.take(sent(*(cloud("document.issued", ISSUED | {"symbol": f"A/72/{n}"}, str(n)) for n in range(5))), "ann", NOW)
    watch = Watch(Settings(data=tmp_path), engine, records.obligations)
    records.put(ONE, report(), "proposed")
    counts = []
    for _ in range(4):
        await watch.look()
        counts.append(len(table.numbers(engine, [State.PROPOSED])))
    assert counts == [2, 4, 5, 5]


def test_looking_again_without_news_writes_nothing(
    box: Inbox, records: Records, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    records.put(ONE, report())
    box.take(
        sent(
            cloud("document.issued", ISSUED), cloud("meeting.held", {"body": "x", "held": "2017-01-01"}, "2"), cloud("x", {}, "3")
        ),
        "ann",
        NOW,
    )
    before = table.entries(engine)
    monkeypatch.setattr("engine.intake.taking.table.put_matches", None)
    assert box.rematch(NOW) == 0
    assert table.entries(engine) == before
