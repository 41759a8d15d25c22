"""Changes of the world that no AWS operation makes: what AWS does by itself, and what tests ask for. They are in the journal
by their name, so renaming one breaks old journals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .budgets.execution import evaluate
from .costs.rows import add_rows
from .registry import Context

Change = Callable[[Context, dict[str, Any]], dict[str, Any]]


def _evaluate_budgets(context: Context, body: dict[str, Any]) -> dict[str, Any]:
    return {"changes": evaluate(context)}


CHANGES: dict[str, Change] = {
    "costs": add_rows,
    "evaluate-budgets": _evaluate_budgets,
}
