"""Which scans are on. Source: API reference of Inspector: a request names 100 accounts at most; LAMBDA_CODE needs LAMBDA.

AWS switches scans on and off in the background, within minutes; here it is done at once.
"""

from __future__ import annotations

from typing import Any

from ..errors import AwsError
from ..registry import Context, Request, Response
from ..rest_json import rest_operations
from ..service_administrators import administered_organization
from .membership import SERVICE, TYPES, let_members_join

ACCOUNTS = 100
_operation = rest_operations("inspector2")


def _accounts(context: Context, request: Request) -> tuple[list[str], list[dict[str, Any]]]:
    """The accounts that the caller may ask about, and the failures of the others."""
    wanted = request.get("accountIds") or [context.account]
    if len(wanted) > ACCOUNTS:
        raise AwsError("ValidationException", f"A request names at most {ACCOUNTS} accounts.")
    members: set[str] = set()
    if administered_organization(context, SERVICE):
        members = set(context.world.inspector.administrations[context.account, context.region].members)
    allowed = [one for one in wanted if one == context.account or one in members]
    failed = [
        {
            "accountId": one,
            "errorCode": "ACCESS_DENIED",
            "errorMessage": "Invoking account does not have access to the account.",
        }
        for one in wanted
        if one not in allowed
    ]
    return allowed, failed


def _scans(context: Context, account: str) -> set[str]:
    return context.world.inspector.scans.setdefault((account, context.region), set())


def _status(scans: set[str], kind: str | None = None) -> str:
    return "ENABLED" if (kind in scans if kind else bool(scans)) else "DISABLED"


def _described(account: str, scans: set[str]) -> dict[str, Any]:
    return {
        "accountId": account,
        "status": _status(scans),
        "resourceStatus": {name: _status(scans, kind) for name, kind in TYPES.items()},
    }


@_operation("Enable", before=let_members_join)
def enable(context: Context, request: Request) -> Response:
    allowed, failed = _accounts(context, request)
    wanted = set(request["resourceTypes"])
    for account in allowed:
        scans = _scans(context, account)
        if "LAMBDA_CODE" in wanted and "LAMBDA" not in scans | wanted:
            raise AwsError("ValidationException", "LAMBDA_CODE requires LAMBDA.")
        scans.update(wanted)
    return {"accounts": [_described(one, _scans(context, one)) for one in allowed], "failedAccounts": failed}


@_operation("Disable", before=let_members_join)
def disable(context: Context, request: Request) -> Response:
    allowed, failed = _accounts(context, request)
    wanted = set(request.get("resourceTypes") or TYPES.values())
    if "LAMBDA" in wanted:
        wanted.add("LAMBDA_CODE")
    for account in allowed:
        _scans(context, account).difference_update(wanted)
    return {"accounts": [_described(one, _scans(context, one)) for one in allowed], "failedAccounts": failed}


@_operation("BatchGetAccountStatus", before=let_members_join)
def batch_get_account_status(context: Context, request: Request) -> Response:
    allowed, failed = _accounts(context, request)
    accounts = []
    for account in allowed:
        scans = _scans(context, account)
        states = {name: {"status": _status(scans, kind)} for name, kind in TYPES.items()}
        accounts.append({"accountId": account, "state": {"status": _status(scans)}, "resourceState": states})
    return {"accounts": accounts, "failedAccounts": failed}
