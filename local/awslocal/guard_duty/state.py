"""Detectors and what an administrator has configured."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass
class Feature:
    status: str
    updated: float
    # The status of each additional configuration, such as EC2_AGENT_MANAGEMENT.
    additional: dict[str, tuple[str, float]] = field(default_factory=dict)


@dataclass
class Detector:
    id: str
    account: str
    region: str
    created: float
    updated: float
    status: str = "ENABLED"
    frequency: str = "SIX_HOURS"
    features: dict[str, Feature] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)

    @property
    def arn(self) -> str:
        return f"arn:aws:guardduty:{self.region}:{self.account}:detector/{self.id}"


@dataclass
class Member:
    account: str
    email: str
    since: float
    updated: float
    relationship: str = "Enabled"


@dataclass
class AutoEnable:
    """NEW, ALL or NONE, and since when: NEW means the accounts that join later."""

    value: str = "NONE"
    since: float = 0.0

    def covers(self, joined: float) -> bool:
        return self.value == "ALL" or (self.value == "NEW" and joined >= self.since)


@dataclass
class FeatureDefault:
    auto_enable: AutoEnable
    additional: dict[str, AutoEnable] = field(default_factory=dict)


@dataclass
class Administration:
    """What an administrator's detector says about the organization."""

    members: AutoEnable = field(default_factory=AutoEnable)
    features: dict[str, FeatureDefault] = field(default_factory=dict)
    accounts: dict[str, Member] = field(default_factory=dict)
    # Accounts that were members and were taken out: they do not come back by themselves unless all accounts are members.
    removed: set[str] = field(default_factory=set)


@dataclass
class GuardDuty:
    # By account and region.
    detectors: dict[tuple[str, str], Detector] = field(default_factory=dict)
    # By the administrator's account and region.
    administrations: dict[tuple[str, str], Administration] = field(default_factory=dict)


def detector_id(account: str, region: str, number: object = "") -> str:
    """AWS's ids are random. These depend on their place, because a detector may be made while something is read."""
    return hashlib.md5(f"detector/{account}/{region}/{number}".encode(), usedforsecurity=False).hexdigest()
