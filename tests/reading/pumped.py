"""Puts every pattern of the reading to texts that go on and on, and prints which it is at before each: `python -m tests.reading.pumped`."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator

import reading
from reading.pipeline import read

# what patterns repeat: names, lists, times, capitals, and marks
AGAIN = (
    "and the Committee ", "THE COMMITTEE OF ", "Committee on the Council of ", "also, ", "the ", "in the ", "of the Board and ",
    "to report, ", "jointly ", "2021 and ", "reports and ", "A", "in 2021, ", "at its ", "by the ", ", as appropriate", "its fifth and ",
    "annual regular ", "Member States, ", "every two ", "paragraphs 1 (a), ", "’s ", "no later than ", "including the ", "(a) ",
)  # fmt: skip
BEFORE = (
    "",
    "the Assembly of the ",
    "at the session of ",
    "Requests the ",
    "submit to ",
    "by the Chair of the ",
    "at its ",
    "Welcomes it, ",
    "before the session to be held in ",
)
BEHIND = ("", "!", ", at ", " in 2021;", "end requests the parties to act.")
WHOLE = ("Decides to convene a conference, to be held in {}!, in 2027",)
"""Paragraphs that are read: a pattern that must take in all of its text may end when it is searched and yet never here."""
LENGTH = 240
"""Characters: enough that a pattern which can cut a text in ever so many ways never ends."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern of the reading that is kept in a module, or made there once by a function, by its name."""
    for found in pkgutil.walk_packages(reading.__path__, "reading."):
        for name, value in vars(importlib.import_module(found.name)).items():
            if hasattr(value, "cache_info") and value.__module__ == found.name and not inspect.signature(value).parameters:
                value = value()
            held = value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else (value,)
            for one in held:
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    yield f"{found.name}.{name}", one


def main() -> None:
    """Search all of them."""
    texts = [before + (again * LENGTH)[:LENGTH] + behind for again in AGAIN for before in BEFORE for behind in BEHIND]
    for name, pattern in patterns():
        print(name, flush=True)
        for text in texts:
            pattern.search(text)
    for whole in WHOLE:
        print(whole, flush=True)
        for again in AGAIN:
            read(f"The General Assembly,\n\n1. {whole.format((again * LENGTH)[:LENGTH])};\n".encode(), "text.md")


if __name__ == "__main__":
    main()
