"""``python -m migrations "why the tables change"``: write the next migration, from ``schema/tables/`` against a scratch database."""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy.pool import NullPool

from schema.engine import make_engine, writing
from schema.migrate import config, upgrade


def main() -> None:
    """Needs the reason as its one argument; leaves a file to be read, corrected and tested."""
    if len(sys.argv) != 2 or not sys.argv[1].strip():
        raise SystemExit('Say why: python -m migrations "why the tables change"')
    number = len(list(ScriptDirectory.from_config(config()).walk_revisions())) + 1
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'scratch.db'}"
        upgrade(url)
        with writing(make_engine(url, poolclass=NullPool)) as connection:
            command.revision(config(connection), sys.argv[1], autogenerate=True, rev_id=f"{number:04}")


if __name__ == "__main__":
    main()
