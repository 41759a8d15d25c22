"""Budget actions: what AWS does when a budget reaches a threshold.

An action that attaches a service control policy really attaches it here. Actions of the other types change their status
only.

Sources: "Configuring AWS Budgets actions" in the Cost Management User Guide, and the API reference: an action is STANDBY
(it is evaluated), PENDING (it waits for approval), EXECUTION_SUCCESS, or REVERSE_SUCCESS: then it is not evaluated again
in the rest of the period, until a RESET. What the guide does not say: AWS does not reverse an executed action when the
period ends. See period_turned in execution.py.
"""

from __future__ import annotations

from typing import Any

from moto.moto_api._internal import mock_random

from ..errors import AwsError
from ..pages import page_of
from ..registry import Context, Request, Response
from . import limits
from .caller import budgets_of, budgets_operation, invalid
from .execution import execute, record, reset, reverse
from .execution_role import check_trust
from .model import Action, Budget
from .notifications import check_subscribers
from .tags import TAGS

DEFINITIONS = {
    "APPLY_IAM_POLICY": "IamActionDefinition",
    "APPLY_SCP_POLICY": "ScpActionDefinition",
    "RUN_SSM_DOCUMENTS": "SsmActionDefinition",
}


@budgets_operation("CreateBudgetAction")
def create_budget_action(context: Context, request: Request) -> Response:
    budgets = budgets_of(context)
    budget = budgets.budget(request["BudgetName"])
    if len(budget.actions) >= limits.ACTIONS_OF_A_BUDGET:
        raise AwsError("CreationLimitExceededException", f"A budget has at most {limits.ACTIONS_OF_A_BUDGET} actions.")
    if sum(len(other.actions) for other in budgets.budgets.values()) >= limits.ACTIONS:
        raise AwsError("CreationLimitExceededException", f"An account has at most {limits.ACTIONS} budget actions.")
    if budget.details["BudgetType"] not in ("COST", "USAGE"):
        raise invalid("Only cost and usage budgets have actions.")
    action = Action(
        id=str(mock_random.uuid4()),
        notification_type=request["NotificationType"],
        type=request["ActionType"],
        threshold=request["ActionThreshold"],
        definition=request["Definition"],
        role=request["ExecutionRoleArn"],
        approval=request["ApprovalModel"],
        subscribers=request["Subscribers"],
        tags=TAGS.of_request(request),
    )
    _check(context, budget, action)
    budget.actions[action.id] = action
    record(budget, action, "CREATE_ACTION", "Created the action.", context.now)
    return _identity(context, budget, action)


def _check(context: Context, budget: Budget, action: Action) -> None:
    wanted = DEFINITIONS[action.type]
    if [name for name, value in action.definition.items() if value] != [wanted]:
        raise invalid(f"An action of the type {action.type} must have a {wanted}, and nothing else.")
    if float(action.threshold["ActionThresholdValue"]) <= 0:
        raise invalid("The threshold of an action must be greater than 0.")
    if action.notification_type == "FORECASTED" and budget.time_unit in limits.UNITS_WITHOUT_FORECAST:
        raise invalid(f"A {budget.time_unit} budget has no FORECASTED actions.")
    check_subscribers(action.subscribers)
    check_trust(context.account, action.role)
    if action.type == "APPLY_SCP_POLICY":
        _check_policy(context, action.definition["ScpActionDefinition"])


def _check_policy(context: Context, definition: dict[str, Any]) -> None:
    """That the policy and its targets exist is checked here already. AWS does not say when it checks this."""
    organization = context.world.organization_of.get(context.account)
    if organization is None or organization.management.id != context.account:
        raise AwsError("AccessDeniedException", "Only a management account can apply a service control policy.")
    if organization.feature_set != "ALL":
        raise invalid("Service control policies need an organization with all features.")
    policy = organization.policies.get(definition["PolicyId"])
    if policy is None or policy.type != "SERVICE_CONTROL_POLICY":
        raise invalid(f"There is no service control policy {definition['PolicyId']}.")
    if policy.aws_managed:
        raise invalid("An action can't apply a policy that is managed by AWS.")
    for target in definition["TargetIds"]:
        if target not in organization.accounts and target not in organization.units:
            raise invalid(f"The target {target} is not in the organization.")
        if target == organization.management.id:
            raise invalid("A service control policy has no effect on the management account.")


