"""How resources of moto's types are, for drift."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from .base import Properties, given

# The client of a service in the account and region, and the physical id. None: it is gone.
Reader = Callable[[Callable[[str], Any], str], "Properties | None"]


def _rule(client: Callable[[str], Any], name: str) -> Properties | None:
    events = client("events")
    try:
        rule = events.describe_rule(Name=name)
    except events.exceptions.ResourceNotFoundException:
        return None
    return {
        **given(rule, "Name", "Description", "ScheduleExpression", "State", "RoleArn", "EventBusName"),
        **({"EventPattern": json.loads(rule["EventPattern"])} if rule.get("EventPattern") else {}),
        "Targets": events.list_targets_by_rule(Rule=name)["Targets"],
    }


READERS: dict[str, Reader] = {"AWS::Events::Rule": _rule}
