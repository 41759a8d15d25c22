"""Search.

Sources: Search and ListResources in the API reference of Resource Explorer: 1,000 results, in pages of 1,000 at most; "Turning on
multi-account search": a view of the organization finds what the accounts' indexes hold. An index holds the resources of its region; an
aggregator index holds those of all regions of its account that have an index. Resources of no region are in each index.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..errors import AwsError
from ..organizations.model import Node
from ..pages import page_of
from ..registry import Context, Request, Response
from ..rest_json import moment
from .indexes import explorer_operation, own_index
from .inventory import CLOUDFORMATION_TYPES, Resource, resources_of
from .query import parse_query
from .state import View
from .views import own_view

RESULTS = 1_000


@explorer_operation("Search")
def search(context: Context, request: Request) -> Response:
    view = _view(context, request)
    found = list(_found(context, view, request["QueryString"], True))
    page = page_of(request, "Resources", found[:RESULTS], 100)
    return {
        **page,
        "Resources": [_described(context, view, one) for one in page["Resources"]],
        "ViewArn": view.arn,
        "Count": {"TotalResources": min(len(found), RESULTS), "Complete": len(found) <= RESULTS},
    }


@explorer_operation("ListResources")
def list_resources(context: Context, request: Request) -> Response:
    """Like Search, without free text and without the limit on the results."""
    view = _view(context, request)
    text = (request.get("Filters") or {}).get("FilterString") or ""
    page = page_of(request, "Resources", list(_found(context, view, text, False)), 100)
    return {**page, "Resources": [_described(context, view, one) for one in page["Resources"]], "ViewArn": view.arn}


@explorer_operation("ListSupportedResourceTypes")
def list_supported_resource_types(context: Context, request: Request) -> Response:
    found = [
        {"ResourceType": kind, "Service": kind.split(":")[0], "CFNResourceTypes": [cloudformation]}
        for kind, cloudformation in CLOUDFORMATION_TYPES.items()
    ]
    return page_of(request, "ResourceTypes", found)


def _view(context: Context, request: Request) -> View:
    own_index(context)
    arn = request.get("ViewArn") or context.world.resource_explorer.default_views.get((context.account, context.region))
    if not arn:
        raise AwsError("UnauthorizedException", f"There is no default view in {context.region}.", status=401)
    return own_view(context, arn)


def _found(context: Context, view: View, text: str, with_keywords: bool) -> Iterator[Resource]:
    in_view, wanted = parse_query(view.filter, False), parse_query(text, with_keywords)
    indexed = context.world.resource_explorer.indexes
    aggregated = {
        owner for (owner, _), one in indexed.items() if one.type == "AGGREGATOR" and one.region == view.region
    }
    for resource in resources_of(context.world, _accounts(context, view)):
        if (resource.account, view.region) not in indexed:
            continue
        is_here = resource.region in (view.region, "global")
        is_replicated = resource.account in aggregated and (resource.account, resource.region) in indexed
        if (is_here or is_replicated) and in_view(resource) and wanted(resource):
            yield resource


def _accounts(context: Context, view: View) -> list[str]:
    organization = context.world.organization_of.get(context.account)
    if organization is None or view.scope.endswith(":root"):
        return [view.account]
    top: Node | None = organization.root
    if view.scope != organization.arn:
        top = next((unit for unit in organization.units.values() if unit.arn == view.scope), None)
    return [
        account.id
        for account in organization.accounts.values()
        if account.state(context.now) == "ACTIVE" and top in organization.path_to(account)
    ]


def _described(context: Context, view: View, resource: Resource) -> dict[str, Any]:
    described: dict[str, Any] = {
        "Arn": resource.arn,
        "OwningAccountId": resource.account,
        "Region": resource.region,
        "ResourceType": resource.type,
        "Service": resource.service,
        "CfnResourceType": resource.cloudformation_type,
        "LastReportedAt": moment(context.now),
        "Properties": [],
    }
    if any(one.get("Name") == "tags" for one in view.included) and resource.tags:
        data = [{"Key": key, "Value": value} for key, value in resource.tags.items()]
        described["Properties"] = [{"Name": "tags", "LastReportedAt": moment(context.now), "Data": data}]
    return described