@budgets_operation("UpdateBudgetAction")
def update_budget_action(context: Context, request: Request) -> Response:
    budget, action = _find(context, request)
    if action.status.endswith("_IN_PROGRESS"):
        raise AwsError("ResourceLockedException", "The action is being executed.")
    changed = Action(
        id=action.id,
        notification_type=request.get("NotificationType") or action.notification_type,
        type=action.type,
        threshold=request.get("ActionThreshold") or action.threshold,
        definition=request.get("Definition") or action.definition,
        role=request.get("ExecutionRoleArn") or action.role,
        approval=request.get("ApprovalModel") or action.approval,
        subscribers=request.get("Subscribers") or action.subscribers,
        status=action.status,
        reversed_in=action.reversed_in,
        histories=action.histories,
        tags=action.tags,
    )
    _check(context, budget, changed)
    budget.actions[action.id] = changed
    record(budget, changed, "UPDATE_ACTION", "Updated the action.", context.now)
    return {
        "AccountId": context.account,
        "BudgetName": budget.name,
        "OldAction": describe(budget, action),
        "NewAction": describe(budget, changed),
    }


@budgets_operation("DeleteBudgetAction")
def delete_budget_action(context: Context, request: Request) -> Response:
    """A policy that the action has attached stays attached [K]."""
    budget, action = _find(context, request)
    if action.status.endswith("_IN_PROGRESS"):
        raise AwsError("ResourceLockedException", "The action is being executed.")
    del budget.actions[action.id]
    return {"AccountId": context.account, "BudgetName": budget.name, "Action": describe(budget, action)}


@budgets_operation("ExecuteBudgetAction")
def execute_budget_action(context: Context, request: Request) -> Response:
    budget, action = _find(context, request)
    kind = request["ExecutionType"]
    allowed = {
        "APPROVE_BUDGET_ACTION": {"PENDING"},
        "RETRY_BUDGET_ACTION": {"EXECUTION_FAILURE"},
        "REVERSE_BUDGET_ACTION": {"EXECUTION_SUCCESS", "REVERSE_FAILURE"},
        "RESET_BUDGET_ACTION": {"REVERSE_SUCCESS", "RESET_FAILURE"},
    }[kind]
    if action.status not in allowed:
        raise invalid(
            f"{kind} is possible only if the status of the action is {' or '.join(sorted(allowed))}; it is {action.status}."
        )
    run = {"REVERSE_BUDGET_ACTION": reverse, "RESET_BUDGET_ACTION": reset}.get(kind, execute)
    run(context, budget, action, "EXECUTE_ACTION")
    return {**_identity(context, budget, action), "ExecutionType": kind}


@budgets_operation("DescribeBudgetAction")
def describe_budget_action(context: Context, request: Request) -> Response:
    budget, action = _find(context, request)
    return {"AccountId": context.account, "BudgetName": budget.name, "Action": describe(budget, action)}


@budgets_operation("DescribeBudgetActionsForBudget")
def describe_budget_actions_for_budget(context: Context, request: Request) -> Response:
    budget = budgets_of(context).budget(request["BudgetName"])
    return page_of(request, "Actions", [describe(budget, action) for action in budget.actions.values()])


@budgets_operation("DescribeBudgetActionsForAccount")
def describe_budget_actions_for_account(context: Context, request: Request) -> Response:
    described = [
        describe(budget, action)
        for budget in budgets_of(context).budgets.values()
        for action in budget.actions.values()
    ]
    return page_of(request, "Actions", described)


@budgets_operation("DescribeBudgetActionHistories")
def describe_budget_action_histories(context: Context, request: Request) -> Response:
    _, action = _find(context, request)
    period = request.get("TimePeriod") or {}
    start, end = float(period.get("Start") or 0), float(period.get("End") or limits.NO_END)
    newest_first = [one for one in reversed(action.histories) if start <= one["Timestamp"] < end]
    return page_of(request, "ActionHistories", newest_first)


def _find(context: Context, request: Request) -> tuple[Budget, Action]:
    budget = budgets_of(context).budget(request["BudgetName"])
    return budget, budget.action(request["ActionId"])


def _identity(context: Context, budget: Budget, action: Action) -> Response:
    return {"AccountId": context.account, "BudgetName": budget.name, "ActionId": action.id}


def describe(budget: Budget, action: Action) -> dict[str, Any]:
    return {
        "ActionId": action.id,
        "BudgetName": budget.name,
        "NotificationType": action.notification_type,
        "ActionType": action.type,
        "ActionThreshold": action.threshold,
        "Definition": action.definition,
        "ExecutionRoleArn": action.role,
        "ApprovalModel": action.approval,
        "Status": action.status,
        "Subscribers": action.subscribers,
    }
