"""An analyzer of an account in a region."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Analyzer:
    name: str
    arn: str
    type: str
    created: float
    tags: dict[str, str] = field(default_factory=dict)
    configuration: dict[str, Any] | None = None
    # By name: the filter, when it was made and changed.
    archive_rules: dict[str, tuple[dict[str, Any], float, float]] = field(default_factory=dict)
