"""StackSets: created, described, updated, deleted. UpdateStackSet starts an operation for the stacks."""

from __future__ import annotations

import re
from typing import Any

from moto.moto_api._internal import mock_random

from ..errors import AwsError
from ..registry import Context, Request, Response
from . import limits
from .caller import find_stack_set, invalid, moment, organization_for, owner_of, page_of, stack_set_operation
from .drift_detection import drift_details
from .operations import check_idle, start
from .preferences import preferences_of
from .state import SELF_MANAGED, SERVICE_MANAGED, UPDATE, AutoDeployment, Definition, Operation, Place, StackSet
from .targets import instances_of_request
from .templates import check_parameters, check_template

NAME = re.compile(r"[a-zA-Z][-a-zA-Z0-9]*")


@stack_set_operation("CreateStackSet")
def create_stack_set(context: Context, request: Request) -> Response:
    owner = owner_of(context, request)
    name = request["StackSetName"]
    if not NAME.fullmatch(name) or len(name) > limits.LENGTH_OF_A_NAME:
        raise invalid(
            f"1 validation error detected: Value '{name}' at 'stackSetName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*"
        )
    model = request.get("PermissionModel") or SELF_MANAGED
    if request.get("CallAs") == "DELEGATED_ADMIN" and model != SERVICE_MANAGED:
        raise invalid("CallAs DELEGATED_ADMIN is supported for StackSets with SERVICE_MANAGED permissions only")
    if model == SERVICE_MANAGED:
        organization_for(context, owner)
    named = context.world.stack_sets.active.setdefault((owner, context.region), {})
    if name in named:
        raise AwsError("NameAlreadyExistsException", f"The name is already in use: {name}", status=409)
    if len(named) >= limits.STACK_SETS:
        raise AwsError("LimitExceededException", f"The account has {limits.STACK_SETS} StackSets, which is the quota.")
    definition = _definition(context, request, None, model == SERVICE_MANAGED)
    created = StackSet(
        name=name,
        id=f"{name}:{mock_random.uuid4()}",
        owner=owner,
        region=context.region,
        definition=definition,
        permission_model=model,
        description=request.get("Description"),
        automatic=_automatic(request, model),
        queues_operations=bool((request.get("ManagedExecution") or {}).get("Active")),
    )
    _set_roles(created, request)
    named[name] = created
    return {"StackSetId": created.id}


def _set_roles(stack_set: StackSet, request: Request) -> None:
    if stack_set.is_service_managed:
        if request.get("AdministrationRoleARN") or request.get("ExecutionRoleName"):
            raise invalid("Roles cannot be specified for StackSets with SERVICE_MANAGED permissions")
        return
    default = f"arn:aws:iam::{stack_set.owner}:role/AWSCloudFormationStackSetAdministrationRole"
    stack_set.administration_role = request.get("AdministrationRoleARN") or stack_set.administration_role or default
    stack_set.execution_role = (
        request.get("ExecutionRoleName") or stack_set.execution_role or "AWSCloudFormationStackSetExecutionRole"
    )


def _automatic(request: Request, model: str) -> AutoDeployment | None:
    given = request.get("AutoDeployment")
    if model != SERVICE_MANAGED:
        if given is not None:
            raise invalid("AutoDeployment is supported for StackSets with SERVICE_MANAGED permissions only")
        return None
    if given is None:
        return AutoDeployment(False)
    enabled, retains = bool(given.get("Enabled")), given.get("RetainStacksOnAccountRemoval")
    if not enabled and retains is not None:
        raise invalid("RetainStacksOnAccountRemoval can be specified only if AutoDeployment is enabled")
    if enabled and retains is None:
        raise invalid("RetainStacksOnAccountRemoval must be specified if AutoDeployment is enabled")
    return AutoDeployment(enabled, retains, given.get("DependsOn") or [])


