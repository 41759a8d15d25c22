"""The administrators of the security services."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class ServiceAdministrators:
    # By principal, organization and region.
    accounts: dict[tuple[str, str, str], str] = field(default_factory=dict)
    # The principals and organizations whose delegated administrator the service has registered.
    registered: set[tuple[str, str]] = field(default_factory=set)
