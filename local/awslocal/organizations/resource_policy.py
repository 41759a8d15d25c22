"""The organization's resource policy, which delegates the management of policies. It is stored but not evaluated."""

from __future__ import annotations

import json

from ..errors import AwsError, invalid_input
from ..registry import Caller, Context, Request, Response, operation
from . import tags
from .model import ResourcePolicy, random_id


@operation("organizations", "PutResourcePolicy", Caller.MANAGEMENT)
def put_resource_policy(context: Context, request: Request) -> Response:
    organization = context.world.organization(context.account)
    try:
        document = json.loads(request["Content"])
    except ValueError:
        document = None
    if not isinstance(document, dict) or "Statement" not in document:
        raise invalid_input("INVALID_RESOURCE_POLICY_JSON", "The resource policy is not a valid policy document.")
    current = organization.resource_policy
    if current is None:
        identifier = random_id("rp-", 8)
        current = ResourcePolicy(
            identifier, organization.arn_of("resourcepolicy", identifier), "", tags.from_request(request)
        )
        organization.resource_policy = current
    current.content = request["Content"]
    return {"ResourcePolicy": current.describe()}


@operation("organizations", "DescribeResourcePolicy", Caller.DELEGATED)
def describe_resource_policy(context: Context, request: Request) -> Response:
    current = context.world.organization(context.account).resource_policy
    if current is None:
        raise AwsError("ResourcePolicyNotFoundException", "We can't find a resource policy.")
    return {"ResourcePolicy": current.describe()}


@operation("organizations", "DeleteResourcePolicy", Caller.MANAGEMENT)
def delete_resource_policy(context: Context, request: Request) -> None:
    organization = context.world.organization(context.account)
    if organization.resource_policy is None:
        raise AwsError("ResourcePolicyNotFoundException", "We can't find a resource policy.")
    organization.resource_policy = None
