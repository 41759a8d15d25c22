"""What the operations of IAM Identity Center share: the check of the request, who may call, pages.

Who may call: "Delegated administration" in the user guide of IAM Identity Center. The messages of AccessDeniedException are
those that issues of landing-zone-accelerator-on-aws (215) and iam-identity-center-team (59) quote.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .. import pages
from ..account import OPT_IN_REGIONS
from ..errors import AwsError
from ..registry import Context, Handler, Request, Response, operation
from ..shapes import check_request
from .limits import PAGE_SIZE
from .state import Instance, PermissionSet

SERVICE = "sso.amazonaws.com"


def sso_operation(name: str, anybody: bool = False, management_only: bool = False) -> Callable[[Handler], Handler]:
    """Registers an operation. Only the management account and the delegated administrator may call it, or only the former,
    or `anybody`."""

    def register(handler: Handler) -> Handler:
        def checked(context: Context, request: Request) -> Response | None:
            check_region(context)
            check_request("sso-admin", name, request)
            if not anybody:
                resource = request.get("PermissionSetArn") or request.get("ResourceArn") or request["InstanceArn"]
                if not may_administer(context, management_only):
                    raise access_denied(context, f"sso:{name}", resource)
            return handler(context, request) or {}

        operation("sso", name)(checked)
        return handler

    return register


def check_region(context: Context) -> None:
    """AWS knows no credentials in a region that is not enabled for the account. So a search through all regions meets errors."""
    if context.region in OPT_IN_REGIONS and context.region not in context.world.opted_in.get(context.account, set()):
        raise AwsError("UnrecognizedClientException", "The security token included in the request is invalid.")


def may_administer(context: Context, management_only: bool = False) -> bool:
    organization = context.world.organization_of.get(context.account)
    if organization is None:
        return False
    if organization.management.id == context.account:
        return True
    return not management_only and SERVICE in organization.delegations.get(context.account, {})


def is_management(context: Context) -> bool:
    organization = context.world.organization_of.get(context.account)
    return organization is not None and organization.management.id == context.account


def access_denied(context: Context, action: str, resource: str) -> AwsError:
    return AwsError(
        "AccessDeniedException",
        f"User: arn:aws:iam::{context.account}:root is not authorized to perform: {action} on resource: {resource}",
    )


def invalid(message: str) -> AwsError:
    return AwsError("ValidationException", message)


def not_found(message: str) -> AwsError:
    return AwsError("ResourceNotFoundException", message)


def instance_of_request(context: Context, request: Request) -> Instance:
    """The instance that the request names. In another region than its own it does not exist."""
    from .instances import instance_of

    instance = instance_of(context.world, context.world.organization_of.get(context.account))
    arn = request.get("InstanceArn") or _instance_arn(request.get("ResourceArn") or "")
    if instance is None or instance.arn != arn or instance.region != context.region:
        raise access_denied(context, "sso:DescribeInstance", arn)
    return instance


def _instance_arn(resource: str) -> str:
    return f"arn:aws:sso:::instance/{resource.split('/')[1]}" if "/" in resource else resource


def permission_set_of(instance: Instance, arn: str) -> PermissionSet:
    if arn not in instance.permission_sets:
        raise not_found(f"Could not find PermissionSet with id {arn.rsplit('/', 1)[1]}")
    return instance.permission_sets[arn]


def page_of(request: Request, key: str, items: Sequence[Any], size: int = PAGE_SIZE) -> Response:
    return pages.page_of(request, key, items, size, error=invalid("The pagination token is invalid."))
