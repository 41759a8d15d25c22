"""What the management policies from the root down to an account amount to.

Source: "Understanding management policy inheritance": operators that set values (`@@assign`, `@@append`, `@@remove`)
and `@@operators_allowed_for_child_policies`.
"""

from __future__ import annotations

import json
from typing import Any

from ..errors import AwsError
from ..registry import Caller, Context, Request, Response, operation

ALLOWED = "@@operators_allowed_for_child_policies"


def merge(
    effective: dict[str, Any],
    policy: dict[str, Any],
    forbidden: dict[tuple[str, ...], list[str]],
    path: tuple[str, ...] = (),
) -> None:
    """Adds one policy to what its ancestors gave. `forbidden` holds, by path, which operators children may use.
    Keys are compared without regard to case, as AWS does."""
    for key, value in policy.items():
        if key.startswith("@@"):
            continue
        name = next((known for known in effective if known.lower() == key.lower()), key)
        here = (*path, name.lower())
        if not isinstance(value, dict):
            effective[name] = value
        elif any(operator in value for operator in ("@@assign", "@@append", "@@remove")):
            _apply(effective, name, value, forbidden, here)
        else:
            child = effective.setdefault(name, {})
            if isinstance(child, dict):
                merge(child, value, forbidden, here)


def _apply(
    effective: dict[str, Any],
    name: str,
    value: dict[str, Any],
    forbidden: dict[tuple[str, ...], list[str]],
    path: tuple[str, ...],
) -> None:
    allowed = _allowed(forbidden, path)
    if "@@assign" in value and _may(allowed, "@@assign"):
        effective[name] = value["@@assign"]
    if "@@append" in value and _may(allowed, "@@append"):
        current = effective.get(name, [])
        effective[name] = current + [item for item in value["@@append"] if item not in current]
    if "@@remove" in value and _may(allowed, "@@remove"):
        effective[name] = [item for item in effective.get(name, []) if item not in value["@@remove"]]


def _may(allowed: list[str], operator: str) -> bool:
    return "@@all" in allowed or operator in allowed


def _allowed(forbidden: dict[tuple[str, ...], list[str]], path: tuple[str, ...]) -> list[str]:
    """The most specific setting of an ancestor, for the element or what contains it."""
    for length in range(len(path), -1, -1):
        if path[:length] in forbidden:
            return forbidden[path[:length]]
    return ["@@all"]


def collect_allowed(
    policy: dict[str, Any], forbidden: dict[tuple[str, ...], list[str]], path: tuple[str, ...] = ()
) -> None:
    """Takes over what a policy lets the policies below it do. A child cannot loosen it."""
    if ALLOWED in policy and path not in forbidden:
        forbidden[path] = policy[ALLOWED]
    for key, value in policy.items():
        if isinstance(value, dict) and not key.startswith("@@"):
            collect_allowed(value, forbidden, (*path, key.lower()))


@operation("organizations", "DescribeEffectivePolicy", Caller.MEMBER)
def describe_effective_policy(context: Context, request: Request) -> Response:
    organization = context.world.organization(context.account)
    policy_type = request["PolicyType"]
    account = organization.accounts.get(request.get("TargetId") or context.account)
    if account is None:
        raise AwsError("TargetNotFoundException", "You specified a target that doesn't exist.")
    if (
        context.account not in (account.id, organization.management.id)
        and context.account not in organization.delegations
    ):
        raise AwsError("AccessDeniedException", "You don't have permissions to access this resource.")
    effective: dict[str, Any] = {}
    forbidden: dict[tuple[str, ...], list[str]] = {}
    found = False
    for node in organization.path_to(account):
        documents = [json.loads(policy.content) for policy in node.attached(policy_type)]
        for document in documents:
            merge(effective, document, forbidden)
        # What a policy forbids binds those below it, not those beside it.
        for document in documents:
            collect_allowed(document, forbidden)
        found = found or bool(documents)
    if not found:
        raise AwsError("EffectivePolicyNotFoundException", "The account doesn't have an effective policy of this type.")
    return {
        "EffectivePolicy": {
            "PolicyContent": json.dumps(effective, separators=(",", ":")),
            "LastUpdatedTimestamp": context.now,
            "TargetId": account.id,
            "PolicyType": policy_type,
        }
    }
