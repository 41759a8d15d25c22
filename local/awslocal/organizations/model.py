"""The state: organizations with their roots, units, accounts and policies."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from moto.moto_api._internal import mock_random

from ..access_analyzer.state import Analyzer
from ..athena_state import Athena
from ..budgets.model import BudgetsOfAccount
from ..clock import DAY
from ..cloud_trail.state import CloudTrail
from ..cost_explorer.state import AnomalyDetection
from ..costs.allocation_tags import AllocationTags
from ..costs.categories import CostCategory
from ..costs.figures import Figures
from ..data_exports.state import Export
from ..errors import AwsError
from ..guard_duty.state import GuardDuty
from ..identity_center.state import IdentityCenter
from ..inspector.state import Inspector
from ..macie.state import Macie
from ..resource_search.state import ResourceExplorer
from ..root_user.state import RootCredentials, RootSession
from ..security_hub.state import SecurityHub
from ..service_administrators_state import ServiceAdministrators
from ..service_usage.state import ServiceUsage
from ..stack_sets.state import StackSets
from .limits import DAYS_BEFORE_PURGE, DAYS_OF_AN_ENDED_HANDSHAKE

LETTERS = string.ascii_lowercase + string.digits
MANAGEMENT_EMAIL = "management@example.com"


def random_id(prefix: str, length: int, alphabet: str = LETTERS) -> str:
    """Uses moto's random numbers, which the journal seeds, so that a replay gives the same ids."""
    return prefix + "".join(mock_random.choices(alphabet, k=length))


@dataclass
class Node:
    """A root, unit or account: something that policies and tags are attached to."""

    id: str
    arn: str
    name: str
    parent_id: str
    tags: dict[str, str] = field(default_factory=dict)
    policies: list[Policy] = field(default_factory=list)
    type = ""

    def attached(self, policy_type: str) -> list[Policy]:
        return [policy for policy in self.policies if policy.type == policy_type]


@dataclass
class Root(Node):
    type = "ROOT"
    enabled_policy_types: list[str] = field(default_factory=list)

    def describe(self) -> dict[str, Any]:
        types = [{"Type": name, "Status": "ENABLED"} for name in self.enabled_policy_types]
        return {"Id": self.id, "Arn": self.arn, "Name": self.name, "PolicyTypes": types}


@dataclass
class Unit(Node):
    type = "ORGANIZATIONAL_UNIT"


@dataclass
class Account(Node):
    type = "ACCOUNT"
    email: str = ""
    joined: float = 0.0
    joined_method: str = "CREATED"
    role_name: str = ""
    closed_at: float | None = None
    root: RootCredentials = field(default_factory=RootCredentials)

    def state(self, now: float) -> str:
        """ACTIVE; PENDING_CLOSURE while AWS closes the account; then CLOSED until it is purged."""
        if self.closed_at is None:
            return "ACTIVE"
        return "PENDING_CLOSURE" if now < self.closed_at else "CLOSED"

    def status(self, now: float) -> str:
        """The older form of the state. A closed account is SUSPENDED."""
        state = self.state(now)
        return "SUSPENDED" if state == "CLOSED" else state


@dataclass
class Policy:
    id: str
    arn: str
    name: str
    description: str
    type: str
    content: str
    aws_managed: bool = False
    tags: dict[str, str] = field(default_factory=dict)
    targets: dict[str, Node] = field(default_factory=dict)

    def summary(self) -> dict[str, Any]:
        return {
            "Id": self.id,
            "Arn": self.arn,
            "Name": self.name,
            "Description": self.description,
            "Type": self.type,
            "AwsManaged": self.aws_managed,
        }

    def attach(self, node: Node) -> None:
        node.policies.append(self)
        self.targets[node.id] = node

    def detach(self, node: Node) -> None:
        node.policies.remove(self)
        del self.targets[node.id]


