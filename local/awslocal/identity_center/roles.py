"""The roles that permission sets become, in moto's IAM.

They are made with the next request about IAM in their account, because creating an IAM backend for each of 1,000 accounts takes
seconds. Source of names, paths and trust: "Referencing permission sets in resource policies" in the user guide; a role has no region in
its path if the instance is in us-east-1.
"""

from __future__ import annotations

import json
from urllib.parse import parse_qs

from moto.iam.models import IAMBackend, iam_backends
from moto.moto_api._internal import mock_random

from ..clock import Clock
from ..errors import AwsError
from ..organizations.model import World
from .completion import boundary_arn, customer_arn
from .instances import instance_of
from .state import ProvisionedRole

INLINE_POLICY_NAME = "AwsSSOInlinePolicy"


class ReservedRoles:
    def __init__(self, world: World, clock: Clock):
        self._world = world
        self._clock = clock
        # By account: what each role was made of, and when.
        self._made: dict[str, dict[str, tuple[int, float]]] = {}

    def ensure(self, account_id: str) -> None:
        """Brings the roles of the account up to date. The caller seeds the random numbers afterwards."""
        organization = self._world.organization_of.get(account_id)
        instance = instance_of(self._world, organization)
        wanted = {role.name: role for role in instance.provisioned.get(account_id, {}).values()} if instance else {}
        made = self._made.setdefault(account_id, {})
        if {name: (role.version, role.created) for name, role in wanted.items()} == made:
            return
        iam = iam_backends[account_id]["aws"]
        for name in [name for name in made if name not in wanted]:
            _remove(iam, name)
            del made[name]
        for name, role in wanted.items():
            if made.get(name) != (role.version, role.created):
                self._make(iam, account_id, instance.region if instance else "", role, is_new=name not in made)
                made[name] = (role.version, role.created)

    def protect(self, account_id: str, body: bytes) -> None:
        """Only IAM Identity Center changes its roles [K]. `body`: of a request that changes something in IAM."""
        [name] = parse_qs(body.decode("utf-8", "replace")).get("RoleName") or [""]
        if name in self._made.get(account_id, {}):
            raise AwsError(
                "UnmodifiableEntity",
                f"Cannot perform the operation on the protected role '{name}' - this role is only modifiable by AWS",
            )

    def _make(self, iam: IAMBackend, account_id: str, region: str, role: ProvisionedRole, is_new: bool) -> None:
        if is_new:
            # The seed is the role and not the request, so that every replay gives the same role.
            mock_random.seed(f"{account_id}/{role.name}")
            with self._clock.standing_still(role.created):
                iam.create_role(
                    role_name=role.name,
                    assume_role_policy_document=json.dumps(_trust(account_id, role.name)),
                    path="/aws-reserved/sso.amazonaws.com/" + (f"{region}/" if region != "us-east-1" else ""),
                    permissions_boundary=None,
                    description="",
                    tags=[],
                    max_session_duration="43200",
                )
        else:
            _strip(iam, role.name)
        policies = role.policies
        for arn in [*policies.managed, *(customer_arn(account_id, name, path) for name, path in policies.customer)]:
            iam.attach_role_policy(arn, role.name)
        if policies.inline:
            iam.put_role_policy(role.name, INLINE_POLICY_NAME, policies.inline)
        if policies.boundary:
            iam.put_role_permissions_boundary(role.name, boundary_arn(account_id, policies.boundary))


def _trust(account_id: str, name: str) -> dict[str, object]:
    provider = f"arn:aws:iam::{account_id}:saml-provider/AWSSSO_{name.rsplit('_', 1)[1]}_DO_NOT_DELETE"
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Federated": provider},
                "Action": ["sts:AssumeRoleWithSAML", "sts:TagSession"],
                "Condition": {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}},
            }
        ],
    }


def _strip(iam: IAMBackend, name: str) -> None:
    role = iam.get_role(name)
    for arn in list(role.managed_policies):
        iam.detach_role_policy(arn, name)
    for policy in list(role.policies):
        iam.delete_role_policy(name, policy)
    iam.delete_role_permissions_boundary(name)


def _remove(iam: IAMBackend, name: str) -> None:
    _strip(iam, name)
    iam.delete_role(name)
