"""A simple forecast: every day to come costs as much as the average of the days that are known.

AWS's own forecast is a model of a year of history with a prediction interval. AWS gives none if it knows too little.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from .view import CostView

# The days on which the forecast is based.
HISTORY = 28


def daily_average(view: CostView, expression: dict[str, Any] | None, metric: str) -> int | None:
    """The average of the last four weeks; None if they have no costs."""
    start = view.today - timedelta(days=HISTORY)
    total = view.total(expression, metric, start, view.today)
    return total // HISTORY if total else None


def forecast(view: CostView, expression: dict[str, Any] | None, metric: str, start: date, end: date) -> int | None:
    """The costs from a day until before another: known for the past, expected for today and later."""
    average = daily_average(view, expression, metric)
    if average is None:
        return None
    known = view.total(expression, metric, start, min(end, view.today)) if start < view.today else 0
    return known + average * max(0, (end - max(start, view.today)).days)
