"""The state of StackSets: sets, their instances and operations. The stacks are in moto's CloudFormation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

# Where a stack is: (account, region).
Place = tuple[str, str]
SERVICE_MANAGED, SELF_MANAGED = "SERVICE_MANAGED", "SELF_MANAGED"
CREATE, UPDATE, DELETE, DETECT_DRIFT = "CREATE", "UPDATE", "DELETE", "DETECT_DRIFT"


@dataclass
class Definition:
    """What a StackSet deploys. Every change makes a new one, so an instance knows whether it is up to date."""

    template: str
    parameters: dict[str, str]
    capabilities: list[str]
    tags: dict[str, str]


@dataclass
class ResourceDrift:
    """How a resource differs from its template. `differences`: those of its properties, as AWS describes them."""

    logical_id: str
    physical_id: str
    type: str
    # IN_SYNC, MODIFIED, DELETED or NOT_CHECKED.
    status: str
    differences: list[dict[str, str]] = field(default_factory=list)


@dataclass
class StackInstance:
    account: str
    region: str
    # The target that it belongs to: the root or a unit. None with self-managed permissions.
    unit: str | None
    overrides: dict[str, str] = field(default_factory=dict)
    # CURRENT, OUTDATED or INOPERABLE.
    status: str = "OUTDATED"
    detailed: str = "PENDING"
    reason: str | None = None
    stack_id: str | None = None
    last_operation: str | None = None
    drift: str = "NOT_CHECKED"
    drift_checked: float | None = None

    @property
    def place(self) -> Place:
        return self.account, self.region


@dataclass
class Result:
    """What an operation did at one place. `status`: PENDING, RUNNING, SUCCEEDED, FAILED or CANCELLED."""

    unit: str | None
    status: str = "PENDING"
    reason: str | None = None


@dataclass
class Preferences:
    """`tolerance` and `concurrency`: a number of accounts, or a percentage of the accounts in a region."""

    regions: list[str]
    tolerance: int = 0
    tolerance_percentage: int | None = None
    concurrency: int = 1
    concurrency_percentage: int | None = None
    is_strict: bool = True
    is_parallel: bool = False
    # As they were given.
    given: dict[str, Any] = field(default_factory=dict)


@dataclass
class Operation:
    id: str
    action: str
    created: float
    preferences: Preferences
    results: dict[Place, Result] = field(default_factory=dict)
    targets: dict[str, Any] | None = None
    retains: bool | None = None
    # QUEUED, RUNNING, STOPPING, STOPPED, SUCCEEDED or FAILED.
    status: str = "QUEUED"
    reason: str | None = None
    ended: float | None = None
    is_automatic: bool = False
    # The places where stacks are being changed now, and when that is done.
    running: list[Place] = field(default_factory=list)
    next_at: float = 0.0
    # Of DETECT_DRIFT.
    drifts: dict[Place, list[ResourceDrift]] = field(default_factory=dict)

    @property
    def is_active(self) -> bool:
        return self.status in ("QUEUED", "RUNNING", "STOPPING")

    def failed_in(self, region: str) -> int:
        return sum(1 for (_, at), result in self.results.items() if at == region and result.status == "FAILED")

    def pending_in(self, region: str) -> list[Place]:
        return [place for place, result in self.results.items() if place[1] == region and result.status == "PENDING"]


@dataclass
class AutoDeployment:
    enabled: bool
    retains: bool | None = None
    depends_on: list[str] = field(default_factory=list)

    def describe(self) -> dict[str, Any]:
        described: dict[str, Any] = {"Enabled": self.enabled}
        if self.retains is not None:
            described["RetainStacksOnAccountRemoval"] = self.retains
        if self.depends_on:
            described["DependsOn"] = self.depends_on
        return described


@dataclass
class DriftSummary:
    """The last drift detection of the whole set."""

    operation: str
    status: str
    checked: float


@dataclass
class StackSet:
    name: str
    id: str
    owner: str
    region: str
    definition: Definition
    permission_model: str
    description: str | None = None
    automatic: AutoDeployment | None = None
    administration_role: str | None = None
    execution_role: str | None = None
    queues_operations: bool = False
    status: str = "ACTIVE"
    deleted: float | None = None
    instances: dict[Place, StackInstance] = field(default_factory=dict)
    operations: dict[str, Operation] = field(default_factory=dict)
    # The operations that are not done, the oldest first.
    queue: list[Operation] = field(default_factory=list)
    # The regions of each root or unit that was a target. Automatic deployment follows it, and ignores filters of accounts.
    targets: dict[str, list[str]] = field(default_factory=dict)
    drift: DriftSummary | None = None

    @property
    def arn(self) -> str:
        return f"arn:aws:cloudformation:{self.region}:{self.owner}:stackset/{self.id}"

    @property
    def is_service_managed(self) -> bool:
        return self.permission_model == SERVICE_MANAGED


@dataclass
class PlannedFailure:
    """A test asks for it: the next stacks fail."""

    reason: str
    account: str | None = None
    region: str | None = None
    stack_set: str | None = None
    # create, update or delete.
    action: str | None = None
    times: int = 1


@dataclass
class StackSets:
    # By administrator account and region, and then by name.
    active: dict[tuple[str, str], dict[str, StackSet]] = field(default_factory=dict)
    deleted: dict[tuple[str, str], list[StackSet]] = field(default_factory=dict)
    # The management accounts that have activated trusted access with Organizations.
    activated: set[str] = field(default_factory=set)
    failures: list[PlannedFailure] = field(default_factory=list)

    def all(self) -> Iterator[StackSet]:
        for named in self.active.values():
            yield from named.values()

    def take_failure(self, action: str, stack_set: str, place: Place) -> str | None:
        account, region = place
        for failure in self.failures:
            if (
                failure.account in (None, account)
                and failure.region in (None, region)
                and failure.stack_set in (None, stack_set)
                and failure.action in (None, action.lower())
            ):
                failure.times -= 1
                if failure.times <= 0:
                    self.failures.remove(failure)
                return failure.reason
        return None
