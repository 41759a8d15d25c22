"""What the local AWS remembers of the use of services."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class LastUse:
    """When an account last attempted to use a service, and from which region."""

    at: float
    region: str


@dataclass
class UsageReport:
    """A job of GenerateOrganizationsAccessReport. The rows are those of the time of the request."""

    id: str
    requested: float
    completes_at: float
    details: list[dict[str, Any]]


@dataclass
class ServiceUsage:
    # By account and namespace of the service.
    last: dict[str, dict[str, LastUse]] = field(default_factory=dict)
    # By the id of the job, for each management account.
    reports: dict[str, dict[str, UsageReport]] = field(default_factory=dict)
    # For which a report is IN_PROGRESS.
    report_seconds: float = 0.2
