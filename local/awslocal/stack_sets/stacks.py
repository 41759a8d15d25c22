"""moto's CloudFormation stacks, as AWS makes them: a stack that fails is rolled back and says which resource failed and why, an update
changes what differs after the parameters are filled in, and Retain keeps a resource.

moto ignores types that it does not know; here they fail.
"""

from __future__ import annotations

import copy
from typing import Any

from botocore.exceptions import ClientError
from moto.cloudformation.models import Event, Stack
from moto.cloudformation.parsing import (
    NULL_MODELS,
    ResourceMap,
    clean_json,
    parse_and_update_resource,
    resource_class_from_type,
)

from ..inner_calls import InnerCalls
from .resource_types import TYPES
from .resource_types.base import OwnResource, Properties, ResourceType, Where
from .resource_types.custom_resources import CUSTOM
from .templates import Template, read_template, references

RETAIN = ("Retain", "RetainExceptOnCreate")


class ResourceFailure(Exception):
    def __init__(self, logical_id: str, resource_type: str, reason: str):
        super().__init__(
            f"ResourceLogicalId:{logical_id}, ResourceType:{resource_type}, ResourceStatusReason:{reason}."
        )
        self.logical_id = logical_id
        self.resource_type = resource_type
        self.reason = reason


def reason_of(error: Exception) -> str:
    """What AWS would say. moto's errors carry a message in an attribute."""
    if isinstance(error, ClientError):
        status = error.response["ResponseMetadata"].get("HTTPStatusCode", 400)
        text = error.response["Error"]["Message"]
        return f'Resource handler returned message: "{text} (Status Code: {status}, Operation: {error.operation_name})"'
    for name in ("message", "description"):
        text = getattr(error, name, None)
        if isinstance(text, str) and text:
            return text.rstrip(".")
    return f"{type(error).__name__}: {error}".rstrip(".")


