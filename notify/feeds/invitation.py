"""A meeting that an obligation asks for, as an invitation by mail: iTIP (RFC 5546) in iMIP (RFC 6047).

Programs match an invitation with what they hold by UID and SEQUENCE; both stay and grow with the obligation, so that one that was
moved replaces the one before, and one that is taken back takes it away.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from enum import StrEnum

from icalendar import Calendar, Event, vCalAddress, vText

from domain.events import DueDateChanged, Stamped
from domain.folding import evolve
from domain.notices import MEETINGS
from domain.obligation import Obligation, Status
from notify.feeds.calendar import PRODID, one_line, text, words
from notify.feeds.entries import CALLED_OFF, brief, uid


class Method(StrEnum):
    """What an invitation says: come (or come then instead), or do not come any more."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting, which takes the whole ``day``: no text names an hour.

    ``sequence`` grows whenever its time changes or it is taken back or on again; ``stamp`` (UTC) is when this was last so.
    ``uninvited``: it takes place, but not with whoever is written to.
    """

    uid: str
    day: date
    summary: str
    description: str
    sequence: int
    stamp: datetime
    cancelled: bool = False
    uninvited: bool = False

    @property
    def method(self) -> Method:
        return Method.CANCEL if self.cancelled or self.uninvited else Method.REQUEST


def meetings_of(ledger: uuid.UUID, obligation: str, history: Iterable[Stamped]) -> list[Meeting]:
    """The meetings that ``obligation`` asks for and that have a day, as its events have it, in the order in which days were set.

    A day is set where the text names one day and not a term, or where a unit was scheduled: "by May 2017" is no day to meet on. Where
    there was such a day and a person gives another one, the meeting has moved to that. A meeting that lost its day, or that nobody has
    to hold any more, is cancelled on the day it had; one that was held stays.
    """
    state: Obligation | None = None
    found: dict[str, Meeting] = {}
    named = False
    for stamped in history:
        before, state = state, evolve(state, stamped, obligation)
        named = _names_a_day(before, state, named, isinstance(stamped.event, DueDateChanged))
        known = {each.uid: each for each in _set(ledger, state, named)}
        for each in (found | known).values():
            now = known.get(each.uid) or replace(each, cancelled=True)
            found[each.uid] = _revised(found.get(each.uid), now, stamped.recorded_at)
    return list(found.values())


def _names_a_day(before: Obligation | None, now: Obligation, named: bool, changed: bool) -> bool:
    """Whether what is due is due on one day: as its text has it, or because that day was ``changed`` for another one (a term on paper)."""
    due = now.due
    if due is None or due.latest is None or due.optional:
        return False
    if due.earliest is not None:
        return due.earliest == due.latest
    return named and (changed or (before is not None and before.due == due))


def _set(ledger: uuid.UUID, state: Obligation, named: bool) -> Iterator[Meeting]:
    due, terms = state.due, state.terms
    if terms.deliverable not in MEETINGS or state.status in (Status.PROPOSED, Status.REJECTED):
        return
    says = {"Obligation": state.id, "Who acts": "; ".join(terms.addressees), "To do": "; ".join(terms.actions)}
    cancelled = state.status in CALLED_OFF
    units = state.unit_dues
    if not any(units) and named and due and due.latest:
        units = (due.latest,)
    for number, day in enumerate(units, start=1):
        if day is not None:
            which = f" {number} of {terms.required}" if terms.required > 1 else ""
            title = f"{terms.deliverable.capitalize()}{which}: {brief(state)} ({state.id})"
            name = uid(ledger, "meeting", state.id, number)
            yield Meeting(name, day, title, _lines(says), 0, datetime(1970, 1, 1, tzinfo=UTC), cancelled)


def _lines(says: dict[str, str]) -> str:
    return "\n".join(f"{key}: {value}" for key, value in says.items() if value)


def _revised(before: Meeting | None, now: Meeting, moment: datetime) -> Meeting:
    if before is None:
        return replace(now, stamp=moment)
    if (now.day, now.cancelled) != (before.day, before.cancelled):
        return replace(now, sequence=before.sequence + 1, stamp=moment)
    return replace(now, sequence=before.sequence, stamp=before.stamp)


def invitation(meeting: Meeting, organizer: Address, attendees: Sequence[Address]) -> bytes:
    """The iCalendar object that invites ``attendees``, or takes the invitation back (RFC 5546, sections 3.2.2 and 3.2.5).

    Raises :class:`ValueError` where nobody is invited: such a request is none.
    """
    if not attendees:
        raise ValueError("An invitation needs somebody who is invited.")
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.stamp)
    event.add("dtstart", meeting.day)
    event.add("dtend", meeting.day + timedelta(days=1))
    event.add("summary", words(one_line(meeting.summary)))
    event.add("description", words(text(meeting.description)))
    if not meeting.uninvited:  # a CANCEL with a STATUS would cancel it for everybody (RFC 5546, section 3.2.5)
        event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    event.add("organizer", _who(organizer))
    for each in attendees:
        event.add("attendee", _who(each, invited=meeting.method is Method.REQUEST))
    made = Calendar()
    made.add("prodid", PRODID)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", meeting.method.value)
    made.add_component(event)
    content: bytes = made.to_ical(sorted=False)
    return content


def _who(address: Address, invited: bool = False) -> vCalAddress:
    made = vCalAddress(f"mailto:{address.addr_spec}")
    if name := one_line(address.display_name).replace('"', "'"):  # a parameter's value can hold no quotation mark (section 3.2)
        made.params["CN"] = vText(name)
    if invited:
        made.params |= {"ROLE": vText("REQ-PARTICIPANT"), "PARTSTAT": vText("NEEDS-ACTION"), "RSVP": vText("TRUE")}
    return made


def part(content: bytes, method: Method) -> EmailMessage:
    """``content`` as the part of a message that mail programs act on: its method stands in the Content-Type too (RFC 6047, section 2.4)."""
    made = EmailMessage()
    made.set_content(
        content, maintype="text", subtype="calendar", cte="base64", params={"method": method.value, "charset": "utf-8"}
    )
    return made


def attach_each(message: EmailMessage, made: Sequence[tuple[bytes, Method]]) -> None:
    """Put invitations to several meetings into ``message``: each as a file with its method, since programs look at one alternative only."""
    for number, (content, method) in enumerate(made, start=1):
        each = part(content, method)
        each.add_header("Content-Disposition", "attachment", filename=f"invite-{number}.ics")
        if message.get_content_subtype() != "mixed":
            message.make_mixed()
        message.attach(each)


def attach(message: EmailMessage, content: bytes, method: Method) -> None:
    """Put the invitation into ``message``, which has a text and perhaps HTML: once as an alternative to these, which programs show as an
    invitation, and once as a file, for programs that know no invitations."""
    if not message.is_multipart() or message.get_content_subtype() != "alternative":
        message.make_alternative()
    message.attach(part(content, method))
    message.make_mixed()
    message.add_attachment(content, maintype="application", subtype="ics", filename="invite.ics")
