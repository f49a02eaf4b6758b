"""Events reach their receivers: signed, at least once, in order; what fails is tried again, shown, and at last given up with a word."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from cloudevents.core.bindings.http import HTTPMessage, from_structured_event
from cloudevents.core.formats.json import JSONFormat
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

import config
from engine.outgoing import webhooks as engine_webhooks
from engine.outgoing.announce import coordinator
from engine.outgoing.webhooks import Delivery, pause, try_out
from notify.cloudevents import KINDS, kind_of
from notify.signing import headers, key, new_secret
from schema import webhooks
from schema.engine import Engine
from schema.ledger import Ledger
from schema.webhooks import Standing, Webhook
from tests.channels.conftest import HandClock, live
from tests.channels.receiver import Program, listening

Said = list[tuple[str, str]]


def delivery(engine: Engine, clock: HandClock, said: Said | None = None, hosts: str = "localhost") -> Delivery:
    async def tell(subject: str, text: str, key: str, at: datetime) -> None:
        assert said is not None, "nobody should be told"
        said.append((subject, text))

    return Delivery(engine, config.Settings(webhook_hosts=hosts), clock, tell)


def subscribe(engine: Engine, program: Program, clock: HandClock, **more: object) -> Webhook:
    return webhooks.add(engine, program.url, new_secret(), clock(), "ann", from_beginning=True, **more)  # type: ignore[arg-type]


def ids(program: Program) -> list[str]:
    return [json.loads(each.body)["id"] for each in program.got]


async def test_every_event_arrives_signed_and_readable_by_others(engine: Engine, clock: HandClock) -> None:
    clock.at = datetime.now(UTC)  # the verifier reads the machine's clock
    ledger = Ledger(engine)
    live(ledger)
    async with listening(Program()) as program:
        hook = subscribe(engine, program, clock)
        assert await delivery(engine, clock).round() == 1
    assert ids(program) == [f"A/RES/71/244:14#{seq}" for seq in range(1, len(program.got) + 1)] and len(program.got) >= 4
    for entry, got in zip(ledger.since_position(0), program.got, strict=True):
        assert (got.method, got.path) == ("POST", "/hook?token=s3cret")
        Verifier(hook.secret).verify(got.body, got.headers)
        event = from_structured_event(HTTPMessage(got.headers, got.body), JSONFormat())
        assert event.get_specversion() == "1.0" and event.get_subject() == entry.stream
        assert event.get_type().startswith("servanda.obligation.") and event.get_time() == entry.event.recorded_at
        data = event.get_data()
        assert data["hash"] == entry.hash.hex() and data["event"] == json.loads(entry.event.payload)
    assert len({got.headers["webhook-id"] for got in program.got}) == len(program.got)
    after = webhooks.get(engine, hook.id)
    assert after and after.position == ledger.head().position and after.delivered_at == clock()
    assert await delivery(engine, clock).round() == 0


def test_a_signature_is_the_one_that_the_specification_gives() -> None:
    secret = new_secret()
    at = datetime.now(UTC)
    made = headers("evt_1", b'{"a":"\xc3\xa9"}', at, [key(secret), key(new_secret())])
    assert made["webhook-signature"].split()[0] == Verifier(secret).sign("evt_1", at, '{"a":"é"}')
    Verifier(secret).verify(b'{"a":"\xc3\xa9"}', made)
    with pytest.raises(WebhookVerificationError):
        Verifier(secret).verify(b'{"a":"e"}', made)
    with pytest.raises(WebhookVerificationError):
        Verifier(new_secret()).verify(b'{"a":"\xc3\xa9"}', made)


async def test_both_secrets_sign_while_one_follows_the_other(engine: Engine, clock: HandClock) -> None:
    clock.at = datetime.now(UTC)
    ledger = Ledger(engine)
    life = live(ledger)
    async with listening(Program()) as program:
        hook = subscribe(engine, program, clock)
        fresh = new_secret()
        assert webhooks.rotate(engine, hook.id, fresh, clock() + timedelta(days=1))
        await delivery(engine, clock).round()
        got = program.got[-1]
        for secret in (hook.secret, fresh):
            Verifier(secret).verify(got.body, got.headers)
        clock.pass_by(days=1, seconds=1)
        ledger.append(life.comment("later"))
        await delivery(engine, clock).round()
        assert len(program.got[-1].headers["webhook-signature"].split()) == 1


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"kinds": ("assigned",)}, ["A/1:1#4", "A/2:1#4"]),
        ({"instrument": "A/2"}, [f"A/2:1#{seq}" for seq in range(1, 5)]),
        ({"body": "the GENERAL assembly", "kinds": ("proposed",)}, ["A/1:1#1", "A/2:1#1"]),
        ({"body": "Economic and Social Council"}, []),
        ({"body": "the secretary-general", "instrument": "A/1", "kinds": ("confirmed", "activated")}, ["A/1:1#2", "A/1:1#3"]),
    ],
)
async def test_only_what_was_asked_for(asked: dict[str, object], expected: list[str], engine: Engine, clock: HandClock) -> None:
    ledger = Ledger(engine)
    for symbol in ("A/1", "A/2"):
        live(ledger, f"{symbol}:1", "1", instrument=symbol)
    async with listening(Program()) as program:
        hook = subscribe(engine, program, clock, **asked)
        await delivery(engine, clock).round()
    assert ids(program) == expected
    after = webhooks.get(engine, hook.id)
    assert after and after.position == ledger.head().position, "what was not asked for is passed over once"


async def test_from_now_on_means_after_what_is_recorded(engine: Engine, clock: HandClock) -> None:
    ledger = Ledger(engine)
    life = live(ledger)
    async with listening(Program()) as program:
        webhooks.add(engine, program.url, new_secret(), clock(), "ann")
        await delivery(engine, clock).round()
        assert program.got == []
        ledger.append(life.comment("new"))
        await delivery(engine, clock).round()
    assert ids(program) == ["A/RES/71/244:14#5"]


async def test_what_fails_is_tried_again_in_order_with_growing_pauses(engine: Engine, clock: HandClock) -> None:
    live(Ledger(engine))
    sending = delivery(engine, clock)
    async with listening(Program(answers=[204, 500, -1, 500])) as program:
        hook = subscribe(engine, program, clock)
        waits = []
        for _ in range(3):
            await sending.round()
            known = webhooks.get(engine, hook.id)
            assert known and known.last_error and known.failing_since and "s3cret" not in known.last_error
            assert webhooks.standing(engine) == Standing(1, 1, 0)
            assert await sending.round() == 0, "not before its time"
            waits.append(known.next_try_at - clock())
            clock.at = known.next_try_at
        assert waits == [pause(1), pause(2), pause(3)] and waits == sorted(waits)
        await sending.round()
    assert ids(program) == [f"A/RES/71/244:14#{seq}" for seq in (1, 2, 2, 2, 2, 3, 4)]
    assert len({each.headers["webhook-id"] for each in program.got}) == 4, "the same event has the same id each time"
    assert len({each.body for each in program.got}) == 4, "and the same bytes"
    known = webhooks.get(engine, hook.id)
    assert known and (known.attempts, known.failing_since, known.last_error) == (0, None, None)


async def test_a_receiver_that_asks_for_time_gets_it(engine: Engine, clock: HandClock) -> None:
    live(Ledger(engine))
    async with listening(Program(answers=[429], extra={"Retry-After": "7000"})) as program:
        hook = subscribe(engine, program, clock)
        await delivery(engine, clock).round()
    known = webhooks.get(engine, hook.id)
    assert known and known.next_try_at - clock() == timedelta(seconds=7000)


async def test_one_that_fails_for_days_is_disabled_with_a_word_and_can_go_on(engine: Engine, clock: HandClock) -> None:
    ledger, said = Ledger(engine), list[tuple[str, str]]()
    live(ledger)
    sending = delivery(engine, clock, said)
    async with listening(Program(answers=[500] * 3)) as program:
        hook = subscribe(engine, program, clock)
        await sending.round()
        clock.pass_by(days=4, hours=23)
        await sending.round()
        assert not said
        clock.pass_by(days=1)
        await sending.round()
        known = webhooks.get(engine, hook.id)
        assert known and known.disabled_at == clock() and known.told_at == clock()
        assert webhooks.standing(engine) == Standing(1, 0, 1)
        [(subject, text)] = said
        assert hook.id in subject and "localhost answered 500" in text and "s3cret" not in text
        clock.pass_by(days=30)
        assert await sending.round() == 0 and len(said) == 1 and len(program.got) == 3
        assert webhooks.enable(engine, hook.id, clock())
        await sending.round()
        assert ids(program)[3:] == [f"A/RES/71/244:14#{seq}" for seq in range(1, 5)], "nothing was lost"


async def test_gone_is_gone_at_once(engine: Engine, clock: HandClock) -> None:
    live(Ledger(engine))
    said: Said = []
    async with listening(Program(answers=[410])) as program:
        hook = subscribe(engine, program, clock)
        await delivery(engine, clock, said).round()
    known = webhooks.get(engine, hook.id)
    assert known and known.disabled_at and len(said) == 1


async def test_redirects_are_not_followed(engine: Engine, clock: HandClock) -> None:
    live(Ledger(engine))
    async with listening(Program()) as inner, listening(Program(answers=[307])) as outer:
        outer.extra = {"Location": inner.url}
        hook = subscribe(engine, outer, clock)
        await delivery(engine, clock).round()
        assert inner.got == [] and len(outer.got) == 1
    known = webhooks.get(engine, hook.id)
    assert known and known.last_error and "redirect" in known.last_error


async def test_a_silent_receiver_and_one_that_never_stops_cost_no_more_than_they_may(
    engine: Engine, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(Ledger(engine))
    monkeypatch.setattr("notify.webhook.WHOLE", 0.3)
    async with listening(Program(silent=True)) as silent, listening(Program(flood=10_000)) as endless:
        quiet, loud = (subscribe(engine, each, clock) for each in (silent, endless))
        async with asyncio.timeout(10):
            await delivery(engine, clock).round()
        assert len(silent.got) == 1 and len(endless.got) == 4
    known = webhooks.get(engine, quiet.id)
    assert known and known.last_error and "did not answer" in known.last_error
    known = webhooks.get(engine, loud.id)
    assert known and known.delivered_at, "it had said 200: what it says beyond the limit is not listened to"


async def test_a_claim_that_was_lost_changes_nothing_and_two_deliver_one_thing_once(engine: Engine, clock: HandClock) -> None:
    live(Ledger(engine))
    async with listening(Program()) as program:
        hook = subscribe(engine, program, clock)
        one, other = delivery(engine, clock), delivery(engine, clock)
        assert sorted(await asyncio.gather(one.round(), other.round())) == [0, 1]
        assert len(ids(program)) == len(set(ids(program)))
    assert not webhooks.advance(engine, replace(hook, lease="not ours"), 0, None)
    assert not webhooks.failed(engine, replace(hook, lease="not ours"), "x", clock(), clock(), disable=True)


async def test_killed_between_sending_and_recording_it_sends_the_same_again(
    engine: Engine, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(Ledger(engine))
    monkeypatch.setattr(engine_webhooks.webhooks, "advance", _dies)
    async with listening(Program()) as program:
        subscribe(engine, program, clock)
        with pytest.raises(SystemError):
            await delivery(engine, clock).round()
        monkeypatch.undo()
        assert await delivery(engine, clock).round() == 0, "the dead one's claim still holds"
        clock.pass_by(minutes=4)
        assert await delivery(engine, clock).round() == 1
    assert ids(program) == [f"A/RES/71/244:14#{seq}" for seq in (1, 1, 2, 3, 4)]
    first, again = program.got[:2]
    assert (first.body, first.headers["webhook-id"]) == (again.body, again.headers["webhook-id"])


def _dies(*_: object) -> bool:
    raise SystemError("as if the process were killed here")


async def test_a_ping(engine: Engine, clock: HandClock) -> None:
    settings = config.Settings(webhook_hosts="localhost")
    async with listening(Program()) as program:
        hook = subscribe(engine, program, clock)
        at = datetime.now(UTC)
        for _ in range(2):
            await try_out(hook, settings, engine, at)
    for each in program.got:
        Verifier(hook.secret).verify(each.body, each.headers)
    assert [json.loads(each.body)["type"] for each in program.got] == ["servanda.ping"] * 2 and len(set(ids(program))) == 2


async def test_long_ledgers_are_passed_in_batches(engine: Engine, clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_webhooks, "_BATCH", 3)
    ledger = Ledger(engine)
    life = live(ledger)
    ledger.append_many([life.comment(str(number)) for number in range(10)])
    async with listening(Program()) as program:
        subscribe(engine, program, clock, kinds=("commented", "proposed"))
        await delivery(engine, clock).round()
    assert ids(program) == [f"A/RES/71/244:14#{seq}" for seq in (1, *range(5, 15))]


async def test_a_word_to_the_coordinator_goes_out_as_mail_or_into_the_folder(engine: Engine, tmp_path: Path) -> None:
    settings = config.Settings(data=tmp_path, coordinator="chief")
    await coordinator(settings, engine)("Something\r\nBcc: eve@example.org", "Words.\n", "key", datetime(2026, 1, 1, tzinfo=UTC))
    [path] = (tmp_path / "outbox").iterdir()
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert message["Subject"] == "[Servanda] Something Bcc: eve@example.org" and message["Bcc"] is None


def test_kinds_are_named_as_people_would() -> None:
    assert kind_of("DueDateChanged") == "due-date-changed" and "due-date-changed" in KINDS and "discharged" in KINDS
