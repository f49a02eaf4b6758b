"""What can wait and until when: the table, people's choices, and the hour of a digest on any clock."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.notices import NoticeKind
from domain.time.zones import day_of
from notify.policy import Preferences, Urgency, chosen, digest_on, next_digest, urgency

ZONES = (
    "UTC",
    "America/New_York",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Europe/Zurich",
    "Australia/Lord_Howe",
)


def free(instant: datetime) -> datetime:
    return instant


def weekdays_from_nine(zone: str) -> object:
    def allowed(instant: datetime) -> datetime:
        there = instant.astimezone(ZoneInfo(zone))
        while there.weekday() > 4 or there.hour < 9:
            later = there.replace(hour=9, minute=0, second=0, microsecond=0)
            there = later if later > there and there.weekday() <= 4 else later + timedelta(days=1)
        return there.astimezone(UTC)

    return allowed


def test_what_cannot_wait() -> None:
    at_once = {kind for kind in NoticeKind if urgency(kind) is Urgency.IMMEDIATE}
    assert {NoticeKind.ASSIGNED, NoticeKind.RETURNED, NoticeKind.DECLINED, NoticeKind.OVERDUE, NoticeKind.ESCALATION} <= at_once
    assert not {NoticeKind.REMINDER, NoticeKind.DISCHARGED} & at_once
    assert urgency(NoticeKind.OVERDUE, repeated=True) is Urgency.DIGEST


def test_people_move_kinds_but_never_switch_off_what_is_overdue() -> None:
    quiet = Preferences(kinds={NoticeKind.REMINDER: Urgency.OFF, NoticeKind.OVERDUE: Urgency.DIGEST})
    assert chosen(NoticeKind.REMINDER, quiet) is Urgency.OFF
    assert chosen(NoticeKind.OVERDUE, quiet) is Urgency.DIGEST
    assert chosen(NoticeKind.ASSIGNED, quiet) is Urgency.IMMEDIATE
    loud = Preferences(kinds={NoticeKind.OVERDUE: Urgency.IMMEDIATE})
    assert chosen(NoticeKind.OVERDUE, loud, repeated=True) is Urgency.DIGEST
    for kind in (NoticeKind.OVERDUE, NoticeKind.ESCALATION):
        with pytest.raises(ValueError, match="cannot be switched off"):
            Preferences(kinds={kind: Urgency.OFF})
    with pytest.raises(ValueError, match="0 to 23"):
        Preferences(hour=24)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - as it asks
    st.integers(0, 23),
    st.sampled_from(ZONES),
    st.booleans(),
)
def test_the_next_digest_comes_once_a_day_at_its_hour(now: datetime, hour: int, zone: str, rests: bool) -> None:
    allowed = weekdays_from_nine(zone) if rests else free
    found = [now]
    for _ in range(8):
        found.append(next_digest(found[-1], hour, zone, allowed))  # type: ignore[arg-type]
    days = [day_of(each, zone) for each in found[1:]]
    assert found == sorted(found) and len(set(found)) == len(found)
    assert len(set(days)) == len(days)
    for each in found[1:]:
        there = each.astimezone(ZoneInfo(zone))
        if rests:
            assert there.weekday() < 5 and there.hour >= 9
        assert there.hour >= hour or _skipped(there, hour)
    if not rests:
        assert all(later - earlier == timedelta(days=1) for earlier, later in pairwise(days))


def _skipped(there: datetime, hour: int) -> bool:
    """Whether the clocks skip ``hour`` on that day: then the moment they jump to stands for it."""
    back = there.replace(hour=hour, minute=0).astimezone(UTC).astimezone(there.tzinfo)
    return back.hour != hour or there.fold == 1


def test_a_digest_hour_that_the_clocks_skip_is_the_moment_they_jump_to() -> None:
    assert digest_on(date(2017, 3, 12), 2, "America/New_York", free) == datetime(2017, 3, 12, 7, tzinfo=UTC)
