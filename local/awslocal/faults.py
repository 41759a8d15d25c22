"""Failures on request: the next calls of an operation fail, are delayed, or lose their connection."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from .errors import AwsError


@dataclass
class Fault:
    """`drop` closes the connection before the call is executed, or after it. In the second case only the answer is
    lost."""

    operation: str
    times: int = 1
    error: AwsError | None = None
    delay_seconds: float = 0.0
    drop: str | None = None

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Fault:
        unknown = set(data) - {"operation", "times", "error", "delaySeconds", "drop"}
        if unknown or "operation" not in data or data.get("drop") not in (None, "before", "after"):
            raise AwsError(
                "InvalidFault",
                "a fault is {operation, times, error: {code, message, reason, status}, delaySeconds, drop: before|after}",
            )
        error = data.get("error")
        return cls(
            operation=data["operation"],
            times=int(data.get("times", 1)),
            error=error
            and AwsError(
                error["code"],
                error.get("message", "A fault that a test asked for."),
                error.get("reason"),
                int(error.get("status", 400)),
            ),
            delay_seconds=float(data.get("delaySeconds", 0)),
            drop=data.get("drop"),
        )

    def to_json(self) -> dict[str, Any]:
        return {"operation": self.operation, "times": self.times}


class Faults:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        with self._lock:
            self._faults.append(fault)

    def clear(self) -> None:
        with self._lock:
            self._faults.clear()

    def pending(self) -> list[dict[str, Any]]:
        with self._lock:
            return [fault.to_json() for fault in self._faults]

    def take(self, name: str) -> Fault | None:
        """The first fault for the operation, with one of its uses taken. `organizations.*` matches all operations of a
        service."""
        with self._lock:
            for fault in self._faults:
                if fnmatchcase(name, fault.operation):
                    fault.times -= 1
                    if fault.times <= 0:
                        self._faults.remove(fault)
                    return fault
        return None
