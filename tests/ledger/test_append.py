"""The ledger's contract, the same on every database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from audit.verify import verify_ledger
from domain import commands as c
from domain.folding import fold
from domain.notices import Notice, NoticeKind
from domain.obligation import Status
from domain.projection import project
from schema import starts
from schema.chain import GENESIS, header, link
from schema.columns import instant
from schema.engine import Engine, make_engine, writing
from schema.errors import InvalidAppend, LedgerShort
from schema.ledger import Head, Ledger
from schema.queries import obligations_where
from tests.ledger.lives import NOON, Life
from tests.outbox import notices_of
from wire.records import Append, Appended, Outcome, StoredEvent, unstore


def clean(ledger: Ledger) -> None:
    assert verify_ledger(ledger.engine).findings == ()


def test_an_empty_ledger_has_no_end_but_a_beginning(ledger: Ledger) -> None:
    assert ledger.head() == Head(0, GENESIS)
    assert ledger.history("nothing") == []
    assert ledger.state("nothing") is None
    assert ledger.since_position(0) == []
    clean(ledger)


def test_what_is_recorded_is_read_back_exactly(ledger: Ledger) -> None:
    life = Life()
    asked = life.whole()
    answers = [ledger.append(each) for each in asked]
    assert answers == [Appended(Outcome.RECORDED, each.events[0].seq, each.events[-1].seq) for each in asked]
    events = [event for each in asked for event in each.events]
    assert ledger.history(life.stream) == events
    assert ledger.history(life.stream, after_seq=3) == events[3:]
    assert ledger.state(life.stream) == life.state
    assert ledger.find_command(life.stream, asked[1].command_id) == list(asked[1].events)
    assert [entry.event for entry in ledger.since_position(0)] == events
    assert [entry.position for entry in ledger.since_position(4, limit=2)] == [5, 6]
    assert ledger.head() == Head(len(events), ledger.since_position(len(events) - 1)[0].hash)
    clean(ledger)


def test_the_picture_the_notices_and_the_start_stand_beside_the_events(ledger: Ledger) -> None:
    life = Life()
    asked = life.whole()
    for each in asked:
        ledger.append(each)
    assert life.state and life.state.status is Status.DISCHARGED
    assert obligations_where(ledger.engine) == [project(life.state)]
    told = [notice for each in asked for notice in each.notices]
    rows = notices_of(ledger.engine)
    found = [Notice(row.key, row.recipient, row.kind, row.obligation, row.seq) for row in rows]
    assert len(found) == len(told) > 5
    assert set(found) == set(told)
    recorded = {event.seq: event.recorded_at for each in asked for event in each.events}
    assert [row.created_at for row in rows] == [recorded[notice.seq] for notice in found]
    assert starts.pending(ledger.engine) == [life.stream]


def test_a_command_sent_twice_is_recorded_once_and_answered_with_what_it_did(ledger: Ledger) -> None:
    life = Life()
    first, second, third = life.propose(), life.ask(c.Confirm()), life.comment("seen")
    for each in (first, second, third):
        ledger.append(each)
    assert ledger.append(second) == Appended(Outcome.REPEATED, 2, 3, second.events + third.events)
    assert ledger.append(first) == Appended(Outcome.REPEATED, 1, 1, first.events + second.events + third.events)
    assert ledger.head().position == 4
    clean(ledger)


def test_a_repeated_command_is_known_wherever_it_is_sent_from(ledger: Ledger) -> None:
    """After a restart the sender may stand further on, and decide the same command anew from there."""
    life = Life()
    ledger.append(life.propose())
    done = life.comment("seen", command_id="c")
    ledger.append(done)
    again = life.comment("seen", command_id="c", keep=False)
    assert again.after_seq == 2
    assert ledger.append(again) == Appended(Outcome.REPEATED, 2, 2, ())
    clean(ledger)


def test_who_is_behind_is_told_what_was_missed_and_nothing_is_written(ledger: Ledger) -> None:
    life = Life()
    first, second = life.propose(), life.ask(c.Confirm())
    ledger.append(first)
    ledger.append(second)
    late = replace(second, command_id="other", events=tuple(replace(each, command_id="other") for each in second.events))
    assert ledger.append(late) == Appended(Outcome.BEHIND, None, None, second.events)
    assert ledger.head().position == 3
    clean(ledger)


def test_a_ledger_that_is_shorter_than_what_was_seen_is_an_error(ledger: Ledger) -> None:
    life = Life()
    life.propose()
    with pytest.raises(LedgerShort, match=r"holds 0 events .* but 1 were seen .*servanda verify"):
        ledger.append(life.comment("from another database"))
    first = Life()
    ledger.append(first.propose())
    repeated = replace(first.comment("x", keep=False), command_id="c", after_seq=5)
    repeated = replace(repeated, events=(replace(repeated.events[0], seq=6, command_id="c"),), projection=None)
    with pytest.raises(LedgerShort, match="holds 1 events"):
        ledger.append(repeated)
    clean(ledger)


def test_a_batch_answers_each_for_itself_and_later_ones_see_earlier_ones(ledger: Ledger) -> None:
    one, two = Life("one"), Life("two")
    proposed, confirmed = one.propose(), one.ask(c.Confirm())
    other = two.propose()
    late = replace(confirmed, command_id="late", events=tuple(replace(each, command_id="late") for each in confirmed.events))
    empty = replace(other, events=())
    short = replace(two.comment("x"), after_seq=7, projection=None)
    short = replace(short, events=(replace(short.events[0], seq=8),))
    answers = ledger.append_many([proposed, empty, confirmed, confirmed, late, short, other])
    assert answers[0] == Appended(Outcome.RECORDED, 1, 1)
    assert isinstance(answers[1], InvalidAppend)
    assert answers[2] == Appended(Outcome.RECORDED, 2, 3)
    assert answers[3] == Appended(Outcome.REPEATED, 2, 3, confirmed.events)
    assert answers[4] == Appended(Outcome.BEHIND, None, None, confirmed.events)
    assert isinstance(answers[5], LedgerShort)
    assert answers[6] == Appended(Outcome.RECORDED, 1, 1)
    assert ledger.head().position == 4
    clean(ledger)


def test_nothing_to_append_is_nothing_to_answer(ledger: Ledger) -> None:
    assert ledger.append_many([]) == []


def bad_appends() -> dict[str, Append]:
    life = Life("bad")
    good = life.propose()
    [event] = good.events
    assert good.projection
    return {
        "no events": replace(good, events=()),
        "no stream": replace(good, stream=""),
        "no command id": replace(good, command_id=""),
        "a gap": replace(good, events=(replace(event, seq=2),)),
        "not following": replace(good, after_seq=-1, events=(replace(event, seq=0),)),
        "another command": replace(good, events=(replace(event, command_id="other"),)),
        "an unknown kind": replace(good, events=(replace(event, kind="Vanished"),)),
        "an unknown version": replace(good, events=(replace(event, version=99),)),
        "a payload of another kind": replace(good, events=(replace(event, payload='{"text": 3}'),)),
        "no JSON": replace(good, events=(replace(event, payload="{"),)),
        "a naive time": replace(good, events=(replace(event, recorded_at=datetime(2017, 3, 1)),)),  # noqa: DTZ001
        "another's projection": replace(good, projection=replace(good.projection, id="other")),
        "an old projection": replace(good, projection=replace(good.projection, seq=0)),
        "half a character": replace(good, events=(replace(event, actor="\ud800"),)),
        "half a character in a payload": replace(good, events=(replace(event, payload='"\ud800"'),)),
        "half a character in a projection": replace(good, projection=replace(good.projection, addressees=("\ud800",))),
        "NUL": replace(good, events=(replace(event, actor="a\0b"),)),
        "NUL in a projection": replace(good, projection=replace(good.projection, assignee="a\0b")),
        "another's notice": replace(good, notices=(Notice("k", "bob", NoticeKind.ASSIGNED, "other", 1),)),
        "a notice about nothing": replace(good, notices=(Notice("k", "bob", NoticeKind.ASSIGNED, "bad", 2),)),
        "a notice twice": replace(good, notices=(Notice("k", "bob", NoticeKind.ASSIGNED, "bad", 1),) * 2),
        "a number too large for any database": replace(good, projection=replace(good.projection, required=2**70)),
    }


@pytest.mark.parametrize("name", bad_appends())
def test_a_bad_append_is_refused_with_a_reason_and_spoils_nobody_else(ledger: Ledger, name: str) -> None:
    bad = bad_appends()[name]
    with pytest.raises(InvalidAppend, match="Nothing was recorded for"):
        ledger.append(bad)
    before, after = Life("before").propose(), Life("after").propose()
    first, refused, last = ledger.append_many([before, bad, after])
    assert isinstance(refused, InvalidAppend)
    assert first == last == Appended(Outcome.RECORDED, 1, 1)
    assert ledger.head().position == 2
    clean(ledger)


def test_instants_come_back_in_utc_to_the_microsecond(ledger: Ledger) -> None:
    life = Life(now=NOON.astimezone(timezone(timedelta(hours=-4, minutes=-30))))
    [event] = (asked := life.propose()).events
    ledger.append(asked)
    [found] = ledger.history(life.stream)
    assert found == event
    assert found.recorded_at.tzinfo is UTC
    assert found.recorded_at.microsecond == 123456
    clean(ledger)


def test_the_hour_that_comes_twice_in_autumn_is_two_hours() -> None:
    first = datetime(2016, 11, 6, 1, 30, tzinfo=ZoneInfo("America/New_York"))
    assert [instant(first), instant(first.replace(fold=1))] == ["2016-11-06T05:30:00.000000Z", "2016-11-06T06:30:00.000000Z"]


def test_text_of_any_script_is_kept(ledger: Ledger) -> None:
    life = Life("E/2026/L.1:٣ (ж)")
    ledger.append(life.propose())
    asked = life.ask(c.Comment("尚未 \\u0000 'quoted' \"twice\" 🕊 \x7f \u2028"), actor="réseau–中")
    ledger.append(asked)
    assert ledger.history(life.stream, 1) == list(asked.events)
    assert unstore(ledger.history(life.stream)[1]).event == unstore(asked.events[0]).event
    clean(ledger)


def test_a_workflow_is_asked_for_again_after_it_was_started(ledger: Ledger) -> None:
    life = Life()
    life_so_far = life.whole()
    for each in life_so_far:
        ledger.append(each)
    starts.cross_off(ledger.engine, starts.waiting(ledger.engine), life.now)
    assert starts.pending(ledger.engine) == []
    ledger.append(life.ask(c.Reopen("a mistake"), start=True))
    assert starts.pending(ledger.engine) == [life.stream]


def test_all_workflows_can_be_asked_for_again(ledger: Ledger) -> None:
    starts.ask_again(ledger.engine, ["b", "a", "b"], NOON)
    starts.cross_off(ledger.engine, {"a": NOON}, NOON)
    assert starts.pending(ledger.engine) == ["b"]
    starts.ask_again(ledger.engine, ["a"], NOON)
    assert starts.pending(ledger.engine) == ["a", "b"]
    assert starts.pending(ledger.engine, limit=1) == ["a"]
    starts.ask_again(ledger.engine, [], NOON)
    starts.cross_off(ledger.engine, {}, NOON)
    assert starts.pending(ledger.engine) == ["a", "b"]


REFUSED = {
    "update": "UPDATE events SET actor = 'eve' WHERE position = 1",
    "delete": "DELETE FROM events WHERE position = 2",
    "gap": "INSERT INTO events SELECT position + 7, 'new', seq, kind, version, actor, command_id, recorded_at, effective_at,"
    " payload, hash, hash FROM events WHERE position = 2",
    "fork": "INSERT INTO events SELECT position + 1, 'new', seq, kind, version, actor, command_id, recorded_at, effective_at,"
    " payload, prev_hash, hash FROM events WHERE position = 2",
    "doubled seq": "INSERT INTO events SELECT position + 1, stream, 1, kind, version, actor, command_id, recorded_at,"
    " effective_at, payload, hash, hash FROM events WHERE position = 2",
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_itself_refuses_to_falsify_the_ledger(ledger: Ledger, name: str) -> None:
    life = Life()
    ledger.append(life.propose())
    ledger.append(life.comment("seen"))
    with (
        pytest.raises(DatabaseError, match=r"append-only|no gaps and no forks|(?i:unique)"),
        writing(ledger.engine) as connection,
    ):
        connection.exec_driver_sql(REFUSED[name])
    clean(ledger)


def test_sqlite_refuses_to_replace_an_event(sqlite_url: str, request: pytest.FixtureRequest) -> None:
    ledger = Ledger(_migrated(sqlite_url))
    ledger.append(Life().propose())
    replaced = REFUSED["doubled seq"].replace("INSERT", "INSERT OR REPLACE").replace("position = 2", "position = 1")
    with pytest.raises(DatabaseError, match="append-only"), writing(ledger.engine) as connection:
        connection.exec_driver_sql(replaced)
    clean(ledger)


def test_postgresql_refuses_to_empty_the_ledger(postgres_url: str) -> None:
    ledger = Ledger(_migrated(postgres_url))
    ledger.append(Life().propose())
    with pytest.raises(DatabaseError, match="append-only: TRUNCATE"), writing(ledger.engine) as connection:
        connection.exec_driver_sql("TRUNCATE events")
    clean(ledger)


def _migrated(url: str) -> Engine:
    from schema.migrate import upgrade

    upgrade(url)
    return make_engine(url)


def test_sqlite_stands_as_the_measurements_demand(sqlite_url: str) -> None:
    with _migrated(sqlite_url).connect() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    assert found == ["wal", 2, 1, 30_000]


def test_a_whole_transaction_that_fails_writes_nothing(ledger: Ledger) -> None:
    life = Life()
    with pytest.raises(DatabaseError), writing(ledger.engine) as connection:
        connection.execute(sa.text("INSERT INTO starts (obligation, requested_at) VALUES ('x', :at)"), {"at": str(NOON)})
        connection.exec_driver_sql("SELECT nonsense FROM nowhere")
    assert starts.pending(ledger.engine) == []
    ledger.append(life.propose())
    clean(ledger)


def test_the_hash_is_the_documented_one() -> None:
    """The literals stand in docs/ledger-format.md: whoever changes them breaks every verifier out there."""
    at, since = datetime(2017, 3, 1, 12, tzinfo=UTC), datetime(2017, 2, 28, 9, 30, tzinfo=UTC)
    event = StoredEvent(1, "Commented", 1, "ann", "c1", at, since, '{"text":"Überfällig?"}')
    assert header(1, "A/RES/71/244:14", event) == (
        b"16:servanda-event-1,1:1,15:A/RES/71/244:14,1:1,9:Commented,1:1,3:ann,2:c1,"
        b"27:2017-03-01T12:00:00.000000Z,27:2017-02-28T09:30:00.000000Z,"
    )
    assert link(GENESIS, 1, "A/RES/71/244:14", event).hex() == (
        "b90f53c99722cf9c45901a8601dfa0897a0d6360ab0fbb2c9b73e49d9a83e990"
    )


def test_the_same_events_give_the_same_chain_on_every_database(sqlite_url: str, postgres_url: str) -> None:
    heads = []
    for url in (sqlite_url, postgres_url):
        ledger = Ledger(_migrated(url))
        ledger.append_many(Life().whole())
        heads.append(ledger.head())
    assert heads[0] == heads[1]
    assert heads[0].position == 11


def test_the_state_is_the_fold_of_what_is_recorded(ledger: Ledger) -> None:
    life = Life()
    ledger.append_many(life.whole())
    assert life.state == fold(life.stream, map(unstore, ledger.history(life.stream)))
