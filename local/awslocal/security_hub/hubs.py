"""Security Hub in an account and region, and its standards. Source: API reference of Security Hub."""

from __future__ import annotations

from typing import Any

from ..pages import page_of
from ..registry import Context, Request, Response
from ..service_administrators import administrator_in_region
from .caller import conflict, hub_operation, invalid, not_found, own_hub
from .membership import SERVICE, let_members_join, set_standards
from .standards import DEFAULT_STANDARDS, standard_arn, standards_of, subscription_arn
from .state import Hub

TAGS = 50


def _iso(at: float) -> str:
    from datetime import datetime, timezone

    return datetime.fromtimestamp(at, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


@hub_operation("EnableSecurityHub", before=let_members_join)
def enable_security_hub(context: Context, request: Request) -> None:
    place = (context.account, context.region)
    hubs = context.world.security_hub.hubs
    if place in hubs:
        raise conflict("Account is already subscribed to Security Hub")
    hub = Hub(*place, context.now)
    hub.tags = dict(request.get("Tags") or {})
    hub.finding_generator = request.get("ControlFindingGenerator") or hub.finding_generator
    if request.get("EnableDefaultStandards", True):
        set_standards(hub, [standard_arn(name, context.region) for name in DEFAULT_STANDARDS])
    hubs[place] = hub


@hub_operation("DescribeHub", before=let_members_join)
def describe_hub(context: Context, request: Request) -> Response:
    hub = own_hub(context)
    if request.get("HubArn", hub.arn) != hub.arn:
        raise not_found(f"The hub {request['HubArn']} was not found.")
    return {
        "HubArn": hub.arn,
        "SubscribedAt": _iso(hub.since),
        "AutoEnableControls": hub.auto_enable_controls,
        "ControlFindingGenerator": hub.finding_generator,
    }


@hub_operation("UpdateSecurityHubConfiguration")
def update_security_hub_configuration(context: Context, request: Request) -> None:
    hub = own_hub(context)
    hub.auto_enable_controls = request.get("AutoEnableControls", hub.auto_enable_controls)
    hub.finding_generator = request.get("ControlFindingGenerator") or hub.finding_generator


@hub_operation("DisableSecurityHub", before=let_members_join)
def disable_security_hub(context: Context, request: Request) -> None:
    hub = context.world.security_hub.hubs.get((context.account, context.region))
    if hub is None:
        raise not_found(f"Account {context.account} is not subscribed to AWS Security Hub")
    security_hub = context.world.security_hub
    if administrator_in_region(context, SERVICE) == context.account:
        raise invalid("Cannot disable Security Hub on the Security Hub administrator")
    for (_, region), administration in security_hub.administrations.items():
        member = administration.members.get(context.account) if region == context.region else None
        if member and member.is_associated:
            raise invalid("Account is a member account. You must disassociate it from the administrator account first.")
    del security_hub.hubs[context.account, context.region]
    security_hub.administrations.pop((context.account, context.region), None)


# ---- standards


@hub_operation("DescribeStandards")
def describe_standards(context: Context, request: Request) -> Response:
    default = {standard_arn(name, context.region) for name in DEFAULT_STANDARDS}
    found = [
        {
            "StandardsArn": arn,
            "Name": title,
            "Description": title,
            "EnabledByDefault": arn in default,
            "StandardsManagedBy": {"Company": "AWS", "Product": "Security Hub"},
        }
        for arn, title in standards_of(context.region).items()
    ]
    return page_of(request, "Standards", found)


@hub_operation("BatchEnableStandards", before=let_members_join)
def batch_enable_standards(context: Context, request: Request) -> Response:
    hub = own_hub(context)
    wanted = [one["StandardsArn"] for one in request["StandardsSubscriptionRequests"]]
    for arn in wanted:
        if arn not in standards_of(context.region):
            raise invalid(f"{arn} is not a standard of Security Hub in {context.region}.")
    for arn in wanted:
        hub.standards.setdefault(arn, subscription_arn(hub.account, hub.region, arn))
    return {"StandardsSubscriptions": [_subscription(hub, arn) for arn in wanted]}


@hub_operation("GetEnabledStandards", before=let_members_join)
def get_enabled_standards(context: Context, request: Request) -> Response:
    hub = own_hub(context)
    wanted = request.get("StandardsSubscriptionArns")
    found = [_subscription(hub, arn) for arn, one in hub.standards.items() if not wanted or one in wanted]
    return page_of(request, "StandardsSubscriptions", found)


@hub_operation("BatchDisableStandards", before=let_members_join)
def batch_disable_standards(context: Context, request: Request) -> Response:
    hub = own_hub(context)
    by_subscription = {one: arn for arn, one in hub.standards.items()}
    wanted = request["StandardsSubscriptionArns"]
    for one in wanted:
        if one not in by_subscription:
            raise invalid(f"{one} is not a subscription of this account.")
    answer = [{**_subscription(hub, by_subscription[one]), "StandardsStatus": "DELETING"} for one in wanted]
    for one in wanted:
        del hub.standards[by_subscription[one]]
    return {"StandardsSubscriptions": answer}


def _subscription(hub: Hub, arn: str) -> dict[str, Any]:
    return {
        "StandardsSubscriptionArn": hub.standards[arn],
        "StandardsArn": arn,
        "StandardsInput": {},
        "StandardsStatus": "READY",
        "StandardsControlsUpdatable": "READY_FOR_UPDATES",
    }


@hub_operation("GetFindings")
def get_findings(context: Context, request: Request) -> Response:
    own_hub(context)
    return {"Findings": []}


# ---- tags, of hubs and configuration policies


def _tags_of(context: Context, arn: str) -> dict[str, str]:
    for hub in context.world.security_hub.hubs.values():
        if hub.arn == arn and hub.account == context.account:
            return hub.tags
    for central in context.world.security_hub.central.values():
        for policy in central.policies.values():
            if policy.arn == arn and central.administrator == context.account:
                return policy.tags
    raise not_found(f"The resource {arn} was not found.")


@hub_operation("TagResource")
def tag_resource(context: Context, request: Request) -> None:
    tags = _tags_of(context, request["ResourceArn"])
    if len({**tags, **request["Tags"]}) > TAGS:
        raise invalid(f"A resource has at most {TAGS} tags.")
    tags.update(request["Tags"])


@hub_operation("UntagResource")
def untag_resource(context: Context, request: Request) -> None:
    tags = _tags_of(context, request["ResourceArn"])
    for key in request["TagKeys"]:
        tags.pop(key, None)


@hub_operation("ListTagsForResource")
def list_tags_for_resource(context: Context, request: Request) -> Response:
    return {"Tags": _tags_of(context, request["ResourceArn"])}
