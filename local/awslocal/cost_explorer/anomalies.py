"""Cost Anomaly Detection: monitors and subscriptions. No anomaly is ever detected here.

Source: "Detecting unusual spend with AWS Cost Anomaly Detection" in the Cost Management User Guide, and the API reference.
"""

from __future__ import annotations

import re
from typing import Any

from moto.moto_api._internal import mock_random

from ..budgets.periods import day_of
from ..errors import AwsError
from ..pages import page_of
from ..registry import Context, Request, Response
from . import limits
from .caller import ce_operation, invalid
from .state import Monitor, Subscription
from .tags import TAGS

TOPIC = re.compile(r"arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}(\.fifo)?")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
IMPACTS = {"ANOMALY_TOTAL_IMPACT_ABSOLUTE", "ANOMALY_TOTAL_IMPACT_PERCENTAGE"}
# How many values a custom monitor watches. Source: user guide, "Monitor types".
VALUES = {"Dimensions": 10, "Tags": 10, "CostCategories": 1}
HIGHEST_THRESHOLD = 10_000_000_000


# ---- monitors


@ce_operation("CreateAnomalyMonitor")
def create_anomaly_monitor(context: Context, request: Request) -> Response:
    given = request["AnomalyMonitor"]
    monitors = context.world.anomaly_detection_of(context.account).monitors
    if not given["MonitorName"]:
        raise invalid("A monitor must have a name.")
    dimension, specification = given.get("MonitorDimension"), given.get("MonitorSpecification")
    if given["MonitorType"] == "DIMENSIONAL":
        _check_dimensional(context, dimension, specification)
    else:
        _check_custom(dimension, specification)
        if sum(1 for one in monitors.values() if one.type == "CUSTOM") >= limits.CUSTOM_MONITORS:
            raise AwsError("LimitExceededException", "Limit exceeded on custom spend monitor creation")
    arn = f"arn:aws:ce::{context.account}:anomalymonitor/{mock_random.uuid4()}"
    today = day_of(context.now).isoformat()
    monitors[arn] = Monitor(
        arn,
        given["MonitorName"],
        given["MonitorType"],
        dimension,
        specification,
        today,
        today,
        TAGS.of_request(request),
    )
    return {"MonitorArn": arn}


def _check_dimensional(context: Context, dimension: str | None, specification: dict[str, Any] | None) -> None:
    """One monitor watches all services. Those of the other dimensions are the management account's."""
    monitors = context.world.anomaly_detection_of(context.account).monitors.values()
    if not dimension:
        raise invalid("A monitor of the type DIMENSIONAL must have a MonitorDimension.")
    if dimension in ("TAG", "COST_CATEGORY") and not specification:
        raise invalid(f"A monitor of the dimension {dimension} must have a MonitorSpecification with its key.")
    if dimension in ("SERVICE", "LINKED_ACCOUNT") and specification:
        raise invalid(f"A monitor of the dimension {dimension} has no MonitorSpecification.")
    if dimension != "SERVICE" and context.world.payer_of(context.account) != context.account:
        raise AwsError("AccessDeniedException", "A member account can monitor AWS services only.")
    if any(one.dimension == dimension and one.specification == specification for one in monitors):
        raise AwsError("LimitExceededException", "Limit exceeded on dimensional spend monitor creation")


def _check_custom(dimension: str | None, specification: dict[str, Any] | None) -> None:
    if dimension or not specification:
        raise invalid("A monitor of the type CUSTOM must have a MonitorSpecification, and no MonitorDimension.")
    given = [name for name, value in specification.items() if value]
    if len(given) != 1 or given[0] not in VALUES:
        raise invalid("A custom monitor watches one of: linked accounts, a tag, a cost category.")
    operand = specification[given[0]]
    if given[0] == "Dimensions" and operand.get("Key") != "LINKED_ACCOUNT":
        raise invalid("The only dimension of a custom monitor is LINKED_ACCOUNT.")
    if not 1 <= len(operand.get("Values") or []) <= VALUES[given[0]]:
        raise invalid(f"A custom monitor of {given[0]} has 1 to {VALUES[given[0]]} values.")


def _monitor(context: Context, arn: str) -> Monitor:
    monitors = context.world.anomaly_detection_of(context.account).monitors
    if arn not in monitors:
        raise AwsError("UnknownMonitorException", f"Unknown anomaly monitor: {arn}")
    return monitors[arn]


@ce_operation("UpdateAnomalyMonitor")
def update_anomaly_monitor(context: Context, request: Request) -> Response:
    monitor = _monitor(context, request["MonitorArn"])
    monitor.name = request.get("MonitorName") or monitor.name
    monitor.updated = day_of(context.now).isoformat()
    return {"MonitorArn": monitor.arn}


@ce_operation("DeleteAnomalyMonitor")
def delete_anomaly_monitor(context: Context, request: Request) -> None:
    """Its subscriptions stay, without it [K]."""
    detection = context.world.anomaly_detection_of(context.account)
    del detection.monitors[_monitor(context, request["MonitorArn"]).arn]
    for subscription in detection.subscriptions.values():
        subscription.monitors = [arn for arn in subscription.monitors if arn != request["MonitorArn"]]


@ce_operation("GetAnomalyMonitors")
def get_anomaly_monitors(context: Context, request: Request) -> Response:
    wanted = request.get("MonitorArnList")
    monitors = context.world.anomaly_detection_of(context.account).monitors
    found = [_monitor(context, arn) for arn in wanted] if wanted else list(monitors.values())
    answer = page_of(request, "AnomalyMonitors", found, token="NextPageToken")
    return {**answer, "AnomalyMonitors": [one.describe() for one in answer["AnomalyMonitors"]]}


# ---- subscriptions


