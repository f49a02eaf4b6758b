"""Revisions of the rules: from which on something is decided otherwise than it was before.

A workflow goes on for years, and is replayed from its history whenever it is not in memory: what was decided by earlier rules must then
come out as it did, or its state would no longer be the ledger's. So a rule that changes asks by which revision it is asked
(:attr:`domain.commands.Envelope.rules`); whatever is decided for the first time is decided by today's.
"""

FIRST = 1

FOLLOWING = 2
"""Milestones by rule follow a due day that a person gives; a suspension gives its days back to consultations too; whoever must approve
is reminded of all that waits at once."""

TODAY = FOLLOWING
