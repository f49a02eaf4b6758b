"""How workflow messages are written: the wire's canonical JSON under Temporal's own ``json/plain``, which its pages can show."""

from typing import Any

from temporalio.api.common.v1 import Payload
from temporalio.converter import (
    BinaryNullPayloadConverter,
    BinaryPlainPayloadConverter,
    CompositePayloadConverter,
    DataConverter,
    EncodingPayloadConverter,
    JSONProtoPayloadConverter,
)

from wire import upcast
from wire.codec import convert, decode, encode_lean
from workflows.contracts import Life


class WirePayloadConverter(EncodingPayloadConverter):
    """Dataclasses, dates, enums and plain values as canonical JSON, decoded strictly by their type hints."""

    @property
    def encoding(self) -> str:
        return "json/plain"

    def to_payload(self, value: Any) -> Payload | None:
        return Payload(metadata={"encoding": b"json/plain"}, data=encode_lean(value))

    def from_payload(self, payload: Payload, type_hint: type | None = None) -> Any:
        if type_hint is Life:
            return read_life(payload.data)
        return decode(payload.data, type_hint or object)


def read_life(data: bytes) -> Life:
    """Where a run begins, whichever version of Servanda wrote it down."""
    return convert(upcast.life(decode(data, dict)), Life)


class ServandaPayloadConverter(CompositePayloadConverter):
    def __init__(self) -> None:
        super().__init__(
            BinaryNullPayloadConverter(),
            BinaryPlainPayloadConverter(),
            JSONProtoPayloadConverter(),
            WirePayloadConverter(),
        )


DATA_CONVERTER = DataConverter(payload_converter_class=ServandaPayloadConverter)
"""Every client and replayer of Servanda uses this one."""
