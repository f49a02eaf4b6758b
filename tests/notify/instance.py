"""An instance's database with people and obligations, and its desk, for tests that look at what people get."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from domain import commands as c
from domain.commands import Envelope
from domain.instrument import Due
from domain.obligation import Obligation
from domain.terms import Terms
from domain.transition import step
from engine.obligations import decided
from engine.outgoing.desk import DatabaseDesk, Settings
from notify.channels import Message
from notify.email import message_id
from notify.outbox import Leaving
from schema import messages, people
from schema.engine import Engine, make_engine
from schema.ledger import Ledger
from tests.notify.conftest import TERMS
from wire.records import Append

EARLY = datetime(2029, 1, 1, tzinfo=UTC)
ROLES = {"@coordinator": "chief", "@level-1": "boss"}
ALL_DAY = "00:00-24:00"


@dataclass
class Instance:
    """``hours`` are all day unless given: then nothing waits for people to come to work."""

    engine: Engine
    roles: Mapping[str, str] = field(default_factory=lambda: ROLES)
    links: str = ""
    states: dict[str, Obligation] = field(default_factory=dict)
    steps: int = 0

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.engine)
        self.desk = DatabaseDesk(self.engine, Settings(self.roles, "UTC", self.links))

    def person(self, id: str, zone: str = "UTC", hours: str = ALL_DAY, weekend: str = "none", **given: str) -> None:
        mail = given.pop("email", f"{id}@example.org")
        people.put(self.engine, people.Person(id, id.title(), mail, zone, hours=hours, weekend=weekend, **given))

    def step(self, obligation: str, command: c.Command, at: datetime, actor: str = "chief", hats: tuple[str, ...] = ()) -> None:
        self.steps += 1
        envelope = Envelope(f"step {self.steps}", actor, command, None, hats)
        if step(self.states.get(obligation), envelope, at, obligation).events:
            self.ledger.append(decided(self.states.get(obligation), envelope, at, obligation))
        self.states[obligation] = self.recorded(obligation)

    def recorded(self, obligation: str) -> Obligation:
        state = self.ledger.state(obligation)
        assert state is not None
        return state

    def assigned(
        self, obligation: str, to: str, due: date, at: datetime = EARLY, zone: str = "UTC", accepted: bool = True
    ) -> str:
        """A confirmed obligation that is ``to``'s."""
        self.step(obligation, c.Propose(terms(due, zone)), at)
        self.step(obligation, c.Confirm(), at)
        self.step(obligation, c.Assign(to), at)
        if accepted:
            self.step(obligation, c.Accept(), at, to)
        return obligation

    def tick(self, obligation: str, at: datetime) -> None:
        self.step(obligation, c.Tick(), at, "servanda")

    def write(self, now: datetime) -> list[Message]:
        """What is written by ``now``, as it would be sent, and marked sent."""
        while self.desk.write(now):
            pass
        return self.send(now)

    def send(self, now: datetime) -> list[Message]:
        found: list[Message] = []
        while taken := self.desk.claim(now, 500, messages.LEASE):
            found += self._marked(taken, now)
        return found

    def _marked(self, taken: Iterable[Leaving], now: datetime) -> Iterable[Message]:
        for leaving in taken:
            self.desk.sent(leaving.message.key, "email", message_id(leaving.message.key), now)
            yield leaving.message


Step = tuple[c.Command, str, datetime]


def lived(one: str, steps: Iterable[Step]) -> list[Append]:
    """What the ledger is asked to record for an obligation's steps, to be written with many others at once."""
    state: Obligation | None = None
    items = []
    for number, (command, actor, at) in enumerate(steps):
        envelope = Envelope(f"c{number}", actor, command)
        items.append(decided(state, envelope, at, one))
        state = step(state, envelope, at, one).after
    return items


def terms(due: date, zone: str = "UTC") -> Terms:
    return replace(TERMS, due=Due("a day", latest=due, working="given"), zone=zone, required=1)


def instance(url: str, **given: object) -> Instance:
    return Instance(make_engine(url), **given)  # type: ignore[arg-type]
