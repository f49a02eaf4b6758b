"""The clock as arithmetic: what time it is for an obligation, given what time it is for the machine.

Nothing here reads a clock. Whoever does hands the real instant in.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LEAST = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """``virtual = base + (real - started) * speed``; without arguments the identity, as in production.

    ``base`` is the virtual instant at the real instant ``started``; both are aware. ``speed`` is virtual seconds per real second,
    and must be above zero: time does not run backwards. Raises ValueError otherwise.
    """

    base: datetime = _EPOCH
    started: datetime = _EPOCH
    speed: float = 1.0

    def __post_init__(self) -> None:
        if self.base.tzinfo is None or self.started.tzinfo is None:
            raise ValueError("a clock is set in UTC: give its base and its start with their zone")
        if not 0 < self.speed < float("inf"):
            raise ValueError(f"a clock's speed is above zero and finite, not {self.speed}")

    def virtual(self, real: datetime) -> datetime:
        """The virtual instant (UTC) at the real one."""
        return (self.base + (real - self.started) * self.speed).astimezone(UTC)

    def real(self, virtual: datetime) -> datetime:
        """The first real instant (UTC, to the microsecond) at which the virtual one has come: whoever waits for it waits long enough."""
        real = (self.started + (virtual - self.base) / self.speed).astimezone(UTC)
        while self.virtual(real) < virtual:
            real += _LEAST
        return real

    def wait(self, virtual: timedelta) -> timedelta:
        """How long in real time a span of virtual time takes."""
        return virtual / self.speed
