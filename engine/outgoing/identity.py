"""Which ledger this is, to the outside."""

import uuid

from schema.engine import Engine
from schema.ledger import Ledger


def ledger_id(engine: Engine) -> uuid.UUID:
    """The id of this ledger, made of its first event's hash: the same for ever, also after a restore, and nobody else's.

    An empty ledger has the id of all empty ledgers.
    """
    first = Ledger(engine).since_position(0, 1)
    return uuid.uuid5(uuid.NAMESPACE_OID, f"servanda:{first[0].hash.hex() if first else ''}")
