"""The last recorded run, kept as JSON, and what was gained and lost since, document by document."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.compare import FIELDS, Tally

Record = dict[str, dict[str, Any]]


def load(path: Path) -> Record:
    """The record, or nothing where none was kept yet. A damaged one raises ``ValueError``."""
    return dict(json.loads(path.read_text(encoding="utf-8"))["documents"]) if path.exists() else {}


def save(path: Path, last: Record, tallies: dict[str, Tally], splits: dict[str, str]) -> None:
    """Keep a run, a line for each document. What was not read in it stays as it was; of what only reports no more than counts is kept."""
    documents = last | {name: _entry(tally, splits[name]) for name, tally in tallies.items()}
    lines = [f" {json.dumps(name)}: {json.dumps(entry, ensure_ascii=False)}" for name, entry in sorted(documents.items())]
    path.write_text('{"documents": {\n' + ",\n".join(lines) + "\n}}\n", encoding="utf-8")


def _entry(tally: Tally, split: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"split": split, "matched": tally.matched, "invented": tally.invented, "missed": tally.missed}
    entry |= {name: list(tally.shares[name]) for name in FIELDS}
    if split == "tune":
        entry["misses"] = sorted(tally.misses)
    return entry


def changes(last: Record, tallies: dict[str, Tally], splits: dict[str, str]) -> Iterator[str]:
    """One line for each miss that went or came, and for each count of a reported document that changed."""
    for name, tally in tallies.items():
        before = last.get(name)
        if before is None:
            continue
        now = _entry(tally, splits[name])
        if splits[name] == "tune":
            yield from (f"+ {name}: no more: {miss}" for miss in sorted(set(before.get("misses", [])) - set(now["misses"])))
            yield from (f"- {name}: new: {miss}" for miss in sorted(set(now["misses"]) - set(before.get("misses", []))))
        else:
            yield from (
                f"  {name}: {key} {before[key]} -> {now[key]}" for key in now if key in before and before[key] != now[key]
            )
