"""The policy documents that AWS accepts, by policy type.

Source: AWS Organizations User Guide, "SCP syntax", "RCP syntax", "Management policy syntax".
"""

from __future__ import annotations

import json
from typing import Any

import regex

from ..errors import AwsError
from .limits import RCP_SERVICES

OPERATORS = {"@@assign", "@@append", "@@remove", "@@operators_allowed_for_child_policies", "@@enforced_for"}
# The first key of a management policy. Types that are not listed only have to be JSON objects.
TOP_LEVEL_KEYS = {
    "TAG_POLICY": "tags",
    "BACKUP_POLICY": "plans",
    "AISERVICES_OPT_OUT_POLICY": "services",
    "CHATBOT_POLICY": "chatbot",
    "DECLARATIVE_POLICY_EC2": "ec2_attributes",
}
STATEMENT_KEYS = {
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
}
ACTION = regex.compile(r"\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+")
# IAM's error for it: "Resource vendor must be fully qualified and cannot contain regexes."
WILDCARD_SERVICE = regex.compile(r"arn:[^:]*($|:[^:]*[*?])")
SID = regex.compile(r"[A-Za-z0-9]*")


def _malformed(message: str) -> AwsError:
    return AwsError(
        "MalformedPolicyDocumentException",
        f"The provided policy document does not meet the requirements of the specified policy type: {message}.",
    )


def check(policy_type: str, content: str) -> None:
    """Raises MalformedPolicyDocumentException for a document that AWS would not accept."""
    document = _parse(content)
    if policy_type == "SERVICE_CONTROL_POLICY":
        _check_service_control_policy(document)
    elif policy_type == "RESOURCE_CONTROL_POLICY":
        _check_resource_control_policy(document)
    else:
        _check_management_policy(policy_type, document)


def _parse(content: str) -> dict[str, Any]:
    def without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        if len(set(keys)) < len(keys):
            raise _malformed("a key is given twice")
        return dict(pairs)

    try:
        document = json.loads(content, object_pairs_hook=without_duplicates)
    except ValueError as error:
        raise _malformed(f"it is not valid JSON, {error}") from error
    if not isinstance(document, dict) or not document:
        raise _malformed("it is not a JSON object with content")
    return document


def _statements(document: dict[str, Any]) -> list[dict[str, Any]]:
    unknown = set(document) - {"Version", "Id", "Statement"}
    if unknown:
        raise _malformed(f"unknown element {sorted(unknown)[0]}")
    statements = document.get("Statement")
    statements = [statements] if isinstance(statements, dict) else statements
    if not isinstance(statements, list) or not statements or not all(isinstance(item, dict) for item in statements):
        raise _malformed("Statement is missing")
    sids = [item["Sid"] for item in statements if "Sid" in item]
    if len(set(map(str, sids))) < len(sids):
        raise _malformed("a Sid is given twice")
    for statement in statements:
        unknown = set(statement) - STATEMENT_KEYS
        if unknown:
            raise _malformed(f"unknown element {sorted(unknown)[0]} in a statement")
        if statement.get("Effect") not in ("Allow", "Deny"):
            raise _malformed("Effect must be Allow or Deny")
        if not SID.fullmatch(str(statement.get("Sid", ""))):
            raise _malformed("a Sid consists of letters and digits")
        if not isinstance(statement.get("Condition", {}), dict):
            raise _malformed("Condition must be an object")
        _check_one_of(statement, "Action", "NotAction")
        _check_one_of(statement, "Resource", "NotResource")
        for action in _strings(statement, "Action") + _strings(statement, "NotAction"):
            if not ACTION.fullmatch(action):
                raise _malformed(f"{action} is not an action")
        for resource in _strings(statement, "Resource") + _strings(statement, "NotResource"):
            if WILDCARD_SERVICE.match(resource):
                raise _malformed("Resource vendor must be fully qualified and cannot contain regexes")
    return statements


def _check_one_of(statement: dict[str, Any], key: str, inverse: str) -> None:
    if (key in statement) == (inverse in statement):
        raise _malformed(f"a statement has one of {key} and {inverse}")


def _strings(statement: dict[str, Any], key: str) -> list[str]:
    if key not in statement:
        return []
    value = statement[key]
    values = value if isinstance(value, list) else [value]
    if not values or not all(isinstance(item, str) and item for item in values):
        raise _malformed(f"{key} must be a string or a list of strings")
    return values


def _check_service_control_policy(document: dict[str, Any]) -> None:
    """The whole IAM policy language (since September 2025) except Principal."""
    if document.get("Version") not in ("2012-10-17", "2008-10-17"):
        raise _malformed("Version must be 2012-10-17")
    for statement in _statements(document):
        if "Principal" in statement or "NotPrincipal" in statement:
            raise _malformed("a service control policy has no Principal")


def _check_resource_control_policy(document: dict[str, Any]) -> None:
    """Deny only, Version 2012-10-17, Principal *, no NotAction, and never the action * alone."""
    if document.get("Version") != "2012-10-17":
        raise _malformed("Version must be 2012-10-17")
    for statement in _statements(document):
        if statement["Effect"] != "Deny":
            raise _malformed("a resource control policy only denies")
        if statement.get("Principal") not in ("*", {"AWS": "*"}):
            raise _malformed("Principal must be * in a resource control policy")
        if "NotAction" in statement:
            raise _malformed("NotAction is not supported in a resource control policy")
        for action in _strings(statement, "Action"):
            if action == "*":
                raise _malformed("the action * is not supported in a customer's resource control policy")
            if action.split(":")[0].lower() not in RCP_SERVICES:
                raise _malformed(f"resource control policies do not support the service of the action {action}")


def _check_management_policy(policy_type: str, document: dict[str, Any]) -> None:
    key = TOP_LEVEL_KEYS.get(policy_type)
    if key and set(document) != {key}:
        raise _malformed(f"it must have the one element {key}")
    _check_operators(document)


def _check_operators(value: Any) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            if key.startswith("@@") and key not in OPERATORS:
                raise _malformed(f"unknown operator {key}")
            _check_operators(item)
