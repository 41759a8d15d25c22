"""Which accounts a request means: units with a filter of accounts, or accounts with self-managed permissions.

The management account never gets a stack of a service-managed StackSet (user guide: "Create CloudFormation StackSets with
service-managed permissions").
"""

from __future__ import annotations

from typing import Any

from ..organizations.model import Account, Organization, Root, Unit
from ..registry import Context, Request
from .caller import invalid, organization_for
from .state import StackInstance, StackSet


def check_targets(request: Request, is_service_managed: bool, creates: bool) -> dict[str, Any]:
    """The DeploymentTargets of the request, with a filter."""
    given: dict[str, Any] = request.get("DeploymentTargets") or {}
    if not is_service_managed:
        if given.get("OrganizationalUnitIds"):
            raise invalid("StackSets with SELF_MANAGED permission model can only have accounts as target")
        if not request.get("Accounts") and not given.get("Accounts"):
            raise invalid("Accounts must be specified")
        return {"Accounts": request.get("Accounts") or given["Accounts"]}
    if request.get("Accounts"):
        raise invalid("StackSets with SERVICE_MANAGED permission model can only have OrganizationalUnit as target")
    units, accounts = given.get("OrganizationalUnitIds") or [], given.get("Accounts") or []
    wanted = given.get("AccountFilterType")
    if given.get("AccountsUrl"):
        raise invalid("The local AWS does not implement AccountsUrl.")
    if not units and (creates or not accounts):
        raise invalid("OrganizationalUnitIds are required")
    if accounts and units and wanted in (None, "NONE"):
        raise invalid("AccountFilterType should be specified when both OrganizationalUnitIds and Accounts are provided")
    if not accounts and wanted not in (None, "NONE"):
        raise invalid(f"Accounts should be specified when AccountFilterType is {wanted}")
    if wanted == "UNION" and creates:
        raise invalid("AccountFilterType UNION is not supported for CreateStackInstances")
    return {**given, "AccountFilterType": wanted or ("NONE" if units else "UNION")}


def accounts_below(organization: Organization, node: Root | Unit) -> list[Account]:
    found = [account for account in organization.child_accounts(node.id) if account is not organization.management]
    for unit in organization.child_units(node.id):
        found += accounts_below(organization, unit)
    return found


def _node(organization: Organization, identifier: str) -> Root | Unit:
    if identifier == organization.root.id:
        return organization.root
    if identifier not in organization.units:
        raise invalid(f"Could not find the organizational unit {identifier} in the organization")
    return organization.units[identifier]


def targeted_accounts(organization: Organization, targets: dict[str, Any]) -> dict[str, str]:
    """The target of each account, by account. An account below two targets belongs to the first."""
    below: dict[str, str] = {}
    for identifier in targets.get("OrganizationalUnitIds") or []:
        for account in accounts_below(organization, _node(organization, identifier)):
            below.setdefault(account.id, identifier)
    named = set(targets.get("Accounts") or [])
    kind = targets.get("AccountFilterType")
    if kind == "INTERSECTION":
        return {account: unit for account, unit in below.items() if account in named}
    if kind == "DIFFERENCE":
        return {account: unit for account, unit in below.items() if account not in named}
    return below


def targets_of_request(
    context: Context, stack_set: StackSet, request: Request, creates: bool
) -> tuple[dict[str, Any], dict[str, str | None]]:
    """The DeploymentTargets, and the target of each account that they mean."""
    targets = check_targets(request, stack_set.is_service_managed, creates)
    if not stack_set.is_service_managed:
        return targets, {account: None for account in targets["Accounts"]}
    organization = organization_for(context, stack_set.owner)
    return targets, dict(targeted_accounts(organization, targets))


def instances_of_request(context: Context, stack_set: StackSet, request: Request) -> list[StackInstance]:
    """The instances that the request means, of those that there are. One that was deployed for a unit belongs to that unit, wherever
    its account is now."""
    targets = check_targets(request, stack_set.is_service_managed, creates=False)
    regions, named = request.get("Regions") or [], set(targets.get("Accounts") or [])
    units, kind = targets.get("OrganizationalUnitIds") or [], targets.get("AccountFilterType", "UNION")
    below: dict[str, str] = {}
    if units:
        organization = organization_for(context, stack_set.owner)
        below = targeted_accounts(organization, {"OrganizationalUnitIds": units})
    found = []
    for instance in stack_set.instances.values():
        is_below = instance.account in below or instance.unit in units
        is_meant = {
            "INTERSECTION": is_below and instance.account in named,
            "DIFFERENCE": is_below and instance.account not in named,
            "NONE": is_below,
        }.get(kind, is_below or instance.account in named)
        if is_meant and instance.region in regions:
            found.append(instance)
    return found
