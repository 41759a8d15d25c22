"""An export of an account."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Export:
    arn: str
    # As the request gave it, with the defaults of its table.
    details: dict[str, Any]
    created: float
    updated: float
    tags: dict[str, str] = field(default_factory=dict)
