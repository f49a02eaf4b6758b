"""Paragraphs as resolutions of other sessions print them, read whole and held against a reading that a person went through.

Where a change to the reader changes one of them, look at what changed, and keep the new reading with
``python -m tests.reading.test_reading_golden`` if it is the better one.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from domain.instrument import Instrument
from reading.pipeline import read
from reading.render import as_json

_DATA = Path(__file__).parent / "data"
_TEXT, _GOLDEN = _DATA / "other-sessions.txt", _DATA / "other-sessions.json"
_GIVEN = Instrument("A/RES/70/999", "A matter", "General Assembly", 70, None, date(2015, 12, 18))
_FIELDS = ("provision", "verb", "force", "addressees", "actions", "deliverable", "recipients", "recurrence", "consulted")


def found() -> list[dict[str, Any]]:
    """The obligations of the text, each with the fields that matter and its due as printed and resolved."""
    obligations = as_json(read(_TEXT.read_bytes(), _TEXT.name, given=_GIVEN))["obligations"]
    return [
        {name: one[name] for name in _FIELDS if one.get(name)}
        | ({"due": [one["due"]["expression"], one["due"].get("earliest"), one["due"].get("latest")]} if one.get("due") else {})
        for one in obligations
    ]


def test_other_sessions_are_read_as_before() -> None:
    golden = json.loads(_GOLDEN.read_text(encoding="utf-8"))
    now = found()
    assert [one["provision"] for one in now] == [one["provision"] for one in golden]
    for one, kept in zip(now, golden, strict=True):
        assert one == kept


if __name__ == "__main__":
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in found())
    _GOLDEN.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
