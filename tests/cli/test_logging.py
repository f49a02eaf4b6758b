"""Log lines: what form, bound to what, and never twice for a history that is only replayed."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import structlog
from temporalio import activity, workflow
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner, Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

import log
from config import Settings
from engine.embedded import binary

logger = structlog.get_logger("tests")


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """What is logged, as JSON lines. The process's logging is put back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    out = io.StringIO()
    log.configure(Settings(log_format="json"), out)
    yield out
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_is_one_json_object_with_what_it_is_bound_to(stream: io.StringIO) -> None:
    with structlog.contextvars.bound_contextvars(obligation="A/RES/71/244:14"):
        logger.info("notice.sent", kind="reminder")
    logger.debug("not.at.this.level")
    [line] = lines(stream)
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "notice.sent", "kind": "reminder", "level": "info", "obligation": "A/RES/71/244:14"}


def test_lines_of_libraries_and_tracebacks_go_the_same_way(stream: io.StringIO) -> None:
    logging.getLogger("some.library").warning("careful: %s", "wet paint")
    try:
        raise ValueError("two\nlines")
    except ValueError:
        logger.exception("failed")
    library, failed = lines(stream)
    assert (library["event"], library["level"]) == ("careful: wet paint", "warning")
    assert "ValueError: two" in failed["exception"]


def test_a_terminal_gets_readable_lines() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        log.configure(Settings(), out)
        logger.info("worker.ready", address="here")
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        structlog.reset_defaults()
    assert "worker.ready" in out.getvalue() and not out.getvalue().startswith("{")


@activity.defn(name="noted")
def noted() -> None:
    logger.info("in.activity")


@workflow.defn(name="Noting")
class Noting:
    """Logs before and after an activity."""

    @workflow.run
    async def run(self) -> None:
        logger.info("before", at=workflow.now().isoformat())
        workflow.logger.info("through the library")
        await workflow.execute_local_activity("noted", start_to_close_timeout=timedelta(seconds=10))
        logger.info("after")


@pytest.mark.parametrize("sandboxed", [False, True])
async def test_workflows_log_once_bound_to_their_obligation(sandboxed: bool, stream: io.StringIO) -> None:
    """In the sandbox and out of it; and nothing at all is logged while the history is replayed."""
    passed = SandboxRestrictions.default.with_passthrough_modules("structlog", "log", "tests")
    runner = SandboxedWorkflowRunner(restrictions=passed) if sandboxed else UnsandboxedWorkflowRunner()
    async with await WorkflowEnvironment.start_time_skipping(test_server_existing_path=binary("temporal-test-server")) as env:
        worker = Worker(
            env.client, task_queue="log", workflows=[Noting], activities=[noted], activity_executor=ThreadPoolExecutor(2),
            workflow_runner=runner,
        )  # fmt: skip
        async with worker:
            await env.client.execute_workflow("Noting", id="A/RES/71/244:14", task_queue="log")
        history = await env.client.get_workflow_handle("A/RES/71/244:14").fetch_history()
    ours = [line for line in lines(stream) if line.get("obligation")]
    assert [line["event"] for line in ours if "through" not in line["event"]] == ["before", "in.activity", "after"]
    assert len([line for line in ours if "through" in line["event"]]) == 1
    assert {line["obligation"] for line in ours} == {"A/RES/71/244:14"} and len({line["workflow_run"] for line in ours}) == 1
    stream.truncate(0)
    stream.seek(0)
    await Replayer(workflows=[Noting], workflow_runner=runner).replay_workflow(history)
    assert [line for line in lines(stream) if line.get("event") in {"before", "after"}] == []
    await asyncio.sleep(0)
