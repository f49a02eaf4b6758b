"""The terms of an obligation: what a confirmed proposal lays down, as far as its life depends on it."""

from dataclasses import dataclass, field

from domain.added import added
from domain.force import Force
from domain.instrument import Due
from domain.ladder import Ladder


@dataclass(frozen=True, slots=True)
class Terms:
    """Who must do what by when. The paragraph's own words stay with the provision, found by ``instrument`` and ``provision``.

    ``required`` is how many units of the deliverable are asked for ("two briefings" = 2). ``zone`` is the IANA zone in which the
    addressee's days begin and end. ``consulted`` are those to be asked before it is done.

    ``quorum`` is how many assignments must be done for the whole to be discharged (``None``: all of them). ``lightly``: followed
    without escalation. ``review_months``: how often a duty without a day is looked at. ``extension_approval``: whoever holds it may
    only ask for another due day. ``series`` and ``occurrence`` say of what, and the how-manieth time, this is the recurrence.
    """

    instrument: str
    provision: str
    force: Force
    verb: str
    addressees: tuple[str, ...]
    actions: tuple[str, ...]
    due: Due | None = None
    required: int = 1
    deliverable: str | None = None
    recipients: tuple[str, ...] = ()
    recurrence: str | None = None
    continuing: bool = False
    optional: bool = False
    zone: str = "UTC"
    ladder: Ladder = field(default_factory=Ladder)
    consulted: tuple[str, ...] = added(())
    quorum: int | None = added(None)
    lightly: bool = added(False)
    review_months: int | None = added(None)
    extension_approval: bool = added(False)
    series: str | None = added(None)
    occurrence: int | None = added(None)
