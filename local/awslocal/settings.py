"""The settings of the local AWS, which are given at its start."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Settings:
    """The default quotas are AWS's, except the number of accounts (AWS allows 10 and raises it on request)."""

    account_limit: int = 1_000
    unit_limit: int = 2_000
    creation_seconds: float = 0.2
    closing_seconds: float = 0.2
    assignment_seconds: float = 0.2
    stack_seconds: float = 0.1
    aws_rates: bool = False

    def to_json(self) -> dict[str, Any]:
        return asdict(self)
