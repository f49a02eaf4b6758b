"""Workflow messages on the wire: small ones in plain JSON, large ones compressed, both read back as they were."""

import zlib
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from temporalio.api.common.v1 import Payload

from domain import commands as c
from domain.assignment import Assignment, Delivery, Submission
from domain.events import Member
from domain.obligation import Obligation, Status
from domain.transition import step
from tests.stage import terms
from workflows import payloads
from workflows.contracts import Answer, CommandMessage, Life, pack
from workflows.payloads import COMPRESSED, LARGE, PLAIN, ServandaPayloadConverter, json_of

CONVERTER = ServandaPayloadConverter()
NOW = datetime(2017, 1, 2, 12, tzinfo=UTC)


def shared(members: int) -> Obligation:
    """An obligation that so many answer for, each with something handed in."""
    state: Obligation | None = None
    given = tuple(Member(f"Member State number {number}", f"m{number}:desk") for number in range(1, members + 1))
    for command in (c.Propose(terms()), c.Confirm(), c.FanOut("Member States", given)):
        state = step(state, c.Envelope(type(command).__name__, "coordinator", command), NOW, "A/RES/71/244:14").after
    assert state
    return replace(state, assignments=tuple(_handed_in(held) for held in state.assignments))


def _handed_in(held: Assignment) -> Assignment:
    """With all that one assignment can hold: what was approved, and what waits for it."""
    evidence = (f"sha256:{sha256(held.name.encode()).hexdigest()}",)
    done = Delivery(1, f"person {held.number}", NOW, "coordinator", NOW, evidence)
    waits = Submission(f"person {held.number}", 1, NOW, NOW, NOW, f"the part of {held.name}", evidence)
    return replace(held, status=Status.SUBMITTED, deliveries=(done,), submission=waits)


def written(value: Any) -> Payload:
    [payload] = CONVERTER.to_payloads([value])
    return payload


def read(payload: Payload, kind: type) -> Any:
    [value] = CONVERTER.from_payloads([payload], [kind])
    return value


def test_what_one_person_sends_is_plain_json() -> None:
    message = pack(c.Envelope("c1", "ann", c.Comment("é")))
    payload = written(message)
    assert payload.metadata["encoding"] == PLAIN
    assert payload.data.startswith(b"{")
    assert read(payload, CommandMessage) == message
    edge = Answer("x" * (LARGE - len(written(Answer("", "s", 1)).data)), "s", 1)
    assert len(written(edge).data) == LARGE
    assert written(edge).metadata["encoding"] == PLAIN
    assert written(replace(edge, command_id=edge.command_id + "x")).metadata["encoding"] == COMPRESSED


@pytest.mark.parametrize("members", [5_000, 10_000])
def test_what_thousands_answer_for_is_far_below_the_limits(members: int) -> None:
    life = Life(shared(members))
    payload = written(life)
    assert payload.metadata["encoding"] == COMPRESSED
    assert len(payload.data) < 2_000_000 < len(json_of(payload))
    assert read(payload, Life) == life
    assert read(written(life.obligation), Obligation) == life.obligation


def test_what_unfolds_without_end_or_is_cut_off_is_refused() -> None:
    good = written("x" * (LARGE + 1))
    assert read(good, str) == "x" * (LARGE + 1)
    for data, why in (
        (good.data[:-5], "cut off"),
        (b"no such thing", "cannot be read"),
        (zlib.compress(b" " * (payloads.MOST + 1)), "unfolds to more than"),
    ):
        with pytest.raises(ValueError, match=why):
            read(Payload(metadata={"encoding": COMPRESSED}, data=data), str)
