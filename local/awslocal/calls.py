"""Counts the calls by service and operation, for tests that limit the number of calls."""

from __future__ import annotations

from collections import Counter, deque
from typing import Any

LOG_LENGTH = 100_000


class Calls:
    def __init__(self) -> None:
        self._resets = 0
        self.reset()

    def reset(self) -> None:
        self._resets += 1
        self._counts: Counter[str] = Counter()
        self._log: deque[dict[str, Any]] = deque(maxlen=LOG_LENGTH)

    def arrive(self) -> int:
        """When a call arrives, for record(). A call that is delayed must not count after a reset: whoever made it may have ended."""
        return self._resets

    def record(self, name: str, account: str, mutating: bool, status: int, at: float, arrived: int) -> None:
        if arrived != self._resets:
            return
        self._counts[name] += 1
        if mutating:
            self._log.append({"operation": name, "account": account, "status": status, "at": at})

    def counts(self) -> dict[str, int]:
        return dict(sorted(self._counts.items()))

    def log(self) -> list[dict[str, Any]]:
        """The mutating calls in the order of their execution."""
        return list(self._log)
