"""How workflow messages are written: the wire's canonical JSON under Temporal's own ``json/plain``, which its pages can show.

Large ones are compressed, under an encoding of their own: Temporal takes no payload above 2 MB and no message above 4 MB, and the
state of an obligation that thousands answer for is larger than that.
"""

import zlib
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

LARGE = 64 * 1024
"""Bytes of JSON above which a message is compressed. Nothing that one person asks of one obligation is as large."""

MOST = 64 * 1024 * 1024
"""Bytes of JSON that a compressed message may unfold to: more than the largest state that the rules allow."""

_SPEED = 1  # thousands of like entries shrink to a tenth at the lowest level, while the workflow waits for it

PLAIN = b"json/plain"
COMPRESSED = b"json/zlib"


class WirePayloadConverter(EncodingPayloadConverter):
    """Dataclasses, dates, enums and plain values as canonical JSON, decoded strictly by their type hints."""

    @property
    def encoding(self) -> str:
        return PLAIN.decode()

    def to_payload(self, value: Any) -> Payload | None:
        data = encode_lean(value)
        if len(data) > LARGE:
            return Payload(metadata={"encoding": COMPRESSED}, data=zlib.compress(data, _SPEED))
        return Payload(metadata={"encoding": PLAIN}, data=data)

    def from_payload(self, payload: Payload, type_hint: type | None = None) -> Any:
        if type_hint is Life:
            return read_life(payload)
        return decode(json_of(payload), type_hint or object)


class CompressedPayloadConverter(WirePayloadConverter):
    """Reads what :class:`WirePayloadConverter` has compressed. It writes nothing itself."""

    @property
    def encoding(self) -> str:
        return COMPRESSED.decode()

    def to_payload(self, value: Any) -> Payload | None:
        return None


def json_of(payload: Payload) -> bytes:
    """The JSON in ``payload``, compressed or not. Raises :class:`ValueError` where it unfolds to more than any message has."""
    if payload.metadata["encoding"] != COMPRESSED:
        return payload.data
    unfolding = zlib.decompressobj()
    try:
        data = unfolding.decompress(payload.data, MOST)
    except zlib.error as error:
        raise ValueError(f"A compressed workflow message cannot be read: {error}.") from error
    if not unfolding.eof:
        raise ValueError(
            f"A compressed workflow message is cut off, or unfolds to more than {MOST:,} bytes: Servanda wrote no such."
        )
    return data


def read_life(payload: Payload) -> Life:
    """Where a run begins, whichever version of Servanda wrote it down."""
    return convert(upcast.life(decode(json_of(payload), dict)), Life)


class ServandaPayloadConverter(CompositePayloadConverter):
    def __init__(self) -> None:
        super().__init__(
            BinaryNullPayloadConverter(),
            BinaryPlainPayloadConverter(),
            JSONProtoPayloadConverter(),
            WirePayloadConverter(),
            CompressedPayloadConverter(),
        )


DATA_CONVERTER = DataConverter(payload_converter_class=ServandaPayloadConverter)
"""Every client and replayer of Servanda uses this one."""
