"""Stacks as StackSets make them: one that fails is rolled back, and its events say which resource failed and why. They are in moto's
CloudFormation, so DescribeStacks and DescribeStackEvents in the account show them, and somebody may change and delete them there.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any, ClassVar

from moto.cloudformation.models import Event, Stack

from ..inner_calls import Actor, InnerCalls
from .stack_failures import ResourceFailure, reason_of
from .stack_resources import StackResources
from .templates import read_template

AGENT = "cloudformation.amazonaws.com"
# Source: the same page of the user guide as in drift.py.
WITH_DRIFT = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "UPDATE_ROLLBACK_FAILED")


class HiddenStack(Stack):
    """A stack that a StackSet makes in an account."""

    class Meta(Stack.Meta):
        # moto finds these by the name of its class.
        serialization_aliases: ClassVar = {
            **Stack.Meta.serialization_aliases,
            "StackName": "name",
            "StackStatus": "status",
        }

    resource_map: StackResources

    def __init__(self, aws: InnerCalls, **kwargs: Any):
        self._aws = aws
        super().__init__(**kwargs)

    @staticmethod
    def cloudformation_name_type() -> str:
        return ""

    def is_created(self) -> bool:
        return True

    def _parse_template(self) -> None:
        self.template_dict = read_template(str(self.template))

    def _create_resource_map(self) -> StackResources:
        resources = StackResources(
            self._aws,
            self.stack_id,
            self.name,
            self.parameters,
            self.tags,
            account_id=self.account_id,
            region_name=self.region_name,
            template=self.template_dict,
            cross_stack_resources=self.cross_stack_resources,
        )
        resources.load()
        return resources

    @property
    def stack_resources(self) -> list[Any]:
        """Those that there are."""
        return [self.resource_map[key] for key in self.resource_map.made]

    def _make(self) -> None:
        self.resource_map.make()
        try:
            _ = self.outputs
        except Exception as error:
            raise ResourceFailure(self.name, self.cloudformation_type(), reason_of(error)) from error

    def make(self) -> None:
        """Raises ResourceFailure. What was made is deleted then."""
        self._add_stack_event("CREATE_IN_PROGRESS", resource_status_reason="User Initiated")
        try:
            self._make()
        except ResourceFailure as failure:
            self._note(failure, "CREATE_FAILED")
            self._note_status(
                "ROLLBACK_IN_PROGRESS", f"The following resource(s) failed to create: [{failure.logical_id}]."
            )
            self._roll_back()
            raise
        self._note_status("CREATE_COMPLETE")

    def _roll_back(self) -> None:
        try:
            self.resource_map.remove_all(retains=False)
            self._note_status("ROLLBACK_COMPLETE")
        except ResourceFailure as another:
            self._note(another, "DELETE_FAILED")
            self._note_status("ROLLBACK_FAILED", f"The following resource(s) failed to delete: [{another.logical_id}].")

    def change(self, template: str, parameters: dict[str, str], tags: dict[str, str]) -> None:
        """Raises ResourceFailure. The stack is as before then."""
        before = (self.template, self.parameters)
        self._note_status("UPDATE_IN_PROGRESS", "User Initiated")
        try:
            self._apply(template, parameters)
        except ResourceFailure as failure:
            self._note(failure, "UPDATE_FAILED")
            self._note_status(
                "UPDATE_ROLLBACK_IN_PROGRESS", f"The following resource(s) failed to update: [{failure.logical_id}]."
            )
            try:
                self._apply(str(before[0]), before[1])
                self._note_status("UPDATE_ROLLBACK_COMPLETE")
            except ResourceFailure as another:
                self._note(another, "UPDATE_FAILED")
                self._note_status("UPDATE_ROLLBACK_FAILED")
            raise
        self.tags = tags
        self._note_status("UPDATE_COMPLETE")

    def _apply(self, template: str, parameters: dict[str, str]) -> None:
        self.template, self.parameters = template, parameters
        self._parse_template()
        self.description = self.template_dict.get("Description")
        self.resource_map.change(self.template_dict, parameters)
        self.output_map = self._create_output_map()

    def remove(self) -> None:
        self._note_status("DELETE_IN_PROGRESS", "User Initiated")
        try:
            self.resource_map.remove_all(retains=True)
        except ResourceFailure as failure:
            self._note(failure, "DELETE_FAILED")
            self._note_status("DELETE_FAILED", f"The following resource(s) failed to delete: [{failure.logical_id}].")
            raise
        self._note_status("DELETE_COMPLETE")

    def delete(self) -> None:
        """By hand, in the account. The status says whether it failed."""
        with self._aws.acting_as(Actor(self.account_id, "", AGENT)), suppress(ResourceFailure):
            self.remove()

    def update(
        self,
        template: str,
        role_arn: str | None = None,
        parameters: dict[str, Any] | None = None,
        tags: dict[str, str] | None = None,
    ) -> None:
        """By hand, in the account. The status says whether it failed."""
        given = self.parameters if parameters is None else parameters
        with self._aws.acting_as(Actor(self.account_id, role_arn or "", AGENT)), suppress(ResourceFailure):
            self.change(template, given, self.tags if tags is None else tags)

    def _note_status(self, status: str, reason: str | None = None) -> None:
        self.status = status
        self._add_stack_event(status, resource_status_reason=reason)

    def _note(self, failure: ResourceFailure, status: str) -> None:
        self.events.append(
            Event(
                stack_id=self.stack_id,
                stack_name=self.name,
                logical_resource_id=failure.logical_id,
                physical_resource_id="",
                resource_type=failure.resource_type,
                resource_status=status,
                resource_status_reason=failure.reason,
                resource_properties=None,
            )
        )
