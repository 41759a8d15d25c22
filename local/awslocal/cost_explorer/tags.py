"""The tags of cost categories, anomaly monitors and anomaly subscriptions."""

from __future__ import annotations

from ..errors import AwsError
from ..registry import Context, Request
from ..resource_tags import ResourceTags
from . import limits
from .caller import ce_operation, invalid

TAGS = ResourceTags(limits.TAGS, "TooManyTagsException", invalid)


def _tags(context: Context, request: Request) -> dict[str, str]:
    arn = request["ResourceArn"]
    detection = context.world.anomaly_detection_of(context.account)
    categories = context.world.cost_categories.get(context.account, {})
    found = detection.monitors.get(arn) or detection.subscriptions.get(arn) or categories.get(arn)
    if found is None:
        raise AwsError("ResourceNotFoundException", f"No resource has the ARN {arn}.")
    return found.tags


TAGS.register(ce_operation, _tags)
