"""The bytes under which every kind of event is recorded, written out: they stand in ledgers for ever.

If one of these fails, old ledgers are no longer written as they were, and their hashes no longer agree: give the event a new version,
or make the new field with :func:`domain.added.added`.
"""

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest

from domain import events as e
from domain.added import added
from domain.assignment import Assignment, Submission
from domain.force import Force
from domain.instrument import Due
from domain.ladder import LIGHT, Ladder
from domain.obligation import Obligation, Status
from domain.projection import Projection, project
from domain.terms import Terms
from wire import upcast
from wire.codec import convert, decode, decode_event, encode, encode_event, encode_lean, event_kind, plain
from workflows.contracts import Answer, Life

MAY = date(2017, 5, 31)
NOON = datetime(2017, 1, 2, 12, tzinfo=UTC)
DUE = Due("by May", latest=MAY)
TERMS = Terms("A/RES/71/244", "14", Force.REQUEST, "requests", ("UNDP",), ("report",), DUE)

DUE_WRITTEN = (
    '{"earliest":null,"expression":"by May","latest":"2017-05-31","optional":false,"reason":null,"session":null,'
    '"session_relation":null,"working":""}'
)
TERMS_WRITTEN = (
    '{"actions":["report"],"addressees":["UNDP"],"continuing":false,"deliverable":null,"due":'
    + DUE_WRITTEN
    + ',"force":"request",'
    '"instrument":"A/RES/71/244","ladder":{"escalations":[14,60,180],"hour":9,"notice_every":90,"notices":[7,30],'
    '"reminders":[90,30,14,7,1,0],"review_every":7},"optional":false,"provision":"14","recipients":[],"recurrence":null,"required":1,'
    '"verb":"requests","zone":"UTC"}'
)