class StackResources(ResourceMap):
    """The resources of a stack, with what each was made of."""

    def __init__(self, aws: InnerCalls, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._aws = aws
        # By logical id, in the order of their creation: the resource of the template with all values filled in.
        self.made: dict[str, dict[str, Any]] = {}

    def __getitem__(self, key: str) -> Any:
        if key in self._parsed_resources or key not in self._resource_json_map:
            return super().__getitem__(key)
        definition = self._resource_json_map[key]
        resource_type = definition["Type"]
        if not self._is_wanted(definition):
            return None
        try:
            if not is_known(resource_type):
                raise NotImplementedError(
                    f"NotImplementedInLocalAws: the local AWS has no CloudFormation type {resource_type}"
                )
            own = type_of(resource_type)
            filled = self.filled_in(definition) if own else {}
            resource = self._create(own, key, filled) if own else super().__getitem__(key)
            self.made[key] = filled or self.filled_in(definition)
        except ResourceFailure:
            raise
        except Exception as error:
            raise ResourceFailure(key, resource_type, reason_of(error)) from error
        return resource

    def _create(self, own: ResourceType, key: str, filled: dict[str, Any]) -> OwnResource:
        resource = own.create(self._where(key), properties_of(filled))
        resource.cf_resource_type, resource.logical_resource_id = filled["Type"], key
        self._parsed_resources[key] = resource
        return resource

    def _where(self, key: str) -> Where:
        tags = {name: value for name, value in self.tags.items() if not name.startswith("aws:")}
        name = self._parsed_resources["AWS::StackName"]
        return Where(self._aws, self._account_id, self._region_name, self.stack_id, name, key, tags)

    def _is_wanted(self, definition: dict[str, Any]) -> bool:
        condition = definition.get("Condition")
        return not condition or bool(self.lazy_condition_map[condition])

    def filled_in(self, definition: dict[str, Any]) -> dict[str, Any]:
        filled: dict[str, Any] = clean_json(copy.deepcopy(definition), self)
        return filled

    def physical_id(self, key: str) -> str:
        return str(getattr(self._parsed_resources.get(key), "physical_resource_id", ""))

    def read(self, key: str) -> tuple[bool, Properties] | None:
        """Whether the resource is there, and its properties as they are. None if the local AWS cannot read them."""
        own = type_of(self.made[key]["Type"])
        resource = self._parsed_resources.get(key)
        if own is None or resource is None:
            return None
        try:
            actual = own.actual(self._where(key), resource)
        except NotImplementedError:
            return None
        return actual is not None, actual or {}

    def in_order(self) -> list[str]:
        """The logical ids, each after those that it refers to."""
        ordered: dict[str, None] = {}

        def add(key: str, above: tuple[str, ...]) -> None:
            if key in ordered or key in above:
                return
            definition = self._resource_json_map[key]
            depends = definition.get("DependsOn") or []
            needed = (
                references(definition) | {depends} if isinstance(depends, str) else references(definition) | {*depends}
            )
            for other in sorted(needed):
                if other in self._resource_json_map:
                    add(other, (*above, key))
            ordered[key] = None

        for key in self._resource_json_map:
            add(key, ())
        return list(ordered)

    def make(self) -> None:
        self.tags.update(
            {
                "aws:cloudformation:stack-name": self["AWS::StackName"],
                "aws:cloudformation:stack-id": self["AWS::StackId"],
            }
        )
        for key in self.in_order():
            self[key]

    def change(self, template: Template, parameters: dict[str, str]) -> None:
        """Makes what is new, changes what differs, and then deletes what is gone."""
        before = self._resource_json_map
        self._template = template
        self.input_parameters = parameters
        self.resolved_parameters.clear()
        self.load_mapping()
        self.load_parameters()
        self.load_conditions()
        self._resource_json_map = template["Resources"]
        for key in self.in_order():
            definition = self._resource_json_map[key]
            if key not in self.made:
                self[key]
            elif self._is_wanted(definition):
                self._change_one(key, definition)
        gone = [
            key
            for key in self.made
            if key not in self._resource_json_map or not self._is_wanted(self._resource_json_map[key])
        ]
        for key in reversed(gone):
            self._drop(key, before.get(key) or self.made[key])

    def _change_one(self, key: str, definition: dict[str, Any]) -> None:
        filled, before = self.filled_in(definition), self.made[key]
        now, earlier = properties_of(filled), properties_of(before)
        own = type_of(filled["Type"])
        try:
            if now == earlier and filled["Type"] == before["Type"]:
                self.made[key] = filled
            elif filled["Type"] != before["Type"] or not can_update(filled["Type"], earlier, now):
                self._replace(key, before)
            elif own is not None:
                own.update(self._where(key), self._parsed_resources[key], earlier, now)
                self.made[key] = filled
            else:
                self._parsed_resources[key] = parse_and_update_resource(
                    key, copy.deepcopy(definition), self, self._account_id, self._region_name
                )
                self.made[key] = filled
        except ResourceFailure:
            raise
        except Exception as error:
            raise ResourceFailure(key, filled["Type"], reason_of(error)) from error

    def _replace(self, key: str, before: dict[str, Any]) -> None:
        """The old one is deleted first: AWS makes the new one first, and fails if the name is the same."""
        self._delete(key, before)
        self._parsed_resources.pop(key, None)
        self.made.pop(key)
        self[key]

    def _drop(self, key: str, definition: dict[str, Any]) -> None:
        if definition.get("DeletionPolicy") not in RETAIN:
            self._delete(key, self.made[key])
        self._parsed_resources.pop(key, None)
        self.made.pop(key)

    def _delete(self, key: str, made: dict[str, Any]) -> None:
        resource = self._parsed_resources.get(key)
        if resource is None or isinstance(resource, str):
            return
        own = type_of(made["Type"])
        try:
            if own is not None:
                own.delete(self._where(key), resource, properties_of(made))
            else:
                self._delete_resource(resource, made)
        except Exception as error:
            raise ResourceFailure(key, made["Type"], reason_of(error)) from error

    def remove_all(self, retains: bool) -> None:
        """Deletes the resources, the last one first. `retains`: except those with DeletionPolicy Retain."""
        for key in reversed(list(self.made)):
            definition = self._resource_json_map.get(key) or self.made[key]
            if retains:
                self._drop(key, definition)
            else:
                self._delete(key, self.made[key])
                self._parsed_resources.pop(key, None)
                self.made.pop(key)


def type_of(name: str) -> ResourceType | None:
    """Of our own types."""
    return CUSTOM if name.startswith("Custom::") else TYPES.get(name)


def is_known(name: str) -> bool:
    return type_of(name) is not None or name in NULL_MODELS or resource_class_from_type(name) is not None


def properties_of(filled: dict[str, Any]) -> Properties:
    """Those of a resource of a template. A custom resource knows its type too."""
    properties: Properties = filled.get("Properties") or {}
    return {**properties, "__type": filled["Type"]} if type_of(filled["Type"]) is CUSTOM else properties


def can_update(name: str, before: Properties, now: Properties) -> bool:
    """In place. moto's types have updates that are not always right: of what changes the name, for example."""
    own = type_of(name)
    if own is not None:
        return all(before.get(one) == now.get(one) for one in own.replaced_by)
    model = resource_class_from_type(name)
    return model is None or not hasattr(model.update_from_cloudformation_json, "__isabstractmethod__")


class HiddenStack(Stack):
    """A stack that a StackSet makes in an account."""

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

    def make(self) -> None:
        """Raises ResourceFailure. What was made is deleted then."""
        self._add_stack_event("CREATE_IN_PROGRESS", resource_status_reason="User Initiated")
        try:
            self.resource_map.make()
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
