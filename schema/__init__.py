"""The database: its tables, the ledger, the outbox, lists and look-ups. With the migrations, the only one that knows SQLAlchemy."""
