"""What was sent before messages had a table of their own stays sent, and what waited is told."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic.script import ScriptDirectory

from schema import messages, outbox
from schema.engine import Engine, make_engine, writing
from schema.migrate import config, downgrade, upgrade

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


def revision_of_messages() -> tuple[str, str]:
    """The revision that makes the table of messages, and the one before it."""
    scripts = ScriptDirectory.from_config(config()).walk_revisions()
    found = next(script for script in scripts if script.module.__doc__ and "carried by messages" in script.module.__doc__)
    return found.revision, str(found.down_revision)


def insert(engine: Engine, key: str, sent: datetime | None) -> None:
    columns = "key, recipient, kind, obligation, seq, created_at, next_try_at, attempts, sent_at, message_id, last_error"
    with writing(engine) as connection:
        connection.execute(
            sa.text(
                f"INSERT INTO notices ({columns}) VALUES (:key, 'bob', 'assigned', 'x:1', 4, :at, :at, 3, :sent, :id, :error)"
            ),
            {
                "key": key,
                "at": written(engine, NOON),
                "sent": written(engine, sent) if sent else None,
                "id": "<1@servanda>" if sent else None,
                "error": None if sent else "no such host",
            },
        )


def written(engine: Engine, at: datetime) -> datetime | str:
    return at if engine.dialect.name == "postgresql" else at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def test_what_was_sent_stays_sent_and_what_waited_is_told(database_url: str) -> None:
    this, before = revision_of_messages()
    upgrade(database_url, before)
    engine = make_engine(database_url)
    insert(engine, "x:1#4>bob", NOON)
    insert(engine, "x:1#5>bob", None)
    upgrade(database_url)
    assert [one.notice.key for one in outbox.unplaced(engine, NOON)] == ["x:1#5>bob"]
    assert outbox.backlog(engine).unsent == 1
    assert messages.claim(engine, NOON) == []
    assert messages.mark_bounced(engine, "<1@servanda>", NOON, "gone") == ["x:1#4>bob"]
    downgrade(database_url, before)
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT key, sent_at, message_id FROM notices ORDER BY key")).fetchall()
    assert [(row.key, row.sent_at is not None, row.message_id) for row in rows] == [
        ("x:1#4>bob", True, "<1@servanda>"),
        ("x:1#5>bob", False, None),
    ]
    upgrade(database_url, this)
    engine.dispose()
