"""Paragraphs as bodies other than the General Assembly write them: councils, the Health Assembly, conferences of parties, unions."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain.instrument import Instrument, Proposal
from reading.pipeline import read

_HELD = tomllib.loads((Path(__file__).parent / "data" / "other-bodies.toml").read_text(encoding="utf-8"))
_BODIES = {body["name"]: body for body in _HELD["body"]}


def document(body: dict[str, Any], text: str) -> bytes:
    """A resolution with one paragraph; "|" stands before each of its items, which bear letters where they print no number."""
    first, *items = text.split(" | ")
    lines = [body["opening"], f"1. {first}{'' if items else ';'}"]
    letters = iter("abcdefghij")
    for item in items:
        lines.append(f"{item if item.startswith('(') else f'({next(letters)}) {item}'}{'' if item.endswith(':') else ';'}")
    return "\n\n".join(lines).encode()


def said(proposal: Proposal) -> str:
    """One obligation on a line: provision, force, addressees, the first words of what is to be done, and the fields that have a value."""
    parts = [f"{proposal.provision} {proposal.force}", ", ".join(proposal.addressees) or "nobody named"]
    parts.append(" + ".join(" ".join(action.split()[:4]) for action in proposal.actions))
    if proposal.deliverable:
        parts.append(f"{proposal.deliverable.kind} {proposal.deliverable.count}")
    if proposal.recipients:
        parts.append(f"to {', '.join(proposal.recipients)}")
    if due := proposal.due:
        days = f"{due.earliest or ''}..{due.latest or ''}" if due.earliest or due.latest else "unresolved"
        parts.append(f"due {days}")
    if proposal.recurrence:
        parts.append(proposal.recurrence)
    return " | ".join(parts)


@pytest.mark.parametrize("paragraph", _HELD["paragraph"], ids=lambda each: f"{each['body']}: {each['text'][:60]}")
def test_a_paragraph_of_another_body_is_read(paragraph: dict[str, Any]) -> None:
    body = _BODIES[paragraph["body"]]
    given = Instrument(body["symbol"], "A matter", body["name"], body.get("session"), None, date.fromisoformat(body["adopted"]))
    reading = read(document(body, paragraph["text"]), "resolution.md", given=given)
    assert [said(one) for one in reading.proposals] == paragraph["asks"]
