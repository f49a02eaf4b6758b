"""Domain values as canonical JSON and back, strictly typed.

Bytes that go into the ledger are hashed and kept for ever, so encoding is deterministic: keys sorted, no white space, UTF-8,
instants in UTC as RFC 3339 with ``Z``.
"""

from dataclasses import Field, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

import msgspec

from domain import commands, events
from domain.added import is_added
from domain.errors import UnknownEvent

T = TypeVar("T")

_ENCODER = msgspec.json.Encoder(order="sorted")
_EVENTS: dict[tuple[str, int], type[events.Event]] = {(cls.__name__, 1): cls for cls in events.Event.__args__}
_COMMANDS: dict[str, type[commands.Command]] = {cls.__name__: cls for cls in commands.Command.__args__}


def encode(value: Any) -> bytes:
    """``value`` (dataclasses, enums, dates, tuples, ...) as canonical JSON."""
    return _ENCODER.encode(value)


def encode_lean(value: Any) -> bytes:
    """As :func:`encode`, without the fields that were added to a class later and stand at their default (:mod:`domain.added`).

    This is how events and workflow messages are written: what was recorded before a field existed keeps its bytes.
    """
    return _ENCODER.encode(_lean(value, msgspec.to_builtins(value)))


def _lean(value: Any, built: Any) -> Any:
    """``built``, the plain form of ``value``, pruned in place."""
    if isinstance(value, tuple | list):
        for each, made in zip(value, built, strict=True):
            _lean(each, made)
    elif isinstance(built, dict) and is_dataclass(value) and not isinstance(value, type):
        for name, default, later in _fields(value.__class__):
            held = getattr(value, name)
            if later and held == default:
                del built[name]
            elif is_dataclass(held) or isinstance(held, tuple):
                _lean(held, built[name])
    return built


@cache
def _fields(kind: type) -> tuple[tuple[str, Any, bool], ...]:
    def row(each: Field[Any]) -> tuple[str, Any, bool]:
        return each.name, each.default, is_added(each.metadata)

    return tuple(row(each) for each in fields(kind))


def decode(data: bytes | str, kind: type[T]) -> T:
    """The ``kind`` written in ``data``. Raises :class:`msgspec.ValidationError` where it doesn't fit."""
    return msgspec.json.decode(data, type=kind)


def convert(value: Any, kind: type[T]) -> T:
    """Plain JSON values (dicts, lists, strings) as a ``kind``."""
    return msgspec.convert(value, kind)


def plain(value: Any) -> Any:
    """``value`` as plain JSON values."""
    return msgspec.to_builtins(value, order="sorted")


def encode_event(event: events.Event) -> str:
    """The exact payload under which ``event`` is recorded."""
    return encode_lean(event).decode()


def event_kind(event: events.Event) -> tuple[str, int]:
    """The kind and version under which ``event`` is recorded."""
    return type(event).__name__, 1


def decode_event(kind: str, version: int, payload: bytes | str) -> events.Event:
    """The event that was recorded. Raises :class:`UnknownEvent` for a kind or version this code does not know."""
    cls = _EVENTS.get((kind, version))
    if cls is None:
        raise UnknownEvent(
            f"The ledger holds a {kind} event of version {version}; this version of Servanda does not know it. Update it."
        )
    return decode(payload, cls)


def command_kind(command: commands.Command) -> str:
    """The name under which ``command`` travels."""
    return type(command).__name__


def decode_command(kind: str, body: dict[str, Any]) -> commands.Command:
    """The command that was sent.

    Raises :class:`ValueError` for an unknown kind or field (a misspelt one would otherwise be passed over in silence),
    :class:`msgspec.ValidationError` for a body that doesn't fit.
    """
    cls = _COMMANDS.get(kind)
    if cls is None:
        raise ValueError(f"There is no command {kind}. There are: {', '.join(sorted(_COMMANDS))}.")
    known = [field.name for field in fields(cls)]
    if strange := sorted(set(body) - set(known)):
        raise ValueError(f"{kind} has no {', '.join(strange)}. It takes: {', '.join(known) or 'nothing'}.")
    return convert(body, cls)
