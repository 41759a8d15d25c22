"""What the operations of AWS Budgets share: the check of the request and of the caller, and pages."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

from ..errors import AwsError
from ..registry import Context, Handler, Request, Response, operation
from ..shapes import check_request
from .model import BudgetsOfAccount


def budgets_operation(name: str) -> Callable[[Handler], Handler]:
    """Registers an operation of AWS Budgets. Its request is checked before it runs, and names the caller's account."""

    def register(handler: Handler) -> Handler:
        def checked(context: Context, request: Request) -> Response | None:
            check_request("budgets", name, request, "InvalidParameterException")
            account = request.get("AccountId")
            if account is not None and account != context.account:
                raise AwsError(
                    "AccessDeniedException", f"Account {context.account} does not have access to account {account}."
                )
            return handler(context, request) or {}

        operation("budgets", name)(checked)
        return handler

    return register


def budgets_of(context: Context) -> BudgetsOfAccount:
    return context.world.budgets.setdefault(context.account, BudgetsOfAccount())


def invalid(message: str) -> AwsError:
    return AwsError("InvalidParameterException", message)


def page_of(request: Request, key: str, items: list[Any], default: int = 100) -> Response:
    start = 0
    token = request.get("NextToken")
    if token:
        try:
            start = int(base64.urlsafe_b64decode(token.encode()).decode().removeprefix("page:"))
        except ValueError as error:
            raise AwsError("InvalidNextTokenException", "The pagination token is invalid.") from error
    end = start + (request.get("MaxResults") or default)
    answer: Response = {key: items[start:end]}
    if end < len(items):
        answer["NextToken"] = base64.urlsafe_b64encode(f"page:{end}".encode()).decode()
    return answer
