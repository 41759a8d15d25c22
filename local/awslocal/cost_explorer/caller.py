"""What the operations of Cost Explorer share: the check of the request, who may change what, pages."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from typing import Any

from ..errors import AwsError
from ..registry import Context, Handler, Request, Response, operation
from ..shapes import check_request


def ce_operation(name: str, payer_only: bool = False) -> Callable[[Handler], Handler]:
    """Registers an operation. `payer_only`: a member account may not call it."""

    def register(handler: Handler) -> Handler:
        def checked(context: Context, request: Request) -> Response | None:
            check_request("ce", name, request)
            if payer_only and context.world.payer_of(context.account) != context.account:
                raise AwsError("AccessDeniedException", f"Linked account doesn't have access to {name}.")
            return handler(context, request) or {}

        operation("ce", name)(checked)
        return handler

    return register


def invalid(message: str) -> AwsError:
    return AwsError("ValidationException", message)


def page_start(token: str | None) -> int:
    if not token:
        return 0
    try:
        return int(base64.urlsafe_b64decode(token.encode()).decode().removeprefix("page:"))
    except ValueError as error:
        raise AwsError("InvalidNextTokenException", "The pagination token is invalid.") from error


def token_of(start: int) -> str:
    return base64.urlsafe_b64encode(f"page:{start}".encode()).decode()


def page_of(
    request: Request,
    key: str,
    items: Sequence[Any],
    default: int = 100,
    token: str = "NextToken",
    most: str = "MaxResults",
) -> Response:
    start = page_start(request.get(token))
    end = start + (request.get(most) or default)
    answer: Response = {key: list(items[start:end])}
    if end < len(items):
        answer[token] = token_of(end)
    return answer
