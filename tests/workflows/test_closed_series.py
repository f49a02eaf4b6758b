"""A series that is closed takes its occurrences' running workflows with it: each is sent word until it has heard it, and hears it once."""

from datetime import UTC, datetime

from audit.verify import verify_ledger
from domain import commands as c
from domain.obligation import Status
from engine.following import unheard, word_id
from engine.series import keep
from tests.stage import Stage, terms

ONE = "A/RES/71/244:14"
FIRST, SECOND = f"{ONE}~1", f"{ONE}~2"
LATER = "A/RES/72/237:9"
SECOND_YEAR = datetime(2017, 7, 1, 12, tzinfo=UTC)


async def two_years(stage: Stage) -> None:
    """The first one is late, the second one open."""
    await stage.alive(ONE, terms(recurrence="annual"))
    await stage.until(SECOND_YEAR)
    assert await stage.starter.start_pending() == 1
    assert stage.recorded(FIRST).overdue and stage.recorded(SECOND).is_open


async def test_superseded_it_leaves_what_was_owed_and_takes_what_was_not(stage: Stage) -> None:
    await two_years(stage)
    answer = await stage.send(ONE, c.Supersede(LATER, "replaced"), "eve")
    assert stage.recorded(ONE).status is Status.SUPERSEDED
    assert (stage.recorded(FIRST).status, stage.kinds(FIRST)[-1]) == (Status.UNASSIGNED, "Linked")
    assert stage.recorded(SECOND).status is Status.SUPERSEDED
    await stage.handle(SECOND).result()
    assert answer.last
    for one in (FIRST, SECOND):
        [heard] = stage.ledger.find_command(one, word_id(ONE, answer.last))
        assert heard.actor == "eve"
    assert (await stage.believed(FIRST)).relations == stage.recorded(FIRST).relations
    assert verify_ledger(stage.engine).findings == ()


async def test_waived_it_takes_all_and_opened_again_brings_back_what_it_took(stage: Stage) -> None:
    await two_years(stage)
    await stage.send(FIRST, c.Waive("too late"))
    await stage.send(ONE, c.Waive("no longer asked for"))
    assert [stage.recorded(one).status for one in (FIRST, SECOND)] == [Status.WAIVED] * 2
    await stage.send(ONE, c.Reopen("it is after all"))
    assert stage.recorded(FIRST).status is Status.WAIVED, "that was its own end"
    assert (stage.recorded(ONE).status, stage.recorded(SECOND).status) == (Status.RECURRING, Status.UNASSIGNED)
    assert await stage.starter.start_pending() == 2
    assert await keep(stage.engine, stage.obligations, await stage.now()) == 0
    assert (await stage.believed(SECOND)) == stage.recorded(SECOND)


async def test_cut_off_in_between_the_others_are_told_later_and_nobody_twice(stage: Stage) -> None:
    await two_years(stage)
    envelope = c.Envelope("s1", "eve", c.Waive("no longer asked for"))
    await stage.update(ONE, envelope)  # straight to its workflow: whoever sent it died before telling the occurrences
    assert {one for one, _ in unheard(stage.engine)} == {FIRST, SECOND}
    [(_, word), _] = unheard(stage.engine)
    await stage.update(FIRST, word)
    assert [one for one, _ in unheard(stage.engine)] == [SECOND]
    assert await keep(stage.engine, stage.obligations, await stage.now()) == 1
    assert await keep(stage.engine, stage.obligations, await stage.now()) == 0
    assert (await stage.send(ONE, c.Waive("no longer asked for"), "eve", "s1")).repeated
    for one in (FIRST, SECOND):
        assert stage.kinds(one).count("Waived") == 1
    assert verify_ledger(stage.engine).findings == ()


async def test_one_that_a_person_opened_again_is_left_open(stage: Stage) -> None:
    await two_years(stage)
    await stage.send(ONE, c.Waive("no longer asked for"))
    await stage.send(SECOND, c.Reopen("this one still"))
    assert await stage.starter.start_pending() == 1
    assert await keep(stage.engine, stage.obligations, await stage.now()) == 0
    assert stage.recorded(SECOND).is_open


async def test_what_has_lapsed_leaves_its_occurrences_open(stage: Stage) -> None:
    await two_years(stage)
    await stage.send(ONE, c.EndSeries("enough"))
    assert unheard(stage.engine) == []
    assert stage.recorded(FIRST).is_open and stage.recorded(SECOND).is_open
