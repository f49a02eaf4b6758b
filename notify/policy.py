"""When a person is told what: the table of what can wait, what people may choose, and the hour of their digest. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.notices import NoticeKind
from domain.time.zones import at, day_of

EMAIL = "email"
"""The channel that everybody with a mail address has."""

CHAT = "chat"
"""The channel of those who have given a chat address; :mod:`notify.chat` is what takes messages there."""

DIGEST_HOUR = 10
"""The hour of a digest unless a person chooses another: an hour after the ladder's, so that the day's reminders are in it."""

PACE = timedelta(minutes=10)
"""At least this much lies between two immediate messages to one person; what comes meanwhile goes together in the next one."""


class Urgency(StrEnum):
    IMMEDIATE = "immediate"
    DIGEST = "digest"
    OFF = "off"


_TABLE: dict[str, Urgency] = {
    # Somebody has to act, or to stop acting, or waits for an answer: at once.
    "assigned": Urgency.IMMEDIATE,
    "declined": Urgency.IMMEDIATE,
    "returned": Urgency.IMMEDIATE,
    "overdue": Urgency.IMMEDIATE,  # the day it becomes so; see urgency()
    "escalation": Urgency.IMMEDIATE,
    "waived": Urgency.IMMEDIATE,
    "reopened": Urgency.IMMEDIATE,
    "delegated": Urgency.IMMEDIATE,
    "handed back": Urgency.IMMEDIATE,
    "withdrawn": Urgency.IMMEDIATE,
    "consultation": Urgency.IMMEDIATE,
    "extension asked": Urgency.IMMEDIATE,
    "extension answered": Urgency.IMMEDIATE,
    "suspended": Urgency.IMMEDIATE,
    "resumed": Urgency.IMMEDIATE,
    "superseded": Urgency.IMMEDIATE,
    # Good to know on the day.
    "reminder": Urgency.DIGEST,
    "submitted": Urgency.DIGEST,
    "review": Urgency.DIGEST,
    "discharged": Urgency.DIGEST,
    "re-dated": Urgency.DIGEST,
    "milestone": Urgency.DIGEST,
    "milestone missed": Urgency.DIGEST,
    "review due": Urgency.DIGEST,
    "occurrence opened": Urgency.DIGEST,
    "amended": Urgency.DIGEST,
    "snooze over": Urgency.DIGEST,
}

NEVER_OFF = frozenset({NoticeKind.OVERDUE, NoticeKind.ESCALATION})
"""What nobody can switch off."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person has chosen. ``None`` and empty mean: as everybody. ``hour`` is of the wall clock in the person's zone.

    ``channels`` are tried in this order. ``kinds`` moves kinds of notices.
    """

    language: str | None = None
    hour: int | None = None
    channels: tuple[str, ...] = ()
    kinds: Mapping[NoticeKind, Urgency] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises ValueError for an hour that no day has, and where something is switched off that cannot be."""
        if self.hour is not None and not 0 <= self.hour <= 23:
            raise ValueError(f"{self.hour} is no hour of a digest: give one from 0 to 23.")
        for kind in sorted(NEVER_OFF):
            if self.kinds.get(kind) is Urgency.OFF:
                raise ValueError(
                    f"Notices of kind {kind.value!r} cannot be switched off. They can go into the digest: {kind.value}=digest."
                )


NO_PREFERENCES = Preferences()


def urgency(kind: NoticeKind, *, repeated: bool = False) -> Urgency:
    """Whether a notice of this kind can wait for the digest. ``repeated``: it says again that something is overdue."""
    return Urgency.DIGEST if repeated else _TABLE[kind.value]


def chosen(kind: NoticeKind, preferences: Preferences, *, repeated: bool = False) -> Urgency:
    """As :func:`urgency`, with what the person prefers."""
    wanted = preferences.kinds.get(kind)
    if wanted is None or (repeated and wanted is Urgency.IMMEDIATE):
        return urgency(kind, repeated=repeated)
    return wanted


def digest_on(day: date, hour: int, zone: str, not_before: Callable[[datetime], datetime]) -> datetime:
    """When the digest of ``day``, or of the first day after it on which its reader may be told anything, goes out (UTC).

    ``not_before`` says from when on the reader may be told what comes up at an instant: their working and quiet hours.
    """
    instant = at(day, time(hour), zone)
    for _ in range(14):
        allowed = not_before(instant)
        if allowed <= instant or day_of(allowed, zone) == day_of(instant, zone):
            return max(allowed, instant)
        instant = max(allowed, at(day_of(allowed, zone), time(hour), zone))
    return instant


def next_digest(after: datetime, hour: int, zone: str, not_before: Callable[[datetime], datetime]) -> datetime:
    """The first digest instant later than ``after`` (UTC)."""
    day = day_of(after, zone)
    first = digest_on(day, hour, zone, not_before)
    return first if first > after else digest_on(day + timedelta(days=1), hour, zone, not_before)
