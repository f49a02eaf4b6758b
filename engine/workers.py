"""A Temporal worker as Servanda has it: the workflows and activities that it takes, and how much of them at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from temporalio.client import Client
from temporalio.worker import UnsandboxedWorkflowRunner, Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from activities.instrument import InstrumentActivities
from activities.ledger import LedgerActivities
from schema.engine import Engine
from schema.grouped import GroupedLedger
from schema.ledger import Ledger
from workflows.instrument import InstrumentWorkflow
from workflows.obligation import ObligationWorkflow

PASSED_THROUGH = ("domain", "wire", "workflows.contracts", "workflows.instrument_messages", "msgspec", "structlog")
"""Modules that the workflow sandbox does not import again: pure ones, for speed and so that an enum stays the same enum."""

CACHED_WORKFLOWS = 5000
"""Open workflows kept in memory (about 60 kB each); the others are replayed from their history when something happens to them."""

STICKINESS = timedelta(seconds=25)
"""How long a task waits for the worker that holds its workflow in memory before any other may take it. Longer than a burst of 2,000
takes; shorter than a command's patience, for after a worker's sudden death the commands to its workflows wait that long."""


def make_worker(client: Client, engine: Engine, grouped: GroupedLedger, task_queue: str, *, sandboxed: bool = False) -> Worker:
    """A worker for ``task_queue``, ready to run.

    ``sandboxed`` guards against non-determinism at some cost in speed: the tests run that way, and replay every checked-in history.
    """
    restrictions = SandboxRestrictions.default.with_passthrough_modules(*PASSED_THROUGH)
    activities = LedgerActivities(Ledger(engine), grouped)
    runner = SandboxedWorkflowRunner(restrictions=restrictions) if sandboxed else UnsandboxedWorkflowRunner()
    return Worker(
        client,
        task_queue=task_queue,
        workflows=[ObligationWorkflow, InstrumentWorkflow],
        activities=[*activities.all(), *InstrumentActivities(engine).all()],
        activity_executor=ThreadPoolExecutor(8, thread_name_prefix="activity"),
        workflow_runner=runner,
        max_cached_workflows=CACHED_WORKFLOWS,
        max_concurrent_workflow_tasks=200,
        max_concurrent_local_activities=1000,
        sticky_queue_schedule_to_start_timeout=STICKINESS,
        graceful_shutdown_timeout=timedelta(seconds=5),
    )
