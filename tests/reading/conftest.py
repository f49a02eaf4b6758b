"""A resolution of our own making, read once."""

from datetime import date
from pathlib import Path

import pytest

from domain.instrument import Instrument, Reading
from reading.document import Document, read_document
from reading.pipeline import read

_SAMPLE = Path(__file__).parent / "data" / "sample.txt"
GIVEN = Instrument("A/RES/71/999", "Sustainable mountain development", "General Assembly", 71, None, date(2016, 12, 21))


@pytest.fixture(scope="session")
def sample_document() -> Document:
    return read_document(_SAMPLE.read_bytes(), _SAMPLE.name)


@pytest.fixture(scope="session")
def sample(sample_document: Document) -> Reading:
    return read(sample_document, given=GIVEN)
