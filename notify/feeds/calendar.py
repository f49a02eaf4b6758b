"""Entries as an iCalendar object (RFC 5545), with the properties that calendar programs look for in a subscription (RFC 7986)."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Component, Event, Timezone, TimezoneStandard, vText

from notify.feeds.entries import Entry, Standing

PRODID = "-//Servanda//Obligations//EN"
REFRESH = timedelta(hours=1)
"""How often a program is asked to look again."""

_LONGEST_LINE = 250
_LONGEST_TEXT = 4000
_NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What TEXT may not hold (RFC 5545, section 3.3.11: no CONTROL but a tab), what some readers take for a line's end, and no characters."""


def calendar(title: str, entries: Iterable[Entry]) -> bytes:
    """``entries`` as one calendar called ``title``: lines folded at 75 octets and ended by CRLF (section 3.1). Equal in, equal out.

    There is no METHOD: this is a calendar as it stands, no message about one. DTSTAMP then says when the entry last changed (section
    3.8.7.2), as LAST-MODIFIED does, and not when these bytes were made.
    """
    made = Calendar()
    made.add("prodid", PRODID)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    for key in ("name", "x-wr-calname"):
        made.add(key, words(one_line(title)))
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    found = sorted(entries, key=lambda entry: (entry.first, entry.last, entry.uid))
    for entry in found:
        made.add_component(_event(entry))
    if not found:
        made.add_component(_placeholder())
    content: bytes = made.to_ical(sorted=False)
    return content


def _event(entry: Entry) -> Event:
    made = Event()
    made.add("uid", entry.uid)
    made.add("dtstamp", entry.modified)
    made.add("last-modified", entry.modified)
    made.add("sequence", entry.sequence)
    made.add("dtstart", entry.first)
    made.add("dtend", entry.last + timedelta(days=1))  # exclusive (section 3.6.1)
    made.add("summary", words(one_line(entry.summary)))
    made.add("description", words(text(entry.description)))
    made.add("status", entry.standing.value)
    made.add("transp", "TRANSPARENT")  # it is a day to know of, and takes nobody's time
    made.add("categories", [words(one_line(entry.category))])
    if entry.standing is not Standing.CANCELLED:
        for span in entry.alarms:
            made.add_component(_alarm(span, one_line(entry.summary)))
    return made


def _alarm(span: timedelta, said: str) -> Alarm:
    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("trigger", span)
    made.add("description", words(said))
    return made


def _placeholder() -> Component:
    """An iCalendar object holds at least one component (section 3.6). Where nothing is due, it is the definition of UTC."""
    made, standard = Timezone(), TimezoneStandard()
    made.add("tzid", "UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - a local time by definition (section 3.6.5)
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    made.add_component(standard)
    return made


class _Words(vText):
    """TEXT with our own escaping: the library's takes a backslash before a capital N, as people may write it, for a line's end."""

    def to_ical(self) -> bytes:
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode("utf-8")


def words(given: str) -> vText:
    """``given`` as a value of type TEXT (section 3.3.11)."""
    return _Words(given)


def one_line(given: str) -> str:
    """``given`` on one line, without what TEXT may not hold, and not endless."""
    return _cut(" ".join(_NO_TEXT.sub(" ", given).split()), _LONGEST_LINE)


def text(given: str) -> str:
    """``given`` with its lines, without what TEXT may not hold, and not endless."""
    lines = (" ".join(_NO_TEXT.sub(" ", line).split()) for line in given.split("\n"))
    return _cut("\n".join(lines).strip(), _LONGEST_TEXT)


def _cut(given: str, longest: int) -> str:
    return given if len(given) <= longest else given[: longest - 4].rstrip() + " ..."
