"""The periods of a budget: the day, month, quarter or year that contains a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

MONTHS = {"MONTHLY": 1, "QUARTERLY": 3, "ANNUALLY": 12}


def day_of(at: float) -> date:
    """The day in UTC, in which AWS bills."""
    return datetime.fromtimestamp(at, timezone.utc).date()


def seconds_of(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=timezone.utc).timestamp()


def add_months(day: date, months: int) -> date:
    """The first day of the month that is so many months later."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def period_of(time_unit: str, day: date) -> tuple[date, date]:
    """The first day of the period, and the day after its last one."""
    if time_unit not in MONTHS:
        return day, day + timedelta(days=1)
    months = MONTHS[time_unit]
    start = date(day.year, (day.month - 1) // months * months + 1, 1)
    return start, add_months(start, months)
