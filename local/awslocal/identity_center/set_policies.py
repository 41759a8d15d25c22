"""The policies of a permission set: managed by AWS, managed by customers, inline, and the permissions boundary.

Accounts get a change with ProvisionPermissionSet only. Whether a managed policy exists shows then, not here.
"""

from __future__ import annotations

import re
from typing import Any

from moto.iam.exceptions import MalformedPolicyDocument
from moto.iam.policy_validation import IAMPolicyDocumentValidator

from ..errors import AwsError
from ..registry import Context, Request, Response
from . import limits
from .caller import instance_of_request, invalid, not_found, page_of, permission_set_of, sso_operation
from .permission_sets import changeable, quota
from .state import PermissionSet


def _read(context: Context, request: Request) -> PermissionSet:
    return permission_set_of(instance_of_request(context, request), request["PermissionSetArn"])


def _check_number(permission_set: PermissionSet) -> None:
    policies = permission_set.policies
    if len(policies.managed) + len(policies.customer) >= limits.POLICIES:
        raise quota(f"ManagedPolicy more than {limits.POLICIES}", permission_set.id)


@sso_operation("AttachManagedPolicyToPermissionSet")
def attach_managed_policy(context: Context, request: Request) -> None:
    _, permission_set = changeable(context, request, "AttachManagedPolicyToPermissionSet")
    arn = request["ManagedPolicyArn"]
    if arn in permission_set.policies.managed:
        raise AwsError(
            "ConflictException",
            f"Permission set with id {permission_set.id} already has a typed link attachment to a manged policy with {arn}",
        )
    _check_number(permission_set)
    permission_set.policies.managed[arn] = arn.rsplit("/", 1)[1]
    permission_set.version += 1


@sso_operation("DetachManagedPolicyFromPermissionSet")
def detach_managed_policy(context: Context, request: Request) -> None:
    _, permission_set = changeable(context, request, "DetachManagedPolicyFromPermissionSet")
    if request["ManagedPolicyArn"] not in permission_set.policies.managed:
        raise not_found(f"Could not find ManagedPolicy with arn {request['ManagedPolicyArn']}")
    del permission_set.policies.managed[request["ManagedPolicyArn"]]
    permission_set.version += 1


@sso_operation("ListManagedPoliciesInPermissionSet")
def list_managed_policies(context: Context, request: Request) -> Response:
    managed = _read(context, request).policies.managed
    return page_of(request, "AttachedManagedPolicies", [{"Name": name, "Arn": arn} for arn, name in managed.items()])


def _reference(request: Request) -> tuple[str, str]:
    given = request["CustomerManagedPolicyReference"]
    return given["Name"], given.get("Path") or "/"


@sso_operation("AttachCustomerManagedPolicyReferenceToPermissionSet")
def attach_customer_managed_policy(context: Context, request: Request) -> None:
    _, permission_set = changeable(context, request, "AttachCustomerManagedPolicyReferenceToPermissionSet")
    reference = _reference(request)
    # Source: AWS compares names without their paths, because the names of an account's policies are unique.
    if any(name.lower() == reference[0].lower() for name, _ in permission_set.policies.customer):
        raise AwsError(
            "ConflictException",
            f"Given customer managed policy with name: {reference[0]}  and path {reference[1]} already attached",
        )
    _check_number(permission_set)
    permission_set.policies.customer.append(reference)
    permission_set.version += 1


@sso_operation("DetachCustomerManagedPolicyReferenceFromPermissionSet")
def detach_customer_managed_policy(context: Context, request: Request) -> None:
    _, permission_set = changeable(context, request, "DetachCustomerManagedPolicyReferenceFromPermissionSet")
    reference = _reference(request)
    if reference not in permission_set.policies.customer:
        raise not_found(
            f"Given managed policy with name: {reference[0]}  and path {reference[1]} does not exist on PermissionSet"
        )
    permission_set.policies.customer.remove(reference)
    permission_set.version += 1


@sso_operation("ListCustomerManagedPolicyReferencesInPermissionSet")
def list_customer_managed_policies(context: Context, request: Request) -> Response:
    customer = _read(context, request).policies.customer
    return page_of(
        request, "CustomerManagedPolicyReferences", [{"Name": name, "Path": path} for name, path in customer]
    )


@sso_operation("PutInlinePolicyToPermissionSet")
def put_inline_policy(context: Context, request: Request) -> None:
    _, permission_set = changeable(context, request, "PutInlinePolicyToPermissionSet")
    document = request["InlinePolicy"]
    if len(re.sub(r"\s", "", document)) > limits.INLINE_POLICY_WITHOUT_SPACES:
        raise quota(f"InlinePolicy larger than {limits.INLINE_POLICY_WITHOUT_SPACES} bytes", permission_set.id)
    try:
        IAMPolicyDocumentValidator(document).validate()
    except MalformedPolicyDocument as error:
        raise invalid(f"Policy is malformed: {error.message}") from error
    permission_set.policies.inline = document
    permission_set.version += 1


@sso_operation("GetInlinePolicyForPermissionSet")
def get_inline_policy(context: Context, request: Request) -> Response:
    """A permission set without one has an empty text."""
    return {"InlinePolicy": _read(context, request).policies.inline}


@sso_operation("DeleteInlinePolicyFromPermissionSet")
def delete_inline_policy(context: Context, request: Request) -> None:
    _, permission_set = changeable(context, request, "DeleteInlinePolicyFromPermissionSet")
    permission_set.policies.inline = ""
    permission_set.version += 1


@sso_operation("PutPermissionsBoundaryToPermissionSet")
def put_permissions_boundary(context: Context, request: Request) -> None:
    _, permission_set = changeable(context, request, "PutPermissionsBoundaryToPermissionSet")
    given = request["PermissionsBoundary"]
    if bool(given.get("ManagedPolicyArn")) == bool(given.get("CustomerManagedPolicyReference")):
        raise invalid("Only ManagedPolicyArn or CustomerManagedPolicyReference should be given.")
    boundary: dict[str, Any] = {"ManagedPolicyArn": given.get("ManagedPolicyArn")}
    if not boundary["ManagedPolicyArn"]:
        reference = given["CustomerManagedPolicyReference"]
        boundary = {"CustomerManagedPolicyReference": {"Name": reference["Name"], "Path": reference.get("Path") or "/"}}
    permission_set.policies.boundary = boundary
    permission_set.version += 1


@sso_operation("GetPermissionsBoundaryForPermissionSet")
def get_permissions_boundary(context: Context, request: Request) -> Response:
    """Source: the AWS provider takes ResourceNotFoundException for a permission set without one."""
    boundary = _read(context, request).policies.boundary
    if boundary is None:
        raise not_found("Could not find a permissions boundary of the permission set")
    return {"PermissionsBoundary": boundary}


@sso_operation("DeletePermissionsBoundaryFromPermissionSet")
def delete_permissions_boundary(context: Context, request: Request) -> None:
    _, permission_set = changeable(context, request, "DeletePermissionsBoundaryFromPermissionSet")
    if permission_set.policies.boundary is None:
        raise not_found("Could not find a permissions boundary of the permission set")
    permission_set.policies.boundary = None
    permission_set.version += 1
