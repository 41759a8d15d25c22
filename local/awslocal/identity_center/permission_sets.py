"""Permission sets: created, described, changed, deleted, tagged.

The texts of the ConflictExceptions are AWS's, as issues quote them: avlcloudtechnologies/terraform-aws-sso 6 (a name that exists),
terraform-provider-aws 26757 (a set that is in use).
"""

from __future__ import annotations

import re

from ..errors import AwsError
from ..organizations.model import random_id
from ..registry import Context, Request, Response
from . import limits
from .caller import (
    access_denied,
    instance_of_request,
    invalid,
    is_management,
    page_of,
    permission_set_of,
    sso_operation,
)
from .state import Instance, PermissionSet

DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?")
HEXADECIMAL = "0123456789abcdef"


def changeable(context: Context, request: Request, action: str) -> tuple[Instance, PermissionSet]:
    """The permission set of a request that changes it. A delegated administrator may not change one that is provisioned in the
    management account."""
    instance = instance_of_request(context, request)
    permission_set = permission_set_of(instance, request["PermissionSetArn"])
    _check_delegation(context, instance, permission_set, action)
    return instance, permission_set


def _check_delegation(context: Context, instance: Instance, permission_set: PermissionSet, action: str) -> None:
    if not is_management(context) and permission_set.arn in instance.provisioned.get(instance.owner, {}):
        raise access_denied(context, f"sso:{action}", permission_set.arn)


@sso_operation("CreatePermissionSet")
def create_permission_set(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    if any(one.name == request["Name"] for one in instance.permission_sets.values()):
        raise AwsError("ConflictException", f"PermissionSet with name {request['Name']} already exists.")
    if len(instance.permission_sets) >= limits.PERMISSION_SETS:
        raise quota(f"PermissionSet more than {limits.PERMISSION_SETS}", instance.id)
    permission_set = PermissionSet(
        arn=f"arn:aws:sso:::permissionSet/{instance.id}/{random_id('ps-', 16, HEXADECIMAL)}",
        name=request["Name"],
        created=context.now,
        session=_session(request.get("SessionDuration") or "PT1H"),
        description=request.get("Description"),
        relay_state=request.get("RelayState"),
        tags=tags_of_request(request),
    )
    instance.permission_sets[permission_set.arn] = permission_set
    return {"PermissionSet": permission_set.describe()}


@sso_operation("DescribePermissionSet")
def describe_permission_set(context: Context, request: Request) -> Response:
    instance = instance_of_request(context, request)
    return {"PermissionSet": permission_set_of(instance, request["PermissionSetArn"]).describe()}


@sso_operation("UpdatePermissionSet")
def update_permission_set(context: Context, request: Request) -> None:
    """What the request leaves out stays. So a description or relay state can be changed, and not removed."""
    _, permission_set = changeable(context, request, "UpdatePermissionSet")
    session = _session(request["SessionDuration"]) if request.get("SessionDuration") else permission_set.session
    permission_set.session = session
    permission_set.description = request.get("Description") or permission_set.description
    permission_set.relay_state = request.get("RelayState") or permission_set.relay_state
    permission_set.version += 1


@sso_operation("DeletePermissionSet")
def delete_permission_set(context: Context, request: Request) -> None:
    instance, permission_set = changeable(context, request, "DeletePermissionSet")
    assigning = any(one.permission_set == permission_set.arn for one in instance.in_progress)
    if assigning or any(True for _ in instance.accounts_with(permission_set.arn)):
        raise AwsError(
            "ConflictException",
            "Could not delete because PermissionSet has ApplicationProfile associated with it",
        )
    del instance.permission_sets[permission_set.arn]


@sso_operation("ListPermissionSets")
def list_permission_sets(context: Context, request: Request) -> Response:
    return page_of(request, "PermissionSets", list(instance_of_request(context, request).permission_sets))


def quota(what: str, identifier: str) -> AwsError:
    return AwsError(
        "ServiceQuotaExceededException",
        f"You have exceeded AWS SSO limits. Cannot create {what} for id {identifier}. Please refer to {limits.LIMITS_PAGE}",
    )


def _session(duration: str) -> str:
    """Source: "Set session duration for AWS accounts" in the user guide: 1 to 12 hours."""
    match = DURATION.fullmatch(duration)
    hours, minutes, seconds = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    least, most = limits.SESSION_MINUTES
    if not least * 60 <= hours * 3600 + minutes * 60 + seconds <= most * 60:
        raise invalid(f"Session duration {duration} must be between 1 hour and 12 hours.")
    return duration


def tags_of_request(request: Request, before: dict[str, str] | None = None) -> dict[str, str]:
    given = request.get("Tags") or []
    if any(tag["Key"].lower().startswith("aws:") for tag in given):
        raise invalid("The keys of tags must not begin with aws:.")
    if len({tag["Key"] for tag in given}) < len(given):
        raise invalid("A tag key is named twice.")
    tags = {**(before or {}), **{tag["Key"]: tag["Value"] for tag in given}}
    if len(tags) > limits.TAGS:
        raise AwsError("ServiceQuotaExceededException", f"A resource has at most {limits.TAGS} tags.")
    return tags


def _tags(context: Context, request: Request, action: str | None = None) -> dict[str, str]:
    """The tags of an instance or permission set. `action`: what is about to change them."""
    instance = instance_of_request(context, request)
    if request["ResourceArn"] == instance.arn:
        return instance.tags
    permission_set = permission_set_of(instance, request["ResourceArn"])
    if action:
        _check_delegation(context, instance, permission_set, action)
    return permission_set.tags


@sso_operation("TagResource")
def tag_resource(context: Context, request: Request) -> None:
    tags = _tags(context, request, "TagResource")
    tags.update(tags_of_request(request, tags))


@sso_operation("UntagResource")
def untag_resource(context: Context, request: Request) -> None:
    tags = _tags(context, request, "UntagResource")
    for key in request["TagKeys"]:
        tags.pop(key, None)


@sso_operation("ListTagsForResource")
def list_tags_for_resource(context: Context, request: Request) -> Response:
    tags = [{"Key": key, "Value": value} for key, value in _tags(context, request).items()]
    return page_of(request, "Tags", tags)
