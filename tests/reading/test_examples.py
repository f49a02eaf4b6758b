"""The examples in docstrings hold."""

import doctest
import importlib
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_MODULES = [
    ".".join(path.relative_to(_ROOT).with_suffix("").parts)
    for layer in ("domain", "reading")
    for path in sorted((_ROOT / layer).rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("module", _MODULES)
def test_examples_hold(module: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(module))
    assert tried and not failed
