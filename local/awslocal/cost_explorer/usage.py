"""GetCostAndUsage: the costs of a time, by day or month, in groups.

Sources: the service model; the texts of the errors about time are AWS's, from reports of users (aws-sdk-js 2732).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from ..budgets.periods import add_months
from ..costs.expressions import dimension_of
from ..costs.figures import Attributes, amount_text, sums_by_group
from ..costs.view import CostView
from ..errors import AwsError
from ..pages import page_start, token_of
from ..registry import Context, Request, Response
from . import limits
from .caller import ce_operation, invalid

# Both spellings of a metric: of GetCostAndUsage and of the forecast.
METRICS = {
    "BlendedCost": "unblended",
    "UnblendedCost": "unblended",
    "AmortizedCost": "amortized",
    "NetUnblendedCost": "unblended",
    "NetAmortizedCost": "amortized",
}
GROUPS = {
    "AZ", "INSTANCE_TYPE", "LEGAL_ENTITY_NAME", "INVOICING_ENTITY", "LINKED_ACCOUNT", "OPERATION", "PLATFORM",
    "PURCHASE_TYPE", "SERVICE", "TENANCY", "RECORD_TYPE", "USAGE_TYPE", "REGION", "BILLING_ENTITY", "DEPLOYMENT_OPTION",
    "DATABASE_ENGINE", "CACHE_ENGINE", "INSTANCE_TYPE_FAMILY", "OPERATING_SYSTEM", "SERVICE_CODE",
    "LINKED_ACCOUNT_NAME", "RESERVATION_ID", "USAGE_TYPE_GROUP", "PAYER_ACCOUNT",
}  # fmt: skip


def metric_of(name: str) -> str:
    if name not in METRICS:
        if name in ("UsageQuantity", "NormalizedUsageAmount"):
            raise AwsError("NotImplementedInLocalAws", f"The local AWS has costs only, and no {name}.")
        raise invalid(f"{name} is not a valid metric. Valid metrics are: {', '.join(METRICS)}.")
    return METRICS[name]


def day(text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise invalid(f"{text} is not a date.") from error


def checked_time(request: Request, today: date, granularity: str) -> tuple[date, date]:
    """The first day, and the day after the last one."""
    if granularity == "HOURLY":
        raise invalid("Hourly data is not enabled.")
    start, end = (day(request["TimePeriod"][name]) for name in ("Start", "End"))
    if start >= end:
        raise invalid("Start date (and hour) should be before end date (and hour)")
    if start > today:
        raise invalid("Start date should be no later than the current date.")
    if end > add_months(today, 1):
        raise invalid("end date past the beginning of next month")
    if start < add_months(today, -limits.MONTHS_OF_HISTORY):
        raise invalid("You haven't enabled historical data beyond 14 months")
    return start, end


def periods_of(start: date, end: date, granularity: str) -> list[tuple[date, date]]:
    """The days or months from a day until before another. The first and the last month may be parts."""
    periods = []
    while start < end:
        following = start + timedelta(days=1) if granularity == "DAILY" else add_months(start, 1)
        periods.append((start, min(following, end)))
        start = following
    return periods


@ce_operation("GetCostAndUsage")
def get_cost_and_usage(context: Context, request: Request) -> Response:
    view = CostView(context.world, context.account, context.now)
    periods = periods_of(*checked_time(request, view.today, request["Granularity"]), request["Granularity"])
    definitions = request.get("GroupBy") or []
    metrics = list(dict.fromkeys(request["Metrics"]))
    if not metrics:
        raise invalid("At least one metric is required.")
    sums = _remembered(context, view, request, periods, {metric_of(name) for name in metrics})
    if not definitions:
        total = [_amounts(metrics, sums, (), number) for number in range(len(periods))]
        return {"ResultsByTime": [_result(view, period, total[n], []) for n, period in enumerate(periods)], **_none()}
    rows = _rows(sums, len(periods))
    start = page_start(request.get("NextPageToken"))
    shown = rows[start : start + limits.GROUPS_OF_A_PAGE]
    answer: Response = {
        "GroupDefinitions": [{"Type": one.get("Type", "DIMENSION"), "Key": one.get("Key")} for one in definitions],
        "ResultsByTime": _results(view, periods, shown, metrics, sums, bool(start), len(rows) > start + len(shown)),
        **_attributes(view, definitions, shown),
    }
    if start + len(shown) < len(rows):
        answer["NextPageToken"] = token_of(start + len(shown))
    return answer


Sums = dict[str, dict[tuple[str, ...], list[int]]]
# How many questions are remembered.
KEPT = 4


def _remembered(
    context: Context, view: CostView, request: Request, periods: list[tuple[date, date]], metrics: set[str]
) -> Sums:
    """The sums of the last questions, because the pages of an answer repeat its question."""
    world = context.world
    remembered = world.figures.remembered
    version = (world.figures.version, world.cost_changes, hash(frozenset(view.accounts)))
    question = {name: value for name, value in request.items() if name != "NextPageToken"}
    key = json.dumps([*version, view.account, view.today.isoformat(), question], sort_keys=True)
    sums = remembered.pop(key, None) or _sums(view, request, periods, request.get("GroupBy") or [], metrics)
    remembered[key] = sums
    if len(remembered) > KEPT:
        remembered.pop(next(iter(remembered)))
    return sums


def _sums(
    view: CostView,
    request: Request,
    periods: list[tuple[date, date]],
    definitions: list[dict[str, str]],
    metrics: set[str],
) -> Sums:
    if len(definitions) > limits.GROUPS:
        raise invalid("You can group by at most two keys.")
    keys = [_key_of(view, definition) for definition in definitions]
    if len({(one.get("Type"), one.get("Key")) for one in definitions}) < len(definitions):
        raise invalid("You can't group by the same key twice.")
    groups = [(tuple(key(series.attributes) for key in keys), series) for series in view.series(request.get("Filter"))]
    bounds = [(start.toordinal(), end.toordinal()) for start, end in periods]
    return {metric: sums_by_group(groups, metric, bounds, view.today.toordinal()) for metric in metrics}


def _key_of(view: CostView, definition: dict[str, str]) -> Callable[[Attributes], str]:
    kind, key = definition.get("Type") or "DIMENSION", definition.get("Key") or ""
    if kind == "TAG":
        return lambda attributes: f"{key}${view.tag(attributes, key) or ''}"
    if kind == "COST_CATEGORY":
        return lambda attributes: f"{key}${view.category(attributes, key) or ''}"
    if kind != "DIMENSION" or key not in GROUPS:
        raise invalid(f"You can't group by the {kind} {key}.")
    return dimension_of(view, key)


def _rows(sums: Sums, number_of_periods: int) -> list[tuple[int, tuple[str, ...]]]:
    """The number of the period and the keys of each group, in the order in which AWS answers."""
    keys = sorted({key for groups in sums.values() for key in groups})
    return [
        (number, key)
        for number in range(number_of_periods)
        for key in keys
        if any(key in groups and groups[key][number] for groups in sums.values())
    ]


def _results(
    view: CostView,
    periods: list[tuple[date, date]],
    rows: list[tuple[int, tuple[str, ...]]],
    metrics: list[str],
    sums: Sums,
    is_continued: bool,
    continues: bool,
) -> list[dict[str, Any]]:
    """The results of a page. A period whose groups do not fit is continued on the next page."""
    groups: dict[int, list[dict[str, Any]]] = {}
    for number, key in rows:
        groups.setdefault(number, []).append({"Keys": list(key), "Metrics": _amounts(metrics, sums, key, number)})
    first = rows[0][0] if is_continued and rows else 0
    last = rows[-1][0] if continues and rows else len(periods) - 1
    return [_result(view, periods[number], {}, groups.get(number, [])) for number in range(first, last + 1)]


def _amounts(metrics: list[str], sums: Sums, key: tuple[str, ...], number: int) -> dict[str, Any]:
    return {
        name: {"Amount": amount_text(sums[METRICS[name]].get(key, [0] * (number + 1))[number]), "Unit": "USD"}
        for name in metrics
    }


def _result(view: CostView, period: tuple[date, date], total: dict[str, Any], groups: list[Any]) -> dict[str, Any]:
    start, end = period
    return {
        "TimePeriod": {"Start": start.isoformat(), "End": end.isoformat()},
        "Total": total,
        "Groups": groups,
        # AWS closes the bill of a month some days after its end.
        "Estimated": end > view.today.replace(day=1),
    }


def _none() -> Response:
    return {"DimensionValueAttributes": []}


def _attributes(
    view: CostView, definitions: list[dict[str, str]], rows: list[tuple[int, tuple[str, ...]]]
) -> dict[str, Any]:
    """The names of the accounts, if the costs are grouped by account."""
    places = [place for place, one in enumerate(definitions) if one.get("Key") == "LINKED_ACCOUNT"]
    accounts = sorted({key[place] for _, key in rows for place in places})
    return {
        "DimensionValueAttributes": [
            {"Value": account, "Attributes": {"description": view.account_name(account)}} for account in accounts
        ]
    }
