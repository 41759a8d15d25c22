"""What AWS has done in the background until now: assignments that were created and deleted, sets that were provisioned.

The reasons of failures begin as AWS's do: "Received a 404 status error: Assignment not found." (terraform-provider-aws 35158),
"... Permission set provision not found in AWS account" (cloudposse/terraform-aws-sso 66). Those of policies that do not exist and of
too many policies are common knowledge.
"""

from __future__ import annotations

import hashlib

from moto.iam.models import iam_backends

from ..organizations.model import Organization, World
from . import limits
from .assignments import CREATE, DELETE, PROVISION
from .instances import instance_of
from .state import AccountRequest, IdentityCenter, Instance, PermissionSet


def settle_identity_center(world: World, now: float) -> None:
    """Every request begins with it."""
    for organization in world.organizations.values():
        instance = instance_of(world, organization)
        if instance is None:
            continue
        while instance.in_progress and instance.in_progress[0].completes_at <= now:
            request = instance.in_progress.pop(0)
            request.failure = request.failure or _complete(world.identity_center, organization, instance, request)
            request.done = True
        for account in [one for one in instance.provisioned if one not in organization.accounts]:
            instance.forget_account(account)


def _complete(
    center: IdentityCenter, organization: Organization, instance: Instance, request: AccountRequest
) -> str | None:
    """Returns why it failed. Of several accounts AWS gives one reason."""
    permission_set = instance.permission_sets[request.permission_set]
    account, at = request.account, request.completes_at
    if account is None:
        reasons = [
            reason
            for one, _ in list(instance.accounts_with(permission_set.arn))
            if (
                reason := center.take_failure(PROVISION, one, permission_set)
                or _provision(organization, instance, permission_set, one, at)
            )
        ]
        return reasons[0] if reasons else None
    place = (account, permission_set.arn)
    if request.kind == DELETE and request.principal:
        if request.principal not in instance.assignments.get(place, {}):
            return "Received a 404 status error: Assignment not found."
        instance.unassign(place, request.principal)
        return None
    if request.kind != CREATE and permission_set.arn not in instance.provisioned.get(account, {}):
        return f"Received a 404 status error: Permission set provision not found in AWS account {account}."
    # AWS provisions the set with its first assignment only. A later one does not bring the role up to date.
    if request.kind != CREATE or permission_set.arn not in instance.provisioned.get(account, {}):
        failure = _provision(organization, instance, permission_set, account, at)
        if failure:
            return failure
    if request.kind == CREATE and request.principal:
        instance.assign(place, request.principal, at)
    return None


def _provision(
    organization: Organization, instance: Instance, permission_set: PermissionSet, account: str, at: float
) -> str | None:
    """Makes the role or brings it up to date. Returns why that is impossible."""
    known = organization.accounts.get(account)
    if known is None or known.status(at) != "ACTIVE":
        return f"Received a 403 status error: AWS account {account} is not active."
    policies = permission_set.policies
    if len(policies.managed) + len(policies.customer) > limits.POLICIES_OF_A_ROLE:
        return f"Received a 409 status error: Cannot exceed quota for PoliciesPerRole: {limits.POLICIES_OF_A_ROLE}."
    missing = _missing_policy(account, permission_set)
    if missing:
        return f"Received a 404 status error: Not supported policy {missing}."
    instance.provision(permission_set, account, _role_name(permission_set, account, at), at)
    return None


def _role_name(permission_set: PermissionSet, account: str, at: float) -> str:
    digest = hashlib.sha256(f"{permission_set.arn}/{account}/{at}".encode()).hexdigest()
    return f"AWSReservedSSO_{permission_set.name}_{digest[:16]}"


def policy_arns(account: str, permission_set: PermissionSet) -> list[str]:
    """The managed policies that must exist in the account."""
    policies = permission_set.policies
    arns = [*policies.managed, *(customer_arn(account, name, path) for name, path in policies.customer)]
    return [*arns, *([boundary_arn(account, policies.boundary)] if policies.boundary else [])]


def customer_arn(account: str, name: str, path: str) -> str:
    return f"arn:aws:iam::{account}:policy{path}{name}"


def boundary_arn(account: str, boundary: dict[str, object]) -> str:
    reference = boundary.get("CustomerManagedPolicyReference")
    if isinstance(reference, dict):
        return customer_arn(account, reference["Name"], reference["Path"])
    return str(boundary["ManagedPolicyArn"])


def _missing_policy(account: str, permission_set: PermissionSet) -> str | None:
    arns = policy_arns(account, permission_set)
    if not arns:
        return None
    # AWS's own policies are the same in each account, so an account without policies of its own needs no backend.
    own = [arn for arn in arns if not arn.startswith("arn:aws:iam::aws:")]
    existing = (
        iam_backends[account]["aws"].managed_policies if own else iam_backends["123456789012"]["aws"].managed_policies
    )
    return next((arn for arn in arns if arn not in existing), None)
