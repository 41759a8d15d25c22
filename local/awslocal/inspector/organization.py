"""The organization's administrator, its configuration and its members. Source: API reference of Inspector."""

from __future__ import annotations

from typing import Any

from ..errors import AwsError
from ..pages import page_of
from ..registry import Context, Request, Response
from ..rest_json import moment, rest_operations
from ..service_administrators import (
    administered_organization,
    administrator_in_region,
    disable_administrator,
    enable_administrator,
    managed_organization,
)
from .membership import SERVICE, add_member, let_members_join
from .state import InspectorAdministration, InspectorMember

_operation = rest_operations("inspector2")


@_operation("EnableDelegatedAdminAccount")
def enable_delegated_admin_account(context: Context, request: Request) -> Response:
    account = request["delegatedAdminAccountId"]
    managed_organization(context, SERVICE)
    if administrator_in_region(context, SERVICE) == account:
        raise AwsError(
            "ConflictException",
            f"Delegated administrator {account} is already enabled for the organization",
            status=409,
        )
    enable_administrator(context, SERVICE, account)
    return {"delegatedAdminAccountId": account}


@_operation("DisableDelegatedAdminAccount")
def disable_delegated_admin_account(context: Context, request: Request) -> Response:
    account = request["delegatedAdminAccountId"]
    missing = AwsError("ResourceNotFoundException", f"{account} is not the delegated administrator.", status=404)
    disable_administrator(context, SERVICE, account, missing)
    context.world.inspector.administrations.pop((account, context.region), None)
    return {"delegatedAdminAccountId": account}


@_operation("GetDelegatedAdminAccount")
def get_delegated_admin_account(context: Context, request: Request) -> Response:
    account = administrator_in_region(context, SERVICE)
    if account is None:
        raise AwsError("ResourceNotFoundException", "There is no delegated administrator.", status=404)
    return {"delegatedAdmin": {"accountId": account, "relationshipStatus": "ENABLED"}}


@_operation("ListDelegatedAdminAccounts")
def list_delegated_admin_accounts(context: Context, request: Request) -> Response:
    managed_organization(context, SERVICE)
    account = administrator_in_region(context, SERVICE)
    found = [{"accountId": account, "status": "ENABLED"}] if account else []
    return page_of(request, "delegatedAdminAccounts", found, 5, token="nextToken", most="maxResults")


# ---- the configuration


def _administration(context: Context, what: str) -> InspectorAdministration:
    if administered_organization(context, SERVICE) is None:
        raise AwsError("AccessDeniedException", f"Invoking account does not have access to {what}", status=403)
    administrations = context.world.inspector.administrations
    return administrations.setdefault((context.account, context.region), InspectorAdministration())


def _auto_enable(administration: InspectorAdministration) -> dict[str, bool]:
    names = ("ec2", "ecr", "lambda", "lambdaCode", "codeRepository")
    return {name: administration.auto_enable.get(name, False) for name in names}


@_operation("DescribeOrganizationConfiguration", before=let_members_join)
def describe_organization_configuration(context: Context, request: Request) -> Response:
    administration = _administration(context, "describe the organization configuration")
    return {"autoEnable": _auto_enable(administration), "maxAccountLimitReached": False}


@_operation("UpdateOrganizationConfiguration", before=let_members_join)
def update_organization_configuration(context: Context, request: Request) -> Response:
    administration = _administration(context, "update the organization configuration")
    given = request["autoEnable"]
    if given.get("lambdaCode") and not given.get("lambda"):
        raise AwsError("ValidationException", "lambdaCode requires lambda.")
    if any(given.values()) and not any(administration.auto_enable.values()):
        administration.since = context.now
    administration.auto_enable = dict(given)
    return {"autoEnable": _auto_enable(administration)}


# ---- members


@_operation("AssociateMember", before=let_members_join)
def associate_member(context: Context, request: Request) -> Response:
    administration = _administration(context, "associate a member account")
    organization = context.world.organization(context.account)
    account = organization.accounts.get(request["accountId"])
    if account is None or account.id == context.account or account.state(context.now) != "ACTIVE":
        raise AwsError(
            "ValidationException", f"{request['accountId']} is not another active account of the organization."
        )
    if account.id not in administration.members:
        add_member(context, administration, account)
    return {"accountId": account.id}


@_operation("DisassociateMember", before=let_members_join)
def disassociate_member(context: Context, request: Request) -> Response:
    """What is scanned in the account stays on."""
    administration = _administration(context, "disassociate a member account")
    account = request["accountId"]
    if account not in administration.members:
        raise AwsError("ValidationException", f"The account {account} is not yet associated to it.")
    del administration.members[account]
    administration.removed.add(account)
    return {"accountId": account}


@_operation("GetMember", before=let_members_join)
def get_member(context: Context, request: Request) -> Response:
    administration = _administration(context, "get member account")
    member = administration.members.get(request["accountId"])
    if member is None:
        raise AwsError("ResourceNotFoundException", f"{request['accountId']} is no member.", status=404)
    return {"member": _described(context, member)}


@_operation("ListMembers", before=let_members_join)
def list_members(context: Context, request: Request) -> Response:
    administration = _administration(context, "list member accounts")
    found = [_described(context, one) for one in administration.members.values()]
    return page_of(request, "members", found, 50, token="nextToken", most="maxResults")


def _described(context: Context, member: InspectorMember) -> dict[str, Any]:
    return {
        "accountId": member.account,
        "relationshipStatus": "ENABLED",
        "delegatedAdminAccountId": context.account,
        "updatedAt": moment(member.updated),
    }
