"""A whole life on the engine, hour by hour: what is recorded when, who is told, and what the engine leaves behind."""

from datetime import UTC, date, datetime

from audit.verify import verify_ledger
from domain import commands as c
from domain.instrument import Due
from domain.obligation import Progress, Status
from tests.outbox import notices_of
from tests.stage import SESSION, Stage, eventually, terms

ONE = "A/RES/71/244:14"

LADDER = [
    ("2017-03-02 14:00", "Reminded"),  # 90 days before, 9 o'clock in New York, winter time there
    ("2017-05-01 13:00", "Reminded"),
    ("2017-05-17 13:00", "Reminded"),
    ("2017-05-24 13:00", "Reminded"),
    ("2017-05-30 13:00", "Reminded"),
    ("2017-05-31 13:00", "Reminded"),  # the day itself
    ("2017-06-01 04:00", "BecameOverdue"),  # midnight in New York
    ("2017-06-07 13:00", "OverdueNoticed"),  # 7 days after
    ("2017-06-14 13:00", "Escalated"),  # 14 days after
    ("2017-06-30 13:00", "OverdueNoticed"),  # 30 days after
    ("2017-07-30 13:00", "Escalated"),  # 60 days after
    ("2017-09-28 13:00", "OverdueNoticed"),  # 120 days after, and every 90 from there
]
TIME = ("Reminded", "BecameOverdue", "OverdueNoticed", "Escalated", "ReviewReminded")


async def test_the_ladder_is_climbed_to_the_minute(stage: Stage) -> None:
    await stage.alive(ONE)
    await stage.until(datetime(2017, 10, 1, tzinfo=UTC))
    assert stage.told(ONE, *TIME) == LADDER
    state = stage.recorded(ONE)
    assert (state.progress, state.level) == (Progress.OVERDUE, 2)
    assert verify_ledger(stage.engine).findings == ()


async def test_from_proposal_to_a_late_discharge(stage: Stage) -> None:
    """Paragraph 4's life: reminded, overdue, escalated, and done in the end."""
    await stage.alive(ONE)
    await stage.send(ONE, c.Assign("undp"))
    await stage.send(ONE, c.Accept(), "undp")
    await stage.until(datetime(2017, 6, 20, 12, tzinfo=UTC))
    assert stage.told(ONE, *TIME) == LADDER[:9]
    await stage.send(ONE, c.ReportProgress("the first draft is with the editors", 60), "undp")
    submitted = await stage.send(ONE, c.Submit("held on 19 June"), "undp", on=datetime(2017, 6, 19, 15, tzinfo=UTC))
    assert (submitted.status, submitted.first, submitted.last) == (Status.SUBMITTED, submitted.seq, submitted.seq)
    await stage.sleep(days=8)
    await stage.send(ONE, c.Approve(), "coordinator")
    await stage.handle(ONE).result()

    state = stage.recorded(ONE)
    assert (state.status, state.progress) == (Status.DISCHARGED, Progress.COMPLETED)
    *_, discharged = stage.ledger.history(ONE)
    assert '"days_late":19' in discharged.payload
    assert stage.kinds(ONE) == [
        "Proposed", "Confirmed", "Activated", "Assigned", "Accepted", *(kind for _, kind in LADDER[:9]),
        "ProgressReported", "Submitted", "ReviewReminded", "Approved", "Discharged",
    ]  # fmt: skip
    assert verify_ledger(stage.engine).findings == ()


async def test_whoever_has_the_turn_is_told(stage: Stage) -> None:
    await stage.alive(ONE)
    await stage.until(datetime(2017, 3, 3, tzinfo=UTC))  # nobody has it yet: the coordinator hears of the first reminder
    await stage.send(ONE, c.Assign("undp"))
    await stage.until(datetime(2017, 6, 15, tzinfo=UTC))
    told = [(one.kind.value, one.recipient) for one in notices_of(stage.engine, [ONE])]
    assert told == [
        ("reminder", "@coordinator"),
        ("assigned", "undp"),
        *[("reminder", "undp")] * 5,
        ("overdue", "@coordinator"), ("overdue", "undp"),
        ("overdue", "@coordinator"), ("overdue", "undp"),
        ("escalation", "@coordinator"), ("escalation", "@level-1"),
    ]  # fmt: skip


