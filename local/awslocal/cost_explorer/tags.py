"""The tags of cost categories, anomaly monitors and anomaly subscriptions."""

from __future__ import annotations

from ..errors import AwsError
from ..registry import Context, Request, Response
from . import limits
from .caller import ce_operation, invalid


def tags_of_request(request: Request) -> dict[str, str]:
    tags = {tag["Key"]: tag["Value"] for tag in request.get("ResourceTags") or []}
    if len(tags) < len(request.get("ResourceTags") or []):
        raise invalid("A tag key is named twice.")
    check_tags(tags)
    return tags


def check_tags(tags: dict[str, str]) -> None:
    if len(tags) > limits.TAGS:
        raise AwsError("TooManyTagsException", f"A resource has at most {limits.TAGS} tags.")
    if any(key.lower().startswith("aws:") for key in tags):
        raise invalid("The keys of tags must not begin with aws:.")


def _tags(context: Context, request: Request) -> dict[str, str]:
    arn = request["ResourceArn"]
    detection = context.world.anomaly_detection_of(context.account)
    categories = context.world.cost_categories.get(context.account, {})
    found = detection.monitors.get(arn) or detection.subscriptions.get(arn) or categories.get(arn)
    if found is None:
        raise AwsError("ResourceNotFoundException", f"No resource has the ARN {arn}.")
    return found.tags


@ce_operation("TagResource")
def tag_resource(context: Context, request: Request) -> None:
    tags = _tags(context, request)
    added = {**tags, **tags_of_request(request)}
    check_tags(added)
    tags.update(added)


@ce_operation("UntagResource")
def untag_resource(context: Context, request: Request) -> None:
    tags = _tags(context, request)
    for key in request["ResourceTagKeys"]:
        tags.pop(key, None)


@ce_operation("ListTagsForResource")
def list_tags_for_resource(context: Context, request: Request) -> Response:
    return {"ResourceTags": [{"Key": key, "Value": value} for key, value in _tags(context, request).items()]}
