"""Pages of lists, with an opaque token."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from typing import Any

from .errors import AwsError
from .registry import Request, Response


def page_start(token: str | None, error: AwsError | None = None) -> int:
    if not token:
        return 0
    try:
        kind, start = base64.urlsafe_b64decode(token.encode()).decode().split(":")
        if kind == "page":
            return int(start)
    except ValueError:
        pass
    raise error or AwsError("InvalidNextTokenException", "The pagination token is invalid.")


def token_of(start: int) -> str:
    return base64.urlsafe_b64encode(f"page:{start}".encode()).decode()


def page_of(
    request: Request,
    key: str,
    items: Sequence[Any],
    default: int = 100,
    token: str = "NextToken",
    most: str = "MaxResults",
    describe: Callable[[Any], Any] = lambda item: item,
    error: AwsError | None = None,
) -> Response:
    """The page of the request. Only its own items are described, because describing 1,000 accounts takes long.

    `token` and `most` are the names of the request's members; `error` is the service's answer to a wrong token."""
    start = page_start(request.get(token), error)
    end = start + (request.get(most) or default)
    answer: Response = {key: [describe(item) for item in items[start:end]]}
    if end < len(items):
        answer[token] = token_of(end)
    return answer