@dataclass
class Creation:
    """A CreateAccount request: the account appears, or the failure is known, at `completes_at`."""

    id: str
    name: str
    requested: float
    completes_at: float
    account: Account | None
    failure: str | None

    def describe(self, now: float) -> dict[str, Any]:
        status: dict[str, Any] = {
            "Id": self.id,
            "AccountName": self.name,
            "State": self.state(now),
            "RequestedTimestamp": self.requested,
        }
        if now >= self.completes_at:
            status["CompletedTimestamp"] = self.completes_at
            if self.failure:
                status["FailureReason"] = self.failure
            elif self.account:
                status["AccountId"] = self.account.id
        return status

    def state(self, now: float) -> str:
        if now < self.completes_at:
            return "IN_PROGRESS"
        return "FAILED" if self.failure else "SUCCEEDED"


@dataclass
class Handshake:
    id: str
    arn: str
    action: str
    organization: Organization
    party: dict[str, str]
    requested: float
    expires: float
    state: str
    notes: str = ""
    tags: dict[str, str] = field(default_factory=dict)
    parent_id: str | None = None
    ended: float | None = None

    def state_at(self, now: float) -> str:
        return "EXPIRED" if self.state in ("REQUESTED", "OPEN") and now >= self.expires else self.state

    def is_kept(self, now: float) -> bool:
        """AWS forgets a handshake 30 days after its end [M]."""
        ended = self.expires if self.ended is None else self.ended
        return now < ended + DAYS_OF_AN_ENDED_HANDSHAKE * DAY

    def end(self, state: str, now: float) -> None:
        self.state, self.ended = state, now

    def describe(self, now: float) -> dict[str, Any]:
        organization = self.organization
        resources: list[dict[str, Any]] = [
            {
                "Type": "ORGANIZATION",
                "Value": organization.id,
                "Resources": [
                    {"Type": "MASTER_EMAIL", "Value": organization.management.email},
                    {"Type": "MASTER_NAME", "Value": organization.management.name},
                    {"Type": "ORGANIZATION_FEATURE_SET", "Value": organization.feature_set},
                ],
            }
        ]
        if self.action != "ENABLE_ALL_FEATURES":
            resources.append({"Type": self.party["Type"], "Value": self.party["Id"]})
        if self.notes:
            resources.append({"Type": "NOTES", "Value": self.notes})
        if self.parent_id:
            resources.append({"Type": "PARENT_HANDSHAKE", "Value": self.parent_id})
        parties = [{"Id": organization.id.removeprefix("o-"), "Type": "ORGANIZATION"}]
        if self.party["Type"] != "ORGANIZATION":
            parties.append(self.party)
        return {
            "Id": self.id,
            "Arn": self.arn,
            "Parties": parties,
            "State": self.state_at(now),
            "RequestedTimestamp": self.requested,
            "ExpirationTimestamp": self.expires,
            "Action": self.action,
            "Resources": resources,
        }


@dataclass
class ResourcePolicy:
    id: str
    arn: str
    content: str
    tags: dict[str, str] = field(default_factory=dict)

    def describe(self) -> dict[str, Any]:
        return {"ResourcePolicySummary": {"Id": self.id, "Arn": self.arn}, "Content": self.content}


@dataclass
class Movement:
    """An account has come to a place in the organization, or left the organization: then the path is empty."""

    account: str
    # The ids of the root and the units above the account.
    path: list[str]
    # None: now.
    at: float | None = None


