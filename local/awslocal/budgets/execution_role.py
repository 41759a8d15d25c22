"""The role through which AWS Budgets executes an action: whom it trusts, and what it allows.

Only Allow statements with actions and resources are read, with their wildcards. Conditions are taken as met, but for
aws:SourceAccount in the trust policy.
"""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from typing import Any

from moto.iam.models import iam_backends

from ..errors import AwsError

SERVICE = "budgets.amazonaws.com"


def check_trust(account: str, role_arn: str) -> None:
    """Raises if AWS Budgets cannot assume the role. Source: the provider retries AccessDeniedException while a new role
    spreads."""
    role = _role(account, role_arn)
    trust = json.loads(role.assume_role_policy_document) if role is not None else {}
    if not any(_trusts(statement, account) for statement in _listed(trust.get("Statement"))):
        raise AwsError("AccessDeniedException", f"AWS Budgets can't assume the role {role_arn}.")


def _trusts(statement: dict[str, Any], account: str) -> bool:
    principal = statement.get("Principal")
    services = _listed(principal.get("Service")) if isinstance(principal, dict) else []
    condition = statement.get("Condition") or {}
    sources = [
        value
        for operator in condition.values()
        for key, values in operator.items()
        if key.lower() == "aws:sourceaccount"
        for value in _listed(values)
    ]
    return (
        statement.get("Effect") == "Allow"
        and SERVICE in services
        and any(fnmatchcase("sts:AssumeRole", action) for action in _listed(statement.get("Action")))
        and (not sources or account in sources)
    )


def allows(account: str, role_arn: str, action: str, resources: list[str]) -> bool:
    """Whether the role allows the action on every resource."""
    role = _role(account, role_arn)
    if role is None:
        return False
    statements = statements_of(role)
    return all(any(_allows(statement, action, resource) for statement in statements) for resource in resources)


def statements_of(role: Any) -> list[dict[str, Any]]:
    """Those of all policies of a role of moto's IAM."""
    documents = [*role.policies.values(), *(policy.document for policy in role.managed_policies.values())]
    return [
        statement
        for document in documents
        for statement in _listed((json.loads(document) if isinstance(document, str) else document).get("Statement"))
    ]


def _allows(statement: dict[str, Any], action: str, resource: str) -> bool:
    return (
        statement.get("Effect") == "Allow"
        and any(fnmatchcase(action.lower(), str(one).lower()) for one in _listed(statement.get("Action")))
        and any(fnmatchcase(resource, str(one)) for one in _listed(statement.get("Resource")))
    )


def _role(account: str, role_arn: str) -> Any:
    if role_arn.split(":")[4] != account:
        raise AwsError("InvalidParameterException", "The role and the action must be in the same account.")
    roles: dict[str, Any] = iam_backends[account]["aws"].roles
    return next((role for role in roles.values() if role.arn == role_arn), None)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
