"""The effective policy of an account, from the management policies on its path.

Source: "Understanding management policy inheritance", for the operators that set values (`@@assign`, `@@append`,
`@@remove`), for `@@operators_allowed_for_child_policies`, and, in examples 5 and 6, for policies at one level. "AI
services opt-out policy syntax" and "Backup policy syntax", for what `@@operators_allowed_for_child_policies` means on
a map: whether children may add keys to it.
"""

from __future__ import annotations

import json
from typing import Any

from ..errors import AwsError
from ..registry import Caller, Context, Request, Response, operation

ALLOWED = "@@operators_allowed_for_child_policies"
OPERATORS = ("@@assign", "@@append", "@@remove")

Path = tuple[str, ...]
# The operators that the levels above allow, by path in lower case.
Allowed = dict[Path, set[str]]
# The settings by path in lower case: the path in its first spelling, and the value.
Settings = dict[Path, tuple[Path, Any]]


def _key(path: Path) -> Path:
    """Keys are compared regardless of case, as in AWS."""
    return tuple(name.lower() for name in path)


def merge_level(settings: Settings, documents: list[dict[str, Any]], allowed: Allowed) -> None:
    """Adds the policies of one level, in the order of their attachment, to the result of the levels above."""
    known = {path[:length] for path in settings for length in range(len(path) + 1)}
    changes: dict[Path, tuple[Path, list[tuple[str, Any]]]] = {}
    for document in documents:
        _collect(document, (), known, allowed, changes)
    for key, (path, operations) in changes.items():
        spelt, value = settings.get(key, (_spelling(path, settings), None))
        assigned = [operand for name, operand in operations if name == "@@assign"]
        if assigned:
            # The policy that was attached first wins.
            value = assigned[0]
        for name, operand in operations:
            if name == "@@append" and (value is None or isinstance(value, list)):
                items = operand if isinstance(operand, list) else [operand]
                value = _without_duplicates(value or [], items)
        removed = False
        for name, operand in operations:
            if name == "@@remove" and isinstance(value, list):
                items = operand if isinstance(operand, list) else [operand]
                value = [item for item in value if item not in items]
                removed = True
        # A list without items is no longer set.
        if value is None or (removed and value == []):
            settings.pop(key, None)
        else:
            settings[key] = (spelt, value)


def _without_duplicates(value: list[Any], items: list[Any]) -> list[Any]:
    result = list(value)
    for item in items:
        if item not in result:
            result.append(item)
    return result


def _spelling(path: Path, settings: Settings) -> Path:
    """The path with each key in its first spelling."""
    spelt = []
    for index, name in enumerate(path):
        above = _key(path[:index])
        for known in settings.values():
            if _key(known[0][:index]) == above and len(known[0]) > index and known[0][index].lower() == name.lower():
                name = known[0][index]
                break
        spelt.append(name)
    return tuple(spelt)


def _collect(
    node: dict[str, Any],
    path: Path,
    known: set[Path],
    allowed: Allowed,
    changes: dict[Path, tuple[Path, list[tuple[str, Any]]]],
) -> None:
    for name, value in node.items():
        if name.startswith("@@") or not isinstance(value, dict):
            continue
        here = (*path, name)
        may = allowed.get(_key(path))
        if may is not None and not may & {"@@assign", "@@append"} and _key(here) not in known:
            continue
        operations = [(operator, value[operator]) for operator in OPERATORS if operator in value]
        if not operations:
            _collect(value, here, known, allowed, changes)
            continue
        may = allowed.get(_key(here), set(OPERATORS))
        for operator, operand in operations:
            if operator in may:
                changes.setdefault(_key(here), (here, []))[1].append((operator, operand))


def collect_allowed(document: dict[str, Any], allowed: Allowed, path: Path = ()) -> None:
    """Adds what a policy allows the policies below it. It cannot allow more than the policies above and beside it."""
    if isinstance(document.get(ALLOWED), list):
        given = set(OPERATORS) if "@@all" in document[ALLOWED] else set(document[ALLOWED]) & set(OPERATORS)
        allowed[_key(path)] = allowed.get(_key(path), set(OPERATORS)) & given
    for name, value in document.items():
        if isinstance(value, dict) and not name.startswith("@@"):
            collect_allowed(value, allowed, (*path, name))


def to_document(settings: Settings) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for path, value in settings.values():
        node = document
        for name in path[:-1]:
            node = node.setdefault(name, {})
        node[path[-1]] = value
    return document


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
    settings: Settings = {}
    allowed: Allowed = {}
    found = False
    for node in organization.path_to(account):
        documents = [json.loads(policy.content) for policy in node.attached(policy_type)]
        merge_level(settings, documents, allowed)
        # What a policy forbids applies to the policies below it, not to those beside it.
        for document in documents:
            collect_allowed(document, allowed)
        found = found or bool(documents)
    if not found:
        raise AwsError("EffectivePolicyNotFoundException", "The account doesn't have an effective policy of this type.")
    return {
        "EffectivePolicy": {
            "PolicyContent": json.dumps(to_document(settings), separators=(",", ":")),
            "LastUpdatedTimestamp": context.now,
            "TargetId": account.id,
            "PolicyType": policy_type,
        }
    }