@dataclass
class Organization:
    id: str
    arn: str
    feature_set: str
    root: Root
    management: Account
    accounts: dict[str, Account] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    policies: dict[str, Policy] = field(default_factory=dict)
    children: dict[str, dict[str, Node]] = field(default_factory=dict)
    creations: dict[str, Creation] = field(default_factory=dict)
    in_progress: list[Creation] = field(default_factory=list)
    service_access: dict[str, float] = field(default_factory=dict)
    delegations: dict[str, dict[str, float]] = field(default_factory=dict)
    resource_policy: ResourcePolicy | None = None
    # The features of IAM that give central root access.
    iam_features: set[str] = field(default_factory=set)
    closings: list[float] = field(default_factory=list)
    # The accounts that have left. The organization still has their costs.
    former_accounts: set[str] = field(default_factory=set)
    # What automatic deployment of StackSets has not followed yet.
    movements: list[Movement] = field(default_factory=list)

    def arn_of(self, kind: str, identifier: str) -> str:
        return f"arn:aws:organizations::{self.management.id}:{kind}/{self.id}/{identifier}"

    def add(self, node: Unit | Account) -> None:
        self.children.setdefault(node.parent_id, {})[node.id] = node
        if isinstance(node, Account):
            self.accounts[node.id] = node
            self._note_movement(node, node.joined)
        else:
            self.units[node.id] = node

    def remove(self, node: Unit | Account) -> None:
        for policy in list(node.policies):
            policy.detach(node)
        del self.children[node.parent_id][node.id]
        (self.accounts if isinstance(node, Account) else self.units).pop(node.id)
        if isinstance(node, Account):
            self.former_accounts.add(node.id)
            self.movements.append(Movement(node.id, [], node.closed_at and node.closed_at + DAYS_BEFORE_PURGE * DAY))

    def move(self, account: Account, parent: Node) -> None:
        del self.children[account.parent_id][account.id]
        account.parent_id = parent.id
        self.children.setdefault(parent.id, {})[account.id] = account
        self._note_movement(account, None)

    def _note_movement(self, account: Account, at: float | None) -> None:
        path = self.path_to(self.container(account.parent_id))
        self.movements.append(Movement(account.id, [node.id for node in path], at))

    def nodes(self) -> Iterator[Node]:
        yield self.root
        yield from self.units.values()
        yield from self.accounts.values()

    def child_units(self, parent_id: str) -> list[Unit]:
        return [node for node in self.children.get(parent_id, {}).values() if isinstance(node, Unit)]

    def child_accounts(self, parent_id: str) -> list[Account]:
        return [node for node in self.children.get(parent_id, {}).values() if isinstance(node, Account)]

    def container(self, identifier: str, error: str = "ParentNotFoundException") -> Root | Unit:
        """The root or unit with the id."""
        found = self.root if identifier == self.root.id else self.units.get(identifier)
        if found is None:
            raise AwsError(error, "You specified a parent that doesn't exist.")
        return found

    def unit(self, identifier: str) -> Unit:
        if identifier not in self.units:
            raise AwsError(
                "OrganizationalUnitNotFoundException", "You specified an organizational unit that doesn't exist."
            )
        return self.units[identifier]

    def account(self, identifier: str) -> Account:
        if identifier not in self.accounts:
            raise AwsError("AccountNotFoundException", "You specified an account that doesn't exist.")
        return self.accounts[identifier]

    def target(self, identifier: str) -> Node:
        """The node that a policy is attached to."""
        node = self.root if identifier == self.root.id else self.units.get(identifier) or self.accounts.get(identifier)
        if node is None:
            raise AwsError("TargetNotFoundException", "You specified a target that doesn't exist.")
        return node

    def policy(self, identifier: str) -> Policy:
        if identifier not in self.policies:
            raise AwsError("PolicyNotFoundException", "You specified a policy that doesn't exist.")
        return self.policies[identifier]

    def path_to(self, node: Node) -> list[Node]:
        """The nodes from the root down to the node."""
        path = [node]
        while path[0] is not self.root:
            path.insert(0, self.container(path[0].parent_id))
        return path

    def path_of(self, node: Node) -> str:
        return "/".join([self.id, *(step.id for step in self.path_to(node))]) + "/"

    def describe(self) -> dict[str, Any]:
        return {
            "Id": self.id,
            "Arn": self.arn,
            "FeatureSet": self.feature_set,
            "MasterAccountArn": self.management.arn,
            "MasterAccountId": self.management.id,
            "MasterAccountEmail": self.management.email,
            # AWS calls this member deprecated. It contains this one type, whatever is enabled.
            "AvailablePolicyTypes": [{"Type": "SERVICE_CONTROL_POLICY", "Status": "ENABLED"}]
            if self.feature_set == "ALL"
            else [],
        }


