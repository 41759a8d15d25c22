"""Trusted access with AWS Organizations, which service-managed StackSets need.

Activating it enables the service access too. Service access that is disabled in AWS Organizations takes it away (user guide: "Activate
trusted access for StackSets with AWS Organizations").
"""

from __future__ import annotations

from ..errors import AwsError
from ..organizations.model import Organization
from ..registry import Context, Request, Response
from .caller import SERVICE, has_access, stack_set_operation


def _organization(context: Context) -> Organization:
    organization = context.world.organization_of.get(context.account)
    if organization is None:
        raise _invalid_operation("Account is not part of an organization")
    return organization


def _invalid_operation(message: str) -> AwsError:
    return AwsError("InvalidOperationException", message)


def _managed(context: Context) -> Organization:
    organization = _organization(context)
    if organization.management.id != context.account:
        raise _invalid_operation("Only the management account of the organization can change organizations access.")
    return organization


@stack_set_operation("ActivateOrganizationsAccess")
def activate_organizations_access(context: Context, request: Request) -> Response:
    organization = _managed(context)
    if organization.feature_set != "ALL":
        raise _invalid_operation("The organization must have all features enabled.")
    organization.service_access.setdefault(SERVICE, context.now)
    context.world.stack_sets.activated.add(organization.management.id)
    return {}


@stack_set_operation("DeactivateOrganizationsAccess")
def deactivate_organizations_access(context: Context, request: Request) -> Response:
    organization = _managed(context)
    organization.service_access.pop(SERVICE, None)
    context.world.stack_sets.activated.discard(organization.management.id)
    return {}


@stack_set_operation("DescribeOrganizationsAccess")
def describe_organizations_access(context: Context, request: Request) -> Response:
    return {"Status": "ENABLED" if has_access(context, _organization(context)) else "DISABLED"}
