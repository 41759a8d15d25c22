"""The rules of a budget's own settings, and the defaults that AWS adds to them."""

from __future__ import annotations

from typing import Any

from . import limits
from .caller import invalid
from .periods import MONTHS, add_months, day_of, period_of, seconds_of

COST_TYPES = {
    "IncludeTax": True,
    "IncludeSubscription": True,
    "UseBlended": False,
    "IncludeRefund": True,
    "IncludeCredit": True,
    "IncludeUpfront": True,
    "IncludeRecurring": True,
    "IncludeOtherSubscription": True,
    "IncludeSupport": True,
    "IncludeDiscount": True,
    "UseAmortized": False,
}
KEPT = ("BudgetLimit", "PlannedBudgetLimits", "TimeUnit", "BudgetType", "AutoAdjustData", "Metrics", "BillingViewArn")
UNITS = {
    "COST": "USD",
    "RI_UTILIZATION": "PERCENTAGE",
    "RI_COVERAGE": "PERCENTAGE",
    "SAVINGS_PLANS_UTILIZATION": "PERCENTAGE",
    "SAVINGS_PLANS_COVERAGE": "PERCENTAGE",
}


def checked_details(given: dict[str, Any], now: float, before: dict[str, Any] | None = None) -> dict[str, Any]:
    details: dict[str, Any] = {name: given[name] for name in KEPT if given.get(name) is not None}
    _check_amount(details)
    _check_filters(given)
    if given.get("FilterExpression"):
        details["FilterExpression"] = given["FilterExpression"]
    else:
        details["CostFilters"] = {name: values for name, values in (given.get("CostFilters") or {}).items() if values}
        types = given.get("CostTypes") or {}
        if types.get("UseBlended") and types.get("UseAmortized"):
            raise invalid("A budget can't be both blended and amortized.")
        details["CostTypes"] = {**COST_TYPES, **{name: value for name, value in types.items() if value is not None}}
    details["TimePeriod"] = _time_period(given, now, before)
    return details


def _check_amount(details: dict[str, Any]) -> None:
    limit, planned, adjusted = (details.get(name) for name in ("BudgetLimit", "PlannedBudgetLimits", "AutoAdjustData"))
    given = sum(1 for one in (limit, planned, adjusted) if one)
    # AWS returns the limit of an adjusted budget, and accepts it in an update.
    if given != 1 and not (given == 2 and limit and adjusted):
        raise invalid("A budget must have one of BudgetLimit, PlannedBudgetLimits and AutoAdjustData.")
    for amount in [limit] if limit else list((planned or {}).values()):
        if float(amount["Amount"]) <= 0:
            raise invalid("The amount of a budget must be greater than 0.")
        unit = UNITS.get(details["BudgetType"])
        if unit and amount["Unit"] != unit:
            raise invalid(f"The unit of a budget of the type {details['BudgetType']} must be {unit}.")
    if planned:
        _check_plan(details["TimeUnit"], planned)


def _check_plan(time_unit: str, planned: dict[str, Any]) -> None:
    number = limits.PLANNED.get(time_unit)
    if number is None or len(planned) != number:
        raise invalid("Planned limits must be 12 for a MONTHLY and 4 for a QUARTERLY budget; others have none.")
    try:
        days = sorted(day_of(float(start)) for start in planned)
    except ValueError as error:
        raise invalid("The keys of planned limits are the starts of periods, in seconds.") from error
    if any(day != add_months(days[0], MONTHS[time_unit] * index) for index, day in enumerate(days)):
        raise invalid("Planned limits must be of consecutive periods.")


def _check_filters(given: dict[str, Any]) -> None:
    if given.get("FilterExpression") and (given.get("CostFilters") or given.get("CostTypes")):
        raise invalid("A budget has either FilterExpression and Metrics, or CostFilters and CostTypes.")
    for name, values in (given.get("CostFilters") or {}).items():
        if name not in limits.FILTERS:
            raise invalid(f"{name} is not a cost filter. Cost filters are: {', '.join(limits.FILTERS)}.")
        if name in ("TagKeyValue", "CostCategory") and any("$" not in value for value in values):
            raise invalid(f"A value of the filter {name} must be written key$value.")


def _time_period(given: dict[str, Any], now: float, before: dict[str, Any] | None) -> dict[str, float]:
    period, time_unit = given.get("TimePeriod") or {}, given["TimeUnit"]
    kept = (before or {}).get("TimePeriod") or {}
    if time_unit == "CUSTOM" and (period.get("Start") is None or period.get("End") is None):
        raise invalid("A CUSTOM budget must have a start and an end.")
    default: float = kept["Start"] if kept else seconds_of(period_of(time_unit, day_of(now))[0])
    start = float(period["Start"] if period.get("Start") is not None else default)
    end = float(period["End"] if period.get("End") is not None else limits.NO_END)
    if start >= end:
        raise invalid("The start of a budget must be before its end.")
    if end > limits.NO_END:
        raise invalid("The end of a budget must not be after 2087-06-15.")
    return {"Start": start, "End": end}
