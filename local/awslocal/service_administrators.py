"""The account that administers a security service for the organization: GuardDuty, Security Hub, Macie, Inspector.

The management account designates it in each region by the service's own operation, which enables the service's access and registers
the delegated administrator in AWS Organizations too. All regions have the same one. Sources: "Designating a delegated GuardDuty
administrator account", "Integrating Security Hub with AWS Organizations" and the same pages of Macie and Inspector. Not confirmed:
whether the registration in AWS Organizations ends with the last region. Here it does if the service has made it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .errors import AwsError
from .organizations.model import Account, Organization
from .registry import Context


@dataclass(frozen=True)
class SecurityService:
    principal: str
    # The exceptions of the service, and their messages.
    not_management: AwsError
    invalid: str = "ValidationException"


def managed_organization(context: Context, service: SecurityService) -> Organization:
    """The organization of the management account that calls; the service's error for any other caller."""
    organization = context.world.organization_of.get(context.account)
    if organization is None or organization.management.id != context.account or organization.feature_set != "ALL":
        raise service.not_management
    return organization


def enable_administrator(context: Context, service: SecurityService, account: str) -> None:
    organization = managed_organization(context, service)
    administrators = context.world.administrators
    principal = service.principal
    if account == organization.management.id:
        # All four services advise against it, and GuardDuty and Security Hub allow it.
        organization.service_access.setdefault(principal, context.now)
        administrators.accounts[principal, organization.id, context.region] = account
        return
    if account not in organization.accounts or organization.accounts[account].status(context.now) != "ACTIVE":
        raise AwsError(service.invalid, f"The account {account} is not an active account of your organization.")
    delegated = [one for one, services in organization.delegations.items() if principal in services]
    others = {
        found
        for (name, owner, _), found in administrators.accounts.items()
        if (name, owner) == (principal, organization.id) and found != account
    } | set(delegated) - {account}
    if others:
        raise AwsError(
            service.invalid,
            f"The account {account} cannot be the delegated administrator: {', '.join(sorted(others))} is the delegated "
            f"administrator of {principal} in AWS Organizations or in another region.",
        )
    organization.service_access.setdefault(principal, context.now)
    if not delegated:
        organization.delegations.setdefault(account, {})[principal] = context.now
        administrators.registered.add((principal, organization.id))
    administrators.accounts[principal, organization.id, context.region] = account


def disable_administrator(context: Context, service: SecurityService, account: str, missing: AwsError) -> None:
    organization = managed_organization(context, service)
    administrators = context.world.administrators
    key = (service.principal, organization.id, context.region)
    if administrators.accounts.get(key) != account:
        raise missing
    del administrators.accounts[key]
    if any((name, owner) == key[:2] for name, owner, _ in administrators.accounts):
        return
    if key[:2] in administrators.registered:
        administrators.registered.discard(key[:2])
        delegations = organization.delegations.get(account, {})
        delegations.pop(service.principal, None)
        if not delegations:
            organization.delegations.pop(account, None)


def administrator_in_region(context: Context, service: SecurityService) -> str | None:
    """The administrator of the organization that the caller belongs to."""
    organization = context.world.organization_of.get(context.account)
    if organization is None:
        return None
    return context.world.administrators.accounts.get((service.principal, organization.id, context.region))


def administered_organization(context: Context, service: SecurityService) -> Organization | None:
    """The caller's organization, if the caller is its administrator in the region."""
    if administrator_in_region(context, service) != context.account:
        return None
    return context.world.organization_of.get(context.account)


def possible_members(context: Context, organization: Organization, administrator: str) -> list[Account]:
    """The open accounts that the administrator may have as members: all but itself."""
    return [
        account
        for account in organization.accounts.values()
        if account.id != administrator and account.state(context.now) == "ACTIVE"
    ]


def administered_in_region(context: Context, service: SecurityService) -> Iterator[tuple[Organization, str]]:
    """Each organization that has an administrator of the service in the region, and the administrator."""
    for organization in context.world.organizations.values():
        key = (service.principal, organization.id, context.region)
        if key in context.world.administrators.accounts:
            yield organization, context.world.administrators.accounts[key]
