"""The organization's administrator, its configuration, its members, and the aggregation of findings.

Sources: API reference of Security Hub; "Central configuration" in its user guide: it needs a delegated administrator that is not the
management account, a finding aggregator, and is set up in the home region; while it is on, new accounts are configured by policies
only, and members cannot be taken out.
"""

from __future__ import annotations

from typing import Any

from moto.moto_api._internal import mock_random

from ..errors import AwsError
from ..pages import page_of
from ..registry import Context, Request, Response
from ..rest_json import moment
from ..service_administrators import (
    administrator_in_region,
    disable_administrator,
    enable_administrator,
    managed_organization,
)
from .caller import conflict, hub_operation, invalid, not_found, own_administration, own_hub
from .membership import SERVICE, add_member, let_members_join
from .state import CentralConfiguration, FindingAggregator, Hub, HubMember

LINKING = ("ALL_REGIONS", "ALL_REGIONS_EXCEPT_SPECIFIED", "SPECIFIED_REGIONS", "NO_REGIONS")


@hub_operation("EnableOrganizationAdminAccount")
def enable_organization_admin_account(context: Context, request: Request) -> Response:
    """Also switches Security Hub on in the administrator's account."""
    account = request["AdminAccountId"]
    managed_organization(context, SERVICE)
    current = administrator_in_region(context, SERVICE)
    if current is not None and current != account:
        raise conflict(f"The organization already has the Security Hub administrator {current}.")
    enable_administrator(context, SERVICE, account)
    context.world.security_hub.hubs.setdefault((account, context.region), Hub(account, context.region, context.now))
    return {"AdminAccountId": account, "Feature": "SecurityHub"}


@hub_operation("DisableOrganizationAdminAccount")
def disable_organization_admin_account(context: Context, request: Request) -> None:
    account = request["AdminAccountId"]
    organization = managed_organization(context, SERVICE)
    if organization.id in context.world.security_hub.central:
        raise invalid("The administrator cannot be removed while the organization uses central configuration.")
    disable_administrator(context, SERVICE, account, not_found(f"{account} is not the Security Hub administrator."))
    context.world.security_hub.administrations.pop((account, context.region), None)


@hub_operation("ListOrganizationAdminAccounts")
def list_organization_admin_accounts(context: Context, request: Request) -> Response:
    if context.account not in context.world.organization_of:
        raise AwsError("AccessDeniedException", "Your account is not a member of an organization", status=403)
    managed_organization(context, SERVICE)
    account = administrator_in_region(context, SERVICE)
    found = [{"AccountId": account, "Status": "ENABLED"}] if account else []
    return {**page_of(request, "AdminAccounts", found, 10), "Feature": "SecurityHub"}


# ---- the configuration


@hub_operation("DescribeOrganizationConfiguration", before=let_members_join)
def describe_organization_configuration(context: Context, request: Request) -> Response:
    administration = own_administration(context)
    is_central = context.world.organization(context.account).id in context.world.security_hub.central
    return {
        "AutoEnable": administration.auto_enable,
        "AutoEnableStandards": administration.auto_enable_standards,
        "MemberAccountLimitReached": False,
        "OrganizationConfiguration": {
            "ConfigurationType": "CENTRAL" if is_central else "LOCAL",
            "Status": "ENABLED",
        },
    }


@hub_operation("UpdateOrganizationConfiguration", before=let_members_join)
def update_organization_configuration(context: Context, request: Request) -> None:
    administration = own_administration(context)
    organization = context.world.organization(context.account)
    central = context.world.security_hub.central
    given = request.get("OrganizationConfiguration") or {}
    kind = given.get("ConfigurationType") or ("CENTRAL" if organization.id in central else "LOCAL")
    standards = request.get("AutoEnableStandards") or administration.auto_enable_standards
    if kind == "CENTRAL":
        if request["AutoEnable"] or request.get("AutoEnableStandards") == "DEFAULT":
            raise invalid("With central configuration, AutoEnable must be false and AutoEnableStandards NONE.")
        if context.account == organization.management.id:
            raise invalid("The management account cannot be the administrator of central configuration.")
        aggregator = context.world.security_hub.aggregators.get(context.account)
        if aggregator is None or aggregator.region != context.region:
            raise invalid("Central configuration needs a finding aggregator in the home region.")
        central.setdefault(organization.id, CentralConfiguration(context.region, context.account))
    elif organization.id in central:
        if central[organization.id].home != context.region:
            raise invalid("Central configuration can be changed in its home region only.")
        del central[organization.id]
    if request["AutoEnable"] and not administration.auto_enable:
        administration.since = context.now
    administration.auto_enable, administration.auto_enable_standards = request["AutoEnable"], standards
    let_members_join(context)


# ---- finding aggregators


def _aggregator(context: Context, arn: str) -> FindingAggregator:
    found = context.world.security_hub.aggregators.get(context.account)
    if found is None or found.arn != arn:
        raise not_found(f"The finding aggregator {arn} was not found.")
    return found


def _check_linking(request: Request) -> None:
    mode = request["RegionLinkingMode"]
    if mode not in LINKING:
        raise invalid(f"RegionLinkingMode must be one of {', '.join(LINKING)}.")
    if bool(request.get("Regions")) != (mode in LINKING[1:3]):
        raise invalid(f"Regions must be given with {LINKING[1]} and {LINKING[2]}, and only with these.")


