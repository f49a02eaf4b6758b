"""How values of the domain are written as bytes: one codec for the ledger, for workflow payloads and for ``--json``."""
