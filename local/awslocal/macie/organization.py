"""The organization's administrator, its configuration and its members. Source: API reference of Macie."""

from __future__ import annotations

from typing import Any

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
from .membership import SERVICE, add_member, let_members_join, macie_operation, own_administration, own_session
from .state import MacieMember, MacieSession


@macie_operation("EnableOrganizationAdminAccount")
def enable_organization_admin_account(context: Context, request: Request) -> None:
    """Also switches Macie on in the administrator's account."""
    account = request["adminAccountId"]
    managed_organization(context, SERVICE)
    if administrator_in_region(context, SERVICE) == account:
        raise AwsError("ConflictException", f"{account} is already the Macie administrator account.", status=409)
    enable_administrator(context, SERVICE, account)
    context.world.macie.sessions.setdefault((account, context.region), MacieSession(context.now, context.now))


@macie_operation("DisableOrganizationAdminAccount")
def disable_organization_admin_account(context: Context, request: Request) -> None:
    account = request["adminAccountId"]
    missing = AwsError("ResourceNotFoundException", f"{account} is not the Macie administrator account.", status=404)
    disable_administrator(context, SERVICE, account, missing)
    context.world.macie.administrations.pop((account, context.region), None)


@macie_operation("ListOrganizationAdminAccounts")
def list_organization_admin_accounts(context: Context, request: Request) -> Response:
    managed_organization(context, SERVICE)
    account = administrator_in_region(context, SERVICE)
    found = [{"accountId": account, "status": "ENABLED"}] if account else []
    return page_of(request, "adminAccounts", found, 25, token="nextToken", most="maxResults")


@macie_operation("DescribeOrganizationConfiguration", before=let_members_join)
def describe_organization_configuration(context: Context, request: Request) -> Response:
    return {"autoEnable": own_administration(context).auto_enable, "maxAccountLimitReached": False}


@macie_operation("UpdateOrganizationConfiguration", before=let_members_join)
def update_organization_configuration(context: Context, request: Request) -> None:
    administration = own_administration(context)
    if request["autoEnable"] and not administration.auto_enable:
        administration.since = context.now
    administration.auto_enable = request["autoEnable"]


# ---- members


def _arn(context: Context, account: str) -> str:
    return f"arn:aws:macie2:{context.region}:{context.account}:member/{account}"


def _member(context: Context, account: str) -> MacieMember:
    member = own_administration(context).members.get(account)
    if member is None:
        raise AwsError(
            "ResourceNotFoundException",
            f"The request failed because the account {account} is not an associated member of account {context.account}.",
            status=404,
        )
    return member


@macie_operation("CreateMember", before=let_members_join)
def create_member(context: Context, request: Request) -> Response:
    administration = own_administration(context)
    organization = context.world.organization(context.account)
    given = request["account"]
    account = organization.accounts.get(given["accountId"])
    if account is None or account.id == context.account or account.state(context.now) != "ACTIVE":
        raise AwsError(
            "ValidationException", f"{given['accountId']} is not another active account of the organization."
        )
    add_member(context, administration, account, dict(request.get("tags") or {}))
    return {"arn": _arn(context, account.id)}


@macie_operation("GetMember", before=let_members_join)
def get_member(context: Context, request: Request) -> Response:
    return _described(context, _member(context, request["id"]))


@macie_operation("ListMembers", before=let_members_join)
def list_members(context: Context, request: Request) -> Response:
    members = own_administration(context).members.values()
    only = request.get("onlyAssociated", "TRUE").upper() == "TRUE"
    found = [_described(context, one) for one in members if one.is_associated or not only]
    return page_of(request, "members", found, 25, token="nextToken", most="maxResults")


def _described(context: Context, member: MacieMember) -> dict[str, Any]:
    session = context.world.macie.sessions.get((member.account, context.region))
    status = "Removed"
    if member.is_associated:
        status = "Paused" if session and session.status == "PAUSED" else "Enabled"
    return {
        "accountId": member.account,
        "administratorAccountId": context.account,
        "masterAccountId": context.account,
        "arn": _arn(context, member.account),
        "email": member.email,
        "invitedAt": moment(member.since),
        "updatedAt": moment(member.updated),
        "relationshipStatus": status,
        "tags": member.tags,
    }


@macie_operation("UpdateMemberSession", before=let_members_join)
def update_member_session(context: Context, request: Request) -> None:
    member = _member(context, request["id"])
    context.world.macie.sessions[member.account, context.region].status = request["status"]


@macie_operation("DisassociateMember", before=let_members_join)
def disassociate_member(context: Context, request: Request) -> None:
    member = _member(context, request["id"])
    member.is_associated, member.updated = False, context.now


@macie_operation("DeleteMember", before=let_members_join)
def delete_member(context: Context, request: Request) -> None:
    member = _member(context, request["id"])
    if member.is_associated:
        raise AwsError(
            "ConflictException",
            "The request failed because member accounts are associated with your account.",
            status=409,
        )
    del own_administration(context).members[member.account]


@macie_operation("GetAdministratorAccount", before=let_members_join)
def get_administrator_account(context: Context, request: Request) -> Response:
    own_session(context)
    for (administrator, region), one in context.world.macie.administrations.items():
        member = one.members.get(context.account) if region == context.region else None
        if member and member.is_associated:
            details = {"accountId": administrator, "relationshipStatus": "Enabled", "invitedAt": moment(member.since)}
            return {"administrator": details}
    return {}


@macie_operation("TagResource")
def tag_resource(context: Context, request: Request) -> None:
    _member(context, request["resourceArn"].split("/")[-1]).tags.update(request["tags"])


@macie_operation("UntagResource")
def untag_resource(context: Context, request: Request) -> None:
    tags = _member(context, request["resourceArn"].split("/")[-1]).tags
    for key in request["tagKeys"]:
        tags.pop(key, None)


@macie_operation("ListTagsForResource")
def list_tags_for_resource(context: Context, request: Request) -> Response:
    return {"tags": _member(context, request["resourceArn"].split("/")[-1]).tags}
