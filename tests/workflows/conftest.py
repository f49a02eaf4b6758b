"""Stages for workflows: one where time is skipped, and the real server for what the other does not know."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests import stage as stages
from tests.stage import Stage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """An instance on the time-skipping server. It is noon of 21 December 2016, UTC."""
    async with stages.skipping(tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server that suggests to continue as new after 50 history events."""
    folder = tmp_path_factory.mktemp("temporal")
    with stages.server(folder, "--dynamic-config-value", "limit.historyCount.suggestContinueAsNew=50") as address:
        yield address


@pytest.fixture
async def real_stage(server: str, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    """An instance on the real server, in the present, with a task queue of its own."""
    async with stages.real(server, tmp_path, f"queue of {request.node.name}") as made:
        yield made
