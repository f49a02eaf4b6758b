"""Which invitations go with what one person is told of one obligation. Pure."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from domain.events import Declined, HandedBack, Stamped
from domain.folding import evolve
from domain.notices import MEETINGS, Notice, NoticeKind
from domain.obligation import OPEN, RUNNING, Obligation
from notify.feeds.entries import CALLED_OFF
from notify.feeds.invitation import Meeting, meetings_of

_COME = frozenset({NoticeKind.ASSIGNED, NoticeKind.DELEGATED})
_MOVED = frozenset({NoticeKind.REDATED, NoticeKind.REOPENED})
_OFF = frozenset({NoticeKind.WITHDRAWN, NoticeKind.WAIVED, NoticeKind.SUPERSEDED})

_GIVEN_UP = frozenset({Declined.__name__, HandedBack.__name__})


def invitations(ledger: uuid.UUID, history: Sequence[Stamped], told: Iterable[Notice], today: date) -> tuple[Meeting, ...]:
    """The meetings of an obligation, given its whole ``history``, that whoever is ``told`` these notices is invited to or need not come to.

    Only who holds it is invited, and only to days from ``today`` (of the obligation's zone) on: a role hears of it in words. What was
    withdrawn from somebody or given to another takes place without them. All as things stand now: an invitation that waited says the
    latest. Each change of who holds it counts in ``sequence`` too, so that who is invited anew is not taken for who was let off.
    """
    notices = [each for each in told if not each.recipient.startswith("@") and each.kind in _COME | _MOVED | _OFF]
    if not notices:
        return ()
    obligation = notices[0].obligation
    state, changes, changed = _holding(obligation, history)
    if state is None or state.terms.deliverable not in MEETINGS:
        return ()
    found = [
        replace(each, sequence=each.sequence + changes, stamp=max(each.stamp, changed) if changed else each.stamp)
        for each in meetings_of(ledger, obligation, history)
    ]
    if state.status in CALLED_OFF:
        return tuple(each for each in found if each.cancelled)
    if state.status in OPEN and not any(each.recipient in state.parties for each in notices):
        return tuple(replace(each, uninvited=True) for each in found if not each.cancelled)
    if state.status not in RUNNING:
        return ()
    moved = any(each.kind in _MOVED for each in notices)
    return tuple(each for each in found if (moved if each.cancelled else each.day >= today))


def lets_off(notice: Notice, event: str) -> bool:
    """Whether ``notice`` of an event of that name is to whoever gave it up, for the sake of the invitation that they have."""
    return notice.kind is NoticeKind.WITHDRAWN and event in _GIVEN_UP


def says_nothing(ledger: uuid.UUID, history: Sequence[Stamped], notice: Notice, today: date) -> bool:
    """Whether ``notice`` tells people of what they did themselves, and there is no meeting that they need not come to for it."""
    event = next((type(each.event).__name__ for each in history if each.seq == notice.seq), "")
    return lets_off(notice, event) and not invitations(ledger, history, [notice], today)


def _holding(obligation: str, history: Iterable[Stamped]) -> tuple[Obligation | None, int, datetime | None]:
    """The obligation now, how often somebody ceased to hold it or came back to it, and when last."""
    state: Obligation | None = None
    changes, changed = 0, None
    gone: set[str] = set()
    for stamped in history:
        before = set(state.parties) if state else set()
        state = evolve(state, stamped, obligation)
        now = set(state.parties)
        if before - now or gone & now:
            changes, changed = changes + 1, stamped.recorded_at
        gone = (gone | before) - now
    return state, changes, changed
