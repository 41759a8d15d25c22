"""Cost allocation tags: which tag keys the management account has activated, and when it first saw them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class AllocationTags:
    # When a key was first used.
    first_used: dict[str, float] = field(default_factory=dict)
    # When a key was activated.
    active: dict[str, float] = field(default_factory=dict)
    # When the status of a key last changed.
    changed: dict[str, float] = field(default_factory=dict)