@dataclass
class World:
    """The state of the local AWS that moto does not hold. Several organizations may exist. An account is in at most
    one."""

    organizations: dict[str, Organization] = field(default_factory=dict)
    organization_of: dict[str, Organization] = field(default_factory=dict)
    handshakes: dict[str, Handshake] = field(default_factory=dict)
    # E-mail addresses are unique in all of AWS and never free again, even those of closed and removed accounts.
    account_of_email: dict[str, str] = field(default_factory=dict)
    # What a standalone account keeps after it has left an organization.
    standalone: dict[str, Account] = field(default_factory=dict)
    contacts: dict[str, dict[str, Any]] = field(default_factory=dict)
    # By account and type of contact.
    alternate_contacts: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    email_updates: dict[str, str] = field(default_factory=dict)
    opted_in: dict[str, set[str]] = field(default_factory=dict)
    identity_center: IdentityCenter = field(default_factory=IdentityCenter)
    service_usage: ServiceUsage = field(default_factory=ServiceUsage)
    stack_sets: StackSets = field(default_factory=StackSets)
    # By access key.
    root_sessions: dict[str, RootSession] = field(default_factory=dict)
    cloud_trail: CloudTrail = field(default_factory=CloudTrail)
    administrators: ServiceAdministrators = field(default_factory=ServiceAdministrators)
    guard_duty: GuardDuty = field(default_factory=GuardDuty)
    security_hub: SecurityHub = field(default_factory=SecurityHub)
    # By account and region, then by name.
    analyzers: dict[tuple[str, str], dict[str, Analyzer]] = field(default_factory=dict)
    inspector: Inspector = field(default_factory=Inspector)
    macie: Macie = field(default_factory=Macie)
    resource_explorer: ResourceExplorer = field(default_factory=ResourceExplorer)
    # What follows is by account.
    budgets: dict[str, BudgetsOfAccount] = field(default_factory=dict)
    cost_categories: dict[str, dict[str, CostCategory]] = field(default_factory=dict)
    allocation_tags: dict[str, AllocationTags] = field(default_factory=dict)
    anomaly_detection: dict[str, AnomalyDetection] = field(default_factory=dict)
    data_exports: dict[str, dict[str, Export]] = field(default_factory=dict)
    athena: Athena = field(default_factory=Athena)
    figures: Figures = field(default_factory=Figures)
    # Counts the changes of cost categories and cost allocation tags.
    cost_changes: int = 0

    def payer_of(self, account: str) -> str:
        """The account that pays: the management account."""
        organization = self.organization_of.get(account)
        return organization.management.id if organization else account

    def allocation_tags_of(self, account: str) -> AllocationTags:
        return self.allocation_tags.setdefault(account, AllocationTags())

    def anomaly_detection_of(self, account: str) -> AnomalyDetection:
        return self.anomaly_detection.setdefault(account, AnomalyDetection())

    def version_of_costs(self, payer: str) -> tuple[object, ...]:
        """Changes with everything that decides on the value of a cost category."""
        return payer, self.cost_changes

    def organization(self, account: str) -> Organization:
        if account not in self.organization_of:
            raise AwsError("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.")
        return self.organization_of[account]

    def new_account_id(self) -> str:
        return random_id("", 12, string.digits)

    def find_account(self, identifier: str) -> Account | None:
        organization = self.organization_of.get(identifier)
        return organization.accounts.get(identifier) if organization else self.standalone.get(identifier)
