"""Filters of Cost Explorer, AWS Budgets and cost categories: And, Or, Not, Dimensions, Tags, CostCategories.

Source: API reference of AWS Cost Explorer, Expression.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from ..errors import AwsError
from .figures import Attributes

Predicate = Callable[[Attributes], bool]
OPERATORS = ("And", "Or", "Not", "Dimensions", "Tags", "CostCategories")
TYPES_OF_MATCH = {"EQUALS", "ABSENT", "STARTS_WITH", "ENDS_WITH", "CONTAINS", "GREATER_THAN_OR_EQUAL"}
# What Cost Explorer writes where a charge has no such attribute.
NONE = {
    "AZ": "NoAZ",
    "INSTANCE_TYPE": "NoInstanceType",
    "INSTANCE_TYPE_FAMILY": "NoInstanceTypeFamily",
    "OPERATING_SYSTEM": "NoOperatingSystem",
    "PLATFORM": "NoPlatform",
    "REGION": "NoRegion",
    "TENANCY": "NoTenancy",
    "USAGE_TYPE": "NoUsageType",
    "OPERATION": "NoOperation",
    "DATABASE_ENGINE": "NoDatabaseEngine",
    "PURCHASE_TYPE": "",
    "RESERVATION_ID": "NoReservationId",
}
CONSTANT = {
    "BILLING_ENTITY": "AWS",
    "LEGAL_ENTITY_NAME": "Amazon Web Services, Inc.",
    "INVOICING_ENTITY": "Amazon Web Services, Inc.",
}


class Names(Protocol):
    """What a filter looks up: names of accounts, active tags, and values of cost categories."""

    def account_name(self, account: str) -> str: ...

    def tag(self, attributes: Attributes, key: str) -> str | None: ...

    def category(self, attributes: Attributes, name: str) -> str | None: ...


def dimension_of(names: Names, key: str) -> Callable[[Attributes], str]:
    """A function that gives the value of a dimension."""
    simple: dict[str, Callable[[Attributes], str]] = {
        "LINKED_ACCOUNT": lambda attributes: attributes.account,
        "SERVICE": lambda attributes: attributes.service,
        "SERVICE_CODE": lambda attributes: attributes.service.replace(" ", ""),
        "REGION": lambda attributes: attributes.region or NONE["REGION"],
        "RECORD_TYPE": lambda attributes: attributes.kind,
        "USAGE_TYPE": lambda attributes: attributes.usage_type or NONE["USAGE_TYPE"],
        "OPERATION": lambda attributes: attributes.operation or NONE["OPERATION"],
        "LINKED_ACCOUNT_NAME": lambda attributes: names.account_name(attributes.account),
    }
    value = CONSTANT.get(key, NONE.get(key, ""))
    return simple.get(key, lambda _: value)


def compiled(expression: dict[str, Any], names: Names, depth: int = 0) -> Predicate:
    given = [name for name in OPERATORS if expression.get(name)]
    if len(given) != 1:
        raise AwsError(
            "ValidationException",
            "An expression must have exactly one of And, Or, Not, Dimensions, Tags, CostCategories; "
            f"it has {', '.join(given) or 'none'}.",
        )
    name, operand = given[0], expression[given[0]]
    if name == "Not":
        inner = compiled(operand, names, depth + 1)
        return lambda attributes: not inner(attributes)
    if name in ("And", "Or"):
        if len(operand) < 2:
            raise AwsError("ValidationException", f"The operator {name} must have at least two operands.")
        predicates = [compiled(one, names, depth + 1) for one in operand]
        joined = all if name == "And" else any
        return lambda attributes: joined(predicate(attributes) for predicate in predicates)
    return _values(name, operand, names)


def _values(kind: str, operand: dict[str, Any], names: Names) -> Predicate:
    key = operand.get("Key")
    if not key:
        raise AwsError("ValidationException", f"{kind} must have a Key.")
    value_of = _value_of(kind, key, names)
    options = set(operand.get("MatchOptions") or [])
    values = operand.get("Values") or []
    types = options & TYPES_OF_MATCH
    if len(types) > 1:
        raise AwsError("ValidationException", f"{kind} has more than one type of match: {', '.join(sorted(types))}.")
    match = next(iter(types), "EQUALS")
    if match == "ABSENT":
        if values:
            raise AwsError("ValidationException", "The match option ABSENT has no values.")
        return lambda attributes: not value_of(attributes)
    if not values:
        raise AwsError("ValidationException", f"{kind} must have Values, unless the match option is ABSENT.")
    if "CASE_INSENSITIVE" in options:
        lower = [value.lower() for value in values]
        inner = _matcher(match, lower)
        return lambda attributes: inner((value_of(attributes) or "").lower())
    matches = _matcher(match, values)
    return lambda attributes: matches(value_of(attributes) or "")


def _value_of(kind: str, key: str, names: Names) -> Callable[[Attributes], str | None]:
    if kind == "Dimensions":
        return dimension_of(names, key)
    if kind == "Tags":
        return lambda attributes: names.tag(attributes, key)
    return lambda attributes: names.category(attributes, key)


def _matcher(match: str, values: list[str]) -> Callable[[str], bool]:
    wanted = frozenset(values)
    if match == "EQUALS":
        return lambda value: value in wanted
    if match == "STARTS_WITH":
        return lambda value: value.startswith(tuple(wanted))
    if match == "ENDS_WITH":
        return lambda value: value.endswith(tuple(wanted))
    return lambda value: any(one in value for one in wanted)
