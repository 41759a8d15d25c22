"""Macie's sessions, and what the organization's configuration says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class MacieSession:
    created: float
    updated: float
    frequency: str = "FIFTEEN_MINUTES"
    status: str = "ENABLED"
    export: dict[str, Any] | None = None
    # The automated discovery of sensitive data: its status, and which members it takes in.
    discovery: str = "DISABLED"
    discovery_changed: float | None = None
    discovers_members: str = "NONE"


@dataclass
class MacieMember:
    account: str
    email: str
    since: float
    updated: float
    tags: dict[str, str] = field(default_factory=dict)
    is_associated: bool = True


@dataclass
class MacieAdministration:
    auto_enable: bool = False
    since: float = 0.0
    members: dict[str, MacieMember] = field(default_factory=dict)


@dataclass
class Macie:
    # By account and region.
    sessions: dict[tuple[str, str], MacieSession] = field(default_factory=dict)
    administrations: dict[tuple[str, str], MacieAdministration] = field(default_factory=dict)
