"""Pages of at most 20, with an opaque token."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from ..errors import invalid_input
from .limits import PAGE_SIZE

T = TypeVar("T")


def page(request: dict[str, Any], key: str, items: Sequence[T], describe: Callable[[T], Any]) -> dict[str, Any]:
    """The page of the request. Only its own items are described, because describing 1,000 accounts takes long."""
    start = _offset(request.get("NextToken"))
    end = start + (request.get("MaxResults") or PAGE_SIZE)
    answer: dict[str, Any] = {key: [describe(item) for item in items[start:end]]}
    if end < len(items):
        answer["NextToken"] = base64.urlsafe_b64encode(f"page:{end}".encode()).decode()
    return answer


def _offset(token: str | None) -> int:
    if not token:
        return 0
    try:
        kind, offset = base64.urlsafe_b64decode(token.encode()).decode().split(":")
        if kind == "page":
            return int(offset)
    except ValueError:
        pass
    raise invalid_input(
        "INVALID_NEXT_TOKEN", "Get the value for the NextToken parameter from the response to a previous call."
    )
