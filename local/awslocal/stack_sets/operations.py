"""Operations: begun by a request or by automatic deployment, run in the background (completion.py), described, listed, stopped.

A StackSet runs one at a time. With managed execution, requests are queued; AWS also runs those at the same time that do not conflict, the
local AWS does not. Operations of automatic deployment are always queued.
"""

from __future__ import annotations

from typing import Any

from moto.moto_api._internal import mock_random

from ..clock import DAY
from ..errors import AwsError
from ..registry import Context, Request, Response
from . import limits
from .caller import find_stack_set, moment, page_of, stack_set_operation
from .state import DETECT_DRIFT, Operation, Place, Preferences, Result, StackSet


def check_idle(stack_set: StackSet, request: Request) -> None:
    """Raises if another operation is in progress, or had the same id."""
    if request.get("OperationId") in stack_set.operations:
        raise AwsError(
            "OperationIdAlreadyExistsException", f"OperationId {request['OperationId']} already exists", status=409
        )
    if stack_set.queue and not stack_set.queues_operations:
        raise AwsError(
            "OperationInProgressException",
            f"Another Operation on StackSet {stack_set.arn} is in progress: {stack_set.queue[0].id}",
            status=409,
        )


def start(
    context: Context,
    stack_set: StackSet,
    request: Request,
    action: str,
    units: dict[Place, str | None],
    preferences: Preferences,
    targets: dict[str, Any] | None = None,
) -> Operation:
    """Begins the operation that a request asks for. `units`: the places, and the target to which each belongs."""
    operation = Operation(
        id=request.get("OperationId") or str(mock_random.uuid4()),
        action=action,
        created=context.now,
        preferences=preferences,
        targets=targets or request.get("DeploymentTargets"),
        retains=request.get("RetainStacks"),
    )
    return enqueue(stack_set, operation, units, context.settings.stack_seconds)


def enqueue(
    stack_set: StackSet, operation: Operation, units: dict[Place, str | None], stack_seconds: float
) -> Operation:
    for region in operation.preferences.regions:
        for place, unit in units.items():
            if place[1] == region:
                operation.results[place] = Result(unit)
    stack_set.operations[operation.id] = operation
    stack_set.queue.append(operation)
    if stack_set.queue[0] is operation:
        from .completion import begin

        begin(stack_set, operation, operation.created, stack_seconds)
    return operation


def _operation_of(stack_set: StackSet, identifier: str) -> Operation:
    if identifier not in stack_set.operations:
        raise AwsError("OperationNotFoundException", f"Operation {identifier} not found", status=404)
    return stack_set.operations[identifier]


@stack_set_operation("DescribeStackSetOperation")
def describe_stack_set_operation(context: Context, request: Request) -> Response:
    stack_set = find_stack_set(context, request)
    operation = _operation_of(stack_set, request["OperationId"])
    described = {
        **_summary(operation),
        "StackSetId": stack_set.id,
        "RetainStacks": operation.retains,
        "AdministrationRoleARN": stack_set.administration_role,
        "ExecutionRoleName": stack_set.execution_role,
        "DeploymentTargets": operation.targets,
    }
    if operation.action == DETECT_DRIFT:
        from .drift_detection import drift_details

        described["StackSetDriftDetectionDetails"] = drift_details(stack_set, operation)
    return {"StackSetOperation": described}


def _summary(operation: Operation) -> dict[str, Any]:
    failed = sum(1 for result in operation.results.values() if result.status == "FAILED")
    return {
        "OperationId": operation.id,
        "Action": operation.action,
        "Status": operation.status,
        "StatusReason": operation.reason,
        "StatusDetails": {"FailedStackInstancesCount": failed},
        "CreationTimestamp": moment(operation.created),
        "EndTimestamp": moment(operation.ended),
        "OperationPreferences": {"RegionOrder": operation.preferences.regions, **operation.preferences.given},
    }


@stack_set_operation("ListStackSetOperations")
def list_stack_set_operations(context: Context, request: Request) -> Response:
    """The newest first."""
    kept = context.now - limits.DAYS_OF_AN_OPERATION * DAY
    found = [one for one in find_stack_set(context, request).operations.values() if one.created > kept]
    return page_of(request, "Summaries", found[::-1], _summary)


@stack_set_operation("ListStackSetOperationResults")
def list_stack_set_operation_results(context: Context, request: Request) -> Response:
    operation = _operation_of(find_stack_set(context, request), request["OperationId"])
    wanted = {one.get("Values") for one in request.get("Filters") or []}
    found = [(place, result) for place, result in operation.results.items() if not wanted or result.status in wanted]

    def describe(item: tuple[Place, Result]) -> dict[str, Any]:
        (account, region), result = item
        return {
            "Account": account,
            "Region": region,
            "Status": result.status,
            "StatusReason": result.reason,
            "AccountGateResult": _account_gate(account, region) if result.status in ("SUCCEEDED", "FAILED") else None,
            "OrganizationalUnitId": result.unit,
        }

    return page_of(request, "Summaries", found, describe)


def _account_gate(account: str, region: str) -> dict[str, str]:
    """No account has a function that opens the gate."""
    function = f"arn:aws:lambda:{region}:{account}:function:AWSCloudFormationStackSetAccountGate"
    return {"Status": "SKIPPED", "StatusReason": f"Function not found: {function}"}


@stack_set_operation("StopStackSetOperation")
def stop_stack_set_operation(context: Context, request: Request) -> Response:
    """What is being changed is completed; what has not begun is cancelled."""
    operation = _operation_of(find_stack_set(context, request), request["OperationId"])
    if not operation.is_active:
        raise AwsError("InvalidOperationException", f"Operation {operation.id} is not running")
    operation.status = "STOPPING"
    return {}
