"""Trails: created, read, changed, deleted.

Sources: API reference of CloudTrail; "Creating a trail for an organization" and "Organization delegated administrator" in its user
guide; "Quotas in AWS CloudTrail": 5 trails of a region. Names: "Naming requirements for CloudTrail resources".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ..errors import AwsError
from ..organizations.model import Organization
from ..pages import page_of
from ..registry import Context, Handler, Request, Response, operation
from ..shapes import check_request
from .delivery import SERVICE, check_delivery
from .state import Trail

TRAILS_OF_A_REGION = 5
NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9]|[._-](?![._-])){1,126}[A-Za-z0-9]")
TAGS = 50
DETAILS = (
    "S3BucketName", "S3KeyPrefix", "SnsTopicName", "SnsTopicARN", "IncludeGlobalServiceEvents", "CloudWatchLogsLogGroupArn",
    "CloudWatchLogsRoleArn", "KmsKeyId",
)  # fmt: skip


def trail_operation(name: str) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        def checked(context: Context, request: Request) -> Response | None:
            # MaxResults, which only LookupEvents has, has an exception of its own.
            checkable = {key: value for key, value in request.items() if key != "MaxResults"}
            check_request("cloudtrail", name, checkable, "InvalidParameterCombinationException")
            return handler(context, request) or {}

        operation("cloudtrail", name)(checked)
        return handler

    return register


# ---- which trails an account sees


def _is_seen(context: Context, trail: Trail) -> bool:
    """An account sees its own trails, and the organization's trails as shadows."""
    if trail.account == context.account:
        return True
    organization = context.world.organization_of.get(context.account)
    return trail.is_organization_trail and organization is not None and organization.management.id == trail.account


def _seen(context: Context, with_shadows: bool = True) -> list[Trail]:
    return [
        trail
        for trail in context.world.cloud_trail.trails.values()
        if _is_seen(context, trail)
        and (trail.region == context.region or (with_shadows and trail.is_multi_region))
        and (with_shadows or trail.account == context.account)
    ]


def find_trail(context: Context, name: str) -> Trail:
    """The trail with the name or ARN. A name means a trail of the region."""
    if name.startswith("arn:"):
        found = context.world.cloud_trail.trails.get(name)
        if found is not None and _is_seen(context, found):
            return found
    else:
        for trail in _seen(context):
            if trail.name == name and (trail.region == context.region or trail.is_multi_region):
                return trail
    account = context.account
    shown = name if name.startswith("arn:") else f"arn:aws:cloudtrail:{context.region}:{account}:trail/{name}"
    raise AwsError("TrailNotFoundException", f"Unknown trail: {shown} for the user: {account}")


def own_trail(context: Context, name: str) -> Trail:
    """A trail that the caller may change: only in its home region, and an organization trail only by the management account
    or a delegated administrator."""
    trail = find_trail(context, name)
    if trail.is_organization_trail:
        _organization_of_trail(context)
    if trail.region != context.region:
        raise AwsError(
            "InvalidHomeRegionException",
            f"Trail {trail.arn} must be modified in its home region: {trail.region}, not from: {context.region}",
        )
    return trail


def _organization_of_trail(context: Context) -> Organization:
    organization = context.world.organization_of.get(context.account)
    if organization is None:
        raise AwsError("OrganizationsNotInUseException", "Your account is not a member of an organization.")
    if organization.feature_set != "ALL":
        raise AwsError("OrganizationNotInAllFeaturesModeException", "All features must be enabled in the organization.")
    delegated = SERVICE in organization.delegations.get(context.account, {})
    if organization.management.id != context.account and not delegated:
        raise AwsError(
            "NotOrganizationMasterAccountException",
            "The request could not be processed because your account is not the organization's management account or a "
            "delegated administrator account.",
        )
    if SERVICE not in organization.service_access:
        raise AwsError(
            "CloudTrailAccessNotEnabledException",
            "The request could not be processed because CloudTrail's service access isn't enabled for your organization. "
            "Enable service access for CloudTrail, and then try again.",
        )
    return organization


# ---- operations


@trail_operation("CreateTrail")
def create_trail(context: Context, request: Request) -> Response:
    name = request["Name"]
    if not NAME.fullmatch(name) or re.fullmatch(r"\d+(\.\d+){3}", name):
        raise AwsError(
            "InvalidTrailNameException",
            "Trail name must start and end with a letter or number, have 3 to 128 characters of letters, numbers, periods, "
            "underscores and dashes, no adjacent periods, underscores or dashes, and must not be an IP address.",
        )
    owner, organization = context.account, None
    if request.get("IsOrganizationTrail"):
        organization = _organization_of_trail(context)
        owner = organization.management.id
    trails = context.world.cloud_trail.trails
    arn = f"arn:aws:cloudtrail:{context.region}:{owner}:trail/{name}"
    if arn in trails:
        raise AwsError("TrailAlreadyExistsException", f"Trail {name} already exists for customer: {owner}")
    if sum(1 for one in trails.values() if (one.account, one.region) == (owner, context.region)) >= TRAILS_OF_A_REGION:
        raise AwsError(
            "MaximumNumberOfTrailsExceededException", f"User: {owner} already has {TRAILS_OF_A_REGION} trails."
        )
    trail = Trail(name, arn, owner, context.region, {"IncludeGlobalServiceEvents": True})
    _set(context, trail, request, organization)
    trail.tags.update(_tags(request.get("TagsList")))
    trails[arn] = trail
    return _described(trail)


