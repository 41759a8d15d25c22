"""Drift: how the resources of a stack differ from its template.

Only values that the template sets are compared, as AWS does (user guide: "Detect unmanaged configuration changes to stacks and resources with
drift detection"): neither defaults, nor the tags of the stack, nor the code of a function, nor the key of KMS that a resource names. Resources of
which the local AWS cannot read the properties, and custom resources, are not in the list: AWS does not return NOT_CHECKED there (API reference:
StackInstanceResourceDriftsSummary). A stack that has only such resources is IN_SYNC.
"""

from __future__ import annotations

import json
from typing import Any

from moto.cloudformation.models import cloudformation_backends

from ..inner_calls import Actor, InnerCalls
from .stacks import AGENT, WITH_DRIFT, HiddenStack
from .state import ResourceDrift, StackInstance

# The order of these lists has no meaning.
UNORDERED = {
    "ManagedPolicyArns",
    "Targets",
    "Policies",
    "Tags",
    "ClientIdList",
    "ThumbprintList",
    "Action",
    "Resource",
    "NotAction",
}
# Below them, what somebody adds counts too: they have no defaults.
FREE_FORM = {"PolicyDocument", "AssumeRolePolicyDocument", "KeyPolicy", "EventPattern", "Variables"}
# Lists and maps of tags.
TAGS = ("Tags", "BackupVaultTags")
Difference = dict[str, str]


def drifts_of(aws: InnerCalls, instance: StackInstance) -> list[ResourceDrift] | str:
    """Of the resources that were looked at; or why none were."""
    stack = cloudformation_backends[instance.account][instance.region].stacks.get(instance.stack_id or "")
    if not isinstance(stack, HiddenStack):
        return f"Stack [{instance.stack_id}] does not exist"
    if stack.status not in WITH_DRIFT:
        return f"Drift detection cannot be performed on stack [{stack.stack_id}] in state [{stack.status}]"
    with aws.acting_as(Actor(instance.account, "", AGENT)):
        found = [_drift_of(stack, key) for key in stack.resource_map.made]
    return [one for one in found if one is not None]


def _drift_of(stack: HiddenStack, key: str) -> ResourceDrift | None:
    made = stack.resource_map.made[key]
    read = stack.resource_map.read(key)
    if read is None:
        return None
    is_there, actual = read
    drift = ResourceDrift(key, stack.resource_map.physical_id(key), made["Type"], "IN_SYNC")
    if not is_there:
        drift.status = "DELETED"
        return drift
    expected = made.get("Properties") or {}
    for name, value in expected.items():
        if name in actual:
            found = _without_tags_of(stack, value, actual[name]) if name in TAGS else actual[name]
            drift.differences += _differences(f"/{name}", value, found)
    if drift.differences:
        drift.status = "MODIFIED"
    return drift


def _without_tags_of(stack: HiddenStack, expected: Any, actual: Any) -> Any:
    """What the stack gives to its resources is no drift."""
    own = set(expected) if isinstance(expected, dict) else {tag["Key"] for tag in expected}
    given = {key for key in stack.tags if key not in own}
    if isinstance(actual, dict):
        return {key: value for key, value in actual.items() if key not in given and not key.startswith("aws:")}
    return [tag for tag in actual or [] if tag["Key"] not in given and not tag["Key"].startswith("aws:")]


def _differences(path: str, expected: Any, actual: Any) -> list[Difference]:
    """Texts and numbers are compared as texts, because CloudFormation takes both for each other."""
    name = path.rsplit("/", 1)[-1]
    if isinstance(expected, dict) and isinstance(actual, dict):
        return _differences_of_objects(path, expected, actual)
    if isinstance(expected, list) and isinstance(actual, list):
        return _differences_of_lists(path, expected, actual, name in UNORDERED)
    if isinstance(expected, list) != isinstance(actual, list) and name in ("Action", "Resource", "Statement"):
        return _differences(path, _listed(expected), _listed(actual))
    if _text(expected) == _text(actual):
        return []
    return [_difference(path, expected, actual)]


def _differences_of_objects(path: str, expected: dict[str, Any], actual: dict[str, Any]) -> list[Difference]:
    found: list[Difference] = []
    for key in {**expected, **actual}:
        inner = f"{path}/{key}"
        if key in expected and key in actual:
            found += _differences(inner, expected[key], actual[key])
        elif key in expected or FREE_FORM & set(path.split("/")):
            found.append(_difference(inner, expected.get(key), actual.get(key)))
    return found


def _differences_of_lists(path: str, expected: list[Any], actual: list[Any], is_unordered: bool) -> list[Difference]:
    if not is_unordered and len(expected) == len(actual):
        return [
            one
            for at, pair in enumerate(zip(expected, actual, strict=True))
            for one in _differences(f"{path}/{at}", *pair)
        ]
    missing = [(at, one) for at, one in enumerate(expected) if not any(_equal(one, other) for other in actual)]
    added = [(at, one) for at, one in enumerate(actual) if not any(_equal(one, other) for other in expected)]
    if len(missing) == len(added):
        pairs = zip(missing, added, strict=True)
        return [one for (at, here), (_, there) in pairs for one in _differences(f"{path}/{at}", here, there)]
    return [
        *(_difference(f"{path}/{at}", one, None) for at, one in missing),
        *(_difference(f"{path}/{at}", None, one) for at, one in added),
    ]


def _equal(expected: Any, actual: Any) -> bool:
    return not _differences("", expected, actual)


def _difference(path: str, expected: Any, actual: Any) -> Difference:
    """What is not there is null."""
    kind = "ADD" if expected is None else "REMOVE" if actual is None else "NOT_EQUAL"
    return {
        "PropertyPath": path,
        "ExpectedValue": _text(expected),
        "ActualValue": _text(actual),
        "DifferenceType": kind,
    }


def _text(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