GOLDEN: list[tuple[e.Event, str]] = [
    (e.Proposed(TERMS), '{"terms":' + TERMS_WRITTEN + "}"),
    (e.Activated(NOON, (90, 30)), '{"skipped":[90,30],"watched":"2017-01-02T12:00:00Z"}'),
    (e.Discharged(MAY, 3), '{"days_late":3,"due":"2017-05-31"}'),
    (e.Escalated(MAY, 1, 14, NOON), '{"days":14,"due":"2017-05-31","level":1,"watched":"2017-01-02T12:00:00Z"}'),
    (e.Confirmed(TERMS, ("due",), "as agreed"), '{"corrected":["due"],"note":"as agreed","terms":' + TERMS_WRITTEN + "}"),
    (e.Rejected("no duty"), '{"reason":"no duty"}'),
    (e.Assigned("undp", "bob", "he has left"), '{"assignee":"undp","note":"he has left","previous":"bob"}'),
    (
        e.Assigned("ann", assignment=2, addressee="UNDP"),
        '{"addressee":"UNDP","assignee":"ann","assignment":2,"note":"","previous":null}',
    ),
    (e.Accepted("gladly"), '{"note":"gladly"}'),
    (e.Accepted(assignment=2), '{"assignment":2,"note":""}'),
    (e.Declined("bob", "not ours"), '{"assignee":"bob","reason":"not ours"}'),
    (e.Declined("carl", "not ours", 2, "bob"), '{"assignee":"carl","assignment":2,"back_to":"bob","reason":"not ours"}'),
    (e.ProgressReported("half done", 50), '{"note":"half done","percent":50}'),
    (e.ProgressReported("half done", assignment=2), '{"assignment":2,"note":"half done","percent":null}'),
    (e.Submitted(1, assignment=2), '{"assignment":2,"evidence":[],"note":"","units":1}'),
    (e.Approved(1, 1, 2, "well done"), '{"delivered":1,"note":"well done","required":2,"units":1}'),
    (e.Approved(1, 1, 1, assignment=2), '{"assignment":2,"delivered":1,"note":"","required":1,"units":1}'),
    (e.Returned("the annex is missing"), '{"reason":"the annex is missing"}'),
    (e.Returned("the annex is missing", 2), '{"assignment":2,"reason":"the annex is missing"}'),
    (
        e.DueDateChanged(None, DUE, "agreed", NOON, (90,), "the bureau"),
        '{"new":'
        + DUE_WRITTEN
        + ',"old":null,"reason":"agreed","session_source":"the bureau","skipped":[90],"watched":"2017-01-02T12:00:00Z"}',
    ),
    (e.Waived("ended"), '{"reason":"ended"}'),
    (
        e.Reopened("not done after all", DUE, NOON, (90,)),
        '{"due":' + DUE_WRITTEN + ',"reason":"not done after all","skipped":[90],"watched":"2017-01-02T12:00:00Z"}',
    ),
    (e.Commented("seen"), '{"text":"seen"}'),
    (e.Reminded(MAY, 7, NOON, (30, 14)), '{"days":7,"due":"2017-05-31","missed":[30,14],"watched":"2017-01-02T12:00:00Z"}'),
    (e.BecameOverdue(MAY, NOON, (1,)), '{"due":"2017-05-31","missed":[1],"watched":"2017-01-02T12:00:00Z"}'),
    (e.OverdueNoticed(MAY, 30, NOON), '{"days":30,"due":"2017-05-31","watched":"2017-01-02T12:00:00Z"}'),
    (e.ReviewReminded(7, NOON), '{"days":7,"watched":"2017-01-02T12:00:00Z"}'),
    (e.ReviewReminded(7, NOON, (1, 3)), '{"assignments":[1,3],"days":7,"watched":"2017-01-02T12:00:00Z"}'),
    (
        e.FannedOut("regional commissions", (e.Member("ECA", "ann"), e.Member("ECE")), 2),
        '{"collective":"regional commissions","first":2,"members":[{"addressee":"ECA","party":"ann"},{"addressee":"ECE","party":null}]}',
    ),
    (e.Delegated(1, "bob", "carl", "you know the file"), '{"assignment":1,"by":"bob","note":"you know the file","to":"carl"}'),
    (e.HandedBack(1, "carl", "bob", "no time"), '{"assignment":1,"back_to":"bob","by":"carl","reason":"no time"}'),
    (e.Withdrawn(2, None, "not theirs"), '{"assignment":2,"party":null,"reason":"not theirs"}'),
    (
        e.EvidenceAttached(("sha256:00ff", "https://undocs.org/A/72/1"), "both"),
        '{"evidence":["sha256:00ff","https://undocs.org/A/72/1"],"note":"both"}',
    ),
    (e.ExtensionAsked(MAY, "the data come late"), '{"due":"2017-05-31","reason":"the data come late"}'),
    (e.ExtensionAnswered(MAY, True, "this once"), '{"due":"2017-05-31","granted":true,"reason":"this once"}'),
    (e.UnitScheduled(1, MAY, "before the session"), '{"due":"2017-05-31","reason":"before the session","unit":1}'),
    (e.UnitCalled(None, NOON, (90, 30)), '{"due":null,"skipped":[90,30],"watched":"2017-01-02T12:00:00Z"}'),
    (e.Suspended("a strike", MAY), '{"reason":"a strike","until":"2017-05-31"}'),
    (
        e.Resumed(20, DUE, (MAY, None), NOON, (30,), "it is over"),
        '{"days":20,"due":'
        + DUE_WRITTEN
        + ',"note":"it is over","skipped":[30],"unit_dues":["2017-05-31",null],"watched":"2017-01-02T12:00:00Z"}',
    ),
    (e.Snoozed(1, MAY, "on mission"), '{"assignment":1,"reason":"on mission","until":"2017-05-31"}'),
    (e.SnoozeEnded((1, 2)), '{"assignments":[1,2]}'),
    (e.MilestoneSet(1, "draft", None), '{"due":null,"milestone":1,"name":"draft","reason":"","rule":"","watched":null}'),
    (
        e.MilestoneSet(1, "issuance", MAY, "six weeks before the session opens", "moved", NOON),
        '{"due":"2017-05-31","milestone":1,"name":"issuance","reason":"moved","rule":"six weeks before the session opens",'
        '"watched":"2017-01-02T12:00:00Z"}',
    ),
    (e.MilestoneReached(1, "A/72/297"), '{"milestone":1,"note":"A/72/297"}'),
    (e.MilestoneReached(1, "A/72/297", by_then=True), '{"by_then":true,"milestone":1,"note":"A/72/297"}'),
    (e.MilestoneDropped(1, "no need"), '{"milestone":1,"reason":"no need"}'),
    (e.MilestoneReminded(1, MAY, 14, NOON), '{"days":14,"due":"2017-05-31","milestone":1,"watched":"2017-01-02T12:00:00Z"}'),
    (e.MilestoneMissed(1, MAY, NOON), '{"due":"2017-05-31","milestone":1,"watched":"2017-01-02T12:00:00Z"}'),
    (
        e.Consulted(1, "UNEP", "what of the budget?", MAY),
        '{"answer_by":"2017-05-31","consultation":1,"party":"UNEP","question":"what of the budget?"}',
    ),
    (e.Answered(1, "it will do"), '{"answer":"it will do","consultation":1}'),
    (
        e.AnswerPutOff(1, MAY, "10 days given back after a suspension"),
        '{"answer_by":"2017-05-31","consultation":1,"reason":"10 days given back after a suspension"}',
    ),
    (e.ConsultationOverdue(1, MAY), '{"answer_by":"2017-05-31","consultation":1}'),
    (e.ReviewCalled(3, NOON), '{"number":3,"watched":"2017-01-02T12:00:00Z"}'),
    (e.SeriesBegan(MAY, "annual", None, 5), '{"anchor":"2017-05-31","ends_after":5,"ends_on":null,"recurrence":"annual"}'),
    (e.OccurrenceOpened(2, "A/RES/71/244:14~2", DUE), '{"due":' + DUE_WRITTEN + ',"id":"A/RES/71/244:14~2","number":2}'),
    (e.OccurrenceAwaited(3), '{"number":3}'),
    (e.SeriesEnded("all 5 occurrences have come"), '{"reason":"all 5 occurrences have come"}'),
    (
        e.Amended("A/RES/72/237:9", "as decided", TERMS, ("required",), DUE, NOON, (90,)),
        '{"by":"A/RES/72/237:9","corrected":["required"],"due":'
        + DUE_WRITTEN
        + ',"reason":"as decided","skipped":[90],"terms":'
        + TERMS_WRITTEN
        + ',"watched":"2017-01-02T12:00:00Z"}',
    ),
    (e.Superseded("A/RES/72/237:9", "replaced"), '{"by":"A/RES/72/237:9","reason":"replaced"}'),
    (
        e.Linked("reiterated by", "A/RES/72/237:9", "in part"),
        '{"note":"in part","other":"A/RES/72/237:9","relation":"reiterated by"}',
    ),
    (e.Reconsidered("a duty after all"), '{"reason":"a duty after all"}'),
]


