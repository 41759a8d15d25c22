"""What moto's CloudFormation lacks: RetainExceptOnCreate, resources that stay when a template no longer has them, and a deletion by hand that
fails.

Source: "DeletionPolicy attribute" in the template reference: with Retain and RetainExceptOnCreate, a resource stays when its stack is deleted, and when
an update takes it out of the template.
"""

from __future__ import annotations

from typing import Any

from moto.cloudformation.models import CloudFormationBackend
from moto.cloudformation.parsing import ResourceMap

from .stack_sets.stack_resources import RETAIN
from .stack_sets.stacks import HiddenStack

_delete_stack = CloudFormationBackend.delete_stack
_delete_resources = ResourceMap.delete
_update_resources = ResourceMap.update


def _delete(self: CloudFormationBackend, name_or_stack_id: str) -> None:
    """DeleteStack answers before the stack is gone, so it never fails because of a resource."""
    found = next((one for one in self.stacks.values() if name_or_stack_id in (one.stack_id, one.name)), None)
    if not isinstance(found, HiddenStack):
        _delete_stack(self, name_or_stack_id)
        return
    found.delete()
    if found.status == "DELETE_COMPLETE":
        self.deleted_stacks[found.stack_id] = self.stacks.pop(found.stack_id)


def _forget(resources: ResourceMap, keys: list[str]) -> None:
    """moto deletes no resource that it does not know."""
    for key in keys:
        if resources._resource_json_map[key].get("DeletionPolicy") in RETAIN:
            resources._parsed_resources.pop(key, None)


def _delete_all(self: ResourceMap) -> None:
    _forget(self, list(self._resource_json_map))
    _delete_resources(self)


def _update(self: ResourceMap, template: dict[str, Any], parameters: dict[str, Any] | None = None) -> None:
    _forget(self, [key for key in self._resource_json_map if key not in template["Resources"]])
    _update_resources(self, template, parameters)


def install() -> None:
    CloudFormationBackend.delete_stack = _delete  # type: ignore[method-assign]
    ResourceMap.delete = _delete_all  # type: ignore[method-assign]
    ResourceMap.update = _update  # type: ignore[method-assign]
