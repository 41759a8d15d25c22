"""What the operations of Cost Explorer share: the check of the request, who may change what."""

from __future__ import annotations

from collections.abc import Callable

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
