"""What tests ask for: stacks that fail."""

from __future__ import annotations

from typing import Any

from ..errors import AwsError
from ..registry import Context
from .state import PlannedFailure

ACTIONS = (None, "create", "update", "delete")


def set_up_stack_sets(context: Context, body: dict[str, Any]) -> dict[str, Any]:
    """`failures`: the next stacks that fail."""
    failures = [_failure(one) for one in body.get("failures") or []]
    if set(body) - {"failures"} or any(one.action not in ACTIONS for one in failures):
        raise AwsError(
            "InvalidRequest",
            "the body is {failures: [{reason, account, region, stackSet, action: create|update|delete, times}]}",
        )
    context.world.stack_sets.failures.extend(failures)
    return {"failures": len(context.world.stack_sets.failures)}


def _failure(given: dict[str, Any]) -> PlannedFailure:
    return PlannedFailure(
        reason=given["reason"],
        account=given.get("account"),
        region=given.get("region"),
        stack_set=given.get("stackSet"),
        action=given.get("action"),
        times=int(given.get("times", 1)),
    )