def _definition(context: Context, request: Request, before: Definition | None, is_service_managed: bool) -> Definition:
    """What the request defines, with what it leaves as it was."""
    body, url, same = request.get("TemplateBody"), request.get("TemplateURL"), request.get("UsePreviousTemplate")
    if (body is not None) + (url is not None) + bool(same) != 1:
        raise invalid("You must specify exactly one of TemplateBody, TemplateURL, or UsePreviousTemplate")
    if body is not None and len(body.encode()) > limits.TEMPLATE_BODY:
        raise invalid(
            f"1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to {limits.TEMPLATE_BODY}"
        )
    text = (
        body if body is not None else _from_s3(context, url) if url is not None else before.template if before else ""
    )
    capabilities = request.get("Capabilities") or []
    template = check_template(text, capabilities, is_service_managed)
    previous = before.parameters if before else {}
    parameters = parameters_of(request.get("Parameters") or [], previous)
    if before is not None and request.get("Parameters") is None and same:
        parameters = dict(previous)
    check_parameters(template, parameters)
    tags = {tag["Key"]: tag["Value"] for tag in request.get("Tags") or []}
    if before is not None and request.get("Tags") is None:
        tags = before.tags
    return Definition(text, parameters, capabilities, tags)


def parameters_of(given: list[dict[str, Any]], previous: dict[str, str]) -> dict[str, str]:
    parameters = {}
    for one in given:
        name = one.get("ParameterKey") or ""
        if one.get("UsePreviousValue"):
            if "ParameterValue" in one:
                raise invalid(
                    f"Invalid input for parameter key {name}. Cannot specify usePreviousValue as true and non empty value for a parameter"
                )
            if name in previous:
                parameters[name] = previous[name]
        elif "ParameterValue" in one:
            parameters[name] = one["ParameterValue"]
    return parameters


def _from_s3(context: Context, url: str) -> str:
    from moto.cloudformation.utils import get_stack_from_s3_url

    try:
        text: str = get_stack_from_s3_url(url, account_id=context.account, partition="aws")
    except Exception as error:
        raise invalid(f"S3 error: {error}") from error
    if len(text.encode()) > limits.TEMPLATE_FROM_S3:
        raise invalid(f"Template may not exceed {limits.TEMPLATE_FROM_S3} bytes in size.")
    return text


@stack_set_operation("UpdateStackSet")
def update_stack_set(context: Context, request: Request) -> Response:
    """A change of the template or the parameters makes every instance OUTDATED until its stack is updated: those of the request in
    this operation, all of them without DeploymentTargets, Accounts and Regions."""
    stack_set = find_stack_set(context, request)
    targeted = any(request.get(name) for name in ("DeploymentTargets", "Accounts", "Regions"))
    if request.get("AutoDeployment") is not None and targeted:
        raise invalid("AutoDeployment cannot be specified together with DeploymentTargets or Regions")
    if stack_set.is_service_managed:
        organization_for(context, stack_set.owner)
    check_idle(stack_set, request)
    model = request.get("PermissionModel") or stack_set.permission_model
    if model != stack_set.permission_model and stack_set.instances:
        raise invalid("PermissionModel cannot be changed while there are stack instances")
    definition = _definition(context, request, stack_set.definition, model == SERVICE_MANAGED)
    automatic = stack_set.automatic if request.get("AutoDeployment") is None else _automatic(request, model)
    updated = _updated_places(context, stack_set, request) if targeted else list(stack_set.instances)
    # "Stacks in this state are excluded from further UpdateStackSet operations" (API reference, StackInstance).
    places = [place for place in updated if stack_set.instances[place].status != "INOPERABLE"]
    preferences = preferences_of(request, sorted({region for _, region in places}))
    is_changed = request.get("TemplateBody") or request.get("TemplateURL") or definition != stack_set.definition
    stack_set.permission_model, stack_set.automatic = model, automatic
    stack_set.definition = definition
    stack_set.description = request.get("Description", stack_set.description)
    if request.get("ManagedExecution") is not None:
        stack_set.queues_operations = bool(request["ManagedExecution"].get("Active"))
    _set_roles(stack_set, request)
    if is_changed:
        for instance in stack_set.instances.values():
            if instance.status != "INOPERABLE":
                instance.status, instance.detailed = "OUTDATED", "PENDING"
    units = {place: stack_set.instances[place].unit for place in places}
    return {"OperationId": start(context, stack_set, request, UPDATE, units, preferences).id}


