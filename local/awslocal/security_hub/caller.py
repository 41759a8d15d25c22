"""What the operations share."""

from __future__ import annotations

from ..errors import AwsError
from ..registry import Context
from ..rest_json import rest_operations
from ..service_administrators import administered_organization
from .membership import SERVICE
from .state import Hub, HubAdministration

hub_operation = rest_operations("securityhub", "InvalidInputException")


def invalid(message: str) -> AwsError:
    return AwsError("InvalidInputException", message)


def not_found(message: str) -> AwsError:
    return AwsError("ResourceNotFoundException", message, status=404)


def conflict(message: str) -> AwsError:
    return AwsError("ResourceConflictException", message, status=409)


def own_hub(context: Context) -> Hub:
    hub = context.world.security_hub.hubs.get((context.account, context.region))
    if hub is None:
        raise AwsError(
            "InvalidAccessException", f"Account {context.account} is not subscribed to AWS Security Hub", status=401
        )
    return hub


def own_administration(context: Context) -> HubAdministration:
    """Of the organization's administrator in the region, who calls."""
    own_hub(context)
    if administered_organization(context, SERVICE) is None:
        raise AwsError(
            "AccessDeniedException",
            "The request is rejected since the current account is not the Security Hub administrator of the organization.",
            status=403,
        )
    administrations = context.world.security_hub.administrations
    return administrations.setdefault((context.account, context.region), HubAdministration())
