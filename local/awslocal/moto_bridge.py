"""Makes moto's other services use the organizations of this folder and the roles in their accounts.

StackSets, RAM and Security Hub use moto's own AWS Organizations, whose backend is replaced by a view of ours.
"""

from __future__ import annotations

import json
from typing import Any

from moto.core.base_backend import BaseBackend
from moto.iam.exceptions import EntityAlreadyExists
from moto.iam.models import iam_backends
from moto.moto_api._internal import mock_random
from moto.organizations.exceptions import AccountNotFoundException, AWSOrganizationsNotInUseException
from moto.organizations.models import organizations_backends

from .clock import Clock
from .organizations.model import Account, Organization, Root, Unit, World


class OrganizationsView(BaseBackend):
    """The part of moto's backend that moto's other services use, answered from our state."""

    world = World()

    def _organization(self) -> Organization:
        if self.account_id not in self.world.organization_of:
            raise AWSOrganizationsNotInUseException
        return self.world.organization_of[self.account_id]

    @property
    def org(self) -> Organization | None:
        return self.world.organization_of.get(self.account_id)

    @property
    def accounts(self) -> list[Account]:
        return list(self.org.accounts.values()) if self.org else []

    @property
    def ou(self) -> list[Root | Unit]:
        return [self.org.root, *self.org.units.values()] if self.org else []

    def describe_organization(self) -> dict[str, Any]:
        return {"Organization": self._organization().describe()}

    def list_roots(self) -> dict[str, Any]:
        return {"Roots": [self._organization().root.describe()]}

    def list_organizational_units_for_parent(self, parent_id: str, **_: Any) -> tuple[list[Unit], None]:
        """Returns all units. RAM asks only for those of the root, but AWS shares with units of any depth."""
        return list(self._organization().units.values()), None

    def get_account_by_id(self, account_id: str) -> Account:
        if account_id not in self._organization().accounts:
            raise AccountNotFoundException
        return self._organization().accounts[account_id]


def install(world: World) -> None:
    OrganizationsView.world = world
    organizations_backends.backend = OrganizationsView  # type: ignore[assignment]


class AccessRoles:
    """The role that AWS creates in a new account for the management account.

    It is created with the first request in the account, because creating an IAM backend for each of 1,000 accounts
    takes seconds.
    """

    def __init__(self, world: World, clock: Clock):
        self._world = world
        self._clock = clock
        self._made: set[str] = set()

    def ensure(self, account_id: str) -> None:
        if account_id in self._made:
            return
        account = self._world.find_account(account_id)
        if account is None or not account.role_name:
            return
        self._made.add(account_id)
        organization = self._world.organization_of.get(account_id)
        management = organization.management.id if organization else account.arn.split(":")[4]
        trust = {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{management}:root"}, "Action": "sts:AssumeRole"}
            ],
        }
        # The seed is the account and not the first request, so that every replay gives the same role.
        mock_random.seed(account_id)
        iam = iam_backends[account_id]["aws"]
        with self._clock.standing_still(account.joined):
            try:
                iam.create_role(
                    role_name=account.role_name,
                    assume_role_policy_document=json.dumps(trust),
                    path="/",
                    permissions_boundary=None,
                    description="",
                    tags=[],
                    max_session_duration="3600",
                )
                iam.put_role_policy(
                    account.role_name,
                    "AdministratorAccess",
                    json.dumps(
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
                    ),
                )
            except EntityAlreadyExists:
                pass


def account_of(access_key: str) -> str | None:
    """The account of an access key that moto has issued. moto's own look-up would create backends for every partition."""
    for account_id, backends in list(iam_backends.items()):
        # moto's `in` says whether the partition could be created, not whether it was.
        if "aws" in backends.keys() and access_key in backends["aws"].access_keys:  # noqa: SIM118
            return account_id
    return None