def _updated_places(context: Context, stack_set: StackSet, request: Request) -> list[Place]:
    if not request.get("Regions"):
        raise invalid("Regions must be specified together with accounts or DeploymentTargets")
    return [instance.place for instance in instances_of_request(context, stack_set, request)]


@stack_set_operation("DescribeStackSet")
def describe_stack_set(context: Context, request: Request) -> Response:
    stack_set = find_stack_set(context, request)
    definition = stack_set.definition
    described = {
        **_summary(stack_set),
        "TemplateBody": definition.template,
        "Parameters": describe_parameters(definition.parameters),
        "Capabilities": definition.capabilities,
        "Tags": [{"Key": key, "Value": value} for key, value in definition.tags.items()],
        "StackSetARN": stack_set.arn,
        "AdministrationRoleARN": stack_set.administration_role,
        "ExecutionRoleName": stack_set.execution_role,
        "OrganizationalUnitIds": list(stack_set.targets) if stack_set.is_service_managed else None,
        "Regions": sorted({region for _, region in stack_set.instances}),
        "StackSetDriftDetectionDetails": drift_details(stack_set, _last_drift_detection(stack_set)),
    }
    return {"StackSet": described}


def describe_parameters(parameters: dict[str, str]) -> list[dict[str, str]]:
    return [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()]


def _last_drift_detection(stack_set: StackSet) -> Operation | None:
    return stack_set.operations[stack_set.drift.operation] if stack_set.drift else None


def _summary(stack_set: StackSet) -> dict[str, Any]:
    drift = stack_set.drift
    return {
        "StackSetName": stack_set.name,
        "StackSetId": stack_set.id,
        "Description": stack_set.description,
        "Status": stack_set.status,
        "AutoDeployment": stack_set.automatic.describe() if stack_set.automatic else None,
        "PermissionModel": stack_set.permission_model,
        "ManagedExecution": {"Active": stack_set.queues_operations},
        "DriftStatus": drift.status if drift else "NOT_CHECKED",
        "LastDriftCheckTimestamp": moment(drift.checked) if drift else None,
    }


@stack_set_operation("ListStackSets")
def list_stack_sets(context: Context, request: Request) -> Response:
    """The deleted ones too, for 90 days."""
    key = (owner_of(context, request), context.region)
    stack_sets = context.world.stack_sets
    kept = context.now - limits.DAYS_OF_AN_OPERATION * 86_400
    found = [
        *stack_sets.active.get(key, {}).values(),
        *(one for one in stack_sets.deleted.get(key, []) if one.deleted is not None and one.deleted > kept),
    ]
    wanted = request.get("Status")
    return page_of(request, "Summaries", [one for one in found if wanted in (None, one.status)], _summary)


@stack_set_operation("DeleteStackSet")
def delete_stack_set(context: Context, request: Request) -> Response:
    stack_set = find_stack_set(context, request)
    if stack_set.queue:
        check_idle(stack_set, {})
        raise AwsError("OperationInProgressException", "Another operation is queued.", status=409)
    if stack_set.instances:
        raise AwsError("StackSetNotEmptyException", "StackSet is not empty", status=409)
    key = (stack_set.owner, stack_set.region)
    del context.world.stack_sets.active[key][stack_set.name]
    context.world.stack_sets.deleted.setdefault(key, []).append(stack_set)
    stack_set.status, stack_set.deleted = "DELETED", context.now
    return {}