async def test_reminders_past_at_activation_are_skipped_and_said_once(stage: Stage) -> None:
    await stage.alive(ONE, due=date(2017, 1, 4))
    await stage.until(datetime(2017, 1, 4, 18, tzinfo=UTC))
    assert stage.told(ONE, *TIME) == [
        ("2016-12-21 14:00", "Reminded"),  # two hours from now
        ("2016-12-28 14:00", "Reminded"),
        ("2017-01-03 14:00", "Reminded"),
        ("2017-01-04 14:00", "Reminded"),
    ]
    activated = next(row for row in stage.ledger.history(ONE) if row.kind == "Activated")
    assert '"skipped":[90,30]' in activated.payload


async def test_a_due_day_that_moves_takes_its_alarms_along(stage: Stage) -> None:
    await stage.alive(ONE)
    await stage.until(datetime(2017, 5, 2, tzinfo=UTC))
    await stage.send(ONE, c.ChangeDueDate(date(2017, 7, 31), "agreed with the Bureau"))
    await stage.until(datetime(2017, 7, 20, tzinfo=UTC))
    assert stage.told(ONE, *TIME) == [
        *LADDER[:2],
        ("2017-05-02 13:00", "Reminded"),  # 90 days before the new day
        ("2017-07-01 13:00", "Reminded"),
        ("2017-07-17 13:00", "Reminded"),
    ]


async def test_a_session_put_off_without_a_date_silences_the_ladder_until_it_has_one(stage: Stage) -> None:
    """The due day is the session's: it goes away, and comes back years later."""
    first = Due("at its twentieth session", date(2018, 5, 21), date(2018, 5, 24), "planned", session=SESSION)
    await stage.alive(ONE, due=first)
    gone = Due(first.expression, reason="put off without a new date", session=SESSION)
    await stage.send(ONE, c.RebindSession(SESSION, gone, "decision 73/1"), "servanda")
    await stage.until(datetime(2021, 3, 20, tzinfo=UTC))
    assert stage.told(ONE, *TIME) == []
    again = Due(first.expression, date(2021, 6, 1), date(2021, 6, 4), "held", session=SESSION)
    await stage.send(ONE, c.RebindSession(SESSION, again, "decision 75/1"), "servanda")
    await stage.until(datetime(2021, 6, 5, 12, tzinfo=UTC))
    assert stage.told(ONE, *TIME) == [
        ("2021-05-05 13:00", "Reminded"),
        ("2021-05-21 13:00", "Reminded"),
        ("2021-05-28 13:00", "Reminded"),
        ("2021-06-03 13:00", "Reminded"),
        ("2021-06-04 13:00", "Reminded"),
        ("2021-06-05 04:00", "BecameOverdue"),
    ]


async def test_two_briefings_are_done_after_two(stage: Stage) -> None:
    await stage.alive(ONE, terms("14", required=2))
    await stage.send(ONE, c.Assign("undp"))
    for done in (1, 2):
        await stage.send(ONE, c.Submit(f"briefing {done}"), "undp")
        answer = await stage.send(ONE, c.Approve(), "coordinator")
        assert answer.status == (Status.IN_PROGRESS if done == 1 else Status.DISCHARGED)
        assert stage.recorded(ONE).delivered == done
    await stage.handle(ONE).result()


async def test_a_submission_left_lying_is_spoken_of_every_week(stage: Stage) -> None:
    await stage.alive(ONE)
    await stage.send(ONE, c.Assign("undp"))
    await stage.send(ONE, c.Submit(), "undp")
    await stage.sleep(days=22)
    assert [kind for _, kind in stage.told(ONE, *TIME)] == ["ReviewReminded"] * 3
    await stage.send(ONE, c.Return("the annex is missing"))
    await stage.until(datetime(2017, 3, 3, tzinfo=UTC))
    assert stage.told(ONE, *TIME)[3:] == LADDER[:1]  # and then the ladder goes on


async def test_without_a_due_day_nothing_is_said_and_it_stays_alive(stage: Stage) -> None:
    await stage.alive(ONE, due=None)
    await stage.sleep(days=3000)
    assert stage.told(ONE, *TIME) == []
    assert (await stage.send(ONE, c.Assign("undp"))).status == Status.ASSIGNED


async def test_an_old_request_confirmed_as_past_due_is_overdue_at_once(stage: Stage) -> None:
    await stage.propose(ONE, terms("14", due=date(2016, 6, 30)))
    await stage.confirm(ONE, accept_past_due=True)
    await eventually(lambda: len(stage.kinds(ONE)) == 5, "time itself has spoken")
    assert stage.told(ONE, *TIME) == [
        ("2016-12-21 12:00", "BecameOverdue"),  # which stands for the notices that are past
        ("2016-12-21 12:00", "Escalated"),
    ]
