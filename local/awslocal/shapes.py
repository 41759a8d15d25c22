"""Checks requests against a service's model, as botocore carries it: required members, lengths, patterns, enumerations.

The SDKs leave lengths and patterns to the service. organizations/validation.py does the same with the reasons of
AWS Organizations.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import regex
from botocore.loaders import create_loader
from botocore.model import ListShape, MapShape, ServiceModel, Shape, StringShape, StructureShape

from .errors import AwsError

NUMBERS = {"integer", "long", "double", "float"}


@cache
def _model(service: str) -> ServiceModel:
    return ServiceModel(create_loader().load_service_model(service, "service-2"), service)


@cache
def pattern_of(text: str) -> regex.Pattern[str]:
    """A pattern of a service model. As in Java, \\w and \\d are ASCII only; \\p{L} is not."""
    return regex.compile(text, 0 if r"\p" in text else regex.ASCII)


def check_request(service: str, operation: str, request: dict[str, Any], code: str = "ValidationException") -> None:
    """Raises an error of the type `code` for the first violation."""
    shape = _model(service).operation_model(operation).input_shape
    if shape is not None:
        _Checker(code).structure(shape, "", request)


class _Checker:
    def __init__(self, code: str):
        self._code = code

    def _fail(self, path: str, value: Any, constraint: str) -> AwsError:
        shown = "null" if value is None else f"'{value}'"
        return AwsError(
            self._code,
            f"1 validation error detected: Value {shown} at '{path}' failed to satisfy constraint: {constraint}",
        )

    def structure(self, shape: StructureShape, path: str, value: Any) -> None:
        if not isinstance(value, dict):
            raise AwsError("SerializationException", f"{path or 'The request'} must be an object.")
        for name in shape.required_members:
            if value.get(name) is None:
                raise self._fail(_join(path, name), None, "Member must not be null")
        for name, member in shape.members.items():
            if value.get(name) is not None:
                self._value(member, _join(path, name), value[name])

    def _value(self, shape: Shape, path: str, value: Any) -> None:
        if isinstance(shape, StructureShape):
            # A document is any JSON.
            if not shape.is_document_type:
                self.structure(shape, path, value)
        elif isinstance(shape, ListShape):
            self._list(shape, path, value)
        elif isinstance(shape, MapShape):
            if not isinstance(value, dict):
                raise AwsError("SerializationException", f"{path} must be a map.")
            for key, item in value.items():
                self._value(shape.key, path, key)
                self._value(shape.value, _join(path, key), item)
        elif isinstance(shape, StringShape):
            self._string(shape, path, value)
        elif shape.type_name in NUMBERS:
            self._number(shape, path, value)

    def _list(self, shape: ListShape, path: str, value: Any) -> None:
        if not isinstance(value, list):
            raise AwsError("SerializationException", f"{path} must be a list.")
        self._length(shape, path, value)
        for number, item in enumerate(value, 1):
            self._value(shape.member, f"{path}.{number}.member", item)

    def _string(self, shape: StringShape, path: str, value: Any) -> None:
        if not isinstance(value, str):
            raise AwsError("SerializationException", f"{path} must be a string.")
        if shape.enum:
            if value not in shape.enum:
                raise self._fail(path, value, f"Member must satisfy enum value set: [{', '.join(shape.enum)}]")
            return
        self._length(shape, path, value)
        if "pattern" in shape.metadata and not pattern_of(shape.metadata["pattern"]).fullmatch(value):
            raise self._fail(
                path, value, f"Member must satisfy regular expression pattern: {shape.metadata['pattern']}"
            )

    def _length(self, shape: Shape, path: str, value: str | list[Any]) -> None:
        if len(value) > shape.metadata.get("max", len(value)):
            raise self._fail(path, value, f"Member must have length less than or equal to {shape.metadata['max']}")
        if len(value) < shape.metadata.get("min", 0):
            raise self._fail(path, value, f"Member must have length greater than or equal to {shape.metadata['min']}")

    def _number(self, shape: Shape, path: str, value: Any) -> None:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise AwsError("SerializationException", f"{path} must be a number.")
        if value > shape.metadata.get("max", value):
            raise self._fail(path, value, f"Member must have value less than or equal to {shape.metadata['max']}")
        if value < shape.metadata.get("min", value):
            raise self._fail(path, value, f"Member must have value greater than or equal to {shape.metadata['min']}")


def _join(path: str, name: str) -> str:
    lower = name[:1].lower() + name[1:]
    return f"{path}.{lower}" if path else lower
