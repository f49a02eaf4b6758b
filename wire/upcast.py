"""What an earlier version wrote, as today's classes expect it. Recorded bytes are never rewritten: they are read as they mean."""

from typing import Any

_STATUSES = frozenset({"assigned", "accepted", "in progress", "submitted", "discharged"})
"""Where the one assignment could stand, in the words of the whole."""

_OF_THE_ONE = ("percent", "delivered", "delivered_at", "submission")


def obligation(written: dict[str, Any]) -> dict[str, Any]:
    """The state of an obligation. Until assignments had lives of their own it held the only one's in its own fields."""
    if "assignments" in written or not ("assignee" in written or "delivered" in written):
        return written
    state = {name: value for name, value in written.items() if name not in ("assignee", *_OF_THE_ONE)}
    party = written.get("assignee")
    held = {name: written[name] for name in _OF_THE_ONE if written.get(name)}
    if party or held:
        status = written["status"] if written["status"] in _STATUSES else ("assigned" if party else "unassigned")
        state["assignments"] = [{"number": 1, "party": party, "status": status, **held}]
    return state


def life(written: dict[str, Any]) -> dict[str, Any]:
    """Where a run of an obligation's workflow begins."""
    return {**written, "obligation": obligation(written["obligation"])}
