"""Changes of the world that no AWS operation makes: what AWS does by itself, and what tests ask for. They are in the journal
by their name, so renaming one breaks old journals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .athena import answer_queries
from .budgets.execution import evaluate
from .costs.rows import add_rows
from .costs.seed import seed
from .identity_center.test_control import set_up_identity_center
from .registry import Context
from .root_user.test_control import set_root_credentials
from .service_usage.test_control import add_usage, seed_usage
from .stack_sets.test_control import set_up_stack_sets

Change = Callable[[Context, dict[str, Any]], dict[str, Any]]


def _evaluate_budgets(context: Context, body: dict[str, Any]) -> dict[str, Any]:
    return {"changes": evaluate(context)}


CHANGES: dict[str, Change] = {
    "athena": answer_queries,
    "costs": add_rows,
    "seed-costs": seed,
    "evaluate-budgets": _evaluate_budgets,
    "identity-center": set_up_identity_center,
    "root-credentials": set_root_credentials,
    "stack-sets": set_up_stack_sets,
    "usage": add_usage,
    "seed-usage": seed_usage,
}
