"""What the tests of a document's structure share: the corpus beside the project, one pool of readers, and files made to order."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reading.confined.isolate import ReaderPool

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real documents; tests that need it are skipped where it is absent."""
    if not CORPUS.is_dir():
        pytest.skip("the corpus of real documents is not beside the project (../shared/corpus)")
    return CORPUS


@pytest.fixture(scope="session")
def pool() -> Iterator[ReaderPool]:
    """Reader processes for the whole session."""
    held = ReaderPool(2)
    yield held
    held.close()
