"""Logging, set up once at the edge: readable on a terminal, one JSON object a line otherwise, every line bound to what it is about.

Inside a workflow, lines carry the workflow's and the obligation's ids, and are dropped while its history is only replayed: what was
logged once is not logged again. No names and addresses in logs: ids only.
"""

import logging
import sys
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from config import Settings


def configure(settings: Settings, stream: TextIO | None = None) -> None:
    """Log to ``stream`` (default: standard error) from ``settings.log_level`` on, in ``settings.log_format``.

    ``auto`` is readable on a terminal and JSON otherwise. Lines of libraries go the same way. May be called again.
    """
    out = stream or sys.stderr
    readable = settings.log_format == "console" or (settings.log_format == "auto" and out.isatty())
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    shared: list[Processor] = [
        drop_while_replaying,
        structlog.contextvars.merge_contextvars,
        bind_to_workflow,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder(), _without_temporal_extras],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_last(readable)],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for quiet in ("alembic", "sqlalchemy", "asyncio"):
        logging.getLogger(quiet).setLevel(max(level, logging.WARNING))


def _last(readable: bool) -> list[Processor]:
    if readable:
        return [structlog.dev.ConsoleRenderer(colors=True, sort_keys=False)]
    return [
        structlog.processors.format_exc_info,
        structlog.processors.EventRenamer("event"),
        structlog.processors.JSONRenderer(default=str),
    ]


def drop_while_replaying(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Let nothing through from a workflow whose history is only being replayed."""
    workflow = sys.modules.get("temporalio.workflow")
    if workflow is not None and workflow.in_workflow() and workflow.unsafe.is_replaying():
        raise structlog.DropEvent
    return event


def bind_to_workflow(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Add the obligation (a workflow's id is its obligation's) and the run, inside a workflow or an activity of one."""
    workflow, activity = sys.modules.get("temporalio.workflow"), sys.modules.get("temporalio.activity")
    if workflow is not None and workflow.in_workflow():
        info = workflow.info()
        event.setdefault("obligation", info.workflow_id)
        event.setdefault("workflow_run", info.run_id)
    elif activity is not None and activity.in_activity():
        about = activity.info()
        event.setdefault("obligation", about.workflow_id)
        event.setdefault("workflow_run", about.workflow_run_id)
        event.setdefault("attempt", about.attempt)
    return event


def _without_temporal_extras(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """The library repeats under its own names what is bound already."""
    for name in ("temporal_workflow", "temporal_activity", "workflow_info", "activity_info"):
        event.pop(name, None)
    return event
