"""The values that occur in the costs: of dimensions, tags and cost categories."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from ..costs.expressions import dimension_of
from ..costs.figures import Attributes, ListedSeries
from ..costs.view import CostView
from ..pages import page_of
from ..registry import Context, Request, Response
from .caller import ce_operation
from .usage import checked_time


def _found(view: CostView, request: Request, value_of: Callable[[Attributes], Iterable[str | None]]) -> list[str]:
    start, end = checked_time(request, view.today, "DAILY")
    days = start.toordinal(), min(end, date.fromordinal(view.today.toordinal() + 1)).toordinal()
    values = {
        value or ""
        for series in view.series(request.get("Filter"))
        if not isinstance(series, ListedSeries) or series.has_days(*days)
        for value in value_of(series.attributes)
    }
    wanted = request.get("SearchString") or ""
    return sorted(value for value in values if wanted.lower() in value.lower())


def _answer(request: Request, key: str, values: list[str]) -> Response:
    answer = page_of(request, key, values, 1_000, "NextPageToken")
    return {**answer, "ReturnSize": len(answer[key]), "TotalSize": len(values)}


@ce_operation("GetDimensionValues")
def get_dimension_values(context: Context, request: Request) -> Response:
    view = CostView(context.world, context.account, context.now)
    dimension = request["Dimension"]
    value_of = dimension_of(view, dimension)
    answer = _answer(request, "DimensionValues", _found(view, request, lambda attributes: [value_of(attributes)]))
    described = [
        {
            "Value": value,
            "Attributes": {"description": view.account_name(value)} if dimension == "LINKED_ACCOUNT" else {},
        }
        for value in answer["DimensionValues"]
    ]
    return {**answer, "DimensionValues": described}


@ce_operation("GetTags")
def get_tags(context: Context, request: Request) -> Response:
    """Without a key, the active keys that occur; with a key, its values."""
    view = CostView(context.world, context.account, context.now)
    key = request.get("TagKey")
    if key:
        return _answer(request, "Tags", _found(view, request, lambda attributes: [view.tag(attributes, key)]))
    return _answer(
        request,
        "Tags",
        _found(view, request, lambda attributes: [one for one, _ in attributes.tags if view.tag(attributes, one)]),
    )


@ce_operation("GetCostCategories")
def get_cost_categories(context: Context, request: Request) -> Response:
    view = CostView(context.world, context.account, context.now)
    name = request.get("CostCategoryName")
    if name:
        found = _found(view, request, lambda attributes: [view.category(attributes, name)])
        return _answer(request, "CostCategoryValues", found)
    return _answer(request, "CostCategoryNames", sorted(view.category_names()))
