"""A morning on which 2,000 obligations are due, for people in many zones: one digest each, within the hour of their zone."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from domain import commands as c
from domain.notices import NoticeKind
from notify.email import Email
from notify.policy import EMAIL
from notify.sender import Post, send_waiting
from notify.transports import LocalFolder, Smtp
from schema.engine import reading
from schema.tables.notice_tables import deliveries, messages
from tests.notify.instance import EARLY, Instance, instance, lived, terms
from tests.notify.mail_server import Post as MailServer
from tests.notify.mail_server import running
from tests.outbox import notices_of
from wire.records import Append

ZONES = ("Pacific/Kiritimati", "Asia/Tokyo", "Asia/Kathmandu", "Europe/Zurich", "UTC", "America/New_York", "Pacific/Pago_Pago")
DUE = date(2029, 6, 8)
OBLIGATIONS, PEOPLE = 2_000, 70


def due_that_morning(here: Instance) -> None:
    """Every obligation assigned, accepted and reminded on the morning of its due day."""
    items: list[Append] = []
    for number in range(OBLIGATIONS):
        one, who, zone = f"A/RES/83/{number // 50}:{number % 50 + 1}", f"p{number % PEOPLE}", ZONES[number % PEOPLE % len(ZONES)]
        morning = datetime(DUE.year, DUE.month, DUE.day, 9, 0, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        items += lived(
            one,
            [
                (c.Propose(terms(DUE, zone)), "chief", EARLY),
                (c.Confirm(), "chief", EARLY),
                (c.Assign(who), "chief", EARLY),
                (c.Accept(), who, EARLY),
                (c.Tick(), "servanda", morning),
            ],
        )
    for start in range(0, len(items), 500):
        here.ledger.append_many(items[start : start + 500])


@pytest.mark.timeout(240)
async def test_two_thousand_due_the_same_morning(tmp_path: Path, migrated_url: str) -> None:
    here, server = instance(migrated_url), MailServer()
    for number in range(PEOPLE):
        here.person(f"p{number}", ZONES[number % len(ZONES)])
    due_that_morning(here)
    now = datetime(2029, 6, 7, 12, tzinfo=UTC)
    arrived: dict[str, list[datetime]] = defaultdict(list)
    with running(server) as url:
        post = Post({EMAIL: Email(Smtp(url), "servanda@example.org")}, Email(LocalFolder(tmp_path), "servanda@example.org"))
        while now < datetime(2029, 6, 9, 0, tzinfo=UTC):
            seen = len(server.taken)
            while await send_waiting(here.desk, post, lambda: now):  # noqa: B023
                pass
            for raw in server.taken[seen:]:
                mail = message_from_bytes(raw, policy=policy.default)
                if " June 2029:" in mail["Subject"]:
                    arrived[mail["To"].addresses[0].username].append(now)
            now += timedelta(minutes=20)
    assert set(arrived) == {f"p{number}" for number in range(PEOPLE)}
    for number in range(PEOPLE):
        zone = ZoneInfo(ZONES[number % len(ZONES)])
        local = [at.astimezone(zone) for at in arrived[f"p{number}"]]
        assert [at.hour for at in local if at.date() == DUE] == [10], (number, local)
        assert len({at.date() for at in local}) == len(local)
    with reading(here.engine) as connection:
        rows = connection.execute(deliveries.select().where(deliveries.c.waits.is_(None))).fetchall()
        carried = [row for row in rows if row.message]
        unsent = connection.execute(messages.select().where(messages.c.sent_at.is_(None))).fetchall()
    reminders = [row for row in notices_of(here.engine) if row.kind is NoticeKind.REMINDER]
    assert len(reminders) == OBLIGATIONS
    assert {row.key for row in reminders} <= {row.notice for row in carried} and not unsent
    here.engine.dispose()
