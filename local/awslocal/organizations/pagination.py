"""Pages of at most 20."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from ..errors import invalid_input
from ..pages import page_of
from .limits import PAGE_SIZE

T = TypeVar("T")


def page(request: dict[str, Any], key: str, items: Sequence[T], describe: Callable[[T], Any]) -> dict[str, Any]:
    """The page of the request."""
    wrong = invalid_input(
        "INVALID_NEXT_TOKEN", "Get the value for the NextToken parameter from the response to a previous call."
    )
    return page_of(request, key, items, PAGE_SIZE, describe=describe, error=wrong)
