"""CloudEvents 1.0 in the JSON format, one or a batch, into events that this instance knows; or a refusal that says what is wrong.

https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec
from cloudevents.core.exceptions import CloudEventValidationError
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from domain.outside import TYPES, OutsideEvent, fault
from engine.keeping.evidence import NotEvidence, whole_address
from wire.codec import convert, decode, encode

MOST_BYTES = 1_000_000
"""Bytes that one sending may have."""

MOST_EVENTS = 1000
"""Events that one batch may hold."""

LONGEST = 500
"""Characters that an id, a source or a type may have."""


class NotAnEvent(Exception):
    """What was sent is no CloudEvent that can be taken. Nothing of it was stored."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """An event with all that was sent of it, as plain JSON values: what is stored is never less than what came."""

    event: OutsideEvent
    whole: dict[str, Any]


def read(sent: bytes) -> tuple[Arrived, ...]:
    """The events in ``sent``: a JSON object is one, an array is a batch, taken whole or not at all.

    Raises :class:`NotAnEvent`, naming every event of a batch that is wrong.
    """
    if len(sent) > MOST_BYTES:
        raise NotAnEvent(f"It has {len(sent):,} bytes; at most {MOST_BYTES:,} are taken at once. Send it in several parts.")
    try:
        found = decode(sent, object)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotAnEvent(f"It is no JSON: {error}. Send one CloudEvent as a JSON object, or several in an array.") from error
    events = found if isinstance(found, list) else [found]
    if not events:
        raise NotAnEvent("It is a batch without any event.")
    if len(events) > MOST_EVENTS:
        raise NotAnEvent(f"It is a batch of {len(events):,} events; at most {MOST_EVENTS:,} are taken at once.")
    return _each(events, batch=isinstance(found, list))


def of_stored(whole: dict[str, Any]) -> OutsideEvent:
    """An event that was taken before, out of what was stored. A later Servanda may know types that this one does not."""
    return _one(whole).event


def _each(events: Sequence[Any], batch: bool) -> tuple[Arrived, ...]:
    taken, wrong = [], []
    for number, one in enumerate(events, start=1):
        try:
            taken.append(_one(one))
        except NotAnEvent as error:
            wrong.append(f"event {number}: {error}" if batch else str(error))
    if wrong:
        raise NotAnEvent(" ".join(wrong))
    return tuple(taken)


def _one(given: Any) -> Arrived:
    if not isinstance(given, dict):
        raise NotAnEvent(f"A CloudEvent is a JSON object, not {_kind(given)}.")
    _refuse_what_no_database_keeps(given)
    for name in ("specversion", "id", "source", "type"):  # the library would make up an id
        if not isinstance(given.get(name), str) or not given[name].strip() or len(given[name]) > LONGEST:
            raise NotAnEvent(f"Its {name!r} is missing, empty, no text, or longer than {LONGEST} characters.")
        if not given[name].isprintable() or (name != "id" and " " in given[name]):
            raise NotAnEvent(f"Its {name!r} holds spaces or characters that cannot be printed.")
    cloud = _checked(given)
    data = _data(cloud)
    if wrong := fault(data):
        raise NotAnEvent(f"Its data contradict themselves or say nothing: {wrong}")
    if url := getattr(data, "url", ""):
        _refuse_what_is_no_address(url)
    return Arrived(
        OutsideEvent(given["source"], given["id"], given["type"], given.get("subject"), _time(given, cloud), data), given
    )


def _refuse_what_is_no_address(url: str) -> None:
    try:
        whole_address(url)
    except NotEvidence as error:
        raise NotAnEvent(f"Its url cannot stand as evidence: {error}") from error


def _time(given: dict[str, Any], cloud: CloudEvent) -> datetime | None:
    when = cloud.get_time() if given.get("time") is not None else None  # the library would take the machine's
    try:
        return when.astimezone(UTC) if when else None
    except OverflowError as error:
        raise NotAnEvent(f"Its time, {given['time']}, is in no year that can be written in UTC.") from error


def _checked(given: dict[str, Any]) -> CloudEvent:
    """``given`` by the specification's own library."""
    plain = {name: value for name, value in given.items() if value is not None}
    for name, value in plain.items():
        if name not in {"data", "data_base64"} and not isinstance(value, str | int | bool):
            raise NotAnEvent(f"Its attribute {name!r} is {_kind(value)}; an attribute is text, a whole number or true or false.")
    try:
        found = JSONFormat().read(CloudEvent, encode(plain))
    except CloudEventValidationError as error:
        said = "; ".join(str(each) for errors in error.errors.values() for each in errors)
        raise NotAnEvent(f"It is no CloudEvent of version 1.0: {said}.") from error
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise NotAnEvent(f"It is no CloudEvent of version 1.0: its time or its data cannot be read ({error}).") from error
    assert isinstance(found, CloudEvent)
    return found


def _data(cloud: CloudEvent) -> Any:
    kind = TYPES.get(cloud.get_type())
    if kind is None:
        return None
    data: Any = cloud.get_data()
    try:
        if isinstance(data, bytes | str):
            data = decode(data, object)
        return convert(data, kind)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotAnEvent(f"Its data are not those of {cloud.get_type()}: {error}. docs/events.md has the schema.") from error


def _refuse_what_no_database_keeps(value: Any) -> None:
    written = encode(value)
    if b"\\u0000" in written:
        raise NotAnEvent("It holds the character NUL, which no database keeps.")


def _kind(value: Any) -> str:
    kinds = {type(None): "null", list: "an array", dict: "an object", str: "a text", bool: "true or false"}
    return kinds.get(type(value), "a number")
