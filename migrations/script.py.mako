"""${message}

The rules of a migration, to be deleted once they are followed:
- ``events`` is append-only and read for ever. A migration never rewrites, renumbers or removes a row of it, nor a column that is
  hashed (docs/ledger-format.md). A changed meaning gets a new event class or version; old rows keep theirs.
- Everything else that follows from the events (``obligations``, ``notices``, ``starts``) may be rebuilt, and is checked by
  ``servanda verify``.
- A migration stands alone. It imports nothing of the application: tables are written out as they are at this moment, because
  ``schema/tables.py`` will move on and this file will not.
- It runs in one transaction, on SQLite and PostgreSQL both. What SQLite cannot alter goes through ``op.batch_alter_table``,
  which makes the table anew and forgets its triggers: those of ``events`` must then be made again.
- It is released once and never edited afterwards. A mistake is mended by the next one.
- ``downgrade`` takes back the tables, and says so if it cannot take back the data.
- ``tests/migrations`` compares the result with ``schema/tables.py``: change both in one commit.
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
