"""What the operations of StackSets share: the check of the request, whose StackSets the caller sees, pages, errors.

The messages about organizations are those that issues of terraform-provider-aws (22867), aws-root-account (1173) and cdk-organizations
(1718) quote. The last one also says that EnableAWSServiceAccess alone is not enough: ActivateOrganizationsAccess is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from typing import Any, TypeVar

from .. import pages
from ..errors import AwsError
from ..organizations.model import Organization
from ..registry import Context, Handler, Request, Response, operation
from ..shapes import check_request
from .limits import PAGE_SIZE
from .state import StackSet

SERVICE = "member.org.stacksets.cloudformation.amazonaws.com"
T = TypeVar("T")


def stack_set_operation(name: str) -> Callable[[Handler], Handler]:
    """Registers an operation, whose request is checked against the service's model."""

    def register(handler: Handler) -> Handler:
        def checked(context: Context, request: Request) -> Response | None:
            check_request("cloudformation", name, request, "ValidationError")
            return handler(context, request)

        operation("cloudformation", name)(checked)
        return handler

    return register


def invalid(message: str) -> AwsError:
    return AwsError("ValidationError", message)


def moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, timezone.utc).replace(tzinfo=None)


def owner_of(context: Context, request: Request) -> str:
    """The account whose StackSets the caller means. Those of a delegated administrator are in the management account."""
    if request.get("CallAs") != "DELEGATED_ADMIN":
        return context.account
    organization = context.world.organization_of.get(context.account)
    if organization is None or SERVICE not in organization.delegations.get(context.account, {}):
        raise _not_administrator()
    return organization.management.id


def _not_administrator() -> AwsError:
    return invalid(
        "You must be the management account or delegated admin account of an organization before operating a SERVICE_MANAGED stack set"
    )


def organization_for(context: Context, owner: str) -> Organization:
    """The organization of service-managed StackSets. Raises if the owner is not its management account, or has no trusted access."""
    organization = context.world.organization_of.get(owner)
    if organization is None or organization.management.id != owner:
        raise _not_administrator()
    if not has_access(context, organization):
        raise invalid("You must enable organizations access to operate a service managed stack set")
    return organization


def has_access(context: Context, organization: Organization) -> bool:
    return organization.management.id in context.world.stack_sets.activated and SERVICE in organization.service_access


def find_stack_set(context: Context, request: Request) -> StackSet:
    """The StackSet by its name or id, in the region of the request."""
    key = request["StackSetName"]
    owner = owner_of(context, request)
    named = context.world.stack_sets.active.get((owner, context.region), {})
    found = named.get(key.split(":")[0])
    if found is None or key not in (found.name, found.id):
        raise AwsError("StackSetNotFoundException", f"StackSet {key} not found", status=404)
    if request.get("CallAs") == "DELEGATED_ADMIN" and not found.is_service_managed:
        raise invalid("CallAs DELEGATED_ADMIN is supported for StackSets with SERVICE_MANAGED permissions only")
    return found


def page_of(request: Request, key: str, items: Sequence[T], describe: Callable[[T], Any]) -> Response:
    wrong = invalid("The pagination token is invalid.")
    return pages.page_of(request, key, items, PAGE_SIZE, describe=describe, error=wrong)
