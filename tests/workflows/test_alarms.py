"""A clock that runs fast: an alarm is never rung before its time has come, nor asked for again and again at its very moment."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as some

from domain.time.clock import Clock
from tests.stage import ADOPTED, skipping

ONE = "A/RES/71/244:14"
INSTANTS = some.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=some.just(UTC))  # noqa: DTZ001 (hypothesis adds the zone)


@given(INSTANTS, INSTANTS, INSTANTS, some.sampled_from([0.01, 1.0, 7.3, 1000.0, 86400.0, 3e6]))
@example(datetime(2016, 12, 21, 12, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC), datetime(2017, 3, 2, 14, tzinfo=UTC), 7.3)
def test_at_the_real_instant_the_virtual_one_has_come(base: datetime, started: datetime, wanted: datetime, speed: float) -> None:
    clock = Clock(base, started, speed)
    if speed < 1:
        wanted = base + (wanted - base) / 100  # a slow clock takes its time, and calendars end in 9999
    real = clock.real(wanted)
    assert clock.virtual(real) >= wanted
    earlier = real - timedelta(microseconds=2)
    assert clock.virtual(earlier) < wanted or speed < 1


async def test_a_fast_clock_climbs_the_same_ladder(tmp_path: Path) -> None:
    async with skipping(tmp_path, ADOPTED, speed=1000.7) as stage:
        await stage.alive(ONE)
        await stage.until(datetime(2017, 6, 14, 15, tzinfo=UTC))
        told = stage.told(ONE, "Reminded", "BecameOverdue", "OverdueNoticed", "Escalated")
    kinds = [kind for _, kind in told]
    assert kinds == ["Reminded"] * 6 + ["BecameOverdue", "OverdueNoticed", "Escalated"]
    assert told[0][0].startswith("2017-03-02 14:")
    assert told[-1][0].startswith("2017-06-14 13:")