@pytest.mark.parametrize(("event", "written"), GOLDEN, ids=lambda value: type(value).__name__)
def test_these_bytes_stand_in_ledgers_for_ever(event: e.Event, written: str) -> None:
    assert encode_event(event) == written
    assert decode_event(*event_kind(event), written) == event


def test_every_kind_of_event_stands_here() -> None:
    assert {type(event) for event, _ in GOLDEN} == set(get_args(e.Event))


@dataclass(frozen=True, slots=True)
class First:
    """As it was at first."""

    name: str


@dataclass(frozen=True, slots=True)
class Grown:
    """As it is today, with what came later."""

    name: str
    parts: tuple[First, ...] = added(())
    more: str | None = added(None)


@dataclass(frozen=True, slots=True)
class Holding:
    one: Grown
    several: tuple[Grown, ...] = ()


def test_what_was_written_before_a_field_was_added_is_read_and_written_again_byte_for_byte() -> None:
    before = encode_lean(First("x"))
    assert decode(before, Grown) == Grown("x")
    assert encode_lean(decode(before, Grown)) == before
    assert encode(Grown("x")) != before, "elsewhere every field is shown"


def test_an_added_field_is_written_where_it_is_not_at_its_default() -> None:
    grown = Grown("x", (First("y"),), "z")
    assert encode_lean(grown) == b'{"more":"z","name":"x","parts":[{"name":"y"}]}'
    assert decode(encode_lean(grown), Grown) == grown


def test_it_is_left_out_at_any_depth() -> None:
    held = Holding(Grown("x"), (Grown("y"), Grown("z", more="m")))
    assert encode_lean(held) == b'{"one":{"name":"x"},"several":[{"name":"y"},{"more":"m","name":"z"}]}'
    assert decode(encode_lean(held), Holding) == held


@dataclass(frozen=True, slots=True)
class Tree:
    """Holds more of its own kind, and values of which nothing is known beforehand."""

    name: str
    under: "tuple[Tree, ...]" = ()
    anything: Any = None
    plain: dict[str, Any] | None = None
    more: str | None = added(None)


def test_nor_do_values_that_hold_their_own_kind_or_any_hide_one() -> None:
    tree = Tree("a", (Tree("b", more="m"), Tree("c", anything=Grown("x"))), (Holding(Grown("y")),), {"more": None})
    assert encode_lean(tree) == (
        b'{"anything":[{"one":{"name":"y"},"several":[]}],"name":"a","plain":{"more":null},"under":['
        b'{"anything":null,"more":"m","name":"b","plain":null,"under":[]},'
        b'{"anything":{"name":"x"},"name":"c","plain":null,"under":[]}]}'
    )


def test_a_value_in_which_nothing_was_added_is_written_as_it_is() -> None:
    answer = Answer("c1", "assigned", 4, 4, 4)
    assert encode_lean(answer) == encode(answer)
    assert encode_lean({"plain": [1, "x"]}) == encode({"plain": [1, "x"]})


