"""Writes the schemas in docs/events.md out of the classes: ``python -m engine.intake.schemas``. A test holds page and classes equal."""

import json
from pathlib import Path

import msgspec

from domain.outside import TYPES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "events.md"
BEGIN, END = "<!-- schemas: python -m engine.intake.schemas -->\n", "<!-- end of schemas -->\n"


def schemas() -> str:
    """A JSON Schema (2020-12) for the data of each type."""
    parts = []
    for name, kind in TYPES.items():
        whole = msgspec.json.schema(kind)
        schema = whole.get("$defs", {}).get(kind.__name__, whole)
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name} | {
            key: value for key, value in schema.items() if key not in {"title", "description"}
        }
        said = " ".join((kind.__doc__ or "").split())
        parts.append(f"### {name}\n\n{said}\n\n```json\n{json.dumps(schema, indent=1)}\n```\n")
    return "\n" + "\n".join(parts) + "\n"


def with_schemas(page: str) -> str:
    """``page`` with what stands between its marks made anew."""
    head, rest = page.split(BEGIN)
    return head + BEGIN + schemas() + END + rest.split(END)[1]


if __name__ == "__main__":
    PAGE.write_text(with_schemas(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
