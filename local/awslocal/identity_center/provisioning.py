"""Provisioning: permission sets become roles in accounts, with the first assignment and when somebody asks for it."""

from __future__ import annotations

from ..errors import AwsError
from ..registry import Context, Request, Response
from .assignments import PROVISION, check_trusted_access, request_of, requests_of, start
from .caller import instance_of_request, invalid, page_of, permission_set_of, sso_operation
from .permission_sets import changeable
from .state import Instance

PROVISIONED, NOT_PROVISIONED = "LATEST_PERMISSION_SET_PROVISIONED", "LATEST_PERMISSION_SET_NOT_PROVISIONED"


@sso_operation("ProvisionPermissionSet")
def provision_permission_set(context: Context, request: Request) -> Response:
    instance, permission_set = changeable(context, request, "ProvisionPermissionSet")
    check_trusted_access(context)
    account = request.get("TargetId")
    if (request["TargetType"] == "AWS_ACCOUNT") != (account is not None):
        raise invalid("TargetId must be given if TargetType is AWS_ACCOUNT, and not otherwise.")
    if any(one.kind == PROVISION and one.permission_set == permission_set.arn for one in instance.in_progress):
        raise AwsError("ConflictException", "The permission set is being provisioned. Try again later.")
    started = start(context, instance, permission_set, PROVISION, account)
    return {"PermissionSetProvisioningStatus": started.describe()}


@sso_operation("DescribePermissionSetProvisioningStatus")
def describe_provisioning_status(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    found = request_of(instance, request["ProvisionPermissionSetRequestId"], PROVISION)
    return {"PermissionSetProvisioningStatus": found.describe()}


@sso_operation("ListPermissionSetProvisioningStatus")
def list_provisioning_status(context: Context, request: Request) -> Response:
    return requests_of(context, request, PROVISION, "PermissionSetsProvisioningStatus")


@sso_operation("ListAccountsForProvisionedPermissionSet")
def list_accounts(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    permission_set = permission_set_of(instance, request["PermissionSetArn"])
    found = [
        account
        for account, role in instance.accounts_with(permission_set.arn)
        if _is_wanted(request, role.version == permission_set.version)
    ]
    return page_of(request, "AccountIds", found)


@sso_operation("ListPermissionSetsProvisionedToAccount")
def list_permission_sets(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    found = [
        arn
        for arn, role in instance.provisioned.get(request["AccountId"], {}).items()
        if _is_wanted(request, role.version == _version(instance, arn))
    ]
    return page_of(request, "PermissionSets", found)


def _version(instance: Instance, arn: str) -> int:
    return instance.permission_sets[arn].version


def _is_wanted(request: Request, is_latest: bool) -> bool:
    return request.get("ProvisioningStatus") in (None, PROVISIONED if is_latest else NOT_PROVISIONED)
