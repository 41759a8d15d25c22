"""OperationPreferences: in which order, in how many accounts at a time, and how many may fail."""

from __future__ import annotations

from typing import Any

from ..registry import Request
from .caller import invalid
from .state import Operation, Preferences


def preferences_of(request: Request, regions: list[str]) -> Preferences:
    """`regions`: of the stacks of the operation, in the order of the request."""
    given: dict[str, Any] = request.get("OperationPreferences") or {}
    for name in ("FailureTolerance", "MaxConcurrent"):
        if f"{name}Count" in given and f"{name}Percentage" in given:
            raise invalid(f"Cannot specify both {name}Count and {name}Percentage")
    order = given.get("RegionOrder") or []
    if order and not set(regions) <= set(order):
        raise invalid("RegionOrder must contain all regions of the operation")
    return Preferences(
        regions=[region for region in order if region in regions] if order else list(dict.fromkeys(regions)),
        tolerance=given.get("FailureToleranceCount", 0),
        tolerance_percentage=given.get("FailureTolerancePercentage"),
        concurrency=given.get("MaxConcurrentCount", 1),
        concurrency_percentage=given.get("MaxConcurrentPercentage"),
        is_strict=given.get("ConcurrencyMode", "STRICT_FAILURE_TOLERANCE") == "STRICT_FAILURE_TOLERANCE",
        is_parallel=given.get("RegionConcurrencyType") == "PARALLEL",
        given=given,
    )


def accounts_in(operation: Operation, region: str) -> int:
    return sum(1 for _, at in operation.results if at == region)


def tolerance_in(operation: Operation, region: str) -> int:
    """How many accounts may fail. A percentage is rounded down."""
    percentage = operation.preferences.tolerance_percentage
    if percentage is None:
        return operation.preferences.tolerance
    return accounts_in(operation, region) * percentage // 100


def concurrency_in(operation: Operation, region: str) -> int:
    """In how many accounts at a time. A percentage is rounded down, but never to 0. In strict mode no more accounts are begun than may
    still fail, and one more."""
    preferences = operation.preferences
    percentage = preferences.concurrency_percentage
    most = preferences.concurrency if percentage is None else accounts_in(operation, region) * percentage // 100
    if preferences.is_strict:
        most = min(most, tolerance_in(operation, region) + 1 - operation.failed_in(region))
    return max(most, 1)