LATER = replace(
    TERMS,
    consulted=("UNEP",),
    quorum=1,
    lightly=True,
    review_months=12,
    extension_approval=True,
    series="A/RES/71/244:14",
    occurrence=2,
)


def test_what_terms_have_gained_is_written_only_where_it_is_said() -> None:
    gained = {"consulted", "quorum", "lightly", "review_months", "extension_approval", "series", "occurrence"}
    assert set(json.loads(encode_lean(LATER))) - set(json.loads(encode_lean(TERMS))) == gained
    assert decode(encode_lean(LATER), Terms) == LATER


def test_days_off_are_written_only_where_a_ladder_has_some() -> None:
    assert not {"weekend", "holidays"} & set(json.loads(encode_lean(LIGHT)))
    ladder = Ladder(weekend=(5, 6), holidays=(MAY,))
    assert json.loads(encode_lean(ladder))["holidays"] == ["2017-05-31"]
    assert decode(encode_lean(ladder), Ladder) == ladder


STATE = Obligation(
    "A/RES/71/244:14", 4, Status.SUBMITTED, TERMS, DUE,
    (Assignment(1, "bob", Status.SUBMITTED, submission=Submission("bob", 1, NOON, NOON, NOON)),), NOON,
)  # fmt: skip


def test_a_state_and_its_picture_come_back_from_lean_bytes_as_from_full_ones() -> None:
    for kind, value in ((Obligation, STATE), (Projection, project(STATE))):
        assert decode(encode_lean(value), kind) == decode(encode(value), kind) == value
    assert "series" not in json.loads(encode_lean(project(STATE)))


# What an earlier version wrote ---------------------------------------------------------------------------------------

OLD = {
    "id": "A/RES/71/244:14", "seq": 4, "status": "submitted", "terms": plain(TERMS), "due": plain(DUE), "assignee": "bob", "percent": 40,
    "delivered": 1, "delivered_at": "2016-12-24T12:00:00Z", "watched": "2017-01-02T12:00:00Z", "overdue": False, "level": 0,
    "submission": {"by": "bob", "units": 1, "effective_at": "2017-01-02T12:00:00Z", "recorded_at": "2017-01-02T12:00:00Z",
                   "watched": "2017-01-02T12:00:00Z"},
}  # fmt: skip
"""A state as it was before assignments had lives of their own."""


def read(**changes: object) -> Obligation:
    return convert(upcast.obligation({**OLD, **changes}), Obligation)


def test_the_only_assignment_is_read_out_of_the_whole() -> None:
    [held] = read().assignments
    assert held.submission is not None
    assert (held.number, held.party, held.status, held.percent, held.delivered) == (1, "bob", Status.SUBMITTED, 40, 1)
    assert (held.delivered_at, held.submission.by) == (datetime(2016, 12, 24, 12, tzinfo=UTC), "bob")
    assert read().assignee == "bob"


def test_what_nobody_held_has_no_assignment() -> None:
    state = read(status="unassigned", assignee=None, percent=None, delivered=0, delivered_at=None, submission=None)
    assert (state.assignments, state.status) == ((), Status.UNASSIGNED)


def test_what_was_handed_in_in_part_and_given_back_keeps_its_part() -> None:
    [held] = read(status="unassigned", assignee=None, submission=None).assignments
    assert (held.party, held.status, held.delivered) == (None, Status.UNASSIGNED, 1)


@pytest.mark.parametrize("status", ["waived", "proposed", "rejected"])
def test_what_the_whole_was_and_an_assignment_cannot_be(status: str) -> None:
    [held] = read(status=status, submission=None).assignments
    assert held.status is Status.ASSIGNED


def test_what_is_written_today_is_left_as_it_is() -> None:
    written = json.loads(encode_lean(STATE))
    assert upcast.obligation(written) is written
    assert convert(upcast.obligation(written), Obligation) == STATE
    bare = json.loads(encode_lean(replace(STATE, assignments=(), status=Status.UNASSIGNED)))
    assert convert(upcast.obligation(bare), Obligation).assignments == ()


def test_where_a_run_begins_is_read_whichever_version_wrote_it() -> None:
    clock = {"base": "2017-01-02T12:00:00Z", "started": "2017-01-02T12:00:00Z", "speed": 1.0}
    old, new = ({"obligation": state, "clock": clock, "answers": []} for state in (OLD, json.loads(encode_lean(STATE))))
    assert convert(upcast.life(old), Life).obligation == read()
    assert convert(upcast.life(new), Life).obligation == STATE
