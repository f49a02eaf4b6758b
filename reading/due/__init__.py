"""When something is due, as resolutions say it: ``find_dues`` finds the expressions of time in a paragraph and resolves them."""

from reading.due.find import DueContext, find_dues, find_times
from reading.due.found import FoundDue

__all__ = ["DueContext", "FoundDue", "find_dues", "find_times"]
