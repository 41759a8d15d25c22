"""The execution of budget actions: AWS Budgets attaches and detaches a service control policy."""

from __future__ import annotations

from typing import Any

from ..errors import AwsError
from ..organizations import policies
from ..registry import Context
from .execution_role import allows
from .model import Action, Budget, BudgetsOfAccount
from .notifications import passes, threshold_amount
from .periods import day_of
from .spend import current_period, limit_of, spent


def execute(context: Context, budget: Budget, action: Action, event: str) -> None:
    _finish(context, budget, action, event, "EXECUTION", _apply, "organizations:AttachPolicy")


def reverse(context: Context, budget: Budget, action: Action, event: str) -> None:
    _finish(context, budget, action, event, "REVERSE", _undo, "organizations:DetachPolicy")
    if action.status == "REVERSE_SUCCESS":
        action.reversed_in = current_period(budget, context.now)[0].isoformat()


def reset(context: Context, budget: Budget, action: Action, event: str) -> None:
    action.status, action.reversed_in = "STANDBY", None
    record(budget, action, event, "Reset the action.", context.now)


def _finish(
    context: Context, budget: Budget, action: Action, event: str, prefix: str, step: Any, permission: str
) -> None:
    try:
        if action.type == "APPLY_SCP_POLICY":
            for target in action.definition["ScpActionDefinition"]["TargetIds"]:
                step(context, action, action.definition["ScpActionDefinition"]["PolicyId"], target, permission)
        action.status, message = f"{prefix}_SUCCESS", f"{prefix.capitalize()} succeeded."
    except AwsError as error:
        action.status, message = f"{prefix}_FAILURE", error.message
    record(budget, action, event, message, context.now)


def _apply(context: Context, action: Action, policy_id: str, target: str, permission: str) -> None:
    """A policy that is attached already stays attached, and the action succeeds."""
    organization = context.world.organization(context.account)
    policy = organization.policy(policy_id)
    _check_permission(context, action, permission, [policy.arn, organization.target(target).arn])
    if target not in policy.targets:
        policies.attach_policy(context, {"PolicyId": policy_id, "TargetId": target})


def _undo(context: Context, action: Action, policy_id: str, target: str, permission: str) -> None:
    organization = context.world.organization(context.account)
    policy = organization.policy(policy_id)
    if target in policy.targets:
        _check_permission(context, action, permission, [policy.arn, organization.target(target).arn])
        policies.detach_policy(context, {"PolicyId": policy_id, "TargetId": target})


def _check_permission(context: Context, action: Action, permission: str, resources: list[str]) -> None:
    if not allows(context.account, action.role, permission, resources):
        raise AwsError("AccessDeniedException", f"The role {action.role} does not allow {permission} on {resources}.")


def record(budget: Budget, action: Action, event: str, message: str, now: float) -> None:
    from .actions import describe

    action.histories.append(
        {
            "Timestamp": now,
            "Status": action.status,
            "EventType": event,
            "ActionHistoryDetails": {"Message": message, "Action": describe(budget, action)},
        }
    )


def evaluate(context: Context) -> list[dict[str, Any]]:
    """Does what AWS Budgets does some times a day, for all accounts: compares each budget with its actions' thresholds.

    @returns what changed: account, budget, action, status before and after.
    """
    changes: list[dict[str, Any]] = []
    for account, budgets in context.world.budgets.items():
        inside = Context(context.world, context.settings, account, context.now)
        changes.extend(_evaluate_account(inside, budgets))
    return changes


def _evaluate_account(context: Context, budgets: BudgetsOfAccount) -> list[dict[str, Any]]:
    changes = []
    for budget in budgets.budgets.values():
        for action in budget.actions.values():
            before = action.status
            _period_turned(context, budget, action)
            if action.status == "STANDBY" and _is_reached(context, budget, action):
                if action.approval == "AUTOMATIC":
                    execute(context, budget, action, "SYSTEM")
                else:
                    action.status = "PENDING"
                    record(budget, action, "SYSTEM", "The action waits for approval.", context.now)
            if action.status != before:
                changes.append(
                    {
                        "account": context.account,
                        "budget": budget.name,
                        "action": action.id,
                        "before": before,
                        "after": action.status,
                    }
                )
    return changes


def _period_turned(context: Context, budget: Budget, action: Action) -> None:
    """In a new period, AWS evaluates a reversed action again, and an approval that nobody gave is void.

    An executed action stays executed, and its policy attached. Sources: the user guide says of Reversed only that AWS
    "will no longer evaluate the action for the remaining budgeted period" and describes no undo at the end of a period;
    reports of users that measured it (such as a setup guide for Amazon Bedrock budgets of October 2026 on GitHub: "AWS does
    not lift a pause when a new month starts") say that a person or a program must REVERSE and RESET it. Not verified on
    AWS by us. That a pending approval ends with its period is [K].
    """
    start = current_period(budget, context.now)[0].isoformat()
    if action.status == "REVERSE_SUCCESS" and action.reversed_in is not None and action.reversed_in < start:
        reset(context, budget, action, "SYSTEM")
    if action.status == "PENDING" and day_of(action.histories[-1]["Timestamp"]).isoformat() < start:
        reset(context, budget, action, "SYSTEM")


def _is_reached(context: Context, budget: Budget, action: Action) -> bool:
    actual, expected = spent(context.world, context.account, budget, context.now)
    amount = actual if action.notification_type == "ACTUAL" else expected
    threshold = threshold_amount(
        float(action.threshold["ActionThresholdValue"]),
        action.threshold["ActionThresholdType"],
        limit_of(budget, context.now),
    )
    return amount is not None and passes(amount, "GREATER_THAN", threshold)
