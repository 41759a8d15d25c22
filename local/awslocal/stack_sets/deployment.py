"""Makes, changes and deletes the stack of an instance, in moto's CloudFormation of its account and region."""

from __future__ import annotations

from moto.cloudformation.models import cloudformation_backends
from moto.cloudformation.utils import generate_stack_id
from moto.moto_api._internal import mock_random

from ..inner_calls import InnerCalls
from .stacks import HiddenStack, ResourceFailure, reason_of
from .state import StackInstance, StackSet
from .templates import read_template


def deploy(aws: InnerCalls, stack_set: StackSet, instance: StackInstance) -> str | None:
    """Returns why it failed."""
    with aws.acting_in(instance.account):
        return _deploy(aws, stack_set, instance)


def _deploy(aws: InnerCalls, stack_set: StackSet, instance: StackInstance) -> str | None:
    definition = stack_set.definition
    declared = read_template(definition.template).get("Parameters") or {}
    given = {**definition.parameters, **instance.overrides}
    parameters = {name: value for name, value in given.items() if name in declared}
    backend = cloudformation_backends[instance.account][instance.region]
    stack = backend.stacks.get(instance.stack_id or "")
    if stack is not None and stack.status == "ROLLBACK_COMPLETE":
        # Nothing but its name is left of it, and it cannot be updated.
        del backend.stacks[stack.stack_id]
        stack = None
    try:
        if stack is None:
            stack = _new_stack(aws, stack_set, instance, parameters)
            instance.stack_id = stack.stack_id
            backend.stacks[stack.stack_id] = stack
            stack.make()
        elif isinstance(stack, HiddenStack):
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


def remove(aws: InnerCalls, instance: StackInstance) -> str | None:
    """Returns why it failed."""
    backend = cloudformation_backends[instance.account][instance.region]
    stack = backend.stacks.get(instance.stack_id or "")
    if not isinstance(stack, HiddenStack):
        return None
    try:
        if stack.status != "ROLLBACK_COMPLETE":
            with aws.acting_in(instance.account):
                stack.remove()
    except ResourceFailure as failure:
        return str(failure)
    del backend.stacks[stack.stack_id]
    stack.status = "DELETE_COMPLETE"
    backend.deleted_stacks[stack.stack_id] = stack
    return None
