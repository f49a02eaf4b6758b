"""Where an obligation, or one assignment of it, stands in its life."""

from enum import StrEnum


class Status(StrEnum):
    PROPOSED = "proposed"
    REJECTED = "rejected"
    UNASSIGNED = "unassigned"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in progress"
    SUBMITTED = "submitted"
    SUSPENDED = "suspended"
    RECURRING = "recurring"  # a series: what is to be done stands in its occurrences, which are obligations of their own
    DISCHARGED = "discharged"
    WAIVED = "waived"
    SUPERSEDED = "superseded"  # a later provision took its place, or ended it
    LAPSED = "lapsed"  # a series that has come to its end


WORKING = frozenset({Status.UNASSIGNED, Status.ASSIGNED, Status.ACCEPTED, Status.IN_PROGRESS})
"""Somebody still has to do something: the ladder runs."""

RUNNING = WORKING | {Status.SUBMITTED}
"""Time counts."""

OPEN = RUNNING | {Status.SUSPENDED, Status.RECURRING}
"""A workflow keeps it alive."""

CLOSED = frozenset({Status.REJECTED, Status.DISCHARGED, Status.WAIVED, Status.SUPERSEDED, Status.LAPSED})

TAKEN = frozenset({Status.ASSIGNED, Status.ACCEPTED, Status.IN_PROGRESS})
"""Of an assignment: somebody holds it and has still to hand in."""

DONE_WITH = frozenset({Status.DISCHARGED, Status.WAIVED})
"""Of an assignment: nothing more is expected of whoever holds it."""
