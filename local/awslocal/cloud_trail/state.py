"""The trails, and the events of the last 90 days."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Any

# An account's events beyond these are forgotten, oldest first.
KEPT_EVENTS = 20_000


@dataclass
class Trail:
    name: str
    arn: str
    # The account that owns it. A trail that a delegated administrator has made belongs to the management account.
    account: str
    region: str
    details: dict[str, Any]
    is_organization_trail: bool = False
    is_multi_region: bool = False
    is_logging: bool = False
    started: float | None = None
    stopped: float | None = None
    tags: dict[str, str] = field(default_factory=dict)
    event_selectors: list[dict[str, Any]] | None = None
    advanced_event_selectors: list[dict[str, Any]] | None = None
    insight_selectors: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Identity:
    """`user`: what the event history shows as the user's name: that of a user, or of a role's session."""

    user: str
    details: dict[str, Any]


@dataclass(frozen=True)
class TrailEvent:
    """A call, as the event history shows it."""

    id: str
    name: str
    source: str
    region: str
    at: float
    read_only: bool
    access_key: str
    user: str
    resources: tuple[tuple[str, str], ...]
    # The whole record, as JSON.
    record: str


@dataclass
class CloudTrail:
    # By ARN.
    trails: dict[str, Trail] = field(default_factory=dict)
    # By access key and account.
    identities: dict[tuple[str, str], Identity] = field(default_factory=dict)
    # By account, oldest first.
    events: dict[str, deque[TrailEvent]] = field(default_factory=dict)

    def add_event(self, account: str, event: TrailEvent) -> None:
        self.events.setdefault(account, deque(maxlen=KEPT_EVENTS)).append(event)
