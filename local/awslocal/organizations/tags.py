"""Tags of accounts, units, the root, policies and the resource policy."""

from __future__ import annotations

from ..errors import AwsError, constraint_violation, invalid_input
from ..registry import Caller, Context, Request, Response, operation
from .limits import TAGS
from .model import Organization


def check_keys(keys: list[str]) -> None:
    """Users may not set AWS's system tags. A key may be given once, regardless of case [M]."""
    if any(key.lower().startswith("aws:") for key in keys):
        raise invalid_input(
            "INVALID_SYSTEM_TAGS_PARAMETER", "You can't add, edit, or delete system tag keys: aws: is reserved."
        )
    if len({key.lower() for key in keys}) < len(keys):
        raise invalid_input("DUPLICATE_TAG_KEY", "Tag keys must be unique among the tags attached to the same entity.")


def from_request(request: Request, existing: dict[str, str] | None = None) -> dict[str, str]:
    """Checks the tags of a request, and returns them merged with the existing ones."""
    given = request.get("Tags") or []
    check_keys([tag["Key"] for tag in given])
    tags = {**(existing or {}), **{tag["Key"]: tag["Value"] for tag in given}}
    if len(tags) > TAGS:
        raise constraint_violation(
            "MAX_TAG_LIMIT_EXCEEDED", f"You have exceeded the number of tags allowed on this resource: {TAGS}."
        )
    return tags


def _tags_of(organization: Organization, identifier: str) -> dict[str, str]:
    if identifier.startswith("p-"):
        policy = organization.policies.get(identifier)
        if policy is not None and policy.aws_managed:
            raise invalid_input(
                "TARGET_NOT_SUPPORTED", "You can't perform the specified operation on that target entity."
            )
        if policy is not None:
            return policy.tags
    elif identifier.startswith("rp-"):
        if organization.resource_policy and organization.resource_policy.id == identifier:
            return organization.resource_policy.tags
    else:
        return organization.target(identifier).tags
    raise AwsError("TargetNotFoundException", "You specified a target that doesn't exist.")


@operation("organizations", "TagResource", Caller.MANAGEMENT)
def tag_resource(context: Context, request: Request) -> None:
    tags = _tags_of(context.world.organization(context.account), request["ResourceId"])
    tags.update(from_request(request, tags))


@operation("organizations", "UntagResource", Caller.MANAGEMENT)
def untag_resource(context: Context, request: Request) -> None:
    check_keys(request["TagKeys"])
    tags = _tags_of(context.world.organization(context.account), request["ResourceId"])
    for key in request["TagKeys"]:
        tags.pop(key, None)


@operation("organizations", "ListTagsForResource", Caller.DELEGATED)
def list_tags_for_resource(context: Context, request: Request) -> Response:
    # All tags fit on one page, because a resource has at most 50.
    tags = _tags_of(context.world.organization(context.account), request["ResourceId"])
    return {"Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}
