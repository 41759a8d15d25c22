"""The state of AWS Budgets: budgets with their notifications, subscribers and actions, by account."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..errors import AwsError


@dataclass
class Notification:
    type: str
    operator: str
    threshold: float
    threshold_type: str
    # (type, address), in the order in which they were added.
    subscribers: list[tuple[str, str]]

    def is_same(self, given: dict[str, Any]) -> bool:
        return (self.type, self.operator, self.threshold, self.threshold_type) == key_of(given)


def key_of(given: dict[str, Any]) -> tuple[str, str, float, str]:
    """What makes a notification of a budget unique."""
    threshold_type = given.get("ThresholdType") or "PERCENTAGE"
    return given["NotificationType"], given["ComparisonOperator"], float(given["Threshold"]), threshold_type


@dataclass
class Action:
    id: str
    notification_type: str
    type: str
    threshold: dict[str, Any]
    definition: dict[str, Any]
    role: str
    approval: str
    subscribers: list[dict[str, str]]
    status: str = "STANDBY"
    # The first day of the period in which it was reversed: AWS does not evaluate it again in this period.
    reversed_in: str | None = None
    histories: list[dict[str, Any]] = field(default_factory=list)
    tags: dict[str, str] = field(default_factory=dict)


@dataclass
class Budget:
    name: str
    # What the request said, with AWS's defaults.
    details: dict[str, Any]
    updated: float
    notifications: list[Notification] = field(default_factory=list)
    actions: dict[str, Action] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)

    @property
    def time_unit(self) -> str:
        return str(self.details["TimeUnit"])

    def notification(self, given: dict[str, Any]) -> Notification:
        for notification in self.notifications:
            if notification.is_same(given):
                return notification
        raise AwsError("NotFoundException", "Unable to find the notification for the budget.")

    def action(self, identifier: str) -> Action:
        if identifier not in self.actions:
            raise AwsError("NotFoundException", f"Unable to find the action {identifier} of the budget.")
        return self.actions[identifier]


@dataclass
class BudgetsOfAccount:
    """The budgets of an account by name."""

    budgets: dict[str, Budget] = field(default_factory=dict)

    def budget(self, name: str) -> Budget:
        if name not in self.budgets:
            raise AwsError("NotFoundException", f"Unable to get budget: {name} - the budget doesn't exist.")
        return self.budgets[name]
