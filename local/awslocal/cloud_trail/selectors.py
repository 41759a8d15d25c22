"""Which events a trail records, and whether it does.

Sources: API reference of CloudTrail: PutEventSelectors (5 selectors and 250 data resources of a trail; basic and advanced selectors
replace each other), PutInsightSelectors, GetTrailStatus.
"""

from __future__ import annotations

from typing import Any

from ..errors import AwsError
from ..registry import Context, Request, Response
from .state import Trail
from .trails import find_trail, own_trail, trail_operation

SELECTORS = 5
DATA_RESOURCES = 250
VALUES_OF_ADVANCED = 500
DEFAULT = [
    {
        "ReadWriteType": "All",
        "IncludeManagementEvents": True,
        "DataResources": [],
        "ExcludeManagementEventSources": [],
    }
]
EVENT_CATEGORIES = {"Management", "Data", "NetworkActivity"}


@trail_operation("StartLogging")
def start_logging(context: Context, request: Request) -> None:
    trail = own_trail(context, request["Name"])
    trail.is_logging, trail.started = True, context.now


@trail_operation("StopLogging")
def stop_logging(context: Context, request: Request) -> None:
    trail = own_trail(context, request["Name"])
    trail.is_logging, trail.stopped = False, context.now


@trail_operation("GetTrailStatus")
def get_trail_status(context: Context, request: Request) -> Response:
    trail = find_trail(context, request["Name"])
    status: dict[str, Any] = {"IsLogging": trail.is_logging}
    if trail.started is not None:
        status["StartLoggingTime"] = trail.started
    if trail.stopped is not None:
        status["StopLoggingTime"] = trail.stopped
    return status


@trail_operation("PutEventSelectors")
def put_event_selectors(context: Context, request: Request) -> Response:
    trail = own_trail(context, request["TrailName"])
    basic, advanced = request.get("EventSelectors"), request.get("AdvancedEventSelectors")
    if bool(basic) == bool(advanced):
        raise _invalid("Specify either EventSelectors or AdvancedEventSelectors.")
    if basic:
        _check_basic(basic)
        trail.event_selectors = [_with_defaults(one) for one in basic]
        trail.advanced_event_selectors = None
    else:
        _check_advanced(advanced or [])
        trail.event_selectors, trail.advanced_event_selectors = None, advanced
    return _described(trail)


def _with_defaults(selector: dict[str, Any]) -> dict[str, Any]:
    return {**DEFAULT[0], **selector}


def _check_basic(selectors: list[dict[str, Any]]) -> None:
    if len(selectors) > SELECTORS:
        raise _invalid(f"A trail has at most {SELECTORS} event selectors.")
    resources = [one for selector in selectors for one in selector.get("DataResources") or []]
    if sum(len(one.get("Values") or []) for one in resources) > DATA_RESOURCES:
        raise _invalid(f"A trail has at most {DATA_RESOURCES} data resources.")
    for one in resources:
        if one.get("Type") not in ("AWS::S3::Object", "AWS::Lambda::Function", "AWS::DynamoDB::Table"):
            raise _invalid(f"{one.get('Type')} is not a type of data resource of basic event selectors.")


def _check_advanced(selectors: list[dict[str, Any]]) -> None:
    values = 0
    for selector in selectors:
        fields = {one["Field"]: one for one in selector["FieldSelectors"]}
        category = (fields.get("eventCategory") or {}).get("Equals") or []
        if len(category) != 1 or category[0] not in EVENT_CATEGORIES:
            raise _invalid(
                "Each advanced event selector needs eventCategory Equals one of Management, Data, NetworkActivity."
            )
        if category[0] == "Data" and len((fields.get("resources.type") or {}).get("Equals") or []) != 1:
            raise _invalid("An advanced event selector of data events needs resources.type Equals one type.")
        values += sum(len(items) for one in fields.values() for key, items in one.items() if key != "Field")
    if values > VALUES_OF_ADVANCED:
        raise _invalid(f"The advanced event selectors of a trail have at most {VALUES_OF_ADVANCED} values.")


def _invalid(message: str) -> AwsError:
    return AwsError("InvalidEventSelectorsException", message)


@trail_operation("GetEventSelectors")
def get_event_selectors(context: Context, request: Request) -> Response:
    return _described(find_trail(context, request["TrailName"]))


def _described(trail: Trail) -> Response:
    if trail.advanced_event_selectors:
        return {"TrailARN": trail.arn, "AdvancedEventSelectors": trail.advanced_event_selectors}
    return {"TrailARN": trail.arn, "EventSelectors": trail.event_selectors or DEFAULT}


@trail_operation("PutInsightSelectors")
def put_insight_selectors(context: Context, request: Request) -> Response:
    trail = own_trail(context, request["TrailName"])
    trail.insight_selectors = request["InsightSelectors"]
    return {"TrailARN": trail.arn, "InsightSelectors": trail.insight_selectors}


@trail_operation("GetInsightSelectors")
def get_insight_selectors(context: Context, request: Request) -> Response:
    trail = find_trail(context, request["TrailName"])
    if not trail.insight_selectors:
        raise AwsError(
            "InsightNotEnabledException",
            f"Trail {trail.arn} does not have Insights enabled. Edit the trail settings to enable Insights, and then try "
            "the operation again.",
        )
    return {"TrailARN": trail.arn, "InsightSelectors": trail.insight_selectors}
