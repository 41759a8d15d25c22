"""The tags of budgets and budget actions."""

from __future__ import annotations

import re

from ..errors import AwsError
from ..registry import Context, Request, Response
from . import limits
from .caller import budgets_of, budgets_operation, invalid

ARN = re.compile(r"arn:aws[a-z-]*:budgets::(\d{12}):budget/([^:\\]+?)(?:/action/([0-9a-fA-F-]{36}))?")


def tags_of_request(request: Request) -> dict[str, str]:
    tags = {tag["Key"]: tag["Value"] for tag in request.get("ResourceTags") or []}
    if len(tags) < len(request.get("ResourceTags") or []):
        raise invalid("A tag key is named twice.")
    check_tags(tags)
    return tags


def check_tags(tags: dict[str, str]) -> None:
    if len(tags) > limits.TAGS:
        raise AwsError("ServiceQuotaExceededException", f"A resource has at most {limits.TAGS} tags.")
    if any(key.lower().startswith("aws:") for key in tags):
        raise invalid("The keys of tags must not begin with aws:.")


def _tags(context: Context, request: Request) -> dict[str, str]:
    match = ARN.fullmatch(request["ResourceARN"])
    if match is None:
        raise invalid(f"{request['ResourceARN']} is not the ARN of a budget.")
    if match[1] != context.account:
        raise AwsError("AccessDeniedException", f"Account {context.account} does not have access to the resource.")
    budget = budgets_of(context).budget(match[2])
    return budget.action(match[3]).tags if match[3] else budget.tags


@budgets_operation("TagResource")
def tag_resource(context: Context, request: Request) -> None:
    tags = _tags(context, request)
    added = {**tags, **tags_of_request(request)}
    check_tags(added)
    tags.update(added)


@budgets_operation("UntagResource")
def untag_resource(context: Context, request: Request) -> None:
    tags = _tags(context, request)
    for key in request["ResourceTagKeys"]:
        tags.pop(key, None)


@budgets_operation("ListTagsForResource")
def list_tags_for_resource(context: Context, request: Request) -> Response:
    return {"ResourceTags": [{"Key": key, "Value": value} for key, value in _tags(context, request).items()]}
