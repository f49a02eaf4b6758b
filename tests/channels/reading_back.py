"""A calendar's bytes as others see them: by hand against the grammar of RFC 5545, and by the library ``ical``, which is not ours."""

import re
from typing import Any

from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream

_NAME = re.compile(r"[A-Za-z0-9-]+")


def lines(content: bytes) -> list[str]:
    """The content lines, unfolded, after a check of how they are written.

    Section 3.1: lines end in CRLF, hold no more than 75 octets, and are folded by CRLF and one white space; a character is not split
    over two lines by us, though it might be. Section 3.3.11 and the grammar of section 3.1: no control characters but a tab.
    """
    assert content.endswith(b"\r\n")
    raw = content[:-2].split(b"\r\n")
    for line in raw:
        assert b"\r" not in line and b"\n" not in line
        assert 0 < len(line) <= 75, len(line)
        line.decode("utf-8")
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)
    unfolded = re.sub(b"\r\n[ \t]", b"", content[:-2]).decode()
    return unfolded.split("\r\n")


def components(content: bytes) -> list[dict[str, Any]]:
    """The components as dictionaries, well nested: each with its ``name``, its ``parts``, and its properties' raw values."""
    root: dict[str, Any] = {"name": "", "parts": []}
    stack = [root]
    for line in lines(content):
        head, _, value = line.partition(":")
        name = head.partition(";")[0]
        assert _NAME.fullmatch(name), line
        if name == "BEGIN":
            part: dict[str, Any] = {"name": value, "parts": []}
            stack[-1]["parts"].append(part)
            stack.append(part)
        elif name == "END":
            assert stack.pop()["name"] == value
        else:
            assert name not in stack[-1] or name in {"CATEGORIES", "ATTENDEE"}, f"{name} twice"
            stack[-1].setdefault(name, []).append((head, value))
    assert len(stack) == 1
    return list(root["parts"])


def unescape(value: str) -> str:
    """Section 3.3.11, read strictly: a backslash stands before a backslash, a semicolon, a comma or an n, and before nothing else."""
    assert not re.search(r"(?<!\\)(?:\\\\)*\\[^\\;,nN]", value) and not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), value
    return re.sub(r"\\([\\;,nN])", lambda m: "\n" if m[1] in "nN" else m[1], value)


def check(content: bytes) -> list[dict[str, Any]]:
    """Every event of a calendar, after a check of what RFC 5545 demands of a calendar and of an event (sections 3.6, 3.6.1, 3.6.6)."""
    [calendar] = components(content)
    assert calendar["name"] == "VCALENDAR" and calendar["parts"], "at least one component (section 3.6)"
    assert calendar["VERSION"] == [("VERSION", "2.0")] and len(calendar["PRODID"]) == 1
    events = [part for part in calendar["parts"] if part["name"] == "VEVENT"]
    for event in events:
        for name in ("UID", "DTSTAMP", "DTSTART", "SEQUENCE", "STATUS", "SUMMARY"):
            assert len(event[name]) == 1, name
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"][0][1]), "DTSTAMP is in UTC (section 3.8.7.2)"
        for alarm in event["parts"]:
            assert alarm["name"] == "VALARM" and {"ACTION", "TRIGGER", "DESCRIPTION"} <= set(alarm)
    uids = [event["UID"][0][1] for event in events]
    assert len(uids) == len(set(uids)), "one UID is one event (section 3.8.4.7)"
    return events


def by_others(content: bytes) -> Calendar:
    """The calendar as the library ``ical`` reads it."""
    return IcsCalendarStream.calendar_from_ics(content.decode())
