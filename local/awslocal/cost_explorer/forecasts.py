"""GetCostForecast. The forecast itself is ours: costs/forecast.py."""

from __future__ import annotations

from ..budgets.periods import add_months
from ..costs.figures import amount_text
from ..costs.forecast import daily_average
from ..costs.view import CostView
from ..errors import AwsError
from ..registry import Context, Request, Response
from .caller import ce_operation, invalid
from .usage import day, metric_of, periods_of

NAMES = {
    "BLENDED_COST": "BlendedCost",
    "UNBLENDED_COST": "UnblendedCost",
    "AMORTIZED_COST": "AmortizedCost",
    "NET_UNBLENDED_COST": "NetUnblendedCost",
    "NET_AMORTIZED_COST": "NetAmortizedCost",
}


@ce_operation("GetCostForecast")
def get_cost_forecast(context: Context, request: Request) -> Response:
    """Only of the days from today on. Source: "The start date must be equal to or no later than the current date"; a
    start in the past and an end more than 3 months (DAILY) or 18 months (MONTHLY) ahead are refused."""
    view = CostView(context.world, context.account, context.now)
    granularity = request["Granularity"]
    start, end = (day(request["TimePeriod"][name]) for name in ("Start", "End"))
    if start >= end:
        raise invalid("Start date (and hour) should be before end date (and hour)")
    if start != view.today:
        raise invalid(f"Start date must be the current date: {view.today.isoformat()}.")
    if granularity == "HOURLY" or end > add_months(view.today, 4 if granularity == "DAILY" else 19):
        raise invalid("The forecast reaches 3 months ahead by day, and 18 months by month.")
    name = NAMES.get(request["Metric"])
    if name is None:
        raise invalid(f"{request['Metric']} has no cost forecast.")
    average = daily_average(view, request.get("Filter"), metric_of(name))
    if average is None:
        raise AwsError("DataUnavailableException", "Insufficient amount of historical data to generate forecast.")
    results = [
        {
            "TimePeriod": {"Start": first.isoformat(), "End": last.isoformat()},
            "MeanValue": amount_text(average * (last - first).days),
        }
        for first, last in periods_of(start, end, granularity)
    ]
    if request.get("PredictionIntervalLevel"):
        for result, (first, last) in zip(results, periods_of(start, end, granularity), strict=True):
            mean = average * (last - first).days
            result["PredictionIntervalLowerBound"] = amount_text(mean * 9 // 10)
            result["PredictionIntervalUpperBound"] = amount_text(mean * 11 // 10)
    return {
        "Total": {"Amount": amount_text(average * (end - start).days), "Unit": "USD"},
        "ForecastResultsByTime": results,
    }
