"""Cost allocation tags: which tag keys the management account has activated, and when it first saw them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..organizations.model import World


@dataclass
class AllocationTags:
    # When a key was first used.
    first_used: dict[str, float] = field(default_factory=dict)
    # When a key was activated.
    active: dict[str, float] = field(default_factory=dict)
    # When the status of a key last changed.
    changed: dict[str, float] = field(default_factory=dict)


def note_tags(world: World, account: str, request: dict[str, Any], at: float) -> None:
    """Notes the tags of a successful request: a key that is first used becomes known a day later."""
    tags = request.get("Tags")
    if isinstance(tags, list):
        first_used = world.allocation_tags_of(world.payer_of(account)).first_used
        for tag in tags:
            first_used.setdefault(tag["Key"], at)
