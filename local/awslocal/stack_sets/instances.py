"""Stack instances: created, updated, deleted by operations; described and listed."""

from __future__ import annotations

from typing import Any

from ..errors import AwsError
from ..registry import Context, Request, Response
from . import limits
from .caller import find_stack_set, invalid, moment, organization_for, page_of, stack_set_operation
from .operations import check_idle, start
from .preferences import preferences_of
from .sets import describe_parameters, parameters_of
from .state import CREATE, DELETE, UPDATE, Place, StackInstance, StackSet
from .targets import check_targets, instances_of_request, targets_of_request
from .templates import check_parameters, read_template


@stack_set_operation("CreateStackInstances")
def create_stack_instances(context: Context, request: Request) -> Response:
    """An instance that exists already is brought up to date. A unit without accounts becomes a target too."""
    stack_set = find_stack_set(context, request)
    regions = list(dict.fromkeys(request["Regions"]))
    if not regions:
        raise invalid("Regions must be specified")
    targets, units = targets_of_request(context, stack_set, request, creates=True)
    check_idle(stack_set, request)
    places: dict[Place, str | None] = {(account, region): unit for region in regions for account, unit in units.items()}
    if len({*stack_set.instances, *places}) > limits.INSTANCES_OF_A_STACK_SET:
        raise AwsError("LimitExceededException", "The StackSet would have more stack instances than the quota allows.")
    preferences = preferences_of(request, regions)
    _check_overrides(stack_set, request)
    for place, unit in places.items():
        instance = stack_set.instances.setdefault(place, StackInstance(*place, unit=unit))
        _override(instance, request)
    for unit_id in targets.get("OrganizationalUnitIds") or []:
        known = stack_set.targets.setdefault(unit_id, [])
        known += [region for region in regions if region not in known]
    shown = targets if stack_set.is_service_managed else None
    return {"OperationId": start(context, stack_set, request, CREATE, places, preferences, shown).id}


def _check_overrides(stack_set: StackSet, request: Request) -> None:
    given = request.get("ParameterOverrides")
    if given is None:
        return
    template = read_template(stack_set.definition.template)
    check_parameters(template, {**stack_set.definition.parameters, **parameters_of(given, {})})


def _override(instance: StackInstance, request: Request) -> None:
    """A list replaces all overrides. Without one they stay."""
    given = request.get("ParameterOverrides")
    if given is not None:
        instance.overrides = parameters_of(given, instance.overrides)


@stack_set_operation("UpdateStackInstances")
def update_stack_instances(context: Context, request: Request) -> Response:
    stack_set = find_stack_set(context, request)
    instances = _existing(context, stack_set, request)
    check_idle(stack_set, request)
    preferences = preferences_of(request, list(dict.fromkeys(request["Regions"])))
    _check_overrides(stack_set, request)
    for instance in instances:
        if instance.status != "INOPERABLE":
            _override(instance, request)
            instance.status, instance.detailed = "OUTDATED", "PENDING"
    units = {instance.place: instance.unit for instance in instances}
    return {"OperationId": start(context, stack_set, request, UPDATE, units, preferences).id}


@stack_set_operation("DeleteStackInstances")
def delete_stack_instances(context: Context, request: Request) -> Response:
    """A unit that is deleted without a filter of accounts is no target of automatic deployment any more."""
    stack_set = find_stack_set(context, request)
    instances = _existing(context, stack_set, request)
    check_idle(stack_set, request)
    regions = list(dict.fromkeys(request["Regions"]))
    preferences = preferences_of(request, regions)
    targets = check_targets(request, stack_set.is_service_managed, creates=False)
    if targets.get("AccountFilterType") == "NONE":
        for unit in targets["OrganizationalUnitIds"]:
            left = [region for region in stack_set.targets.get(unit, []) if region not in regions]
            if left:
                stack_set.targets[unit] = left
            else:
                stack_set.targets.pop(unit, None)
    units = {instance.place: instance.unit for instance in instances}
    shown = targets if stack_set.is_service_managed else None
    return {"OperationId": start(context, stack_set, request, DELETE, units, preferences, shown).id}


def _existing(context: Context, stack_set: StackSet, request: Request) -> list[StackInstance]:
    """A named account without an instance is a mistake with self-managed permissions; targets of an organization may be empty."""
    if stack_set.is_service_managed:
        organization_for(context, stack_set.owner)
    instances = instances_of_request(context, stack_set, request)
    if not stack_set.is_service_managed:
        targets = check_targets(request, False, creates=False)
        missing = {(a, r) for a in targets["Accounts"] for r in request["Regions"]} - {one.place for one in instances}
        if missing:
            raise _not_found(stack_set, *min(missing))
    return instances


def _not_found(stack_set: StackSet, account: str, region: str) -> AwsError:
    return AwsError(
        "StackInstanceNotFoundException",
        f"Stack instance not found for StackSet {stack_set.name}, account {account}, region {region}",
        status=404,
    )


def _summary(stack_set: StackSet, instance: StackInstance) -> dict[str, Any]:
    return {
        "StackSetId": stack_set.id,
        "Region": instance.region,
        "Account": instance.account,
        "StackId": instance.stack_id,
        "Status": instance.status,
        "StatusReason": instance.reason,
        "StackInstanceStatus": {"DetailedStatus": instance.detailed},
        "OrganizationalUnitId": instance.unit,
        "DriftStatus": instance.drift,
        "LastDriftCheckTimestamp": moment(instance.drift_checked),
        "LastOperationId": instance.last_operation,
    }


@stack_set_operation("DescribeStackInstance")
def describe_stack_instance(context: Context, request: Request) -> Response:
    stack_set = find_stack_set(context, request)
    place = (request["StackInstanceAccount"], request["StackInstanceRegion"])
    instance = stack_set.instances.get(place)
    if instance is None:
        raise _not_found(stack_set, *place)
    overrides = describe_parameters(instance.overrides)
    return {"StackInstance": {**_summary(stack_set, instance), "ParameterOverrides": overrides}}


@stack_set_operation("ListStackInstances")
def list_stack_instances(context: Context, request: Request) -> Response:
    stack_set = find_stack_set(context, request)
    account, region = request.get("StackInstanceAccount"), request.get("StackInstanceRegion")
    wanted = {one["Name"]: one["Values"] for one in request.get("Filters") or []}
    found = [
        instance
        for instance in stack_set.instances.values()
        if account in (None, instance.account)
        and region in (None, instance.region)
        and wanted.get("DETAILED_STATUS") in (None, instance.detailed)
        and wanted.get("LAST_OPERATION_ID") in (None, instance.last_operation)
        and wanted.get("DRIFT_STATUS") in (None, instance.drift)
    ]
    return page_of(request, "Summaries", found, lambda instance: _summary(stack_set, instance))


@stack_set_operation("ListStackSetAutoDeploymentTargets")
def list_stack_set_auto_deployment_targets(context: Context, request: Request) -> Response:
    stack_set = find_stack_set(context, request)
    if stack_set.automatic is None or not stack_set.automatic.enabled:
        return {"Summaries": []}
    return page_of(
        request,
        "Summaries",
        list(stack_set.targets.items()),
        lambda item: {"OrganizationalUnitId": item[0], "Regions": item[1]},
    )
