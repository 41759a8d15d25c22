"""What the operations of AWS Budgets share: the check of the request and of the caller."""

from __future__ import annotations

from collections.abc import Callable

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