@trail_operation("UpdateTrail")
def update_trail(context: Context, request: Request) -> Response:
    trail = own_trail(context, request["Name"])
    organization = None
    if request.get("IsOrganizationTrail", trail.is_organization_trail):
        organization = _organization_of_trail(context)
    _set(context, trail, request, organization)
    return _described(trail)


def _set(context: Context, trail: Trail, request: Request, organization: Organization | None) -> None:
    """Raises an error, and changes nothing, if CloudTrail could not deliver."""
    details = {**trail.details, **{name: request[name] for name in DETAILS if name in request}}
    if "SnsTopicName" in request:
        topic = request["SnsTopicName"]
        is_arn = topic.startswith("arn:")
        details["SnsTopicARN"] = topic if is_arn or not topic else f"arn:aws:sns:{trail.region}:{trail.account}:{topic}"
        details["SnsTopicName"] = topic.split(":")[-1]
    details = {name: value for name, value in details.items() if value != ""}
    if bool(details.get("CloudWatchLogsLogGroupArn")) != bool(details.get("CloudWatchLogsRoleArn")):
        raise AwsError(
            "InvalidCloudWatchLogsLogGroupArnException", "The log group and the role must be specified together."
        )
    is_multi_region = request.get("IsMultiRegionTrail", trail.is_multi_region)
    if is_multi_region and not details["IncludeGlobalServiceEvents"]:
        raise AwsError(
            "InvalidParameterCombinationException",
            "Multi-Region trail must include global service events.",
        )
    is_organization_trail = request.get("IsOrganizationTrail", trail.is_organization_trail)
    candidate = Trail(
        trail.name, trail.arn, trail.account, trail.region, details, is_organization_trail, is_multi_region
    )
    check_delivery(candidate, organization or context.world.organization_of.get(trail.account))
    validation = request.get("EnableLogFileValidation", trail.details.get("LogFileValidationEnabled", False))
    trail.details = {**details, "LogFileValidationEnabled": validation}
    trail.is_organization_trail, trail.is_multi_region = is_organization_trail, is_multi_region


@trail_operation("DeleteTrail")
def delete_trail(context: Context, request: Request) -> None:
    """The files stay in the bucket."""
    del context.world.cloud_trail.trails[own_trail(context, request["Name"]).arn]


@trail_operation("DescribeTrails")
def describe_trails(context: Context, request: Request) -> Response:
    names = request.get("trailNameList")
    with_shadows = request.get("includeShadowTrails", True)
    found = [
        trail
        for trail in (_seen(context, with_shadows) if not names else _named(context, names))
        if not names or trail.name in names or trail.arn in names
    ]
    return {"trailList": [_described(trail, in_full=True) for trail in found]}


def _named(context: Context, names: list[str]) -> list[Trail]:
    found = [context.world.cloud_trail.trails[name] for name in names if name in context.world.cloud_trail.trails]
    return [trail for trail in found if _is_seen(context, trail)] + [
        trail for trail in _seen(context) if trail.name in names
    ]


@trail_operation("GetTrail")
def get_trail(context: Context, request: Request) -> Response:
    return {"Trail": _described(find_trail(context, request["Name"]), in_full=True)}


@trail_operation("ListTrails")
def list_trails(context: Context, request: Request) -> Response:
    seen = [trail for trail in context.world.cloud_trail.trails.values() if _is_seen(context, trail)]
    described = [{"TrailARN": one.arn, "Name": one.name, "HomeRegion": one.region} for one in seen]
    return page_of(request, "Trails", described)


def _described(trail: Trail, in_full: bool = False) -> dict[str, Any]:
    described: dict[str, Any] = {
        "Name": trail.name,
        "TrailARN": trail.arn,
        **trail.details,
        "IsMultiRegionTrail": trail.is_multi_region,
        "IsOrganizationTrail": trail.is_organization_trail,
    }
    if in_full:
        described["HomeRegion"] = trail.region
        described["HasCustomEventSelectors"] = bool(trail.event_selectors or trail.advanced_event_selectors)
        described["HasInsightSelectors"] = bool(trail.insight_selectors)
    return described


def _tags(given: list[dict[str, str]] | None) -> dict[str, str]:
    tags = {tag["Key"]: tag.get("Value", "") for tag in given or []}
    if len(tags) > TAGS:
        raise AwsError("TagsLimitExceededException", f"The number of tags per trail has exceeded the limit of {TAGS}.")
    return tags


@trail_operation("AddTags")
def add_tags(context: Context, request: Request) -> None:
    trail = own_trail(context, request["ResourceId"])
    added = {**trail.tags, **_tags(request["TagsList"])}
    if len(added) > TAGS:
        raise AwsError("TagsLimitExceededException", f"The number of tags per trail has exceeded the limit of {TAGS}.")
    trail.tags = added


@trail_operation("RemoveTags")
def remove_tags(context: Context, request: Request) -> None:
    trail = own_trail(context, request["ResourceId"])
    for tag in request["TagsList"]:
        trail.tags.pop(tag["Key"], None)


@trail_operation("ListTags")
def list_tags(context: Context, request: Request) -> Response:
    trails = [find_trail(context, name) for name in request["ResourceIdList"]]
    return {
        "ResourceTagList": [
            {"ResourceId": one.arn, "TagsList": [{"Key": key, "Value": value} for key, value in one.tags.items()]}
            for one in trails
        ]
    }
