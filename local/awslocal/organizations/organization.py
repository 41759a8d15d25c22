"""The organization itself and its root."""

from __future__ import annotations

from ..errors import AwsError
from ..registry import Caller, Context, Request, Response, operation
from . import policies
from .model import MANAGEMENT_EMAIL, Account, Organization, Root, random_id
from .pagination import page


@operation("organizations", "CreateOrganization")
def create_organization(context: Context, request: Request) -> Response:
    world = context.world
    if context.account in world.organization_of:
        raise AwsError("AlreadyInOrganizationException", "The AWS account is already a member of an organization.")
    organization_id = random_id("o-", 10)
    root_id = random_id("r-", 4)
    prefix = f"arn:aws:organizations::{context.account}"
    left = world.standalone.pop(context.account, None)
    email = (
        left.email
        if left
        else MANAGEMENT_EMAIL
        if not world.organizations
        else f"management+{context.account}@example.com"
    )
    management = Account(
        id=context.account,
        arn=f"{prefix}:account/{organization_id}/{context.account}",
        name=left.name if left else "management",
        parent_id=root_id,
        email=email,
        joined=context.now,
        joined_method="INVITED",
    )
    organization = Organization(
        id=organization_id,
        arn=f"{prefix}:organization/{organization_id}",
        feature_set=request.get("FeatureSet") or "ALL",
        root=Root(id=root_id, arn=f"{prefix}:root/{organization_id}/{root_id}", name="Root", parent_id=""),
        management=management,
    )
    organization.add(management)
    if organization.feature_set == "ALL":
        policies.add_aws_managed(organization, "SERVICE_CONTROL_POLICY")
    world.organizations[context.account] = organization
    world.organization_of[context.account] = organization
    world.account_of_email[management.email.lower()] = management.id
    return {"Organization": organization.describe()}


@operation("organizations", "DescribeOrganization", Caller.MEMBER)
def describe_organization(context: Context, request: Request) -> Response:
    return {"Organization": context.world.organization(context.account).describe()}


@operation("organizations", "DeleteOrganization", Caller.MANAGEMENT)
def delete_organization(context: Context, request: Request) -> None:
    """Refused while there are member accounts, even closed ones. Units and policies are deleted with the organization
    [M]."""
    world = context.world
    organization = world.organization(context.account)
    if len(organization.accounts) > 1 or organization.in_progress:
        raise AwsError(
            "OrganizationNotEmptyException",
            "To delete an organization you must first remove all member accounts (except the management account).",
        )
    for handshake in world.handshakes.values():
        if handshake.organization is organization and handshake.state in ("REQUESTED", "OPEN"):
            handshake.end("CANCELED", context.now)
    world.standalone[context.account] = organization.management
    del world.organizations[context.account]
    del world.organization_of[context.account]


@operation("organizations", "ListRoots", Caller.DELEGATED)
def list_roots(context: Context, request: Request) -> Response:
    return page(request, "Roots", [context.world.organization(context.account).root], Root.describe)
