"""Laying an obligation on the members of a collective: whom that means on a day, and on whose desk each one's part comes to lie."""

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.commands import FanOut


def over_members(body: str, on: date | datetime | None, unassigned: bool) -> "FanOut":
    """The step that lays it on each member of ``body`` as of ``on`` (default: today), on the position that is its focal point.

    Raises :class:`~cli.exits.Unclear` where no members are known, or, without ``unassigned``, where one has no focal point: all of those
    are named, so that nobody is left out unseen.
    """
    from cli.exits import Unclear
    from cli.office import Office, now
    from domain.commands import FanOut
    from domain.events import Member
    from engine import bodies

    day = on.date() if isinstance(on, datetime) else on or now().date()
    known = bodies.of(Office().engine)
    name = known.canonical(body)
    found = known.members(name, day)
    if not found:
        raise Unclear(
            f"No members of {name!r} are known on {day}, so nothing was assigned. `servanda bodies list` shows the bodies there are; "
            "enter a member with servanda bodies join BODY MEMBER --source TEXT."
        )
    without = tuple(one.membership.member for one in found if one.focal_point is None)
    if without and not unassigned:
        raise Unclear(
            f"{len(without)} of the {len(found)} members of {name!r} have no focal point, so nothing was assigned. Give each one: servanda "
            'positions add ID --body NAME --role "focal point". Or let them wait for one: --unassigned.',
            without,
        )
    return FanOut(name, tuple(Member(one.membership.member, one.focal_point.id if one.focal_point else None) for one in found))
