"""What an operation does at one place: it deploys, updates, deletes or checks the stack of an instance.

The reason of a stack that fails is put together as AWS does: "ResourceLogicalId:Role, ResourceType:AWS::IAM::Role, ResourceStatusReason:...".
"""

from __future__ import annotations

from ..account import OPT_IN_REGIONS
from ..organizations.model import World
from .background import Background
from .state import DELETE, DETECT_DRIFT, Operation, Place, StackInstance, StackSet


def change_place(background: Background, stack_set: StackSet, operation: Operation, place: Place, at: float) -> None:
    world = background.world
    result = operation.results[place]
    instance = stack_set.instances.get(place)
    if instance is None:
        # It has left the set since, with its account.
        result.status = "SUCCEEDED"
        return
    instance.last_operation = operation.id
    if _is_suspended(world, instance, at) and not (operation.action == DELETE and operation.retains):
        instance.detailed = "SKIPPED_SUSPENDED_ACCOUNT"
        result.status, result.reason = "SUCCEEDED", "The account is suspended."
        return
    if operation.action == DELETE:
        failure = _delete(background, stack_set, operation, instance)
    elif operation.action == DETECT_DRIFT:
        failure = _detect_drift(background, stack_set, operation, instance, at)
    else:
        failure = _deploy(background, stack_set, operation, instance)
    result.status, result.reason = ("FAILED", failure) if failure else ("SUCCEEDED", None)
    instance.reason = failure
    if instance.detailed != "INOPERABLE":
        instance.detailed = result.status


def _is_suspended(world: World, instance: StackInstance, at: float) -> bool:
    account = world.find_account(instance.account)
    return account is not None and account.state(at) != "ACTIVE"


def _out_of_reach(world: World, stack_set: StackSet, operation: Operation, instance: StackInstance) -> str | None:
    """Why AWS cannot work in the account and region. Automatic deployment still reaches an account that has just left."""
    account, region = instance.place
    if stack_set.is_service_managed and not operation.is_automatic:
        organization = world.organization_of.get(account)
        if organization is None or organization.management.id != stack_set.owner:
            return f"Account {account} should have 'stacksets-exec-{account}' role with trust relationship to Role 'aws-service-role/stacksets.cloudformation.amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgAdmin'."
    if region in OPT_IN_REGIONS and region not in world.opted_in.get(account, set()):
        return f"Region {region} is not enabled in account {account}."
    return None


def _deploy(background: Background, stack_set: StackSet, operation: Operation, instance: StackInstance) -> str | None:
    from .deployment import deploy

    world = background.world
    if instance.status == "INOPERABLE":
        return "The stack instance is INOPERABLE. Delete it with RetainStacks."
    failure = (
        _out_of_reach(world, stack_set, operation, instance)
        or world.stack_sets.take_failure("update" if instance.stack_id else "create", stack_set.name, instance.place)
        or deploy(background, stack_set, instance)
    )
    instance.status = "OUTDATED" if failure else "CURRENT"
    return failure


def _delete(background: Background, stack_set: StackSet, operation: Operation, instance: StackInstance) -> str | None:
    from .deployment import remove

    world = background.world
    failure = None
    if not operation.retains and instance.stack_id:
        failure = (
            _out_of_reach(world, stack_set, operation, instance)
            or world.stack_sets.take_failure("delete", stack_set.name, instance.place)
            or remove(background, stack_set, instance)
        )
    if failure:
        instance.status = instance.detailed = "INOPERABLE"
    else:
        del stack_set.instances[instance.place]
    return failure


def _detect_drift(
    background: Background, stack_set: StackSet, operation: Operation, instance: StackInstance, at: float
) -> str | None:
    from .deployment import denied_stack
    from .drift import drifts_of

    drifts = (
        denied_stack(background, stack_set, instance, "DetectStackDrift") or drifts_of(background.aws, instance)
        if instance.stack_id
        else "The stack instance has no stack."
    )
    if isinstance(drifts, str):
        operation.drifts[instance.place] = []
        return drifts
    operation.drifts[instance.place] = drifts
    is_drifted = any(one.status in ("MODIFIED", "DELETED") for one in drifts)
    instance.drift, instance.drift_checked = "DRIFTED" if is_drifted else "IN_SYNC", at
    return None
