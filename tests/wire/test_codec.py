"""The one way in which values of the domain are written as bytes, and read back strictly."""

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import commands as c
from domain import events as e
from domain.errors import UnknownEvent
from domain.force import Force
from domain.instrument import Due
from domain.ladder import Ladder
from domain.obligation import Obligation, Status
from domain.projection import Projection, project
from domain.terms import Terms
from wire.codec import command_kind, decode, decode_command, decode_event, encode, encode_event, event_kind, plain
from wire.records import Append, Appended, Outcome, StoredEvent, store, unstore

EVENTS: tuple[type[e.Event], ...] = get_args(e.Event)
COMMANDS: tuple[type[c.Command], ...] = get_args(c.Command)

instants = st.integers(0, 2**34 * 10**6).map(lambda us: datetime(1500, 1, 1, tzinfo=UTC) + timedelta(microseconds=us))
ladders = st.builds(
    Ladder, reminders=st.lists(st.integers(0, 400)).map(tuple), hour=st.integers(0, 23), notice_every=st.integers(1, 9)
)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    datetime: instants, date: st.dates(), int: st.integers(-(2**53), 2**53), str: st.text(), bool: st.booleans(), Ladder: ladders,
}  # fmt: skip


def whole(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Values of a dataclass with every field drawn, those with defaults too."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: of(hints[field.name]) for field in fields(kind)})


def of(hint: Any) -> st.SearchStrategy[Any]:
    """Values of any type that occurs in the domain."""
    if hint in PLAIN:
        return PLAIN[hint]
    if get_origin(hint) is tuple and get_args(hint)[-1] is not Ellipsis:
        return st.tuples(*map(of, get_args(hint)))
    if get_origin(hint) is tuple:
        return st.lists(of(get_args(hint)[0]), max_size=4).map(tuple)
    if get_origin(hint) is UnionType:
        return st.one_of(*map(of, get_args(hint)))
    if is_dataclass(hint):
        return st.deferred(lambda: whole(hint))
    return st.just(None) if hint is type(None) else st.sampled_from(hint)  # an enumeration


events = st.one_of(*map(whole, EVENTS))
stamped = st.builds(e.Stamped, st.integers(1, 10**6), st.text(), st.text(), instants, instants, events)


@given(events)
def test_every_event_is_read_back_as_it_was_and_written_again_alike(event: e.Event) -> None:
    written = encode(event)
    read = decode_event(*event_kind(event), written)
    assert read == event
    assert encode(read) == written


@given(stamped)
def test_every_stamped_event_outlives_its_row(one: e.Stamped) -> None:
    row = store(one)
    assert unstore(row) == one
    assert decode(encode(row), StoredEvent) == row
    assert store(unstore(row)) == row


@given(st.one_of(*map(whole, COMMANDS)))
def test_every_command_travels(command: c.Command) -> None:
    body = json.loads(json.dumps(plain(command)))
    assert decode_command(command_kind(command), body) == command


@given(st.one_of(*map(whole, (Obligation, Projection, StoredEvent))))
def test_states_and_pictures_travel(value: Any) -> None:
    written = encode(value)
    assert decode(written, type(value)) == value
    assert encode(decode(written, type(value))) == written


@given(events)
def test_what_is_written_is_canonical(event: e.Event) -> None:
    text = encode(event).decode()
    again = json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert text == again


TERMS = Terms(
    "A/RES/71/244", "14", Force.REQUEST, "requests", ("Secretary-General",), ("report",), Due("by May", latest=date(2017, 5, 31))
)
NOON = datetime(2017, 1, 2, 12, 0, 0, 5, tzinfo=UTC)

GOLDEN: list[tuple[e.Event, str]] = [
    (e.Activated(NOON, (90, 30)), '{"skipped":[90,30],"watched":"2017-01-02T12:00:00.000005Z"}'),
    (e.Submitted(1, "L’été", ("A/72/297",)), '{"evidence":["A/72/297"],"note":"L’été","units":1}'),
    (e.Discharged(date(2017, 5, 31), 3), '{"days_late":3,"due":"2017-05-31"}'),
    (
        e.Escalated(date(2017, 5, 31), 1, 14, NOON),
        '{"days":14,"due":"2017-05-31","level":1,"watched":"2017-01-02T12:00:00.000005Z"}',
    ),
    (
        e.Proposed(TERMS),
        '{"terms":{"actions":["report"],"addressees":["Secretary-General"],"continuing":false,"deliverable":null,'
        '"due":{"earliest":null,"expression":"by May","latest":"2017-05-31","optional":false,"reason":null,"session":null,'
        '"session_relation":null,"working":""},"force":"request","instrument":"A/RES/71/244",'
        '"ladder":{"escalations":[14,60,180],"hour":9,"notice_every":90,"notices":[7,30],"reminders":[90,30,14,7,1,0],"review_every":7},'
        '"optional":false,"provision":"14","recipients":[],"recurrence":null,"required":1,"verb":"requests","zone":"UTC"}}',
    ),
]


@pytest.mark.parametrize(("event", "written"), GOLDEN, ids=lambda value: type(value).__name__)
def test_these_bytes_stand_in_ledgers_for_ever(event: e.Event, written: str) -> None:
    """If this fails, old ledgers are no longer written as they were: give the event a new version instead."""
    assert encode_event(event) == written


RECORDED: list[tuple[str, dict[str, object], e.Event]] = [
    ("Accepted", {}, e.Accepted()),
    ("Activated", {"watched": "2017-01-02T12:00:00.000005Z"}, e.Activated(NOON)),
    ("BecameOverdue", {"due": "2017-05-31", "watched": "2017-01-02T12:00:00.000005Z"}, e.BecameOverdue(date(2017, 5, 31), NOON)),
]


@pytest.mark.parametrize(("kind", "body", "event"), RECORDED, ids=lambda value: value if isinstance(value, str) else "")
def test_a_field_that_is_not_recorded_has_its_default(kind: str, body: dict[str, object], event: e.Event) -> None:
    assert decode_event(kind, 1, json.dumps(body)) == event


@pytest.mark.parametrize(("kind", "version"), [("Blessed", 1), ("Accepted", 2), ("Accepted", 0), ("accepted", 1), ("", 1)])
def test_an_unknown_kind_or_version_raises(kind: str, version: int) -> None:
    with pytest.raises(UnknownEvent, match=f"a {kind} event of version {version}"):
        decode_event(kind, version, b"{}")


BROKEN: list[tuple[str, str]] = [
    ("Rejected", "{}"),
    ("Rejected", '{"reason":7}'),
    ("Rejected", "[]"),
    ("Approved", '{"units":"1","delivered":1,"required":1}'),
    ("Reminded", '{"due":"31 May","days":1,"watched":"2017-01-02T12:00:00Z"}'),
]


@pytest.mark.parametrize(("kind", "payload"), BROKEN)
def test_a_payload_that_does_not_fit_raises(kind: str, payload: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        decode_event(kind, 1, payload)


def test_a_ladder_that_could_not_stand_is_not_read_in() -> None:
    terms = plain(TERMS) | {"ladder": {"hour": 24}}
    with pytest.raises(msgspec.ValidationError, match="a ladder's reminders"):
        decode_event("Proposed", 1, json.dumps({"terms": terms}))


NO_COMMANDS: list[tuple[str, dict[str, object], str]] = [
    ("Abolish", {}, "There is no command Abolish. There are: Accept, Amend, Approve"),
    ("Assign", {"asignee": "bob"}, "Assign has no asignee. It takes: assignee, note, addressee, assignment, also."),
    ("Accept", {"note": "x", "due": "2017-01-01", "by": "z"}, "Accept has no by, due. It takes: note, assignment."),
    ("Tick", {"now": "2017-01-01"}, "Tick has no now. It takes: nothing."),
    ("Assign", {}, "missing required field `assignee`"),
    ("Submit", {"units": 1.5}, "Expected `int`"),
]


@pytest.mark.parametrize(("kind", "body", "why"), NO_COMMANDS)
def test_what_is_no_command_is_told_so(kind: str, body: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError) as caught:
        decode_command(kind, body)
    assert why in str(caught.value)


def test_every_event_and_command_is_known_by_its_name_once() -> None:
    for kinds in (EVENTS, COMMANDS):
        assert len({kind.__name__ for kind in kinds}) == len(kinds)
    assert all(decode_event(*event_kind(made(kind)), encode(made(kind))) == made(kind) for kind in EVENTS)


def made(kind: type[Any]) -> Any:
    """The plainest value of a kind: only what has no default."""
    plainest: dict[Any, Callable[[], Any]] = {
        Terms: lambda: TERMS, str: lambda: "x", int: lambda: 1, datetime: lambda: NOON, date: lambda: NOON.date(),
        Due: lambda: TERMS.due, type(None): lambda: None, tuple: lambda: (), bool: lambda: True,
    }  # fmt: skip
    hints = get_type_hints(kind)
    needed = [field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING]
    return kind(**{name: plain_value(hints[name], plainest) for name in needed})


def plain_value(hint: Any, plainest: dict[Any, Callable[[], Any]]) -> Any:
    """An exact type comes before what it is made of: a tuple of texts is a tuple."""
    kinds = (hint, get_origin(hint), *get_args(hint))
    return next(plainest[each]() for each in kinds if each in plainest)


def test_an_append_and_its_answer_travel() -> None:
    state = Obligation("A/RES/71/244:14", 1, Status.PROPOSED, TERMS, due=TERMS.due)
    row = store(e.Stamped(1, "reader", "c1", NOON, NOON, e.Proposed(TERMS)))
    append = Append(state.id, 0, "c1", (row,), project(state), start=False)
    assert decode(encode(append), Append) == append
    answer = Appended(Outcome.BEHIND, since=(row,))
    assert decode(encode(answer), Appended) == answer
    assert isinstance(decode(encode(answer), Appended).outcome, Enum)
