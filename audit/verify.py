"""Is the ledger whole, and does everything that should follow from it stand beside it, and nothing else?

The judge is the code that wrote it: the very same fold, projection and notices, run again over every event from the first.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from audit.drift import picture_drift
from audit.series import Slots
from domain.errors import DomainError
from domain.folding import evolve
from domain.notices import Notice, notices
from domain.obligation import Obligation
from schema.chain import GENESIS, link
from schema.engine import Connection, Engine, reading
from schema.ledger import Entry, head
from schema.survey import Unreadable, notices_between, pictures, pieces, stray_notices
from wire.records import unstore

MOST_FINDINGS = 1000
"""Findings that a report holds; what is beyond is counted only."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, where it is, and (where there is one) what it makes of the rest."""

    what: str
    position: int | None = None
    stream: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at and what was found. ``head`` is the hash of the last event, in hexadecimal: keep it elsewhere."""

    events: int
    streams: int
    notices: int
    position: int
    head: str
    findings: tuple[Finding, ...]
    more: int = 0

    @property
    def ok(self) -> bool:
        return not self.findings


def verify_ledger(engine: Engine, progress: Callable[[int, int], None] | None = None) -> Report:
    """Check the whole ledger in one unchanging picture of the database, while others may write.

    The chain and the positions; each stream's seqs; that every payload is known and folds; that each series has opened each of its
    occurrences once, and each occurrence is one of its series; that each projection is what its events make of it; that each notice
    that follows from an event stands in the outbox once, and no other. ``progress`` is told the position reached and the last
    one. Memory grows with the number of obligations, not of events.
    """
    with reading(engine) as connection:
        end = head(connection)
        check = _Check(connection)
        for piece in pieces(connection):
            check.piece(piece)
            if progress:
                progress(piece[-1].position, end.position)
        for flaw in check.slots.flaws(check.unfolded):
            check.found(flaw.what, stream=flaw.stream)
        for rest, name in ((check.stray_notices, "outbox"), (check.projections, "table of projections")):
            try:
                rest()
            except (ValueError, TypeError) as error:
                check.found(f"the {name} holds what was never written there, and was not compared to its end: {error}")
    return Report(check.events, len(check.seqs), check.notices, end.position, end.hash.hex(), tuple(check.findings), check.more)


@dataclass
class _Check:
    """What has to be remembered from one piece of the ledger to the next."""

    connection: Connection
    events: int = 0
    notices: int = 0
    position: int = 0
    previous: bytes | None = GENESIS  # None after a gap: there is nothing to compare with
    seqs: dict[str, int] = field(default_factory=dict)
    states: dict[str, Obligation] = field(default_factory=dict)
    slots: Slots = field(default_factory=Slots)
    unfolded: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    more: int = 0

    def found(self, what: str, position: int | None = None, stream: str | None = None) -> None:
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(what, position, stream))
        else:
            self.more += 1

    def piece(self, piece: list[Entry | Unreadable]) -> None:
        due: dict[str, tuple[Notice, datetime]] = {}
        for entry in piece:
            self.events += 1
            self.follows(entry.position, entry.stream)
            if isinstance(entry, Unreadable):
                self.give_up(f"it holds what no ledger writes: {entry.reason}", entry.position, entry.stream)
                self.previous = None
                continue
            self.link(entry)
            for notice in self.fold(entry):
                due[notice.key] = notice, entry.event.recorded_at
        try:
            held = notices_between(self.connection, piece[0].position, piece[-1].position)
        except ValueError as error:
            where = f"positions {piece[0].position} to {piece[-1].position}"
            self.found(f"a notice about one of the events at {where} holds what no outbox writes: {error}")
        else:
            self.compare_notices(due, held)

    def follows(self, at: int, stream: str) -> None:
        """Whether ``at`` is the next position. What a row says of itself is gone on from, so that one fault is found once."""
        first = self.position + 1
        if at != first:
            lost = f"position {first} is" if at == first + 1 else f"positions {first} to {at - 1} are"
            self.found(f"{lost} missing before it", at, stream)
            self.previous = None
        self.position = at

    def link(self, entry: Entry) -> None:
        at, stream = entry.position, entry.stream
        if self.previous is not None and entry.prev_hash != self.previous:
            self.found("it does not continue the chain: the hash it names before it is not that of the event there", at, stream)
        try:
            computed = link(entry.prev_hash, at, stream, entry.event)
        except (ValueError, TypeError) as error:
            self.found(f"its hash cannot be computed: {error}", at, stream)
        else:
            if computed != entry.hash:
                self.found("its hash is not that of its content: it was changed after it was recorded", at, stream)
        self.previous = entry.hash

    def fold(self, entry: Entry) -> Iterable[Notice]:
        """Take the event into its obligation's state, and answer with the notices that follow from it."""
        stream, seq = entry.stream, entry.event.seq
        expected = self.seqs.get(stream, 0) + 1
        self.seqs[stream] = seq
        if seq != expected:
            self.give_up(f"event {seq} of the stream stands where event {expected} should", entry.position, stream)
        if stream in self.unfolded:
            return ()
        try:
            stamped = unstore(entry.event)
            state = self.states[stream] = evolve(self.states.get(stream), stamped, stream)
        except (DomainError, msgspec.MsgspecError, ValueError) as error:
            self.give_up(f"event {seq}, {entry.event.kind}, cannot be read: {error}", entry.position, stream)
            return ()
        self.slots.note(stream, stamped)
        return notices(state, stamped)

    def give_up(self, what: str, position: int, stream: str) -> None:
        self.found(f"{what}; what should follow from this stream was not compared", position, stream)
        self.unfolded.add(stream)

    def compare_notices(self, due: dict[str, tuple[Notice, datetime]], held: list[tuple[Notice, datetime]]) -> None:
        self.notices += len(held)
        standing = {notice.key: (notice, created) for notice, created in held}
        for key, pair in due.items():
            notice = pair[0]
            if key not in standing:
                what = f"the notice {key} to {notice.recipient} follows from event {notice.seq} and is not there"
                self.found(what, stream=notice.obligation)
            elif standing[key] != pair:
                self.found(f"the notice {key} is not as it follows from event {notice.seq}", stream=notice.obligation)
        for key in standing.keys() - due.keys():
            notice = standing[key][0]
            if notice.obligation not in self.unfolded:
                what = f"the notice {key} to {notice.recipient} does not follow from event {notice.seq}"
                self.found(what, stream=notice.obligation)

    def stray_notices(self) -> None:
        for notice in stray_notices(self.connection):
            self.notices += 1
            what = f"the notice {notice.key} is about event {notice.seq}, which the ledger does not hold"
            self.found(what, stream=notice.obligation)

    def projections(self) -> None:
        left = set(self.seqs) - self.unfolded
        for row in pictures(self.connection):
            left.discard(row.id)
            if row.id in self.unfolded:
                continue
            if row.id not in self.states:
                self.found("there is a projection of it, but no event", stream=row.id)
            elif drift := picture_drift(self.states[row.id], row):
                self.found(drift.what, stream=row.id)
        for stream in sorted(left):
            self.found("it has events, but no projection", stream=stream)
