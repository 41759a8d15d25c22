"""DetectStackSetDrift, and what it found."""

from __future__ import annotations

from typing import Any

from .caller import moment
from .state import DriftSummary, Operation, StackSet

DETECTION = {
    "RUNNING": "IN_PROGRESS", "QUEUED": "IN_PROGRESS", "STOPPING": "IN_PROGRESS", "SUCCEEDED": "COMPLETED", "FAILED": "FAILED",
    "STOPPED": "STOPPED",
}  # fmt: skip


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
