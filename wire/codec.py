"""Domain values as canonical JSON and back, strictly typed.

Bytes that go into the ledger are hashed and kept for ever, so encoding is deterministic: keys sorted, no white space, UTF-8,
instants in UTC as RFC 3339 with ``Z``.
"""

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

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
    if not _grown(value):
        return _ENCODER.encode(value)
    return _ENCODER.encode(_lean(value, msgspec.to_builtins(value)))


def _grown(value: Any) -> bool:
    """Whether fields that were added later may stand anywhere in ``value``."""
    return isinstance(value, tuple | list) or _growth(value.__class__) is not None


def _lean(value: Any, built: Any) -> Any:
    """``built``, the plain form of ``value``, pruned in place."""
    if isinstance(value, tuple | list):
        for each, made in zip(value, built, strict=True):
            _lean(each, made)
    elif growth := _growth(value.__class__):
        later, below = growth
        for name, default in later:
            if getattr(value, name) == default:
                del built[name]
        for name in below:
            if made := built.get(name):
                _lean(getattr(value, name), made)
    return built


_Growth = tuple[tuple[tuple[str, Any], ...], tuple[str, ...]]


@cache
def _growth(kind: type) -> _Growth | None:
    """The fields of the class ``kind`` that were added later, with their defaults, and those with such fields somewhere below them.

    ``None`` where there is neither, and for what is no dataclass. Most messages are told apart by this once and not looked through.
    """
    if not is_dataclass(kind):
        return None
    hints = get_type_hints(kind)
    later = tuple((each.name, each.default) for each in fields(kind) if is_added(each.metadata))
    below = tuple(each.name for each in fields(kind) if _may_hold_growth(hints[each.name], frozenset({kind})))
    return (later, below) if later or below else None


def _may_hold_growth(hint: Any, within: frozenset[type]) -> bool:
    """Whether a value of this type hint may hold fields that were added later; ``within`` are the classes that are being looked at.

    A dictionary holds none: a message's are plain JSON, made by :func:`plain`.
    """
    if hint is Any or hint in within:
        return True
    if isinstance(hint, type) and is_dataclass(hint):
        now, hints = within | {hint}, get_type_hints(hint)
        return any(is_added(each.metadata) or _may_hold_growth(hints[each.name], now) for each in fields(hint))
    return get_origin(hint) is not dict and any(_may_hold_growth(each, within) for each in get_args(hint))


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
