"""How costs run over the days: steady, with weekends, growing, once a month. 10,000 is the base of a series."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from .figures import Curve

UNIT = 10_000
DAYS_OF_A_MONTH = 30.4
# The share of a workday that a weekend costs.
WEEKEND = {"steady": 1.0, "live": 0.88, "office": 0.35}
NOISE = 0.03


@dataclass
class Curves:
    """The curves of a seed, each made once."""

    first_day: int
    # From this day on there are no more credits; and the day on which a sandbox began to run away, and an incident.
    credits_end: int
    runaway_begins: int
    incident_begins: int
    _made: dict[tuple[str, float], Curve] = field(default_factory=dict)

    def get(self, kind: str, growth: float = 0.0) -> Curve:
        """`growth`: per month."""
        if (kind, growth) not in self._made:
            self._made[kind, growth] = Curve(self.first_day, self._course(kind, growth))
        return self._made[kind, growth]

    def _course(self, kind: str, growth: float) -> Callable[[int], int]:
        if kind == "runaway":
            return lambda number: self._runaway(self.first_day + number)
        if kind == "incident":
            return lambda number: UNIT if 0 <= self.first_day + number - self.incident_begins < 3 else 0
        if kind in ("monthly", "credit"):
            return lambda number: self._monthly(kind, number, growth)
        return lambda number: self._daily(kind, number, growth)

    def _daily(self, kind: str, number: int, growth: float) -> int:
        day = date.fromordinal(self.first_day + number)
        level: float = (1 + growth) ** (number / DAYS_OF_A_MONTH)
        if day.weekday() >= 5:
            level *= WEEKEND[kind]
        if kind == "live" and (day.month, day.day) >= (11, 20):
            level *= 1.15
        return round(UNIT * level * (1 + NOISE * _noise(kind, day.toordinal())))

    def _monthly(self, kind: str, number: int, growth: float) -> int:
        """The costs of a month on its first day."""
        day = self.first_day + number
        if date.fromordinal(day).day != 1 or (kind == "credit" and day >= self.credits_end):
            return 0
        level: float = (1 + growth) ** (number / DAYS_OF_A_MONTH)
        return round(UNIT * DAYS_OF_A_MONTH * level)

    def _runaway(self, day: int) -> int:
        since = day - self.runaway_begins
        level: float = 1.12 ** min(since, 30)
        return 0 if since < 0 else round(UNIT * level)


def _noise(kind: str, day: int) -> float:
    """From -1 to 1, and always the same for the same day."""
    return hashlib.blake2b(f"{kind}/{day}".encode(), digest_size=2).digest()[0] / 127.5 - 1
