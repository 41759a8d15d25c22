"""Cost figures from outside: the rows that tests send to /_local/costs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ..budgets.periods import seconds_of
from ..errors import AwsError
from .figures import SCALE, Attributes

if TYPE_CHECKING:
    from ..registry import Context

# A row's kind and the RECORD_TYPE of Cost Explorer. Any other kind is a RECORD_TYPE itself.
KINDS = {"usage": "Usage", "credit": "Credit", "refund": "Refund", "tax": "Tax", "support": "Support", "fee": "Fee"}
MEMBERS = {"day", "account", "service", "region", "kind", "tags", "unblended", "amortized", "usageType", "operation"}


def add_rows(context: Context, body: dict[str, Any]) -> dict[str, Any]:
    """`rows` are added, or take the place of everything with `replace`. `activateTags` makes their tag keys active cost
    allocation tags, as if they had been activated long ago."""
    rows = body.get("rows") or []
    parsed = [_parsed(number, row) for number, row in enumerate(rows)]
    figures = context.world.figures
    if body.get("replace"):
        figures.clear()
    for attributes, day, unblended, amortized in parsed:
        figures.add(attributes, day, unblended, amortized)
    payer = context.world.payer_of(context.account)
    tags = context.world.allocation_tags_of(payer)
    for attributes, day, *_ in parsed:
        used = seconds_of(date.fromordinal(day))
        for key, _ in attributes.tags:
            tags.first_used[key] = min(used, tags.first_used.get(key, used))
            if body.get("activateTags") and key not in tags.active:
                tags.active[key] = tags.changed[key] = context.now
    context.world.cost_changes += 1
    return {"rows": len(parsed)}


def _parsed(number: int, row: dict[str, Any]) -> tuple[Attributes, int, int, int]:
    unknown = set(row) - MEMBERS
    if unknown or "day" not in row or "account" not in row or "service" not in row or "unblended" not in row:
        raise AwsError("InvalidCosts", f"Row {number} is not {{day, account, service, unblended, ...}}: {row}")
    try:
        day = date.fromisoformat(row["day"]).toordinal()
        unblended = round(float(row["unblended"]) * SCALE)
        amortized = round(float(row["amortized"]) * SCALE) if row.get("amortized") is not None else unblended
    except (TypeError, ValueError) as error:
        raise AwsError("InvalidCosts", f"Row {number}: {error}") from error
    kind = row.get("kind") or "usage"
    attributes = Attributes(
        account=str(row["account"]),
        service=row["service"],
        region=row.get("region") or "",
        kind=KINDS.get(kind, kind),
        usage_type=row.get("usageType") or "",
        operation=row.get("operation") or "",
        tags=tuple(sorted((row.get("tags") or {}).items())),
    )
    return attributes, day, unblended, amortized
