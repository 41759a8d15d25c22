"""What moto lacks of StackSets: the filters of the lists, and AutoDeployment, which decides what happens to the stacks
of an account that leaves."""

from __future__ import annotations

from typing import Any

from moto.cloudformation.responses import CloudFormationResponse
from moto.core.responses import ActionResult

_create = CloudFormationResponse.create_stack_set
_update = CloudFormationResponse.update_stack_set


def _create_stack_set(self: CloudFormationResponse) -> ActionResult:
    answer = _create(self)
    _keep_auto_deployment(self)
    return answer


def _update_stack_set(self: CloudFormationResponse) -> ActionResult:
    answer = _update(self)
    _keep_auto_deployment(self)
    return answer


def _keep_auto_deployment(response: CloudFormationResponse) -> None:
    given = response._get_param("AutoDeployment")
    if given is not None:
        stack_set: Any = response.cloudformation_backend.describe_stack_set(response._get_param("StackSetName"))
        stack_set.auto_deployment = given


def _list_stack_sets(self: CloudFormationResponse) -> ActionResult:
    status = self._get_param("Status")
    found = self.cloudformation_backend.list_stack_sets()
    return ActionResult({"Summaries": [one for one in found if status in (None, one.status)]})


def _list_stack_instances(self: CloudFormationResponse) -> ActionResult:
    account, region = self._get_param("StackInstanceAccount"), self._get_param("StackInstanceRegion")
    found = self.cloudformation_backend.list_stack_instances(self._get_param("StackSetName"))
    return ActionResult(
        {"Summaries": [one for one in found if account in (None, one["Account"]) and region in (None, one["Region"])]}
    )


def install() -> None:
    CloudFormationResponse.create_stack_set = _create_stack_set  # type: ignore[method-assign]
    CloudFormationResponse.update_stack_set = _update_stack_set  # type: ignore[method-assign]
    CloudFormationResponse.list_stack_sets = _list_stack_sets  # type: ignore[method-assign]
    CloudFormationResponse.list_stack_instances = _list_stack_instances  # type: ignore[method-assign]
