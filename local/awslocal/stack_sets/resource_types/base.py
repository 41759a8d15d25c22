"""Types of resources that the local AWS makes by calls of the service itself, as AWS's resource handlers do. All other types are moto's."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from moto.moto_api._internal import mock_random

from ...inner_calls import InnerCalls

Properties = dict[str, Any]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


@dataclass(frozen=True)
class Where:
    """The resource in its stack, and calls in its account and region."""

    aws: InnerCalls
    account: str
    region: str
    stack_id: str
    stack_name: str
    logical_id: str
    # Of the stack. They become tags of its resources.
    tags: dict[str, str]

    def client(self, service: str) -> Any:
        return self.aws.client(service, self.region)

    def generated_name(self, longest: int) -> str:
        """The names of the stack and the resource, both cut short if need be, and random characters."""
        suffix = "".join(mock_random.choices(LETTERS, k=12))
        resource = self.logical_id[:24]
        room = longest - len(suffix) - len(resource) - 2
        return f"{self.stack_name[:room].rstrip('-')}-{resource}-{suffix}"

    def all_tags(self, properties: Properties) -> list[dict[str, str]]:
        """Those of the resource and those of its stack."""
        own = {tag["Key"]: tag["Value"] for tag in properties.get("Tags") or []}
        return [{"Key": key, "Value": value} for key, value in {**self.tags, **own}.items()]


@dataclass
class OwnResource:
    physical_resource_id: str
    attributes: dict[str, Any] = field(default_factory=dict)
    cf_resource_type: str = ""
    logical_resource_id: str = ""

    def get_cfn_attribute(self, name: str) -> Any:
        if name not in self.attributes:
            raise ValueError(
                f"Requested attribute {name} must be a readonly property in schema for {self.cf_resource_type}"
            )
        return self.attributes[name]

    @classmethod
    def has_cfn_attr(cls, name: str) -> bool:
        return True

    def is_created(self) -> bool:
        return True


class ResourceType:
    """`replaced_by`: the properties that cannot be changed in place. `name_property`: the one that names the resource in its account."""

    replaced_by: frozenset[str] = frozenset()
    name_property: str | None = None

    def create(self, where: Where, properties: Properties) -> OwnResource:
        raise NotImplementedError

    def update(self, where: Where, resource: OwnResource, before: Properties, properties: Properties) -> None:
        raise NotImplementedError

    def delete(self, where: Where, resource: OwnResource, properties: Properties) -> None:
        raise NotImplementedError

    def actual(self, where: Where, resource: OwnResource) -> Properties | None:
        """The properties as they are; None if it is gone. Raises NotImplementedError if drift cannot be found."""
        raise NotImplementedError


TYPES: dict[str, ResourceType] = {}
T = TypeVar("T", bound=ResourceType)


def resource_type(name: str) -> Callable[[type[T]], type[T]]:
    def register(made: type[T]) -> type[T]:
        TYPES[name] = made()
        return made

    return register


def text_of(document: Any) -> str:
    """A policy document, which a template has as an object or as a text."""
    return document if isinstance(document, str) else json.dumps(document)


def given(properties: Properties, *names: str, **others: str) -> dict[str, Any]:
    """Those that the template has, for a call. `others`: the name in the call, and the property."""
    pairs = [*((name, name) for name in names), *others.items()]
    return {name: properties[key] for name, key in pairs if properties.get(key) is not None}


def is_true(value: Any) -> bool:
    """CloudFormation takes the text for the value."""
    return str(value).lower() == "true"


def camel(value: Any) -> Any:
    """Names of members begin with a small letter in some services, and with a capital in CloudFormation."""
    if isinstance(value, dict):
        return {key[:1].lower() + key[1:]: camel(inner) for key, inner in value.items()}
    return [camel(one) for one in value] if isinstance(value, list) else value
