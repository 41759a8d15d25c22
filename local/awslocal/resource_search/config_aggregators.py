"""What AWS Config's aggregators know of the resources of the accounts. The aggregators themselves are moto's.

Sources: SelectAggregateResourceConfig in the API reference of AWS Config: 500 rows of a page at most, expressions of 4,096 characters;
"Setting up an aggregator": it collects from the accounts and regions that record. Here an account's resources of a region are known if
a configuration recorder runs in that region; those of no region, if one runs that includes global resources.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

from ..errors import AwsError
from ..pages import page_of
from ..registry import Context, Handler, Request, Response, operation
from ..shapes import check_request
from .config_sql import parse
from .inventory import Resource, resources_of

ROWS = 500


def _operation(name: str) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        def checked(context: Context, request: Request) -> Response | None:
            check_request("config", name, request)
            return handler(context, request)

        operation("config", name)(checked)
        return handler

    return register


@_operation("SelectAggregateResourceConfig")
def select_aggregate_resource_config(context: Context, request: Request) -> Response:
    query = parse(request["Expression"])
    items = [_item(context, one) for one in _known(context, request["ConfigurationAggregatorName"])]
    rows = [json.dumps(row) for row in query.run(items)]
    limit = min(request.get("Limit") or request.get("MaxResults") or ROWS, ROWS)
    page = page_of({**request, "MaxResults": limit}, "Results", rows)
    return {**page, "QueryInfo": {"SelectFields": [{"Name": column.alias} for column in query.columns]}}


@_operation("GetAggregateDiscoveredResourceCounts")
def get_aggregate_discovered_resource_counts(context: Context, request: Request) -> Response:
    filters = request.get("Filters") or {}
    found = [
        one
        for one in _known(context, request["ConfigurationAggregatorName"])
        if filters.get("ResourceType") in (None, one.cloudformation_type)
        and filters.get("AccountId") in (None, one.account)
        and filters.get("Region") in (None, one.region)
    ]
    answer: Response = {"TotalDiscoveredResources": len(found)}
    key = request.get("GroupByKey")
    if key:
        names = {"RESOURCE_TYPE": "cloudformation_type", "ACCOUNT_ID": "account", "AWS_REGION": "region"}
        counts: dict[str, int] = {}
        for one in found:
            name = getattr(one, names[key])
            counts[name] = counts.get(name, 0) + 1
        answer["GroupByKey"] = key
        answer["GroupedResourceCounts"] = [
            {"GroupName": name, "ResourceCount": count} for name, count in counts.items()
        ]
    return answer


def _known(context: Context, name: str) -> list[Resource]:
    from moto.config.models import config_backends

    aggregator = config_backends[context.account][context.region].config_aggregators.get(name)
    if aggregator is None:
        raise AwsError(
            "NoSuchConfigurationAggregatorException", "The configuration aggregator does not exist. Check the name."
        )
    source = aggregator.organization_aggregation_source
    organization = context.world.organization_of.get(context.account)
    if source is not None and organization is not None:
        accounts = [one.id for one in organization.accounts.values() if one.state(context.now) == "ACTIVE"]
        regions = None if source.all_aws_regions else set(source.aws_regions or [])
    else:
        sources = aggregator.account_aggregation_sources or []
        accounts = [account for one in sources for account in one.account_ids]
        regions = None
        if sources and not any(one.all_aws_regions for one in sources):
            regions = {region for one in sources for region in one.aws_regions or []}
    recorded = {account: _recorded(account) for account in accounts}
    return [
        one
        for one in resources_of(context.world, accounts)
        if one.region in recorded[one.account] and (regions is None or one.region in {*regions, "global"})
    ]


def _recorded(account: str) -> set[str]:
    """The regions in which a recorder runs; `global` if one includes the resources of no region."""
    states = vars(sys.modules["moto.config.models"])["config_backends"]
    regions: set[str] = set()
    if account not in states.keys():  # noqa: SIM118
        return regions
    for region in list(states[account].keys()):
        for recorder in states[account][region].recorders.values():
            if recorder.status and recorder.status.recording:
                regions.add(region)
                if recorder.recording_group.include_global_resource_types:
                    regions.add("global")
    return regions


def _item(context: Context, resource: Resource) -> dict[str, Any]:
    captured = datetime.fromtimestamp(context.now, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return {
        "accountId": resource.account,
        "awsRegion": resource.region,
        "arn": resource.arn,
        "resourceType": resource.cloudformation_type,
        "resourceId": resource.id,
        "resourceName": resource.name,
        "configurationItemCaptureTime": captured,
        "configurationItemStatus": "OK",
        "tags": [{"key": key, "value": value, "tag": f"{key}={value}"} for key, value in resource.tags.items()],
        "configuration": resource.configuration,
    }
