"""The organization's administrator, its configuration and its members.

Sources: API reference of GuardDuty; "GuardDuty quotas": 50 accounts of a request.
"""

from __future__ import annotations

from typing import Any

from ..errors import AwsError
from ..pages import page_of
from ..registry import Context, Request, Response
from ..rest_json import rest_operations
from ..service_administrators import (
    administered_organization,
    administrator_in_region,
    disable_administrator,
    enable_administrator,
    managed_organization,
)
from .detectors import iso, own_detector
from .features import (
    PLANS,
    check_features,
    describe_data_sources,
    describe_default_sources,
    describe_features,
    invalid,
    new_features,
    set_data_sources,
    set_features,
)
from .membership import SERVICE, add_member, let_members_join
from .state import Administration, AutoEnable, Detector, FeatureDefault, Member, detector_id

_operation = rest_operations("guardduty", "BadRequestException")


@_operation("EnableOrganizationAdminAccount")
def enable_organization_admin_account(context: Context, request: Request) -> None:
    """Also switches GuardDuty on in the administrator's account."""
    account = request["AdminAccountId"]
    managed_organization(context, SERVICE)
    if administrator_in_region(context, SERVICE) == account:
        raise AwsError(
            "BadRequestException",
            "The request failed because the account is already enabled as the GuardDuty delegated administrator for the "
            "organization.",
        )
    enable_administrator(context, SERVICE, account)
    place = (account, context.region)
    if place not in context.world.guard_duty.detectors:
        detector = Detector(detector_id(*place, context.now), *place, context.now, context.now)
        detector.features = new_features(context.now)
        context.world.guard_duty.detectors[place] = detector


@_operation("DisableOrganizationAdminAccount")
def disable_organization_admin_account(context: Context, request: Request) -> None:
    """The members stay protected, each by itself."""
    account = request["AdminAccountId"]
    missing = AwsError(
        "BadRequestException",
        "The request failed because the delegated administrator account has already been disabled and/or GuardDuty "
        "protection has been disabled.",
    )
    disable_administrator(context, SERVICE, account, missing)
    context.world.guard_duty.administrations.pop((account, context.region), None)


@_operation("ListOrganizationAdminAccounts")
def list_organization_admin_accounts(context: Context, request: Request) -> Response:
    managed_organization(context, SERVICE)
    account = administrator_in_region(context, SERVICE)
    found = [{"AdminAccountId": account, "AdminStatus": "ENABLED"}] if account else []
    return page_of(request, "AdminAccounts", found, 50)


# ---- the configuration


def own_administration(context: Context, identifier: str) -> Administration:
    own_detector(context, identifier)
    if administered_organization(context, SERVICE) is None:
        raise invalid("the current account is not the delegated administrator of the organization.")
    return context.world.guard_duty.administrations.setdefault((context.account, context.region), Administration())


@_operation("UpdateOrganizationConfiguration", before=let_members_join)
def update_organization_configuration(context: Context, request: Request) -> None:
    administration = own_administration(context, request["DetectorId"])
    if "AutoEnable" in request and "AutoEnableOrganizationMembers" in request:
        raise invalid("only one of autoEnable and autoEnableOrganizationMembers can be provided.")
    if request.get("DataSources") and request.get("Features"):
        raise invalid("both data sources and features were provided. You can provide only one.")
    check_features(request.get("Features") or [])
    chosen = request.get("AutoEnableOrganizationMembers")
    if chosen is None and "AutoEnable" in request:
        chosen = "NEW" if request["AutoEnable"] else "NONE"
    if chosen is None and administration.members.value == "NONE" and not request.get("Features"):
        raise invalid("the parameter autoEnableOrganizationMembers is missing.")
    if chosen is not None and chosen != administration.members.value:
        administration.members = AutoEnable(chosen, context.now)
    for one in request.get("Features") or []:
        _set_default(administration, one, context.now)
    for name, value in _of_data_sources(request.get("DataSources") or {}).items():
        _set_default(administration, {"Name": name, "AutoEnable": value}, context.now)
    let_members_join(context)


def _set_default(administration: Administration, given: dict[str, Any], now: float) -> None:
    default = administration.features.setdefault(given["Name"], FeatureDefault(AutoEnable()))
    value = given.get("AutoEnable")
    if value and value != default.auto_enable.value:
        default.auto_enable = AutoEnable(value, now)
    for more in given.get("AdditionalConfiguration") or []:
        default.additional[more["Name"]] = AutoEnable(more["AutoEnable"], now)


def _of_data_sources(given: dict[str, Any]) -> dict[str, str]:
    malware = (given.get("MalwareProtection") or {}).get("ScanEc2InstanceWithFindings") or {}
    wanted = {
        "S3_DATA_EVENTS": (given.get("S3Logs") or {}).get("AutoEnable"),
        "EKS_AUDIT_LOGS": ((given.get("Kubernetes") or {}).get("AuditLogs") or {}).get("AutoEnable"),
        "EBS_MALWARE_PROTECTION": (malware.get("EbsVolumes") or {}).get("AutoEnable"),
    }
    return {name: "NEW" if on else "NONE" for name, on in wanted.items() if on is not None}


@_operation("DescribeOrganizationConfiguration", before=let_members_join)
def describe_organization_configuration(context: Context, request: Request) -> Response:
    administration = own_administration(context, request["DetectorId"])
    none = FeatureDefault(AutoEnable())
    features = {name: administration.features.get(name, none) for name in PLANS}
    return {
        "AutoEnable": administration.members.value != "NONE",
        "AutoEnableOrganizationMembers": administration.members.value,
        "MemberAccountLimitReached": False,
        "DataSources": describe_default_sources(features),
        "Features": [
            {
                "Name": name,
                "AutoEnable": one.auto_enable.value,
                "AdditionalConfiguration": [
                    {"Name": more, "AutoEnable": one.additional.get(more, AutoEnable()).value} for more in PLANS[name]
                ],
            }
            for name, one in features.items()
        ],
    }


