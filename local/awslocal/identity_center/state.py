"""The state of IAM Identity Center: an instance for each organization, with its permission sets and assignments."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..identity_store.state import Directory

# A user or group: (USER or GROUP, its id).
Principal = tuple[str, str]
# Where a permission set is used: (account, ARN of the permission set).
Place = tuple[str, str]


@dataclass
class Policies:
    """What a permission set allows, and with it each role that AWS makes of it."""

    # The names of AWS-managed policies by ARN, in the order in which they were attached.
    managed: dict[str, str] = field(default_factory=dict)
    # (name, path) of customer-managed policies.
    customer: list[tuple[str, str]] = field(default_factory=list)
    inline: str = ""
    boundary: dict[str, Any] | None = None


@dataclass
class PermissionSet:
    arn: str
    name: str
    created: float
    session: str
    description: str | None = None
    relay_state: str | None = None
    tags: dict[str, str] = field(default_factory=dict)
    policies: Policies = field(default_factory=Policies)
    # Counts the changes that accounts get with ProvisionPermissionSet only.
    version: int = 0

    @property
    def id(self) -> str:
        return self.arn.rsplit("/", 1)[1]

    def describe(self) -> dict[str, Any]:
        described = {
            "Name": self.name,
            "PermissionSetArn": self.arn,
            "Description": self.description,
            "CreatedDate": self.created,
            "SessionDuration": self.session,
            "RelayState": self.relay_state,
        }
        return {name: value for name, value in described.items() if value is not None}


@dataclass
class ProvisionedRole:
    """A permission set in an account, as it was provisioned last."""

    name: str
    created: float
    version: int
    policies: Policies


@dataclass
class AccountRequest:
    """A request that AWS answers at once with IN_PROGRESS: to create or delete an assignment, or to provision a set.

    It takes effect at `completes_at`. `failure`: why it has failed.
    """

    id: str
    kind: str
    permission_set: str
    created: float
    completes_at: float
    # Absent: all accounts where the permission set is provisioned.
    account: str | None = None
    principal: Principal | None = None
    failure: str | None = None
    done: bool = False

    @property
    def status(self) -> str:
        return "IN_PROGRESS" if not self.done else "FAILED" if self.failure else "SUCCEEDED"

    def summary(self) -> dict[str, Any]:
        return {"Status": self.status, "RequestId": self.id, "CreatedDate": self.created}

    def describe(self) -> dict[str, Any]:
        described: dict[str, Any] = {**self.summary(), "PermissionSetArn": self.permission_set}
        if self.done and self.failure:
            described["FailureReason"] = self.failure
        if self.kind == "provision":
            return {**described, **({"AccountId": self.account} if self.account else {})}
        principal_type, principal_id = self.principal or ("", "")
        return {
            **described,
            "TargetId": self.account,
            "TargetType": "AWS_ACCOUNT",
            "PrincipalType": principal_type,
            "PrincipalId": principal_id,
        }


@dataclass
class Instance:
    """The organization instance, which the management account owns."""

    arn: str
    store_id: str
    owner: str
    region: str
    created: float
    name: str | None = None
    tags: dict[str, str] = field(default_factory=dict)
    permission_sets: dict[str, PermissionSet] = field(default_factory=dict)
    # By account and ARN of the permission set.
    provisioned: dict[str, dict[str, ProvisionedRole]] = field(default_factory=dict)
    # When each was created.
    assignments: dict[Place, dict[Principal, float]] = field(default_factory=dict)
    places_of: dict[Principal, dict[Place, None]] = field(default_factory=dict)
    requests: dict[str, AccountRequest] = field(default_factory=dict)
    in_progress: list[AccountRequest] = field(default_factory=list)
    directory: Directory = field(default_factory=Directory)

    @property
    def id(self) -> str:
        return self.arn.rsplit("/", 1)[1]

    def assign(self, place: Place, principal: Principal, at: float) -> None:
        self.assignments.setdefault(place, {}).setdefault(principal, at)
        self.places_of.setdefault(principal, {})[place] = None

    def unassign(self, place: Place, principal: Principal) -> None:
        """Removes the assignment, and the role if it was the last one."""
        del self.assignments[place][principal]
        del self.places_of[principal][place]
        if not self.assignments[place]:
            del self.assignments[place]
            self.deprovision(place)

    def deprovision(self, place: Place) -> None:
        account, permission_set = place
        self.provisioned.get(account, {}).pop(permission_set, None)

    def forget_account(self, account: str) -> None:
        """An account that has left the organization loses its assignments."""
        for permission_set in list(self.provisioned.get(account, {})):
            for principal in list(self.assignments.get((account, permission_set), {})):
                self.unassign((account, permission_set), principal)
        self.provisioned.pop(account, None)

    def accounts_with(self, permission_set: str) -> Iterator[tuple[str, ProvisionedRole]]:
        for account, roles in self.provisioned.items():
            if permission_set in roles:
                yield account, roles[permission_set]

    def provision(self, permission_set: PermissionSet, account: str, name: str, at: float) -> None:
        """Makes the role, or brings it up to date."""
        roles = self.provisioned.setdefault(account, {})
        before = roles.get(permission_set.arn)
        roles[permission_set.arn] = ProvisionedRole(
            name=before.name if before else name,
            created=before.created if before else at,
            version=permission_set.version,
            policies=copy.deepcopy(permission_set.policies),
        )


@dataclass
class PlannedFailure:
    """A test asks for it: the next requests for the account fail."""

    reason: str
    account: str | None = None
    # The name of the permission set.
    permission_set: str | None = None
    # create, delete or provision.
    kind: str | None = None
    times: int = 1


@dataclass
class IdentityCenter:
    # Where it is enabled. None: nowhere.
    region: str | None = "us-east-1"
    # By the id of the organization.
    instances: dict[str, Instance] = field(default_factory=dict)
    failures: list[PlannedFailure] = field(default_factory=list)

    def take_failure(self, kind: str, account: str | None, permission_set: PermissionSet) -> str | None:
        for failure in self.failures:
            if (
                failure.account in (None, account)
                and failure.permission_set in (None, permission_set.name)
                and failure.kind in (None, kind)
            ):
                failure.times -= 1
                if failure.times <= 0:
                    self.failures.remove(failure)
                return failure.reason
        return None