@hub_operation("CreateFindingAggregator")
def create_finding_aggregator(context: Context, request: Request) -> Response:
    own_hub(context)
    _check_linking(request)
    aggregators = context.world.security_hub.aggregators
    if context.account in aggregators:
        raise AwsError("LimitExceededException", "An account has one finding aggregator.", status=429)
    arn = f"arn:aws:securityhub:{context.region}:{context.account}:finding-aggregator/{mock_random.uuid4()}"
    aggregators[context.account] = FindingAggregator(
        arn, context.region, request["RegionLinkingMode"], request.get("Regions") or []
    )
    return _described_aggregator(aggregators[context.account])


@hub_operation("GetFindingAggregator")
def get_finding_aggregator(context: Context, request: Request) -> Response:
    own_hub(context)
    return _described_aggregator(_aggregator(context, request["FindingAggregatorArn"]))


@hub_operation("ListFindingAggregators")
def list_finding_aggregators(context: Context, request: Request) -> Response:
    own_hub(context)
    found = context.world.security_hub.aggregators.get(context.account)
    return page_of(request, "FindingAggregators", [{"FindingAggregatorArn": found.arn}] if found else [])


@hub_operation("UpdateFindingAggregator")
def update_finding_aggregator(context: Context, request: Request) -> Response:
    aggregator = _aggregator(context, request["FindingAggregatorArn"])
    _check_linking(request)
    if aggregator.region != context.region:
        raise invalid(f"The finding aggregator can be changed in {aggregator.region} only.")
    aggregator.linking, aggregator.regions = request["RegionLinkingMode"], request.get("Regions") or []
    return _described_aggregator(aggregator)


@hub_operation("DeleteFindingAggregator")
def delete_finding_aggregator(context: Context, request: Request) -> None:
    _aggregator(context, request["FindingAggregatorArn"])
    organization = context.world.organization_of.get(context.account)
    if organization and organization.id in context.world.security_hub.central:
        raise invalid("The finding aggregator cannot be deleted while the organization uses central configuration.")
    del context.world.security_hub.aggregators[context.account]


def _described_aggregator(aggregator: FindingAggregator) -> Response:
    described: Response = {
        "FindingAggregatorArn": aggregator.arn,
        "FindingAggregationRegion": aggregator.region,
        "RegionLinkingMode": aggregator.linking,
    }
    return {**described, "Regions": aggregator.regions} if aggregator.regions else described


# ---- members


@hub_operation("CreateMembers", before=let_members_join)
def create_members(context: Context, request: Request) -> Response:
    administration = own_administration(context)
    organization = context.world.organization(context.account)
    unprocessed = []
    for one in request["AccountDetails"]:
        account = organization.accounts.get(one["AccountId"])
        if account is None or account.id == context.account or account.state(context.now) != "ACTIVE":
            unprocessed.append(_unprocessed(one["AccountId"], "The account is not an account of the organization."))
        elif account is organization.management and (account.id, context.region) not in context.world.security_hub.hubs:
            unprocessed.append(_unprocessed(account.id, "Security Hub is not enabled in the management account."))
        else:
            add_member(context, administration, account)
    return {"UnprocessedAccounts": unprocessed}


def _unprocessed(account: str, reason: str) -> dict[str, str]:
    return {"AccountId": account, "ProcessingResult": reason}


@hub_operation("ListMembers", before=let_members_join)
def list_members(context: Context, request: Request) -> Response:
    administration = own_administration(context)
    only = request.get("OnlyAssociated", True)
    found = [_described(context, one) for one in administration.members.values() if one.is_associated or not only]
    return page_of(request, "Members", found, 50)


@hub_operation("GetMembers", before=let_members_join)
def get_members(context: Context, request: Request) -> Response:
    members, wanted = own_administration(context).members, request["AccountIds"]
    return {
        "Members": [_described(context, members[one]) for one in wanted if one in members],
        "UnprocessedAccounts": [_unprocessed(one, "No such resource found") for one in wanted if one not in members],
    }


def _described(context: Context, member: HubMember) -> dict[str, Any]:
    return {
        "AccountId": member.account,
        "Email": member.email,
        "MasterId": context.account,
        "AdministratorId": context.account,
        "MemberStatus": "Enabled" if member.is_associated else "Removed",
        "InvitedAt": moment(member.since),
        "UpdatedAt": moment(member.updated),
    }


@hub_operation("DisassociateMembers", before=let_members_join)
def disassociate_members(context: Context, request: Request) -> None:
    administration = own_administration(context)
    for one in request["AccountIds"]:
        member = administration.members.get(one)
        if member:
            member.is_associated, member.updated = False, context.now


@hub_operation("DeleteMembers", before=let_members_join)
def delete_members(context: Context, request: Request) -> Response:
    administration = own_administration(context)
    unprocessed = []
    for one in request["AccountIds"]:
        member = administration.members.get(one)
        if member is None:
            unprocessed.append(_unprocessed(one, "No such resource found"))
        elif member.is_associated:
            unprocessed.append(_unprocessed(one, "The account is still associated: disassociate it first."))
        else:
            del administration.members[one]
    return {"UnprocessedAccounts": unprocessed}


@hub_operation("GetAdministratorAccount", before=let_members_join)
def get_administrator_account(context: Context, request: Request) -> Response:
    own_hub(context)
    for (administrator, region), one in context.world.security_hub.administrations.items():
        member = one.members.get(context.account) if region == context.region else None
        if member and member.is_associated:
            details = {"AccountId": administrator, "MemberStatus": "Enabled", "InvitedAt": moment(member.since)}
            return {"Administrator": details}
    return {}
