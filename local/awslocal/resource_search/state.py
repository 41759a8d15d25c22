"""Indexes and views of Resource Explorer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Index:
    arn: str
    account: str
    region: str
    created: float
    updated: float
    type: str = "LOCAL"
    tags: dict[str, str] = field(default_factory=dict)


@dataclass
class View:
    arn: str
    name: str
    account: str
    region: str
    # The account's root, the organization or a unit.
    scope: str
    updated: float
    filter: str = ""
    included: list[dict[str, Any]] = field(default_factory=list)
    tags: dict[str, str] = field(default_factory=dict)


@dataclass
class ResourceExplorer:
    # By account and region.
    indexes: dict[tuple[str, str], Index] = field(default_factory=dict)
    # By ARN.
    views: dict[str, View] = field(default_factory=dict)
    # The ARN of the default view, by account and region.
    default_views: dict[tuple[str, str], str] = field(default_factory=dict)
    # When the account's last aggregator index became a local one, or was deleted.
    demoted: dict[str, float] = field(default_factory=dict)
