"""The endpoints of the local AWS itself, under /_local/."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from .clock import DAY
from .errors import JSON, AwsError
from .faults import Fault
from .root_user.test_control import describe_root_credentials

if TYPE_CHECKING:
    from .application import Answer, Application


def answer(application: Application, environ: dict[str, Any], body: bytes) -> Answer:
    name = environ["PATH_INFO"].removeprefix("/_local/")
    handler = ENDPOINTS.get((environ["REQUEST_METHOD"], name))
    try:
        if handler is None:
            known = ", ".join(f"{method} /_local/{path}" for method, path in ENDPOINTS)
            raise AwsError("NotFound", f"The endpoints are {known}.", status=404)
        query = {key: values[-1] for key, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
        content = handler(application, query, json.loads(body or b"{}"))
        return 200, [("Content-Type", "application/json")], json.dumps(content).encode()
    except AwsError as error:
        return error.status, [("Content-Type", "application/json")], error.body(JSON)[1]
    except (ValueError, KeyError, TypeError) as error:
        return 400, [("Content-Type", "application/json")], json.dumps({"message": f"Bad request: {error!r}"}).encode()


def _health(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    return {
        "service": "local-aws",
        "version": application.version,
        "pid": os.getpid(),
        "state": str(application.state),
        "uptimeSeconds": round(time.time() - application.started, 3),
        "replayed": application.replayed,
        "replayFailures": application.replay_failures,
    }


def _calls(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    with application.lock:
        if query.get("log"):
            return {"log": application.calls.log()}
        return {"calls": application.calls.counts()}


def _reset_calls(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    with application.lock:
        application.calls.reset()
    return {}


def _clock(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    now = datetime.fromtimestamp(application.clock.now(), timezone.utc)
    return {"now": now.isoformat().replace("+00:00", "Z"), "offsetSeconds": application.clock.offset}


def _advance_clock(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    seconds = float(body.get("advanceDays", 0)) * DAY + float(body.get("advanceSeconds", 0))
    if seconds <= 0:
        raise AwsError("InvalidClock", "AWS's time can only be advanced: {advanceDays} or {advanceSeconds}, above 0.")
    application.advance(seconds)
    return _clock(application, query, body)


def _reopen(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    application.reopen(str(body["account"]))
    return {}


def _complete_accounts(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    return {"completed": application.complete_accounts()}


def _faults(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    return {"faults": application.faults.pending()}


def _add_fault(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    application.faults.add(Fault.from_json(body))
    return _faults(application, query, body)


def _clear_faults(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    application.faults.clear()
    return {}


def _add_costs(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    return application.change("costs", body)


def _seed_costs(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    return application.change("seed-costs", body)


def _costs(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    figures = application.world.figures
    return {"series": len(figures.listed), "seededAccounts": len(figures.seeded_accounts)}


def _clear_costs(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    return application.change("costs", {"replace": True})


def _answer_queries(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    return application.change("athena", body)


def _queries(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    queries = application.world.athena.queries.values()
    names = ("id", "account", "sql", "database", "workgroup", "output")
    return {"queries": [{name: getattr(one, name) for name in names} for one in queries]}


def _evaluate_budgets(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    return application.change("evaluate-budgets", {})


def _identity_center(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    return application.change("identity-center", body)


def _stack_sets(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    return application.change("stack-sets", body)


def _set_root_credentials(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    return application.change("root-credentials", body)


def _add_usage(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    return application.change("usage", body)


def _seed_usage(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    return application.change("seed-usage", body)


def _root_credentials(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    with application.lock:
        return {
            account.id: describe_root_credentials(account.root)
            for organization in application.world.organizations.values()
            for account in organization.accounts.values()
            if account is not organization.management
        }


def _reset(application: Application, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    application.reset()
    return {}


ENDPOINTS: dict[tuple[str, str], Callable[[Any, dict[str, str], dict[str, Any]], dict[str, Any]]] = {
    ("GET", "health"): _health,
    ("GET", "calls"): _calls,
    ("DELETE", "calls"): _reset_calls,
    ("GET", "clock"): _clock,
    ("POST", "clock"): _advance_clock,
    ("POST", "reopen"): _reopen,
    ("POST", "complete-accounts"): _complete_accounts,
    ("GET", "faults"): _faults,
    ("POST", "faults"): _add_fault,
    ("DELETE", "faults"): _clear_faults,
    ("GET", "athena"): _queries,
    ("POST", "athena"): _answer_queries,
    ("POST", "budgets/evaluate"): _evaluate_budgets,
    ("GET", "costs"): _costs,
    ("POST", "costs"): _add_costs,
    ("DELETE", "costs"): _clear_costs,
    ("POST", "costs/seed"): _seed_costs,
    ("POST", "identity-center"): _identity_center,
    ("POST", "stack-sets"): _stack_sets,
    ("GET", "root-credentials"): _root_credentials,
    ("POST", "root-credentials"): _set_root_credentials,
    ("POST", "usage"): _add_usage,
    ("POST", "usage/seed"): _seed_usage,
    ("POST", "reset"): _reset,
}
