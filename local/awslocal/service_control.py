"""What the service control policies of an account deny. Elsewhere in the local AWS they have no effect; they bind what StackSets and their
functions do in an account, because that is where guardrails and baselines meet.

Only Deny statements on all resources are read, with conditions on the principal's ARN and the region. A statement with another condition, or on
some resources only, denies nothing here.
"""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any

from .organizations.model import Organization

TYPE = "SERVICE_CONTROL_POLICY"
# By IAM's operators without "IfExists": whether patterns have wildcards, and whether the operator negates.
OPERATORS = {
    "ArnLike": (True, False),
    "ArnEquals": (True, False),
    "StringLike": (True, False),
    "StringEquals": (False, False),
    "ArnNotLike": (True, True),
    "ArnNotEquals": (True, True),
    "StringNotLike": (True, True),
    "StringNotEquals": (False, True),
}


def denial(organization: Organization | None, account: str, principal: str, action: str, region: str) -> str | None:
    """Why the account's SCPs deny the action, in IAM's words. They do not bind the management account."""
    known = organization.accounts.get(account) if organization else None
    if organization is None or known is None or known is organization.management:
        return None
    if TYPE not in organization.root.enabled_policy_types:
        return None
    values = {"aws:principalarn": principal, "aws:requestedregion": region}
    for node in organization.path_to(known):
        for policy in node.attached(TYPE):
            if any(_denies(statement, action, values) for statement in _statements(policy.content)):
                return f"{principal} is not authorized to perform: {action} with an explicit deny in a service control policy: {policy.arn}"
    return None


@lru_cache(maxsize=500)
def _statements(content: str) -> list[dict[str, Any]]:
    return [one for one in _listed(json.loads(content).get("Statement")) if one.get("Effect") == "Deny"]


def _denies(statement: dict[str, Any], action: str, values: dict[str, str]) -> bool:
    if "*" not in _listed(statement.get("Resource")):
        return False
    if "NotAction" in statement:
        is_meant = not _matches(action.lower(), [str(one).lower() for one in _listed(statement["NotAction"])])
    else:
        is_meant = _matches(action.lower(), [str(one).lower() for one in _listed(statement.get("Action"))])
    return is_meant and all(
        _holds(operator, key, _listed(wanted), values)
        for operator, keys in (statement.get("Condition") or {}).items()
        for key, wanted in keys.items()
    )


def _holds(operator: str, key: str, wanted: list[Any], values: dict[str, str]) -> bool:
    known = OPERATORS.get(operator.removesuffix("IfExists").split(":")[-1])
    value = values.get(key.lower())
    if known is None or value is None:
        return False
    has_wildcards, negates = known
    found = _matches(value, [str(one) for one in wanted]) if has_wildcards else value in wanted
    return found != negates


def _matches(value: str, patterns: list[str]) -> bool:
    return any(fnmatchcase(value, pattern.replace("[", "[[]")) for pattern in patterns)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
