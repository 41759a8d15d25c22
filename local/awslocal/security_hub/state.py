"""Hubs, and what an administrator has configured."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Hub:
    account: str
    region: str
    since: float
    auto_enable_controls: bool = True
    finding_generator: str = "SECURITY_CONTROL"
    # By the ARN of the standard: the ARN of the subscription.
    standards: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)

    @property
    def arn(self) -> str:
        return f"arn:aws:securityhub:{self.region}:{self.account}:hub/default"


@dataclass
class HubMember:
    account: str
    email: str
    since: float
    updated: float
    is_associated: bool = True


@dataclass
class FindingAggregator:
    arn: str
    region: str
    linking: str
    regions: list[str] = field(default_factory=list)


@dataclass
class ConfigurationPolicy:
    id: str
    arn: str
    name: str
    description: str
    policy: dict[str, Any]
    created: float
    updated: float
    tags: dict[str, str] = field(default_factory=dict)


@dataclass
class Association:
    """Of a policy with the root, a unit or an account. `policy`: an id, or SELF_MANAGED_SECURITY_HUB."""

    target: str
    policy: str
    updated: float


@dataclass
class HubAdministration:
    auto_enable: bool = False
    auto_enable_standards: str = "DEFAULT"
    since: float = 0.0
    members: dict[str, HubMember] = field(default_factory=dict)


@dataclass
class CentralConfiguration:
    """Of an organization: in force in the home region of its administrator and in the regions that are linked to it."""

    home: str
    administrator: str
    # By id.
    policies: dict[str, ConfigurationPolicy] = field(default_factory=dict)
    # By target.
    associations: dict[str, Association] = field(default_factory=dict)


@dataclass
class SecurityHub:
    # By account and region.
    hubs: dict[tuple[str, str], Hub] = field(default_factory=dict)
    administrations: dict[tuple[str, str], HubAdministration] = field(default_factory=dict)
    # By account.
    aggregators: dict[str, FindingAggregator] = field(default_factory=dict)
    # By organization.
    central: dict[str, CentralConfiguration] = field(default_factory=dict)
