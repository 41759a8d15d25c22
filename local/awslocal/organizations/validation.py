"""Checks every request against the service model of AWS Organizations, as botocore carries it.

The SDKs leave lengths and patterns to the service, which answers with InvalidInputException and a Reason.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from botocore.loaders import create_loader
from botocore.model import ListShape, ServiceModel, Shape, StringShape, StructureShape

from ..errors import AwsError, invalid_input
from ..shapes import pattern_of

# Parameters whose error has a more precise reason than INVALID_PATTERN.
PATTERN_REASONS = {
    "PolicyId": "INVALID_SYNTAX_POLICY_ID",
    "PolicyTargetId": "INVALID_PATTERN_TARGET_ID",
    "RoleName": "INVALID_ROLE_NAME",
}


@cache
def service_model() -> ServiceModel:
    return ServiceModel(create_loader().load_service_model("organizations", "service-2"), "organizations")


def validate(operation: str, request: dict[str, Any]) -> None:
    """Raises for the first violation of lengths, patterns, enumerations and required members."""
    shape = service_model().operation_model(operation).input_shape
    if shape is not None:
        _structure(shape, request)


def _structure(shape: StructureShape, value: Any) -> None:
    if not isinstance(value, dict):
        raise AwsError("SerializationException", f"{shape.name} must be an object.")
    for name in shape.required_members:
        if value.get(name) is None:
            raise invalid_input("INPUT_REQUIRED", f"You must include a value for all required parameters: {name}.")
    for name, member in shape.members.items():
        if value.get(name) is not None:
            _value(member, name, value[name])


def _value(shape: Shape, name: str, value: Any) -> None:
    if isinstance(shape, StructureShape):
        _structure(shape, value)
    elif isinstance(shape, ListShape):
        if not isinstance(value, list):
            raise AwsError("SerializationException", f"{name} must be a list.")
        for item in value:
            _value(shape.member, name, item)
    elif isinstance(shape, StringShape):
        if not isinstance(value, str):
            raise AwsError("SerializationException", f"{name} must be a string.")
        _string(shape, name, value)
    elif shape.type_name == "integer":
        _integer(shape, name, value)


def _string(shape: StringShape, name: str, value: str) -> None:
    if shape.enum:
        if value not in shape.enum:
            reason = "INVALID_ENUM_POLICY_TYPE" if shape.name == "PolicyType" else "INVALID_ENUM"
            raise invalid_input(reason, f"You specified an invalid value for {name}.")
        return
    metadata = shape.metadata
    if len(value) > metadata.get("max", len(value)):
        raise invalid_input("MAX_LENGTH_EXCEEDED", f"{name} is longer than {metadata['max']} characters.")
    if len(value) < metadata.get("min", 0):
        raise invalid_input("MIN_LENGTH_EXCEEDED", f"{name} is shorter than {metadata['min']} characters.")
    if "pattern" in metadata and not pattern_of(metadata["pattern"]).fullmatch(value):
        reason = PATTERN_REASONS.get(shape.name, "INVALID_PATTERN")
        raise invalid_input(reason, f"You provided a value for {name} that does not match the required pattern.")


def _integer(shape: Shape, name: str, value: Any) -> None:
    if not isinstance(value, int):
        raise AwsError("SerializationException", f"{name} must be an integer.")
    if value > shape.metadata.get("max", value):
        raise invalid_input("MAX_VALUE_EXCEEDED", f"{name} is larger than {shape.metadata['max']}.")
    if value < shape.metadata.get("min", value):
        raise invalid_input("MIN_VALUE_EXCEEDED", f"{name} is smaller than {shape.metadata['min']}.")
