"""Access of AWS services to the organization, and delegated administrators."""

from __future__ import annotations

from functools import cache
from typing import Any

import regex
from botocore.loaders import create_loader

from ..errors import AwsError, constraint_violation, invalid_input
from ..registry import Caller, Context, Request, Response, operation
from . import policies
from .accounts import describe
from .model import Account, Organization
from .pagination import page

PRINCIPAL = regex.compile(r"([a-z0-9-]+(?:\.[a-z0-9-]+)*)\.amazonaws\.com")
# Names in service principals that are not names of services in botocore. Source: "AWS services that you can use with
# AWS Organizations".
OTHER_NAMES = {
    "access-analyzer", "auditmanager", "aws-artifact-account-sync", "bcm", "config-multiaccountsetup", "ipam",
    "license-management", "macie", "networkinsights", "notifications", "reporting", "resource-explorer-2", "sso", "ssm-quicksetup",
    "storage-lens", "tag", "tagpolicies", "trustedadvisor", "user-subscriptions", "vmware-manager",
}  # fmt: skip

# The most delegated administrators of a service. Common knowledge [K]; all other services have no limit here.
MOST_ADMINISTRATORS = {
    "sso.amazonaws.com": 1,
    "cloudtrail.amazonaws.com": 3,
    "config.amazonaws.com": 3,
    "member.org.stacksets.cloudformation.amazonaws.com": 5,
}


@cache
def _service_names() -> frozenset[str]:
    return frozenset(create_loader().list_available_services("service-2")) | OTHER_NAMES


def check_principal(principal: str) -> None:
    """AWS refuses unknown services. A principal is known if one of its parts is the name of a service:
    `member.org.stacksets.cloudformation.amazonaws.com`, `malware-protection.guardduty.amazonaws.com`."""
    match = PRINCIPAL.fullmatch(principal)
    if not match or not _service_names().intersection(match[1].split(".")):
        raise invalid_input("UNRECOGNIZED_SERVICE_PRINCIPAL", "You specified an unrecognized service principal.")


def _check_all_features(organization: Organization) -> None:
    if organization.feature_set != "ALL":
        raise constraint_violation(
            "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE", "The operation requires an organization with all features enabled."
        )


@operation("organizations", "EnableAWSServiceAccess", Caller.MANAGEMENT)
def enable_aws_service_access(context: Context, request: Request) -> None:
    organization = context.world.organization(context.account)
    _check_all_features(organization)
    check_principal(request["ServicePrincipal"])
    organization.service_access.setdefault(request["ServicePrincipal"], context.now)


@operation("organizations", "DisableAWSServiceAccess", Caller.MANAGEMENT)
def disable_aws_service_access(context: Context, request: Request) -> None:
    organization = context.world.organization(context.account)
    principal = request["ServicePrincipal"]
    check_principal(principal)
    if any(policies.SERVICE_OF_TYPE.get(name) == principal for name in organization.root.enabled_policy_types):
        raise constraint_violation("POLICY_TYPE_ENABLED_FOR_THIS_SERVICE", "You must first disable the policy type.")
    organization.service_access.pop(principal, None)


@operation("organizations", "ListAWSServiceAccessForOrganization", Caller.DELEGATED)
def list_aws_service_access_for_organization(context: Context, request: Request) -> Response:
    organization = context.world.organization(context.account)
    _check_all_features(organization)
    access = list(organization.service_access.items())
    return page(
        request, "EnabledServicePrincipals", access, lambda item: {"ServicePrincipal": item[0], "DateEnabled": item[1]}
    )


@operation("organizations", "RegisterDelegatedAdministrator", Caller.MANAGEMENT)
def register_delegated_administrator(context: Context, request: Request) -> None:
    organization = context.world.organization(context.account)
    principal = request["ServicePrincipal"]
    _check_all_features(organization)
    check_principal(principal)
    if request["AccountId"] == organization.management.id:
        raise constraint_violation(
            "CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR",
            "You can designate only a member account as a delegated administrator.",
        )
    account = organization.account(request["AccountId"])
    if account.status(context.now) != "ACTIVE":
        raise constraint_violation(
            "CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR", "You cannot register a suspended account."
        )
    if principal not in organization.service_access:
        raise constraint_violation(
            "SERVICE_ACCESS_NOT_ENABLED", "You must enable service access first: call the EnableAWSServiceAccess API."
        )
    delegations = organization.delegations.setdefault(account.id, {})
    if principal in delegations:
        raise AwsError(
            "AccountAlreadyRegisteredException",
            "The specified account is already a delegated administrator for this AWS service.",
        )
    most = MOST_ADMINISTRATORS.get(principal)
    if most is not None and sum(principal in services for services in organization.delegations.values()) >= most:
        raise constraint_violation(
            "MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED",
            "You have exceeded the number of delegated administrators allowed for the service.",
        )
    delegations[principal] = context.now


@operation("organizations", "DeregisterDelegatedAdministrator", Caller.MANAGEMENT)
def deregister_delegated_administrator(context: Context, request: Request) -> None:
    organization = context.world.organization(context.account)
    check_principal(request["ServicePrincipal"])
    account = organization.account(request["AccountId"])
    delegations = organization.delegations.get(account.id, {})
    if request["ServicePrincipal"] not in delegations:
        raise AwsError(
            "AccountNotRegisteredException",
            "The specified account is not a delegated administrator for this AWS service.",
        )
    del delegations[request["ServicePrincipal"]]
    if not delegations:
        del organization.delegations[account.id]


@operation("organizations", "ListDelegatedAdministrators", Caller.DELEGATED)
def list_delegated_administrators(context: Context, request: Request) -> Response:
    organization = context.world.organization(context.account)
    principal = request.get("ServicePrincipal")
    if principal:
        check_principal(principal)
    administrators = [
        (organization.accounts[account_id], services)
        for account_id, services in organization.delegations.items()
        if not principal or principal in services
    ]

    def describe_administrator(item: tuple[Account, dict[str, float]]) -> dict[str, Any]:
        account, services = item
        described = describe(organization, account, context.now)
        del described["Paths"]
        return {**described, "DelegationEnabledDate": services[principal] if principal else min(services.values())}

    return page(request, "DelegatedAdministrators", administrators, describe_administrator)


@operation("organizations", "ListDelegatedServicesForAccount", Caller.DELEGATED)
def list_delegated_services_for_account(context: Context, request: Request) -> Response:
    organization = context.world.organization(context.account)
    account = organization.account(request["AccountId"])
    if account.id not in organization.delegations:
        raise AwsError(
            "AccountNotRegisteredException",
            "The specified account is not a delegated administrator for this AWS service.",
        )
    services = list(organization.delegations[account.id].items())
    return page(
        request,
        "DelegatedServices",
        services,
        lambda item: {"ServicePrincipal": item[0], "DelegationEnabledDate": item[1]},
    )
