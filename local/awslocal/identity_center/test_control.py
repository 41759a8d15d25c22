"""What tests ask for: where IAM Identity Center is enabled, and which requests fail."""

from __future__ import annotations

from typing import Any

from ..errors import AwsError
from ..registry import Context
from .state import PlannedFailure

KINDS = ("create", "delete", "provision")


def set_up_identity_center(context: Context, body: dict[str, Any]) -> dict[str, Any]:
    """`region`: where it is enabled; null for nowhere. It is empty there. `failures`: the next requests that fail."""
    unknown = set(body) - {"region", "failures"}
    failures = [_failure(one) for one in body.get("failures") or []]
    if unknown or any(one.kind not in (None, *KINDS) for one in failures):
        raise AwsError(
            "InvalidRequest",
            "the body is {region, failures: [{reason, account, permissionSet, kind: create|delete|provision, times}]}",
        )
    center = context.world.identity_center
    if "region" in body and body["region"] != center.region:
        center.region = body["region"]
        center.instances.clear()
    center.failures.extend(failures)
    return {"region": center.region, "failures": len(center.failures)}


def _failure(given: dict[str, Any]) -> PlannedFailure:
    return PlannedFailure(
        reason=given["reason"],
        account=given.get("account"),
        permission_set=given.get("permissionSet"),
        kind=given.get("kind"),
        times=int(given.get("times", 1)),
    )