@ce_operation("CreateAnomalySubscription")
def create_anomaly_subscription(context: Context, request: Request) -> Response:
    given = request["AnomalySubscription"]
    subscriptions = context.world.anomaly_detection_of(context.account).subscriptions
    if len(subscriptions) >= limits.SUBSCRIPTIONS:
        raise AwsError("LimitExceededException", "Limit exceeded on anomaly subscription creation")
    arn = f"arn:aws:ce::{context.account}:anomalysubscription/{mock_random.uuid4()}"
    subscription = Subscription(
        arn,
        context.account,
        given["SubscriptionName"],
        given["MonitorArnList"],
        _addresses(given["Subscribers"]),
        given["Frequency"],
        given.get("Threshold"),
        given.get("ThresholdExpression"),
        TAGS.of_request(request),
    )
    _check(context, subscription)
    subscriptions[arn] = subscription
    return {"SubscriptionArn": arn}


@ce_operation("UpdateAnomalySubscription")
def update_anomaly_subscription(context: Context, request: Request) -> Response:
    subscription = _subscription(context, request["SubscriptionArn"])
    threshold, expression = request.get("Threshold"), request.get("ThresholdExpression")
    if threshold is None and expression is None:
        threshold, expression = subscription.threshold, subscription.expression
    subscribers = request.get("Subscribers")
    changed = Subscription(
        subscription.arn,
        subscription.account,
        request.get("SubscriptionName") or subscription.name,
        subscription.monitors if request.get("MonitorArnList") is None else request["MonitorArnList"],
        subscription.subscribers if subscribers is None else _addresses(subscribers),
        request.get("Frequency") or subscription.frequency,
        threshold,
        expression,
        subscription.tags,
    )
    _check(context, changed)
    context.world.anomaly_detection_of(context.account).subscriptions[changed.arn] = changed
    return {"SubscriptionArn": changed.arn}


def _addresses(given: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{"Type": one.get("Type") or "", "Address": one.get("Address") or ""} for one in given]


def _check(context: Context, subscription: Subscription) -> None:
    if not subscription.name:
        raise invalid("A subscription must have a name.")
    if not subscription.monitors:
        raise invalid("A subscription must have at least one monitor.")
    for arn in subscription.monitors:
        _monitor(context, arn)
    _check_subscribers(subscription)
    if (subscription.threshold is None) == (subscription.expression is None):
        raise invalid("A subscription must have one of Threshold and ThresholdExpression, and not both.")
    if subscription.expression is not None:
        _check_threshold(subscription.expression)


def _check_subscribers(subscription: Subscription) -> None:
    """Source: API reference, AnomalySubscription.Frequency: IMMEDIATE goes to SNS topics, DAILY and WEEKLY to e-mails."""
    wanted = "SNS" if subscription.frequency == "IMMEDIATE" else "EMAIL"
    limit = limits.TOPICS_OF_A_SUBSCRIPTION if wanted == "SNS" else limits.EMAILS_OF_A_SUBSCRIPTION
    if any(one["Type"] != wanted for one in subscription.subscribers):
        raise invalid(
            f"Subscribers of a subscription with the frequency {subscription.frequency} must be of type {wanted}"
        )
    if not 1 <= len(subscription.subscribers) <= limit:
        raise invalid(f"A subscription with the frequency {subscription.frequency} has 1 to {limit} subscribers.")
    for one in subscription.subscribers:
        if not (TOPIC if wanted == "SNS" else EMAIL).fullmatch(one["Address"]):
            raise invalid(f"{one['Address']} is not a valid address of the type {wanted}.")


def _check_threshold(expression: dict[str, Any]) -> None:
    parts = expression.get("And") or expression.get("Or") or [expression]
    for part in parts:
        operand = part.get("Dimensions") or {}
        if operand.get("Key") not in IMPACTS or operand.get("MatchOptions") != ["GREATER_THAN_OR_EQUAL"]:
            raise invalid(f"A threshold is one of {', '.join(sorted(IMPACTS))} with GREATER_THAN_OR_EQUAL.")
        values = operand.get("Values") or []
        try:
            is_valid = len(values) == 1 and 0 <= float(values[0]) <= HIGHEST_THRESHOLD
        except ValueError:
            is_valid = False
        if not is_valid:
            raise invalid(f"A threshold has one value, a number from 0 to {HIGHEST_THRESHOLD}.")


def _subscription(context: Context, arn: str) -> Subscription:
    subscriptions = context.world.anomaly_detection_of(context.account).subscriptions
    if arn not in subscriptions:
        raise AwsError("UnknownSubscriptionException", f"Unknown anomaly subscription: {arn}")
    return subscriptions[arn]


@ce_operation("DeleteAnomalySubscription")
def delete_anomaly_subscription(context: Context, request: Request) -> None:
    arn = _subscription(context, request["SubscriptionArn"]).arn
    del context.world.anomaly_detection_of(context.account).subscriptions[arn]


@ce_operation("GetAnomalySubscriptions")
def get_anomaly_subscriptions(context: Context, request: Request) -> Response:
    wanted, monitor = request.get("SubscriptionArnList"), request.get("MonitorArn")
    subscriptions = context.world.anomaly_detection_of(context.account).subscriptions
    found = [_subscription(context, arn) for arn in wanted] if wanted else list(subscriptions.values())
    found = [one for one in found if not monitor or monitor in one.monitors]
    answer = page_of(request, "AnomalySubscriptions", found, token="NextPageToken")
    return {**answer, "AnomalySubscriptions": [one.describe() for one in answer["AnomalySubscriptions"]]}


@ce_operation("GetAnomalies")
def get_anomalies(context: Context, request: Request) -> Response:
    return {"Anomalies": []}
