"""The notifications of a budget and their subscribers: e-mail addresses and SNS topics."""

from __future__ import annotations

import re
from typing import Any

from ..errors import AwsError
from ..pages import page_of
from ..registry import Context, Request, Response
from . import limits
from .caller import budgets_of, budgets_operation, invalid
from .model import Budget, Notification, key_of
from .spend import limit_of, spent

TOPIC = re.compile(r"arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}(\.fifo)?")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def check_subscribers(given: list[dict[str, str]]) -> list[tuple[str, str]]:
    subscribers = [(one["SubscriptionType"], one["Address"]) for one in given]
    if len(set(subscribers)) != len(subscribers):
        raise AwsError("DuplicateRecordException", "A subscriber is named twice.")
    for kind, address in subscribers:
        if not (TOPIC if kind == "SNS" else EMAIL).fullmatch(address):
            raise invalid(f"{address} is not a valid address of a subscriber of the type {kind}.")
    for kind, limit in (("SNS", limits.TOPICS_OF_A_NOTIFICATION), ("EMAIL", limits.EMAILS_OF_A_NOTIFICATION)):
        if sum(1 for one, _ in subscribers if one == kind) > limit:
            raise AwsError(
                "CreationLimitExceededException", f"A notification has at most {limit} subscribers of the type {kind}."
            )
    return subscribers


def add_notification(budget: Budget, given: dict[str, Any], subscribers: list[dict[str, str]]) -> None:
    if any(notification.is_same(given) for notification in budget.notifications):
        raise AwsError("DuplicateRecordException", "The budget already has this notification.")
    if len(budget.notifications) >= limits.NOTIFICATIONS:
        raise AwsError("CreationLimitExceededException", f"A budget has at most {limits.NOTIFICATIONS} notifications.")
    _check_notification(budget, given)
    budget.notifications.append(Notification(*key_of(given), check_subscribers(subscribers)))


def _check_notification(budget: Budget, given: dict[str, Any]) -> None:
    kind, _, threshold, _ = key_of(given)
    if threshold <= 0:
        raise invalid("The threshold of a notification must be greater than 0.")
    if kind == "FORECASTED" and budget.time_unit in limits.UNITS_WITHOUT_FORECAST:
        raise invalid(f"A {budget.time_unit} budget has no FORECASTED notifications.")


@budgets_operation("CreateNotification")
def create_notification(context: Context, request: Request) -> None:
    add_notification(budgets_of(context).budget(request["BudgetName"]), request["Notification"], request["Subscribers"])


@budgets_operation("UpdateNotification")
def update_notification(context: Context, request: Request) -> None:
    """Changes the notification and keeps its subscribers."""
    budget = budgets_of(context).budget(request["BudgetName"])
    notification, new = budget.notification(request["OldNotification"]), request["NewNotification"]
    if any(other.is_same(new) for other in budget.notifications if other is not notification):
        raise AwsError("DuplicateRecordException", "The budget already has this notification.")
    _check_notification(budget, new)
    notification.type, notification.operator, notification.threshold, notification.threshold_type = key_of(new)


@budgets_operation("DeleteNotification")
def delete_notification(context: Context, request: Request) -> None:
    budget = budgets_of(context).budget(request["BudgetName"])
    budget.notifications.remove(budget.notification(request["Notification"]))


@budgets_operation("DescribeNotificationsForBudget")
def describe_notifications_for_budget(context: Context, request: Request) -> Response:
    budget = budgets_of(context).budget(request["BudgetName"])
    answer = page_of(request, "Notifications", budget.notifications)
    return {**answer, "Notifications": _describe(context, budget, answer["Notifications"])}


@budgets_operation("DescribeBudgetNotificationsForAccount")
def describe_budget_notifications_for_account(context: Context, request: Request) -> Response:
    answer = page_of(request, "BudgetNotificationsForAccount", list(budgets_of(context).budgets.values()), 1_000)
    key = "BudgetNotificationsForAccount"
    described = [
        {"BudgetName": budget.name, "Notifications": _describe(context, budget, budget.notifications)}
        for budget in answer[key]
    ]
    return {**answer, key: described}


def _describe(context: Context, budget: Budget, notifications: list[Notification]) -> list[dict[str, Any]]:
    if not notifications:
        return []
    actual, expected = spent(context.world, context.account, budget, context.now)
    limit = limit_of(budget, context.now)
    return [
        {
            "NotificationType": one.type,
            "ComparisonOperator": one.operator,
            "Threshold": one.threshold,
            "ThresholdType": one.threshold_type,
            "NotificationState": "ALARM" if _is_reached(one, actual, expected, limit) else "OK",
        }
        for one in notifications
    ]


def _is_reached(one: Notification, actual: int, expected: int | None, limit: float | None) -> bool:
    amount = actual if one.type == "ACTUAL" else expected
    if amount is None:
        return False
    return passes(amount, one.operator, threshold_amount(one.threshold, one.threshold_type, limit))


def threshold_amount(threshold: float, threshold_type: str, limit: float | None) -> float | None:
    """The threshold as an amount; None if it is a share of an amount that is not known."""
    if threshold_type == "ABSOLUTE_VALUE":
        return threshold
    return None if limit is None else limit * threshold / 100


def passes(amount: int, operator: str, threshold: float | None) -> bool:
    from ..costs.figures import SCALE

    if threshold is None:
        return False
    dollars = amount / SCALE
    return (
        dollars > threshold
        if operator == "GREATER_THAN"
        else dollars < threshold
        if operator == "LESS_THAN"
        else dollars == threshold
    )


def _subscribers(context: Context, request: Request) -> list[tuple[str, str]]:
    budget = budgets_of(context).budget(request["BudgetName"])
    return budget.notification(request["Notification"]).subscribers


@budgets_operation("CreateSubscriber")
def create_subscriber(context: Context, request: Request) -> None:
    subscribers = _subscribers(context, request)
    subscribers[:] = check_subscribers([*_all(subscribers), request["Subscriber"]])


@budgets_operation("UpdateSubscriber")
def update_subscriber(context: Context, request: Request) -> None:
    subscribers = _subscribers(context, request)
    place = _place(subscribers, request["OldSubscriber"])
    changed = _all(subscribers)
    changed[place] = request["NewSubscriber"]
    subscribers[:] = check_subscribers(changed)


@budgets_operation("DeleteSubscriber")
def delete_subscriber(context: Context, request: Request) -> None:
    """Deleting the last subscriber deletes the notification too. Source: API reference, DeleteSubscriber."""
    subscribers = _subscribers(context, request)
    del subscribers[_place(subscribers, request["Subscriber"])]
    if not subscribers:
        budget = budgets_of(context).budget(request["BudgetName"])
        budget.notifications.remove(budget.notification(request["Notification"]))


@budgets_operation("DescribeSubscribersForNotification")
def describe_subscribers_for_notification(context: Context, request: Request) -> Response:
    return page_of(request, "Subscribers", _all(_subscribers(context, request)))


def _all(subscribers: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"SubscriptionType": kind, "Address": address} for kind, address in subscribers]


def _place(subscribers: list[tuple[str, str]], given: dict[str, str]) -> int:
    wanted = (given["SubscriptionType"], given["Address"])
    if wanted not in subscribers:
        raise AwsError("NotFoundException", "Unable to find the subscriber.")
    return subscribers.index(wanted)
