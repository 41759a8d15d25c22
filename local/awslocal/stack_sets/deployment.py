"""Makes, changes and deletes the stack of an instance, in moto's CloudFormation of its account and region."""

from __future__ import annotations

from contextlib import AbstractContextManager

from moto.cloudformation.models import cloudformation_backends
from moto.cloudformation.utils import generate_stack_id
from moto.moto_api._internal import mock_random

from ..inner_calls import Actor, InnerCalls
from .background import Background
from .execution_role import execution_role_name, make_execution_role
from .policy_guard import policy_guard
from .stack_failures import ResourceFailure, reason_of
from .stacks import AGENT, HiddenStack
from .state import StackInstance, StackSet
from .templates import read_template

NEVER_MADE = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED")


def deploy(background: Background, stack_set: StackSet, instance: StackInstance) -> str | None:
    """Returns why it failed."""
    operation = "UpdateStack" if instance.stack_id else "CreateStack"
    denied = denied_stack(background, stack_set, instance, operation)
    if denied:
        return denied
    if not stack_set.execution_role:
        make_execution_role(stack_set.owner, instance.account)
    with _working(background, stack_set, instance.account):
        return _deploy(background.aws, stack_set, instance)


def denied_stack(background: Background, stack_set: StackSet, instance: StackInstance, operation: str) -> str | None:
    """Why StackSets may not do that in the account."""
    guard = policy_guard(background, instance.account)(_role(stack_set, instance.account))
    return guard("cloudformation", operation, instance.region)


def _working(background: Background, stack_set: StackSet, account: str) -> AbstractContextManager[None]:
    """Calls in the block are made by StackSets' role in the account, which its service control policies bind."""
    guards, role = policy_guard(background, account), _role(stack_set, account)
    return background.aws.acting_as(Actor(account, role, AGENT, guards(role), guards))


def _role(stack_set: StackSet, account: str) -> str:
    name = stack_set.execution_role or execution_role_name(stack_set.owner)
    return f"arn:aws:iam::{account}:role/{name}"


def _deploy(aws: InnerCalls, stack_set: StackSet, instance: StackInstance) -> str | None:
    definition = stack_set.definition
    declared = read_template(definition.template).get("Parameters") or {}
    given = {**definition.parameters, **instance.overrides}
    parameters = {name: value for name, value in given.items() if name in declared}
    backend = cloudformation_backends[instance.account][instance.region]
    stack = backend.stacks.get(instance.stack_id or "")
    try:
        if isinstance(stack, HiddenStack) and stack.status in NEVER_MADE:
            # Such a stack cannot be updated. What is left of it is deleted.
            stack.remove()
            del backend.stacks[stack.stack_id]
            stack = None
        if stack is None:
            stack = _new_stack(aws, stack_set, instance, parameters)
            instance.stack_id = stack.stack_id
            backend.stacks[stack.stack_id] = stack
            stack.make()
        elif isinstance(stack, HiddenStack):
            if stack.status == "DELETE_FAILED":
                return f"Stack:{stack.stack_id} is in DELETE_FAILED state and can not be updated."
            stack.change(definition.template, parameters, dict(definition.tags))
    except ResourceFailure as failure:
        return str(failure)
    except Exception as error:
        return reason_of(error)
    return None


def _new_stack(
    aws: InnerCalls, stack_set: StackSet, instance: StackInstance, parameters: dict[str, str]
) -> HiddenStack:
    name = f"StackSet-{stack_set.name}-{mock_random.uuid4()}"
    return HiddenStack(
        aws,
        stack_id=generate_stack_id(name, instance.region, instance.account),
        name=name,
        template=stack_set.definition.template,
        parameters=parameters,
        account_id=instance.account,
        region_name=instance.region,
        tags=dict(stack_set.definition.tags),
    )


def remove(background: Background, stack_set: StackSet, instance: StackInstance) -> str | None:
    """Returns why it failed."""
    denied = denied_stack(background, stack_set, instance, "DeleteStack")
    if denied:
        return denied
    backend = cloudformation_backends[instance.account][instance.region]
    stack = backend.stacks.get(instance.stack_id or "")
    if not isinstance(stack, HiddenStack):
        return None
    try:
        if stack.status != "ROLLBACK_COMPLETE":
            with _working(background, stack_set, instance.account):
                stack.remove()
    except ResourceFailure as failure:
        return str(failure)
    del backend.stacks[stack.stack_id]
    stack.status = "DELETE_COMPLETE"
    backend.deleted_stacks[stack.stack_id] = stack
    return None
