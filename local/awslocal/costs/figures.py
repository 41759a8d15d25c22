"""The cost figures: what each account spent on each day, for which service, in which region.

Figures are series: the amounts of all days that share the same attributes. A test lists the amounts of days
(ListedSeries); `local/aws costs --seed` makes a series of a base and the course of a curve that many series share
(CurveSeries). So the sum of a curve over any days is known, and a question over a year of 1,000 accounts needs one
multiplication for each group.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

# Amounts are whole numbers of this part of a dollar.
SCALE = 10_000_000_000
METRICS = ("unblended", "amortized")


class Attributes(NamedTuple):
    account: str
    service: str
    region: str
    # As the dimension RECORD_TYPE names it: Usage, Credit, Tax, ...
    kind: str
    usage_type: str
    operation: str
    # The tags of the resources, sorted by key.
    tags: tuple[tuple[str, str], ...]

    def tag(self, key: str) -> str | None:
        for name, value in self.tags:
            if name == key:
                return value
        return None


class ListedSeries:
    """Amounts of single days, by the ordinal of the day."""

    def __init__(self, attributes: Attributes):
        self.attributes = attributes
        self._amounts: dict[str, dict[int, int]] = {metric: {} for metric in METRICS}
        self._days: list[int] = []
        self._sums: dict[str, list[int]] | None = None

    def add(self, day: int, unblended: int, amortized: int) -> None:
        if day not in self._amounts["unblended"]:
            insort(self._days, day)
        for metric, amount in (("unblended", unblended), ("amortized", amortized)):
            self._amounts[metric][day] = self._amounts[metric].get(day, 0) + amount
        self._sums = None

    @property
    def first_day(self) -> int:
        return self._days[0]

    def has_days(self, start: int, end: int) -> bool:
        return bisect_left(self._days, end) > bisect_left(self._days, start)

    def sum(self, metric: str, start: int, end: int) -> int:
        if self._sums is None:
            self._sums = {
                name: [0, *accumulate(amounts[day] for day in self._days)] for name, amounts in self._amounts.items()
            }
        sums = self._sums[metric]
        return sums[bisect_left(self._days, end)] - sums[bisect_left(self._days, start)]


class Curve:
    """A course of amounts from its first day on, in 1/10,000. `at` gives the amount of the day with that number."""

    def __init__(self, first_day: int, at: Callable[[int], int]):
        self.first_day = first_day
        self._at = at
        self._sums = [0]

    def sum(self, start: int, end: int) -> int:
        return self._until(end) - self._until(start)

    def _until(self, day: int) -> int:
        wanted = max(0, day - self.first_day)
        while len(self._sums) <= wanted:
            self._sums.append(self._sums[-1] + self._at(len(self._sums) - 1))
        return self._sums[wanted]


@dataclass(frozen=True)
class CurveSeries:
    """Amounts that follow a curve. The bases are in 10^-6 USD, by metric, each with its curve."""

    attributes: Attributes
    bases: dict[str, tuple[int, Curve]]


Series = ListedSeries | CurveSeries


@dataclass
class Figures:
    """All figures of the local AWS."""

    listed: dict[Attributes, ListedSeries] = field(default_factory=dict)
    seeded: list[CurveSeries] = field(default_factory=list)
    # The accounts that have seeded figures.
    seeded_accounts: set[str] = field(default_factory=set)
    by_account: dict[str, list[Series]] = field(default_factory=dict)
    # Changes with every change of the figures.
    version: int = 0
    # The sums of the last questions to Cost Explorer.
    remembered: dict[str, dict[str, dict[tuple[str, ...], list[int]]]] = field(default_factory=dict)

    def add(self, attributes: Attributes, day: int, unblended: int, amortized: int) -> None:
        series = self.listed.get(attributes)
        if series is None:
            series = self.listed[attributes] = ListedSeries(attributes)
            self.by_account.setdefault(attributes.account, []).append(series)
        series.add(day, unblended, amortized)
        self.version += 1

    def add_seeded(self, seeded: list[CurveSeries], accounts: set[str]) -> None:
        self.seeded.extend(seeded)
        self.seeded_accounts.update(accounts)
        for series in seeded:
            self.by_account.setdefault(series.attributes.account, []).append(series)
        self.version += 1

    def clear(self) -> None:
        self.listed.clear()
        self.seeded.clear()
        self.seeded_accounts.clear()
        self.by_account.clear()
        self.version += 1

    @property
    def is_empty(self) -> bool:
        return not self.by_account

    def of_accounts(self, accounts: Iterable[str]) -> Iterator[Series]:
        for account in accounts:
            yield from self.by_account.get(account, [])


def sums_by_group(
    groups: Iterable[tuple[tuple[str, ...], Series]], metric: str, periods: Sequence[tuple[int, int]], today: int
) -> dict[tuple[str, ...], list[int]]:
    """The sum of each group in each period, as ordinals of the first day and the day after the last. `today` is the day
    from which there are no figures of curves; listed figures end after it. Groups without figures are absent."""
    found: dict[tuple[str, ...], list[int]] = {}
    bases: dict[tuple[tuple[str, ...], Curve], int] = {}
    listed_periods = [(start, min(end, today + 1)) for start, end in periods]
    curve_periods = [(start, min(end, today)) for start, end in periods]
    for key, series in groups:
        if isinstance(series, ListedSeries):
            sums = None
            for number, (start, end) in enumerate(listed_periods):
                if start < end and series.has_days(start, end):
                    sums = sums or found.setdefault(key, [0] * len(periods))
                    sums[number] += series.sum(metric, start, end)
        else:
            base, curve = series.bases[metric]
            bases[key, curve] = bases.get((key, curve), 0) + base
    for (key, curve), base in bases.items():
        amounts = [base * curve.sum(start, end) if start < end else 0 for start, end in curve_periods]
        if any(amounts):
            sums = found.setdefault(key, [0] * len(periods))
            for number, amount in enumerate(amounts):
                sums[number] += amount
    return found


def amount_text(amount: int) -> str:
    """As AWS writes amounts: at most ten digits after the point, without trailing zeros."""
    sign, amount = ("-", -amount) if amount < 0 else ("", amount)
    whole, part = divmod(amount, SCALE)
    digits = f"{part:010}".rstrip("0")
    return f"{sign}{whole}.{digits}" if digits else f"{sign}{whole}"
