"""The way to Temporal: one client with Servanda's payloads, a namespace that keeps its histories, and the search attributes."""

import asyncio
from datetime import timedelta
from functools import cache

from google.protobuf.duration_pb2 import Duration
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest, ListSearchAttributesRequest
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest, RegisterNamespaceRequest
from temporalio.client import Client
from temporalio.runtime import LoggingConfig, Runtime, TelemetryConfig, TelemetryFilter
from temporalio.service import RPCError, RPCStatusCode

from config import Settings
from engine.errors import EngineDown
from workflows.contracts import ADDRESSEE_ATTRIBUTE, DUE_ATTRIBUTE, INSTRUMENT_ATTRIBUTE, STATUS_ATTRIBUTE
from workflows.payloads import DATA_CONVERTER

RETENTION = timedelta(days=3650)
"""How long Temporal keeps a closed history. The ledger keeps it for ever; this is for replaying."""

SEARCH_ATTRIBUTES: dict[str, IndexedValueType.ValueType] = {
    INSTRUMENT_ATTRIBUTE: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
    ADDRESSEE_ATTRIBUTE: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST,
    STATUS_ATTRIBUTE: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
    DUE_ATTRIBUTE: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
}

# A server that is dying answers UNKNOWN, one that is gone UNAVAILABLE; a workflow whose last task was cut off with its worker is
# FAILED_PRECONDITION until the task has been tried again. All are worth another try with the same ids.
PASSING = frozenset(
    {
        RPCStatusCode.UNAVAILABLE,
        RPCStatusCode.UNKNOWN,
        RPCStatusCode.DEADLINE_EXCEEDED,
        RPCStatusCode.RESOURCE_EXHAUSTED,
        RPCStatusCode.FAILED_PRECONDITION,
        RPCStatusCode.ABORTED,
    }
)


@cache
def runtime() -> Runtime:
    """One Temporal runtime a process, which writes errors only: its warnings are about servers, and a person can do nothing about them."""
    logging = LoggingConfig(filter=TelemetryFilter(core_level="ERROR", other_level="ERROR"))
    return Runtime(telemetry=TelemetryConfig(logging=logging))


async def connect(settings: Settings, address: str, patience: float = 0.0) -> Client:
    """A client for the cluster at ``address``, tried for ``patience`` seconds. Raises :class:`EngineDown`."""
    deadline = asyncio.get_running_loop().time() + patience
    while True:
        try:
            return await Client.connect(
                address,
                namespace=settings.temporal_namespace,
                data_converter=DATA_CONVERTER,
                tls=settings.temporal_tls,
                api_key=settings.temporal_api_key or None,
                runtime=runtime(),
            )
        except (RuntimeError, RPCError) as error:
            if asyncio.get_running_loop().time() >= deadline:
                raise EngineDown(
                    f"No Temporal server answers at {address} ({error}). Start Servanda with `servanda up`, or mend the address."
                ) from error
        await asyncio.sleep(0.1)


async def prepare(client: Client, patience: float = 30.0) -> None:
    """Make sure that the namespace and the search attributes are there. Safe to repeat and to run twice at once."""
    deadline = asyncio.get_running_loop().time() + patience
    while True:
        try:
            await _namespace(client)
            await _search_attributes(client)
            return
        except RPCError as error:
            if error.status not in PASSING | {RPCStatusCode.NOT_FOUND} or asyncio.get_running_loop().time() >= deadline:
                raise EngineDown(f"Temporal could not be prepared: {error}") from error
        await asyncio.sleep(0.2)


async def _namespace(client: Client) -> None:
    try:
        await client.workflow_service.describe_namespace(DescribeNamespaceRequest(namespace=client.namespace))
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
        retention = Duration()
        retention.FromTimedelta(RETENTION)
        try:
            await client.workflow_service.register_namespace(
                RegisterNamespaceRequest(namespace=client.namespace, workflow_execution_retention_period=retention)
            )
        except RPCError as raced:
            if raced.status is not RPCStatusCode.ALREADY_EXISTS:
                raise


async def _search_attributes(client: Client) -> None:
    try:
        known = await client.operator_service.list_search_attributes(ListSearchAttributesRequest(namespace=client.namespace))
        missing = {name: kind for name, kind in SEARCH_ATTRIBUTES.items() if name not in known.custom_attributes}
    except RPCError as error:
        if error.status is not RPCStatusCode.UNIMPLEMENTED:  # the time-skipping server cannot list them
            raise
        missing = SEARCH_ATTRIBUTES
    if not missing:
        return
    try:
        await client.operator_service.add_search_attributes(
            AddSearchAttributesRequest(namespace=client.namespace, search_attributes=missing)
        )
    except RPCError as error:
        if error.status is not RPCStatusCode.ALREADY_EXISTS:
            raise
