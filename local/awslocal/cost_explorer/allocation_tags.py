"""Cost allocation tags: which tag keys AWS knows, and which of them are active.

AWS knows a key up to 24 hours after it was first used; here after exactly 24 hours. Once a key is active, its tags are in
the costs of all days, as if they had been backfilled (StartCostAllocationTagBackfill).
"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from ..costs.allocation_tags import AllocationTags
from ..pages import page_of
from ..registry import Context, Request, Response
from . import limits
from .caller import ce_operation, invalid

AWS_GENERATED = ["aws:createdBy"]


def known_tags(tags: AllocationTags, now: float) -> list[str]:
    used = [key for key, at in tags.first_used.items() if at + limits.SECONDS_UNTIL_KNOWN <= now]
    return sorted({*used, *AWS_GENERATED})


@ce_operation("ListCostAllocationTags", payer_only=True)
def list_cost_allocation_tags(context: Context, request: Request) -> Response:
    tags = context.world.allocation_tags_of(context.account)
    described = [_describe(tags, key) for key in known_tags(tags, context.now)]
    wanted = request.get("TagKeys")
    found = [
        one
        for one in described
        if (not wanted or one["TagKey"] in wanted)
        and request.get("Status") in (None, one["Status"])
        and request.get("Type") in (None, one["Type"])
    ]
    return page_of(request, "CostAllocationTags", found)


def _describe(tags: AllocationTags, key: str) -> dict[str, Any]:
    described = {
        "TagKey": key,
        "Type": "AWSGenerated" if key.startswith("aws:") else "UserDefined",
        "Status": "Active" if key in tags.active else "Inactive",
    }
    if key in tags.changed:
        described["LastUpdatedDate"] = _text(tags.changed[key])
    if key in tags.first_used:
        described["LastUsedDate"] = _text(tags.first_used[key])
    return described


def _text(at: float) -> str:
    return datetime.fromtimestamp(at, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


@ce_operation("UpdateCostAllocationTagsStatus", payer_only=True)
def update_cost_allocation_tags_status(context: Context, request: Request) -> Response:
    """Changes nothing if a key is wrong, and lists what is wrong [K]."""
    tags = context.world.allocation_tags_of(context.account)
    entries = {one["TagKey"]: one["Status"] for one in request["CostAllocationTagsStatus"]}
    if len(entries) < len(request["CostAllocationTagsStatus"]):
        raise invalid("A tag key is named twice.")
    known = known_tags(tags, context.now)
    errors = [
        {"TagKey": key, "Code": "TagKeysNotFoundException", "Message": f"Tag keys not found: {key}"}
        for key in entries
        if key not in known
    ]
    if errors:
        return {"Errors": errors}
    active = {*tags.active, *(key for key, status in entries.items() if status == "Active")}
    active -= {key for key, status in entries.items() if status == "Inactive"}
    if len(active) > limits.ACTIVE_TAGS:
        raise invalid(f"An account has at most {limits.ACTIVE_TAGS} active cost allocation tags.")
    for key, status in entries.items():
        if status == "Active":
            tags.active.setdefault(key, context.now)
        else:
            tags.active.pop(key, None)
        tags.changed[key] = context.now
    context.world.cost_changes += 1
    return {"Errors": []}


@ce_operation("StartCostAllocationTagBackfill", payer_only=True)
def start_cost_allocation_tag_backfill(context: Context, request: Request) -> Response:
    """Done at once, because an active tag is always in the costs of all days."""
    at = _text(context.now)
    backfill = {"BackfillFrom": request["BackfillFrom"], "RequestedAt": at, "CompletedAt": at, "LastUpdatedAt": at}
    return {"BackfillRequest": {**backfill, "BackfillStatus": "SUCCEEDED"}}
