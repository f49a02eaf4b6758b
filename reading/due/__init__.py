"""When something is due, as resolutions say it: ``find_dues`` finds the expressions of time in a paragraph and resolves them."""

from reading.due.find import DueContext, FoundDue, find_dues, find_times

__all__ = ["DueContext", "FoundDue", "find_dues", "find_times"]
