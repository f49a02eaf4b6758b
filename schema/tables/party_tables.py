"""The tables of parties: positions and who holds them, deputies, absences, bodies and their members, holidays. No names of people.

A row's ``number`` only tells it from others: what it means stands in its other columns. A day left empty is open on that side.
"""

import sqlalchemy as sa

from schema.columns import Json
from schema.tables import metadata

# Every id that a person or a position ever had: one namespace, and an id is never given to anybody else, for the ledger holds it.
# A person's row stays when the person is erased.
party_ids = sa.Table(
    "party_ids",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),  # person, position
)

positions = sa.Table(
    "positions",
    metadata,
    sa.Column("id", sa.Text, sa.ForeignKey("party_ids.id"), primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False, index=True),
    sa.Column("zone", sa.Text, nullable=False),
    sa.Column("role", sa.Text),
)

holdings = sa.Table(
    "holdings",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("position", sa.Text, sa.ForeignKey("positions.id"), nullable=False, index=True),
    sa.Column("person", sa.Text, sa.ForeignKey("party_ids.id"), nullable=False, index=True),
    sa.Column("first", sa.Date),
    sa.Column("last", sa.Date),
    sa.Column("jointly", sa.Boolean, nullable=False),
)

deputies = sa.Table(
    "deputies",
    metadata,
    sa.Column("party", sa.Text, sa.ForeignKey("party_ids.id"), primary_key=True),
    sa.Column("rank", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("deputy", sa.Text, sa.ForeignKey("party_ids.id"), nullable=False, index=True),
)

absences = sa.Table(
    "absences",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("person", sa.Text, sa.ForeignKey("party_ids.id"), nullable=False, index=True),
    sa.Column("first", sa.Date),
    sa.Column("last", sa.Date, index=True),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("deputies", Json, nullable=False),
)

bodies = sa.Table(
    "bodies",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("aliases", Json, nullable=False),
)

memberships = sa.Table(
    "memberships",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("body", sa.Text, nullable=False, index=True),
    sa.Column("member", sa.Text, nullable=False),
    sa.Column("first", sa.Date),
    sa.Column("last", sa.Date),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("certainty", sa.Text, nullable=False),
)

# Official holidays as entered here. A year of a calendar that is entered takes the place of all that is shipped about that year.
holidays = sa.Table(
    "holidays",
    metadata,
    sa.Column("calendar", sa.Text, primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
)
