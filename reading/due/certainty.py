"""Whether the days of a time rest on something that may be wrong. A working says what its days rest on; only here is that read."""

OF_THIS_TEXT = "of this text"
"""How a working says that the text itself prints the days, as in "paragraph 3 of this text": they may be those of something else."""

_IN_DOUBT = (
    "memory",  # a calendar's row whose certainty says that it was written down from memory
    "by convention",  # "early 2022" is its first third, in ``domain.time.periods``
    "o calendar holds",  # "its 2022 session", of which only the year is known, in ``domain.time.resolve``
    OF_THIS_TEXT,
)


def in_doubt(working: str) -> bool:
    """Whether a time's days may be wrong, by the working that leads to them."""
    return any(sign in working for sign in _IN_DOUBT)
