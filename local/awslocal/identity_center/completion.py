"""What AWS has done in the background until now: assignments that were created and deleted, sets that were provisioned.

The reasons of failures begin as AWS's do: "Received a 404 status error: Assignment not found." (terraform-provider-aws 35158),
"... Permission set provision not found in AWS account" (cloudposse/terraform-aws-sso 66), "... the USER assignee ... was not found in
directory" (terraform-provider-aws 19341). That of a closed account: aws-identitycenter-codepipeline-auto-assignment 31. Those of policies
that do not exist and of too many policies are common knowledge.
"""

from __future__ import annotations

import hashlib

from moto.iam.models import iam_backends

from ..organizations.model import Organization, World
from . import limits
from .assignments import CREATE, PROVISION
from .instances import instance_of
from .state import AccountRequest, IdentityCenter, Instance, PermissionSet, Principal


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
    """Returns why it failed."""
    permission_set = instance.permission_sets[request.permission_set]
    if request.account is None:
        return _provision_everywhere(center, organization, instance, permission_set, request.completes_at)
    if request.principal is None:
        if permission_set.arn not in instance.provisioned.get(request.account, {}):
            return f"Received a 404 status error: Permission set provision not found in AWS account {request.account}."
        return _provision(organization, instance, permission_set, request.account, request.completes_at)
    if request.kind == CREATE:
        return _assign(organization, instance, permission_set, request.account, request.principal, request.completes_at)
    place = (request.account, permission_set.arn)
    if request.principal not in instance.assignments.get(place, {}):
        return "Received a 404 status error: Assignment not found."
    instance.unassign(place, request.principal)
    return None


def _provision_everywhere(
    center: IdentityCenter, organization: Organization, instance: Instance, permission_set: PermissionSet, at: float
) -> str | None:
    """Of several accounts that fail, AWS gives the reason of one."""
    reasons = [
        center.take_failure(PROVISION, account, permission_set)
        or _provision(organization, instance, permission_set, account, at)
        for account, _ in list(instance.accounts_with(permission_set.arn))
    ]
    return next((reason for reason in reasons if reason), None)


def _assign(
    organization: Organization,
    instance: Instance,
    permission_set: PermissionSet,
    account: str,
    principal: Principal,
    at: float,
) -> str | None:
    """The first assignment in an account makes the role. A later one does not bring it up to date."""
    if not instance.directory.has(*principal):
        kind, identifier = principal
        return f"Received a 404 status error: the {kind} assignee {identifier} was not found in directory {instance.store_id}."
    if permission_set.arn in instance.provisioned.get(account, {}):
        failure = _closed(organization, account, at)
    else:
        failure = _provision(organization, instance, permission_set, account, at)
    if failure is None:
        instance.assign((account, permission_set.arn), principal, at)
    return failure


def _provision(
    organization: Organization, instance: Instance, permission_set: PermissionSet, account: str, at: float
) -> str | None:
    """Makes the role or brings it up to date. Returns why that is impossible."""
    closed = _closed(organization, account, at)
    if closed:
        return closed
    policies = permission_set.policies
    if len(policies.managed) + len(policies.customer) > limits.POLICIES_OF_A_ROLE:
        return f"Received a 409 status error: Cannot exceed quota for PoliciesPerRole: {limits.POLICIES_OF_A_ROLE}."
    missing = _missing_policy(account, permission_set)
    if missing:
        return f"Received a 404 status error: Not supported policy {missing}."
    instance.provision(permission_set, account, _role_name(permission_set, account, at), at)
    return None


def _closed(organization: Organization, account: str, at: float) -> str | None:
    known = organization.accounts.get(account)
    if known is not None and known.status(at) == "ACTIVE":
        return None
    return (
        "AWS SSO is unable to complete your request at this time. Obtaining permissions to manage your AWS account "
        f"'{account}' takes longer than usual. Please try again in a few minutes. If this problem continues, contact AWS Support."
    )


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
