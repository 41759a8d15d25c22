"""Budgets: created, changed, read, deleted.

Sources: API reference of AWS Budgets (service model of botocore) and the Cost Management User Guide, "Managing your costs
with AWS Budgets". The texts of the errors are not AWS's.
"""

from __future__ import annotations

from typing import Any

from ..errors import AwsError
from ..pages import page_of
from ..registry import Context, Request, Response
from . import limits
from .caller import budgets_of, budgets_operation, invalid
from .details import checked_details
from .model import Budget
from .notifications import add_notification
from .spend import calculated_spend, current_plan, expression_of
from .tags import TAGS


@budgets_operation("CreateBudget")
def create_budget(context: Context, request: Request) -> None:
    budgets = budgets_of(context).budgets
    name = request["Budget"]["BudgetName"]
    if name in budgets:
        raise AwsError("DuplicateRecordException", f"Error creating budget: {name} - the budget already exists.")
    if len(budgets) >= limits.BUDGETS:
        raise AwsError("CreationLimitExceededException", f"You have more than {limits.BUDGETS} budgets.")
    budget = Budget(name, checked_details(request["Budget"], context.now), context.now, tags=TAGS.of_request(request))
    for given in request.get("NotificationsWithSubscribers") or []:
        add_notification(budget, given["Notification"], given["Subscribers"])
    budgets[name] = budget


@budgets_operation("UpdateBudget")
def update_budget(context: Context, request: Request) -> None:
    given = request["NewBudget"]
    budget = budgets_of(context).budget(given["BudgetName"])
    details = checked_details(given, context.now, before=budget.details)
    if details["BudgetType"] != budget.details["BudgetType"]:
        raise invalid("The type of a budget can't be changed.")
    budget.details, budget.updated = details, context.now


@budgets_operation("DeleteBudget")
def delete_budget(context: Context, request: Request) -> None:
    """Deletes its notifications and actions too. A policy that an action has attached stays attached [K]."""
    budgets = budgets_of(context)
    budgets.budget(request["BudgetName"])
    del budgets.budgets[request["BudgetName"]]


@budgets_operation("DescribeBudget")
def describe_budget(context: Context, request: Request) -> Response:
    budget = budgets_of(context).budget(request["BudgetName"])
    return {"Budget": _describe(context, budget, bool(request.get("ShowFilterExpression")))}


@budgets_operation("DescribeBudgets")
def describe_budgets(context: Context, request: Request) -> Response:
    answer = page_of(request, "Budgets", list(budgets_of(context).budgets.values()))
    shown = bool(request.get("ShowFilterExpression"))
    return {**answer, "Budgets": [_describe(context, budget, shown) for budget in answer["Budgets"]]}


@budgets_operation("DescribeBudgetPerformanceHistory")
def describe_budget_performance_history(context: Context, request: Request) -> Response:
    """Only the current period."""
    from .periods import seconds_of
    from .spend import current_period

    budget = budgets_of(context).budget(request["BudgetName"])
    start, end = current_period(budget, context.now)
    described = _describe(context, budget, False)
    amounts = {
        "BudgetedAmount": described.get("BudgetLimit"),
        "ActualAmount": described["CalculatedSpend"]["ActualSpend"],
        "TimePeriod": {"Start": seconds_of(start), "End": seconds_of(end)},
    }
    names = ("BudgetName", "BudgetType", "CostFilters", "CostTypes", "TimeUnit")
    history = {name: described[name] for name in names if name in described}
    return {"BudgetPerformanceHistory": {**history, "BudgetedAndActualAmountsList": [amounts]}}


def _describe(context: Context, budget: Budget, shows_expression: bool) -> dict[str, Any]:
    details = dict(budget.details)
    if details.get("PlannedBudgetLimits"):
        details["BudgetLimit"] = current_plan(budget, context.now)
    if shows_expression and "FilterExpression" not in details:
        # The filters only: the types of costs are shown by themselves.
        expression = expression_of({"CostFilters": details.get("CostFilters")})
        if expression:
            details["FilterExpression"] = expression
    return {
        **details,
        "BudgetName": budget.name,
        "CalculatedSpend": calculated_spend(context.world, context.account, budget, context.now),
        "LastUpdatedTime": budget.updated,
        "HealthStatus": {"Status": "HEALTHY", "LastUpdatedTime": budget.updated},
    }
