"""The anomaly monitors and subscriptions of an account."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Monitor:
    arn: str
    name: str
    type: str
    dimension: str | None
    specification: dict[str, Any] | None
    created: str
    updated: str
    tags: dict[str, str] = field(default_factory=dict)

    def describe(self) -> dict[str, Any]:
        answer: dict[str, Any] = {
            "MonitorArn": self.arn,
            "MonitorName": self.name,
            "CreationDate": self.created,
            "LastUpdatedDate": self.updated,
            "MonitorType": self.type,
        }
        if self.dimension:
            answer["MonitorDimension"] = self.dimension
        if self.specification:
            answer["MonitorSpecification"] = self.specification
        return answer


@dataclass
class Subscription:
    arn: str
    account: str
    name: str
    monitors: list[str]
    subscribers: list[dict[str, str]]
    frequency: str
    threshold: float | None
    expression: dict[str, Any] | None
    tags: dict[str, str] = field(default_factory=dict)

    def describe(self) -> dict[str, Any]:
        answer: dict[str, Any] = {
            "SubscriptionArn": self.arn,
            "AccountId": self.account,
            "SubscriptionName": self.name,
            "MonitorArnList": self.monitors,
            "Subscribers": [{**one, "Status": "CONFIRMED"} for one in self.subscribers],
            "Frequency": self.frequency,
        }
        if self.threshold is not None:
            answer["Threshold"] = self.threshold
        if self.expression:
            answer["ThresholdExpression"] = self.expression
        return answer


@dataclass
class AnomalyDetection:
    """By ARN."""

    monitors: dict[str, Monitor] = field(default_factory=dict)
    subscriptions: dict[str, Subscription] = field(default_factory=dict)
