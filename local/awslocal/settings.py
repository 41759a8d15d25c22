"""What can be set when the local AWS starts."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Settings:
    """Quotas are AWS's defaults, except the number of accounts (AWS: 10, raised on request)."""

    account_limit: int = 1_000
    unit_limit: int = 2_000
    creation_seconds: float = 0.2
    closing_seconds: float = 0.2
    aws_rates: bool = False

    def to_json(self) -> dict[str, Any]:
        return asdict(self)
