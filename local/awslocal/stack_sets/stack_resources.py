"""The resources of a stack in the order of their references, with what each was made of.

An update changes what differs after the parameters are filled in, and Retain keeps a resource. moto ignores types that it does not know; here
they fail.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from moto.cloudformation.parsing import ResourceMap, parse_and_update_resource

from ..inner_calls import InnerCalls
from .intrinsics import clean_json
from .known_types import can_update, has_same_name, is_known, properties_of, type_of
from .resource_types.base import OwnResource, Properties, ResourceType, Where
from .resource_types.moto_types import READERS
from .stack_failures import ResourceFailure, reason_of
from .templates import Template, references

RETAIN = ("Retain", "RetainExceptOnCreate")


class StackResources(ResourceMap):
    """The resources of a stack, with what each was made of."""

    def __init__(self, aws: InnerCalls, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._aws = aws
        # moto makes what is looked up. Here that is so only while the stack is being made or changed.
        self._is_working = False
        # By logical id, in the order of their creation: the resource of the template with all values filled in.
        self.made: dict[str, dict[str, Any]] = {}

    def __getitem__(self, key: str) -> Any:
        if key in self._parsed_resources or key not in self._resource_json_map:
            return super().__getitem__(key)
        definition = self._resource_json_map[key]
        resource_type = definition["Type"]
        if not self._is_working or not self._is_wanted(definition):
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
            raise ResourceFailure(key, resource_type, reason_of(error, resource_type)) from error
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
        own, reader = type_of(self.made[key]["Type"]), READERS.get(self.made[key]["Type"])
        resource = self._parsed_resources.get(key)
        if resource is None or (own is None and reader is None):
            return None
        where = self._where(key)
        try:
            if own is not None:
                actual = own.actual(where, resource)
            else:
                assert reader is not None
                actual = reader(where.client, self.physical_id(key))
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

    @contextmanager
    def _working(self) -> Iterator[None]:
        self._is_working = True
        try:
            yield
        finally:
            self._is_working = False

    def make(self) -> None:
        self.tags.update(
            {
                "aws:cloudformation:stack-name": self["AWS::StackName"],
                "aws:cloudformation:stack-id": self["AWS::StackId"],
            }
        )
        with self._working():
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
        with self._working():
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
                self._replace(key, before, filled)
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
            raise ResourceFailure(key, filled["Type"], reason_of(error, filled["Type"])) from error

    def _replace(self, key: str, before: dict[str, Any], filled: dict[str, Any]) -> None:
        """As AWS does, the new one is made first, and the old one stays with UpdateReplacePolicy Retain. Only of moto's types, most of
        which AWS would change in place, the old one goes first."""
        if type_of(before["Type"]) is None or type_of(filled["Type"]) is None:
            self._delete(key, before)
            self._parsed_resources.pop(key)
            self.made.pop(key)
            self[key]
            return
        if has_same_name(before, filled):
            raise ValueError(
                f"CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename {key} and update the stack again"
            )
        old = self._parsed_resources.pop(key)
        try:
            self[key]
        except Exception:
            self._parsed_resources[key] = old
            raise
        new = self._parsed_resources[key]
        if filled.get("UpdateReplacePolicy") not in RETAIN:
            self._parsed_resources[key] = old
            try:
                self._delete(key, before)
            finally:
                self._parsed_resources[key] = new

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
            raise ResourceFailure(key, made["Type"], reason_of(error, made["Type"])) from error

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
