"""The event history.

Source: LookupEvents in the API reference of CloudTrail: 90 days of management events of the account in the region, one attribute,
50 events of a page, newest first; 2 calls per second of an account in a region (../rates.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..clock import DAY
from ..errors import AwsError
from ..pages import page_of
from ..registry import Context, Request, Response
from .state import TrailEvent
from .trails import trail_operation

HISTORY_DAYS = 90
EVENTS_OF_A_PAGE = 50


@trail_operation("LookupEvents")
def lookup_events(context: Context, request: Request) -> Response:
    most = request.get("MaxResults", EVENTS_OF_A_PAGE)
    if not 1 <= most <= EVENTS_OF_A_PAGE:
        raise AwsError("InvalidMaxResultsException", "The value of MaxResults must be between 1 and 50.")
    attributes = request.get("LookupAttributes") or []
    if len(attributes) > 1:
        raise AwsError("InvalidLookupAttributesException", "Currently the list can contain only one item.")
    start, end = request.get("StartTime"), request.get("EndTime")
    if start is not None and end is not None and start > end:
        raise AwsError("InvalidTimeRangeException", "The start time must not be later than the end time.")
    if request.get("EventCategory"):  # Insights events, of which the local AWS has none
        return {"Events": []}
    found = list(_events(context, attributes[0] if attributes else None, start, end))
    answer = page_of({**request, "MaxResults": most}, "Events", found)
    return {**answer, "Events": [_described(one) for one in answer["Events"]]}


def _events(
    context: Context, attribute: dict[str, str] | None, start: float | None, end: float | None
) -> Iterator[TrailEvent]:
    oldest = context.now - HISTORY_DAYS * DAY
    for event in reversed(context.world.cloud_trail.events.get(context.account, [])):
        if event.at < oldest or (start is not None and event.at < start):
            return
        if event.region != context.region or (end is not None and event.at > end):
            continue
        if attribute is None or _has(event, attribute["AttributeKey"], attribute["AttributeValue"]):
            yield event


def _has(event: TrailEvent, key: str, value: str) -> bool:
    if key == "ResourceType":
        return any(kind == value for kind, _ in event.resources)
    if key == "ResourceName":
        return any(name == value for _, name in event.resources)
    actual = {
        "EventId": event.id,
        "EventName": event.name,
        "ReadOnly": str(event.read_only).lower(),
        "Username": event.user,
        "EventSource": event.source,
        "AccessKeyId": event.access_key,
    }
    return actual[key] == value


def _described(event: TrailEvent) -> dict[str, Any]:
    return {
        "EventId": event.id,
        "EventName": event.name,
        "ReadOnly": str(event.read_only).lower(),
        "AccessKeyId": event.access_key,
        "EventTime": event.at,
        "EventSource": event.source,
        "Username": event.user,
        "Resources": [{"ResourceType": kind, "ResourceName": name} for kind, name in event.resources],
        "CloudTrailEvent": event.record,
    }
