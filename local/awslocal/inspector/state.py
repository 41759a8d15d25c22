"""Which scans are on in which account, and what the organization's configuration says."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class InspectorMember:
    account: str
    updated: float


@dataclass
class InspectorAdministration:
    # The types of resources that are scanned in accounts that become members, and since when.
    auto_enable: dict[str, bool] = field(default_factory=dict)
    since: float = 0.0
    members: dict[str, InspectorMember] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)


@dataclass
class Inspector:
    # By account and region: the types of resources that are scanned.
    scans: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    # By the administrator's account and region.
    administrations: dict[tuple[str, str], InspectorAdministration] = field(default_factory=dict)