# ---- members


def _unprocessed(account: str, reason: str) -> dict[str, str]:
    return {"AccountId": account, "Result": reason}


NO_MEMBER = (
    "The request is rejected because the given account ID is not an associated member of account the current account."
)


@_operation("CreateMembers", before=let_members_join)
def create_members(context: Context, request: Request) -> Response:
    """The organization's accounts become members at once, without an invitation."""
    administration = own_administration(context, request["DetectorId"])
    organization = context.world.organization(context.account)
    unprocessed = []
    for one in request["AccountDetails"]:
        account = organization.accounts.get(one["AccountId"])
        if account is None or account.id == context.account or account.state(context.now) != "ACTIVE":
            unprocessed.append(
                _unprocessed(
                    one["AccountId"],
                    "The request is rejected because the given account is no member of the organization.",
                )
            )
        elif (
            account is organization.management
            and (account.id, context.region) not in context.world.guard_duty.detectors
        ):
            unprocessed.append(
                _unprocessed(
                    account.id,
                    "Operation failed because your organization master must first enable GuardDuty to be added as a member",
                )
            )
        else:
            add_member(context, administration, account)
    return {"UnprocessedAccounts": unprocessed}


@_operation("ListMembers", before=let_members_join)
def list_members(context: Context, request: Request) -> Response:
    administration = own_administration(context, request["DetectorId"])
    members = [_described(context, one) for one in administration.accounts.values()]
    return page_of(request, "Members", members, 50)


@_operation("GetMembers", before=let_members_join)
def get_members(context: Context, request: Request) -> Response:
    administration = own_administration(context, request["DetectorId"])
    wanted = request["AccountIds"]
    found = [administration.accounts[one] for one in wanted if one in administration.accounts]
    return {
        "Members": [_described(context, one) for one in found],
        "UnprocessedAccounts": [_unprocessed(one, NO_MEMBER) for one in wanted if one not in administration.accounts],
    }


def _described(context: Context, member: Member) -> dict[str, Any]:
    detector = context.world.guard_duty.detectors[member.account, context.region]
    return {
        "AccountId": member.account,
        "DetectorId": detector.id,
        "MasterId": context.account,
        "AdministratorId": context.account,
        "Email": member.email,
        "RelationshipStatus": member.relationship,
        "InvitedAt": iso(member.since),
        "UpdatedAt": iso(member.updated),
    }


def _take_out(context: Context, request: Request) -> Response:
    administration = own_administration(context, request["DetectorId"])
    unprocessed = []
    for one in request["AccountIds"]:
        if one not in administration.accounts:
            unprocessed.append(_unprocessed(one, NO_MEMBER))
        elif administration.members.value == "ALL":
            reason = "The request failed because autoEnableOrganizationMembers of the organization is ALL."
            unprocessed.append(_unprocessed(one, reason))
        else:
            del administration.accounts[one]
            administration.removed.add(one)
    return {"UnprocessedAccounts": unprocessed}


@_operation("DisassociateMembers", before=let_members_join)
def disassociate_members(context: Context, request: Request) -> Response:
    return _take_out(context, request)


@_operation("DeleteMembers", before=let_members_join)
def delete_members(context: Context, request: Request) -> Response:
    """After DisassociateMembers there is nothing left to delete."""
    administration = own_administration(context, request["DetectorId"])
    known = [one for one in request["AccountIds"] if one in administration.accounts]
    return _take_out(context, {**request, "AccountIds": known})


@_operation("GetMemberDetectors", before=let_members_join)
def get_member_detectors(context: Context, request: Request) -> Response:
    administration = own_administration(context, request["DetectorId"])
    wanted = request["AccountIds"]
    detectors = context.world.guard_duty.detectors
    found = [detectors[one, context.region] for one in wanted if one in administration.accounts]
    return {
        "MemberDataSourceConfigurations": [
            {
                "AccountId": one.account,
                "DataSources": describe_data_sources(one),
                "Features": [feature for feature in describe_features(one) if feature["Name"] in PLANS],
            }
            for one in found
        ],
        "UnprocessedAccounts": [_unprocessed(one, NO_MEMBER) for one in wanted if one not in administration.accounts],
    }


@_operation("UpdateMemberDetectors", before=let_members_join)
def update_member_detectors(context: Context, request: Request) -> Response:
    administration = own_administration(context, request["DetectorId"])
    unprocessed = []
    for one in request["AccountIds"]:
        if one not in administration.accounts:
            unprocessed.append(_unprocessed(one, NO_MEMBER))
            continue
        detector = context.world.guard_duty.detectors[one, context.region]
        set_data_sources(detector, request.get("DataSources") or {}, context.now)
        set_features(detector, request.get("Features") or [], context.now)
    return {"UnprocessedAccounts": unprocessed}


@_operation("GetAdministratorAccount", before=let_members_join)
def get_administrator_account(context: Context, request: Request) -> Response:
    own_detector(context, request["DetectorId"])
    for (administrator, region), one in context.world.guard_duty.administrations.items():
        member = one.accounts.get(context.account) if region == context.region else None
        if member:
            details = {
                "AccountId": administrator,
                "RelationshipStatus": member.relationship,
                "InvitedAt": iso(member.since),
            }
            return {"Administrator": details}
    return {"Administrator": {}}
