"""What is taken as a CloudEvent, and what is refused with which words."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.outside import DocumentIssued
from engine.intake.cloud_events import MOST_BYTES, NotAnEvent, of_stored, read
from tests.inbox.conftest import ISSUED, MOVED, cloud, sent

GONE = object()


def changed(**changes: Any) -> bytes:
    whole = cloud("document.issued", ISSUED) | changes
    return json.dumps({name: value for name, value in whole.items() if value is not GONE}).encode()


def test_an_event_is_read_with_all_that_was_sent_of_it() -> None:
    whole = cloud("document.issued", ISSUED | {"later": "field"}, time="2017-08-04T10:00:00-04:00", traceparent="00-abc")
    [arrived] = read(sent(whole))
    assert arrived.whole == whole
    assert arrived.event.time == datetime(2017, 8, 4, 14, tzinfo=UTC)
    assert isinstance(arrived.event.data, DocumentIssued)
    assert arrived.event.data.url == "https://undocs.org/A/72/297"
    assert of_stored(arrived.whole) == arrived.event


def test_data_may_come_as_base64() -> None:
    [arrived] = read(changed(data=GONE, data_base64="eyJzeW1ib2wiOiJBLzcyLzI5NyJ9"))
    assert arrived.event.data == DocumentIssued("A/72/297")


def test_a_type_that_is_not_known_is_taken_whatever_its_data() -> None:
    [arrived] = read(changed(type="com.example.anything", data=[1, 2.5, None], time=GONE))
    assert (arrived.event.data, arrived.event.time) == (None, None)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"id": GONE}, "'id' is missing"),
        ({"id": " "}, "'id' is missing, empty"),
        ({"id": 5}, "no text"),
        ({"id": "x" * 501}, "longer than 500"),
        ({"id": "a\nb"}, "cannot be printed"),
        ({"source": "a b"}, "'source' holds spaces"),
        ({"source": GONE}, "'source' is missing"),
        ({"type": ""}, "'type' is missing"),
        ({"specversion": "0.3"}, "must be '1.0'"),
        ({"specversion": GONE}, "'specversion' is missing"),
        ({"time": "yesterday"}, "its time or its data cannot be read"),
        ({"time": "2017-08-04T10:00:00"}, "timezone aware"),
        ({"time": 5}, "its time or its data cannot be read"),
        ({"time": "9999-12-31T23:59:59-23:59"}, "no year that can be written in UTC"),
        ({"subject": ""}, "subject"),
        ({"Upper": "x"}, "lowercase"),
        ({"extension": {}}, "'extension' is an object"),
        ({"extension": 1.5}, "'extension' is a number"),
        ({"data": GONE}, "Its data are not those of org.servanda.document.issued"),
        ({"data": {}}, "missing required field `symbol`"),
        ({"data": {"symbol": 5}}, "Expected `str`, got `int`"),
        ({"data": {"symbol": "A/72/1", "issued": "4 August"}}, "issued"),
        ({"data": {"symbol": " "}}, "the symbol is blank"),
        ({"data": {"symbol": "A/72/1", "session": 10**30}}, "numbered from 1 to 9999"),
        ({"data": {"symbol": "A\x00"}}, "NUL"),
        ({"type": "org.servanda.session.moved", "data": MOVED | {"closes": "2017-01-01"}}, "would close on 2017-01-01, before"),
        ({"type": "org.servanda.session.moved", "data": MOVED | {"opens": None}}, "opens is missing"),
        ({"type": "org.servanda.session.moved", "data": MOVED | {"source": ""}}, "the source is blank"),
        ({"type": "org.servanda.meeting.held", "data": {"body": "", "held": "2017-01-01"}}, "the body is blank"),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(NotAnEvent, match=why):
        read(changed(**changes))


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[]", b"5", b"null", b"[" * 100_000, b'{"a":' * 50_000, b"\xff\xfe{}", b'{"id":"\\ud800"}', b"<xml/>", b"[null]",
     b"x" * (MOST_BYTES + 1), b"[" + b"{}," * 1000 + b"{}]"],
)  # fmt: skip
def test_what_is_no_event_is_refused(raw: bytes) -> None:
    with pytest.raises(NotAnEvent):
        read(raw)


def test_a_batch_names_every_event_that_is_wrong() -> None:
    good = cloud("document.issued", ISSUED)
    assert len(read(sent(good, good | {"id": "2"}))) == 2
    with pytest.raises(NotAnEvent, match=r"^event 2: Its 'id'.* event 3: A CloudEvent is a JSON object, not a text\.$"):
        read(json.dumps([good, good | {"id": ""}, "x"]).encode())


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_no_json_does_more_than_be_refused(value: Any) -> None:
    for raw in (value, [value], cloud("document.issued", value), cloud("session.moved", MOVED) | {"x": value}):
        try:
            read(json.dumps(raw).encode())
        except NotAnEvent as error:
            assert str(error)


def test_the_page_shows_the_schemas_and_an_event_that_is_taken() -> None:
    from engine.intake.schemas import PAGE, with_schemas

    page = PAGE.read_text(encoding="utf-8")
    assert with_schemas(page) == page
    example = page.split("```json\n")[1].split("```")[0]
    [arrived] = read(example.encode())
    assert isinstance(arrived.event.data, DocumentIssued)
    assert arrived.event.data.responds_to == ("A/RES/71/244:36",)
