"""Who may not, and who is told: promises about one step, held against the account of what has been before it."""

from collections import Counter

from domain import commands as c
from domain import events as e
from domain.notices import COORDINATOR, Notice, NoticeKind
from domain.obligation import Obligation, Status
from domain.status import RUNNING, WORKING
from domain.transition import Step
from tests.domain.account import Account, Part
from tests.domain.oracle import ends
from tests.domain.watch import Watch

STANDS = {
    Status.UNASSIGNED: "open", Status.ASSIGNED: "laid", Status.ACCEPTED: "taken", Status.IN_PROGRESS: "begun",
    Status.SUBMITTED: "handed in", Status.DISCHARGED: "done", Status.WAIVED: "withdrawn",
}  # fmt: skip
"""The account's own words for where an assignment stands."""

HOLDERS_ONLY = e.Accepted | e.Declined | e.Delegated | e.HandedBack | e.Snoozed


def own_work(account: Account, stamped: e.Stamped, hats: frozenset[str]) -> None:
    """Nobody approves their own work, by any hat, or grants their own extension; nobody speaks for a holder that they are not."""
    event = stamped.event
    live = [part for part in account.parts if part.stands not in ("done", "withdrawn")]
    if isinstance(event, e.Approved):
        part = account.parts[event.assignment - 1]
        assert part.waiting is not None
        assert hats.isdisjoint({part.waiting.actor, *part.answering}), "nobody approves their own work"
    if isinstance(event, e.ExtensionAnswered) and event.granted:
        assert account.extension is not None
        assert account.extension[1] not in hats, "nobody grants their own extension"
        assert all(hats.isdisjoint(part.answering) for part in live), "nobody grants what they have to do"
    if isinstance(event, HOLDERS_ONLY):
        assert account.parts[event.assignment - 1].party in hats
    moved = (isinstance(event, e.DueDateChanged) and event.session_source is None) or isinstance(event, e.UnitScheduled)
    if account.terms.extension_approval and moved:
        assert all(hats.isdisjoint(part.answering) for part in live), "where it takes an approval, nobody sets their own day"


def with_its_series(watch: Watch, before: Obligation, command: c.CloseWithSeries, events: tuple[e.Stamped, ...]) -> None:
    """An occurrence goes with its series, but for what was owed or handed in before the series was superseded."""
    [event] = [stamped.event for stamped in events]
    account = watch.account
    left = [part for part in account.parts if part.stands not in ("done", "withdrawn")]
    handed_in = bool(left) and not account.uncovered and all(part.stands == "handed in" for part in left)
    over = account.deadline is not None and ends(account.deadline, account.zone) <= command.at
    owed = over and (before.status is not Status.SUSPENDED or watch.overdue)
    stays = command.by and (handed_in or owed)
    assert type(event) is (e.Linked if stays else e.Superseded if command.by else e.Waived)


def notices_hold(account: Account, before: Obligation, taken: Step, actor: str) -> None:
    """Nobody is told twice of one thing, or of their own act; and only those are reminded who have something to do."""
    by_seq = {stamped.seq: stamped for stamped in taken.events}
    told = Counter((notice.recipient, notice.kind, _subject(by_seq[notice.seq].event)) for notice in taken.notices)
    assert all(times == 1 for times in told.values()), f"told twice of one thing: {told}"
    let_off = {notice.recipient for notice in taken.notices if _gives_up_a_meeting(account, by_seq[notice.seq].event, notice)}
    assert actor not in {notice.recipient for notice in taken.notices} - let_off
    assert len({notice.key for notice in taken.notices}) == len(taken.notices)
    both = {(notice.recipient, notice.kind) for notice in taken.notices}
    assert not any((who, NoticeKind.EXTENSION_ANSWERED) in both for who, kind in both if kind is NoticeKind.REDATED)
    for born in taken.spawned:
        holders = {notice.recipient for notice in born.notices}
        assert holders.isdisjoint(notice.recipient for notice in taken.notices), "of an occurrence it tells itself"
    for seq, stamped in by_seq.items():
        _reminded(account, before, stamped, [notice for notice in taken.notices if notice.seq == seq])


def _gives_up_a_meeting(account: Account, event: e.Event, notice: Notice) -> bool:
    """Whoever gives up what they were invited to is told though they did it themselves: their calendar has to hear of it."""
    kind = notice.kind is NoticeKind.WITHDRAWN and account.terms.deliverable in ("briefing", "meeting")
    return kind and isinstance(event, e.Declined | e.HandedBack)


def _subject(event: e.Event) -> tuple[str, int] | None:
    """Which one of several of its kind an event is about."""
    names = ("milestone", "consultation", "unit", "assignment", "number")
    return next(((name, getattr(event, name)) for name in names if hasattr(event, name)), None)


def _reminded(account: Account, before: Obligation, stamped: e.Stamped, notices: list[Notice]) -> None:
    recipients = {notice.recipient for notice in notices}
    today = account.local(stamped.recorded_at)
    to_do = [part for part in account.parts if part.to_do]
    match stamped.event:
        case e.Reminded() | e.MilestoneReminded():
            assert before.status in RUNNING, "what is suspended or closed is left in peace"
            awake = {part.party for part in to_do if not _asleep(part, today)}
            nobody = not to_do or (isinstance(stamped.event, e.MilestoneReminded) and before.status is Status.SUBMITTED)
            assert recipients == ({COORDINATOR} if nobody else awake), "exactly those who have not handed in, and are not snoozed"
        case e.BecameOverdue() | e.OverdueNoticed():
            assert before.status in WORKING
            late = {party for part in to_do for party in part.answering}
            assert recipients == {COORDINATOR, *late}, "all who answer for what is late, and nobody else"
        case e.ReviewReminded():
            assert recipients == {COORDINATOR}
            assert any(part.waiting for part in account.parts)
        case _:
            pass


def _asleep(part: Part, today: object) -> bool:
    return part.quiet is not None and part.quiet > today  # type: ignore[operator]
