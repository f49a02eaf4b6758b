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

from wire.codec import decode, encode


class WirePayloadConverter(EncodingPayloadConverter):
    """Dataclasses, dates, enums and plain values as canonical JSON, decoded strictly by their type hints."""

    @property
    def encoding(self) -> str:
        return "json/plain"

    def to_payload(self, value: Any) -> Payload | None:
        return Payload(metadata={"encoding": b"json/plain"}, data=encode(value))

    def from_payload(self, payload: Payload, type_hint: type | None = None) -> Any:
        return decode(payload.data, type_hint or object)


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
