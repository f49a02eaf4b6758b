"""How a value grows: a field that is added later has a default, and is left out of the bytes wherever it stands at that default.

So what was recorded before the field existed is written today byte for byte as it was then, and hashes and histories still agree.
"""

from dataclasses import field
from typing import Any, TypeVar

T = TypeVar("T")

_MARK = "added"


def added(default: T) -> T:
    """A dataclass field that came after the first release of its class. ``default`` must not be mutable."""
    found: T = field(default=default, metadata={_MARK: True})
    return found


def is_added(metadata: Any) -> bool:
    """Whether a dataclass field with this ``metadata`` was made by :func:`added`."""
    return bool(metadata.get(_MARK))
