"""Whether a resource's policy lets an AWS service do something.

Source: "Policy evaluation logic" and "IAM JSON policy elements: Condition operators" in the IAM User Guide. A condition on a key
that the request does not have is met only by a negated operator and by ...IfExists.
"""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from typing import Any


def allows_service(
    policy: str | bytes | None, service: str, action: str, resource: str, values: dict[str, str] | None = None
) -> bool:
    """Whether an Allow statement covers the request and no Deny statement does. `service`: `cloudtrail.amazonaws.com`.
    `values`: the request's condition keys in lower case."""
    if not policy:
        return False
    document = json.loads(policy)
    known = {"aws:principalisawsservice": "true", "aws:securetransport": "true", **(values or {})}
    covering = {
        statement.get("Effect")
        for statement in listed(document.get("Statement"))
        if _covers(statement, service, action, resource) and _is_met(statement.get("Condition") or {}, known)
    }
    return "Allow" in covering and "Deny" not in covering


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _covers(statement: dict[str, Any], service: str, action: str, resource: str) -> bool:
    if "NotPrincipal" in statement:
        named = not _names(statement["NotPrincipal"], service)
    else:
        named = _names(statement.get("Principal"), service)
    return named and _matches(statement, "Action", action.lower(), True) and _matches(statement, "Resource", resource)


def _names(principal: Any, service: str) -> bool:
    if principal == "*":
        return True
    if not isinstance(principal, dict):
        return False
    return service in listed(principal.get("Service")) or "*" in listed(principal.get("AWS")) + listed(
        principal.get("Service")
    )


def _matches(statement: dict[str, Any], element: str, value: str, in_lower_case: bool = False) -> bool:
    negated = f"Not{element}"
    patterns = listed(statement.get(element, statement.get(negated)))
    found = any(fnmatchcase(value, one.lower() if in_lower_case else one) for one in patterns)
    return found if element in statement else negated in statement and not found


def _is_met(condition: dict[str, Any], known: dict[str, str]) -> bool:
    return all(
        _test(operator, known.get(key.lower()), [str(one) for one in listed(expected)])
        for operator, keys in condition.items()
        for key, expected in keys.items()
    )


def _test(operator: str, value: str | None, expected: list[str]) -> bool:
    name = operator.split(":")[-1].lower()
    if name == "null":
        return (value is None) == (expected[0].lower() == "true")
    if value is None:
        return name.endswith("ifexists") or "not" in name
    name = name.removesuffix("ifexists")
    negated = "not" in name
    name = name.replace("not", "")
    if name in ("stringlike", "arnlike", "arnequals"):
        found = any(fnmatchcase(value, one) for one in expected)
    elif name in ("stringequalsignorecase", "bool"):
        found = value.lower() in [one.lower() for one in expected]
    else:
        found = value in expected
    return found != negated
