"""Assignments: who has which permission set in which account. AWS creates and deletes them in the background.

An assignment that exists may be created again, which succeeds and changes nothing (the AWS provider says so in its source). A
ConflictException follows when the same assignment is being created or deleted (iam-identity-center-team 513). More than 15 at
the same time are throttled (aws-iam-identity-center-extensions 87 quotes the message), here with `--rates aws` only.
"""

from __future__ import annotations

from typing import Any

from moto.moto_api._internal import mock_random

from ..errors import AwsError
from ..registry import Context, Request, Response
from . import limits
from .caller import (
    SERVICE,
    access_denied,
    instance_of_request,
    not_found,
    page_of,
    permission_set_of,
    sso_operation,
)
from .permission_sets import changeable, quota
from .state import AccountRequest, Instance, PermissionSet, Place, Principal

CREATE, DELETE, PROVISION = "create", "delete", "provision"


@sso_operation("CreateAccountAssignment")
def create_account_assignment(context: Context, request: Request) -> Response:
    instance, permission_set, principal = _checked(context, request, "CreateAccountAssignment")
    account = request["TargetId"]
    provisioned = instance.provisioned.get(account, {})
    if permission_set.arn not in provisioned and len(provisioned) >= limits.PROVISIONED_IN_AN_ACCOUNT:
        raise quota(f"provisioned PermissionSet more than {limits.PROVISIONED_IN_AN_ACCOUNT}", account)
    started = start(context, instance, permission_set, CREATE, account, principal)
    return {"AccountAssignmentCreationStatus": started.describe()}


@sso_operation("DeleteAccountAssignment")
def delete_account_assignment(context: Context, request: Request) -> Response:
    """The user or group need not exist any more: what it had is still there when it is deleted, and people clean it up by this
    operation (idp-scim-sync 70, 2022). In 2021 it failed in the background (terraform-provider-aws 19341)."""
    instance, permission_set, principal = _checked(context, request, "DeleteAccountAssignment")
    account = request["TargetId"]
    if principal not in instance.assignments.get((account, permission_set.arn), {}):
        raise not_found("Assignment not found.")
    started = start(context, instance, permission_set, DELETE, account, principal)
    return {"AccountAssignmentDeletionStatus": started.describe()}


def _checked(context: Context, request: Request, action: str) -> tuple[Instance, PermissionSet, Principal]:
    instance, permission_set = changeable(context, request, action)
    check_trusted_access(context)
    account, principal = request["TargetId"], (request["PrincipalType"], request["PrincipalId"])
    if context.account != instance.owner and account == instance.owner:
        raise access_denied(context, f"sso:{action}", permission_set.arn)
    if account not in context.world.organization(context.account).accounts:
        raise not_found(f"Account {account} was not found in the organization.")
    place: Place = (account, permission_set.arn)
    running = [one for one in instance.in_progress if one.principal is not None]
    if any((one.account, one.permission_set) == place and one.principal == principal for one in running):
        raise AwsError("ConflictException", "The same assignment is being created or deleted. Try again later.")
    if context.settings.aws_rates and len(running) >= limits.OUTSTANDING_ASSIGNMENTS:
        raise AwsError(
            "ThrottlingException", "There are too many requests processing. Please try again later.", status=400
        )
    return instance, permission_set, principal


def check_trusted_access(context: Context) -> None:
    """Source: "AWS IAM Identity Center and AWS Organizations" in the user guide of AWS Organizations: without trusted access it
    stops to function, because it can't access the organization. The exception is not documented."""
    if SERVICE not in context.world.organization(context.account).service_access:
        raise AwsError("AccessDeniedException", f"Trusted access for {SERVICE} is not enabled in the organization.")


def start(
    context: Context,
    instance: Instance,
    permission_set: PermissionSet,
    kind: str,
    account: str | None,
    principal: Principal | None = None,
) -> AccountRequest:
    started = AccountRequest(
        id=str(mock_random.uuid4()),
        kind=kind,
        permission_set=permission_set.arn,
        created=context.now,
        completes_at=context.now + context.settings.assignment_seconds,
        account=account,
        principal=principal,
        # Of all accounts together, each may fail by itself at the end.
        failure=context.world.identity_center.take_failure(kind, account, permission_set) if account else None,
    )
    instance.requests[started.id] = started
    instance.in_progress.append(started)
    return started


def request_of(instance: Instance, identifier: str, kind: str) -> AccountRequest:
    found = instance.requests.get(identifier)
    if found is None or found.kind != kind:
        raise not_found(f"Request {identifier} was not found.")
    return found


def requests_of(context: Context, request: Request, kind: str, key: str) -> Response:
    """The newest first."""
    wanted = (request.get("Filter") or {}).get("Status")
    found = [one for one in instance_of_request(context, request).requests.values() if one.kind == kind]
    return page_of(request, key, [one.summary() for one in reversed(found) if wanted in (None, one.status)])


@sso_operation("DescribeAccountAssignmentCreationStatus")
def describe_creation_status(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    found = request_of(instance, request["AccountAssignmentCreationRequestId"], CREATE)
    return {"AccountAssignmentCreationStatus": found.describe()}


@sso_operation("DescribeAccountAssignmentDeletionStatus")
def describe_deletion_status(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    found = request_of(instance, request["AccountAssignmentDeletionRequestId"], DELETE)
    return {"AccountAssignmentDeletionStatus": found.describe()}


@sso_operation("ListAccountAssignmentCreationStatus")
def list_creation_status(context: Context, request: Request) -> Response:
    return requests_of(context, request, CREATE, "AccountAssignmentsCreationStatus")


@sso_operation("ListAccountAssignmentDeletionStatus")
def list_deletion_status(context: Context, request: Request) -> Response:
    return requests_of(context, request, DELETE, "AccountAssignmentsDeletionStatus")


@sso_operation("ListAccountAssignments")
def list_account_assignments(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    permission_set = permission_set_of(instance, request["PermissionSetArn"])
    place: Place = (request["AccountId"], permission_set.arn)
    return page_of(
        request,
        "AccountAssignments",
        [_describe(place, principal) for principal in instance.assignments.get(place, {})],
    )


@sso_operation("ListAccountAssignmentsForPrincipal", management_only=True)
def list_account_assignments_for_principal(context: Context, request: Request) -> Response:
    """A user has its own assignments and those of its groups. The service model says that only the management account may
    ask."""
    instance = instance_of_request(context, request)
    principal: Principal = (request["PrincipalType"], request["PrincipalId"])
    if not instance.directory.has(*principal) and not instance.places_of.get(principal):
        raise not_found(f"{principal[0]} with id {principal[1]} was not found.")
    principals = [principal]
    if principal[0] == "USER":
        principals += [("GROUP", group) for group in instance.directory.groups_of.get(principal[1], {})]
    account = (request.get("Filter") or {}).get("AccountId")
    found = [
        _describe(place, one)
        for one in principals
        for place in instance.places_of.get(one, {})
        if account in (None, place[0])
    ]
    return page_of(request, "AccountAssignments", found)


def _describe(place: Place, principal: Principal) -> dict[str, Any]:
    return {
        "AccountId": place[0],
        "PermissionSetArn": place[1],
        "PrincipalType": principal[0],
        "PrincipalId": principal[1],
    }
