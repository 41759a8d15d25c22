"""DetectStackSetDrift, and what it found."""

from __future__ import annotations

from typing import Any

from ..errors import AwsError
from ..registry import Context, Request, Response
from .caller import find_stack_set, moment, organization_for, page_of, stack_set_operation
from .operations import check_idle, start
from .preferences import preferences_of
from .state import DETECT_DRIFT, DriftSummary, Operation, ResourceDrift, StackSet

DETECTION = {
    "RUNNING": "IN_PROGRESS", "QUEUED": "IN_PROGRESS", "STOPPING": "IN_PROGRESS", "SUCCEEDED": "COMPLETED", "FAILED": "FAILED",
    "STOPPED": "STOPPED",
}  # fmt: skip


@stack_set_operation("DetectStackSetDrift")
def detect_stack_set_drift(context: Context, request: Request) -> Response:
    """Looks at all stacks of the set."""
    stack_set = find_stack_set(context, request)
    if stack_set.is_service_managed:
        organization_for(context, stack_set.owner)
    check_idle(stack_set, request)
    units = {place: instance.unit for place, instance in stack_set.instances.items() if instance.stack_id}
    preferences = preferences_of(request, sorted({region for _, region in units}))
    return {"OperationId": start(context, stack_set, request, DETECT_DRIFT, units, preferences).id}


@stack_set_operation("ListStackInstanceResourceDrifts")
def list_stack_instance_resource_drifts(context: Context, request: Request) -> Response:
    stack_set = find_stack_set(context, request)
    place = (request["StackInstanceAccount"], request["StackInstanceRegion"])
    instance, operation = stack_set.instances.get(place), stack_set.operations.get(request["OperationId"])
    if operation is None or operation.action != DETECT_DRIFT:
        raise AwsError("OperationNotFoundException", f"Operation {request['OperationId']} not found", status=404)
    if instance is None or place not in operation.drifts:
        raise AwsError(
            "StackInstanceNotFoundException",
            f"Stack instance not found for StackSet {stack_set.name}, account {place[0]}, region {place[1]}",
            status=404,
        )
    wanted = request.get("StackInstanceResourceDriftStatuses")
    found = [one for one in operation.drifts[place] if not wanted or one.status in wanted]

    def describe(drift: ResourceDrift) -> dict[str, Any]:
        return {
            "StackId": instance.stack_id,
            "LogicalResourceId": drift.logical_id,
            "PhysicalResourceId": drift.physical_id,
            "ResourceType": drift.type,
            "PropertyDifferences": drift.differences if drift.status == "MODIFIED" else None,
            "StackResourceDriftStatus": drift.status,
            "Timestamp": moment(instance.drift_checked),
        }

    return page_of(request, "Summaries", found, describe)


def drift_details(stack_set: StackSet, operation: Operation | None) -> dict[str, Any] | None:
    """Of an operation that detects drift, or of the last one of the set."""
    if operation is None:
        return None
    checked = {place for place, result in operation.results.items() if result.status == "SUCCEEDED"}
    drifted = {place for place in checked if _is_drifted(operation, place)}
    count = {status: 0 for status in ("FAILED", "PENDING", "RUNNING")}
    for result in operation.results.values():
        if result.status in count:
            count[result.status] += 1
    return {
        "DriftStatus": "DRIFTED" if drifted else "IN_SYNC" if checked else "NOT_CHECKED",
        "DriftDetectionStatus": "PARTIAL_SUCCESS"
        if operation.status == "SUCCEEDED" and count["FAILED"]
        else DETECTION[operation.status],
        "LastDriftCheckTimestamp": moment(operation.ended or operation.created),
        "TotalStackInstancesCount": len(operation.results),
        "DriftedStackInstancesCount": len(drifted),
        "InSyncStackInstancesCount": len(checked) - len(drifted),
        "InProgressStackInstancesCount": count["PENDING"] + count["RUNNING"],
        "FailedStackInstancesCount": count["FAILED"],
    }


def _is_drifted(operation: Operation, place: tuple[str, str]) -> bool:
    return any(one.status in ("MODIFIED", "DELETED") for one in operation.drifts.get(place, []))


def keep_summary(stack_set: StackSet, operation: Operation, at: float) -> None:
    is_drifted = any(_is_drifted(operation, place) for place in operation.drifts)
    stack_set.drift = DriftSummary(operation.id, "DRIFTED" if is_drifted else "IN_SYNC", at)
