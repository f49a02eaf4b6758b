"""Rows of the tables of parties as values of the domain, and back."""

from dataclasses import fields
from typing import Any, TypeAlias

import sqlalchemy as sa

from domain.parties import Absence, Body, Days, Holding, Holiday, Membership, Position, Role

Row: TypeAlias = sa.RowMapping


def position(row: Row) -> Position:
    return Position(row["id"], row["title"], row["body"], row["zone"], Role(row["role"]) if row["role"] else None)


def holding(row: Row) -> Holding:
    return Holding(row["position"], row["person"], Days(row["first"], row["last"]), row["jointly"])


def absence(row: Row) -> Absence:
    return Absence(row["person"], Days(row["first"], row["last"]), row["reason"], tuple(row["deputies"]))


def body(row: Row) -> Body:
    return Body(row["name"], row["kind"], tuple(row["aliases"]))


def membership(row: Row) -> Membership:
    return Membership(row["body"], row["member"], Days(row["first"], row["last"]), row["source"], row["certainty"])


def holiday(row: Row) -> Holiday:
    return Holiday(row["calendar"], row["day"], row["name"], row["source"])


def flat(value: Holding | Absence | Membership) -> dict[str, Any]:
    """``value`` as a row, its days in columns of their own."""
    row = {field.name: getattr(value, field.name) for field in fields(value) if field.name != "days"}
    return {**row, "first": value.days.first, "last": value.days.last}
