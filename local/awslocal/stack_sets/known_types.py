"""Which types of resources there are: our own (resource_types/), and moto's."""

from __future__ import annotations

from typing import Any

from moto.cloudformation.parsing import NULL_MODELS, resource_class_from_type

from .resource_types import TYPES
from .resource_types.base import Properties, ResourceType
from .resource_types.custom_resources import CUSTOM


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


def has_same_name(before: dict[str, Any], now: dict[str, Any]) -> bool:
    """Whether the template gives both resources of a type the same name."""
    own = type_of(now["Type"])
    if own is None or own.name_property is None or before["Type"] != now["Type"]:
        return False
    name = (now.get("Properties") or {}).get(own.name_property)
    return name is not None and name == (before.get("Properties") or {}).get(own.name_property)
