"""What a budget has counted: the actual and the forecasted costs of its period, by its filters and types of costs.

Sources: API reference of AWS Budgets, CostFilters and CostTypes; the user guide, "Budget filters": a tag is written
`user:Key$value`, a cost category `name$value`. A filter that matches nothing counts 0, as on AWS.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ..costs.figures import amount_text
from ..costs.forecast import forecast
from ..costs.view import CostView
from .limits import FILTERS
from .model import Budget
from .periods import day_of, period_of

if TYPE_CHECKING:
    from ..organizations.model import World

# Which kinds of charges each type of costs includes. A kind that is in none is always counted.
KINDS = {
    "IncludeCredit": ["Credit"],
    "IncludeRefund": ["Refund"],
    "IncludeTax": ["Tax"],
    "IncludeSupport": ["Support"],
    "IncludeUpfront": ["Fee"],
    "IncludeRecurring": ["RIFee", "SavingsPlanRecurringFee"],
    "IncludeDiscount": ["EdpDiscount", "BundledDiscount", "PrivateRateDiscount"],
}


def calculated_spend(world: World, account: str, budget: Budget, now: float) -> dict[str, Any]:
    unit = _unit(budget)
    actual, expected = spent(world, account, budget, now)
    answer: dict[str, Any] = {"ActualSpend": {"Amount": amount_text(actual), "Unit": unit}}
    if expected is not None:
        answer["ForecastedSpend"] = {"Amount": amount_text(expected), "Unit": unit}
    return answer


def spent(world: World, account: str, budget: Budget, now: float) -> tuple[int, int | None]:
    """The actual and the forecasted costs of the current period. There is no forecast without costs before today."""
    if budget.details["BudgetType"] != "COST":
        return 0, None
    view = CostView(world, account, now)
    expression = expression_of(budget.details)
    metric = _metric(budget.details)
    start, end = current_period(budget, now)
    # The costs of today count too, as far as they are known.
    actual = view.total(expression, metric, start, end)
    return actual, forecast(view, expression, metric, start, end)


def current_period(budget: Budget, now: float) -> tuple[date, date]:
    if budget.time_unit == "CUSTOM":
        period = budget.details["TimePeriod"]
        return day_of(period["Start"]), day_of(period["End"])
    return period_of(budget.time_unit, day_of(now))


def expression_of(details: dict[str, Any]) -> dict[str, Any] | None:
    """The filters of a budget as an expression of Cost Explorer."""
    parts: list[dict[str, Any]] = []
    if details.get("FilterExpression"):
        parts.append(details["FilterExpression"])
    for name, values in (details.get("CostFilters") or {}).items():
        if values:
            parts.append(_filter(name, values))
    types = details.get("CostTypes") or {}
    excluded = [kind for name, kinds in KINDS.items() if types.get(name) is False for kind in kinds]
    if excluded:
        parts.append({"Not": {"Dimensions": {"Key": "RECORD_TYPE", "Values": excluded}}})
    return None if not parts else parts[0] if len(parts) == 1 else {"And": parts}


def _filter(name: str, values: list[str]) -> dict[str, Any]:
    if name not in ("TagKeyValue", "CostCategory"):
        return {"Dimensions": {"Key": FILTERS[name], "Values": values}}
    by_key: dict[str, list[str]] = {}
    for text in values:
        key, _, value = text.partition("$")
        # Without the prefix the budget counts nothing: terraform-provider-aws 39850.
        key = key.removeprefix("user:") if name == "CostCategory" or key.startswith(("user:", "aws:")) else f"\0{key}"
        by_key.setdefault(key, []).append(value)
    operand = "Tags" if name == "TagKeyValue" else "CostCategories"
    parts = [{operand: {"Key": key, "Values": values}} for key, values in by_key.items()]
    return parts[0] if len(parts) == 1 else {"Or": parts}


def limit_of(budget: Budget, now: float) -> float | None:
    """The amount of the current period; None if AWS adjusts it by itself."""
    limit = (
        budget.details.get("BudgetLimit")
        if not budget.details.get("PlannedBudgetLimits")
        else current_plan(budget, now)
    )
    return float(limit["Amount"]) if limit else None


def current_plan(budget: Budget, now: float) -> dict[str, str]:
    """The planned amount of the period that has begun last."""
    planned: dict[str, dict[str, str]] = budget.details["PlannedBudgetLimits"]
    starts = sorted(planned, key=float)
    begun = [start for start in starts if float(start) <= now]
    return planned[begun[-1] if begun else starts[0]]


def _metric(details: dict[str, Any]) -> str:
    amortized = (details.get("CostTypes") or {}).get("UseAmortized") or "Amortized" in "".join(
        details.get("Metrics") or []
    )
    return "amortized" if amortized else "unblended"


def _unit(budget: Budget) -> str:
    planned: dict[str, dict[str, str]] = budget.details.get("PlannedBudgetLimits") or {}
    limit: dict[str, str] = budget.details.get("BudgetLimit") or next(iter(planned.values()), {})
    return limit.get("Unit", "USD")
