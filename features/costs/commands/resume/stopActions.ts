import { setTimeout } from "node:timers/promises";
import type { AwsClients } from "../../../../aws/awsClients";
import { STOP_ROLE_NAME } from "../../../../limits";

/** A budget action of this program that can attach a policy to an account. */
export interface StopActionInAws {
    readonly actionId: string;
    readonly budgetName: string;
    readonly policyId: string;
    /** STANDBY, EXECUTION_SUCCESS, REVERSE_SUCCESS, ... */
    readonly status: string;
}

/** What a budget has counted, in its currency. */
export interface CountedBudget {
    readonly limit: string;
    readonly spent: string;
    readonly currency: string;
}

export type ActionExecution = "REVERSE_BUDGET_ACTION" | "RESET_BUDGET_ACTION";

/** What has become of an execution: it may still go on after the command has waited. */
export interface ExecutedAction {
    /** The action's status in AWS. */
    readonly status: string;
    readonly result: "done" | "running" | "failed";
}

/** How often to look whether AWS has done it, and how long to wait in between. */
const LOOKS = 10;
const PAUSE_MS = 3_000;

/**
 * The budget actions of this program that can attach its policy to an account. Another's action attaches another policy, for reasons that
 * this program does not know: only this program's actions use its role.
 */
export async function stopActionsOf(id: string, AccountId: string, clients: AwsClients): Promise<StopActionInAws[]> {
    const { DescribeBudgetActionsForAccountCommand } = await import("@aws-sdk/client-budgets");
    const client = await clients.budgets();
    const actions = await clients.pacedCaller().pages(
        "budgets.DescribeBudgetActionsForAccount",
        (NextToken) => client.send(new DescribeBudgetActionsForAccountCommand({ AccountId, NextToken })),
        ({ Actions = [] }) => Actions,
    );
    return actions.flatMap(({ ActionId = "", BudgetName = "", Definition, ExecutionRoleArn = "", Status = "" }) => {
        const { PolicyId = "", TargetIds = [] } = Definition?.ScpActionDefinition ?? {};
        return TargetIds.includes(id) && ExecutionRoleArn.endsWith(`:role/${STOP_ROLE_NAME}`)
            ? [{ actionId: ActionId, budgetName: BudgetName, policyId: PolicyId, status: Status }]
            : [];
    });
}

export async function countedBudget(
    BudgetName: string,
    AccountId: string,
    clients: AwsClients,
): Promise<CountedBudget | undefined> {
    const { DescribeBudgetCommand } = await import("@aws-sdk/client-budgets");
    const { Budget } = await (await clients.budgets()).send(new DescribeBudgetCommand({ AccountId, BudgetName }));
    const [limit, spent] = [Budget?.BudgetLimit, Budget?.CalculatedSpend?.ActualSpend];
    if (limit?.Amount === undefined || spent?.Amount === undefined) return undefined;
    const text = (amount: string): string => Number(amount).toFixed(2);
    return { limit: text(limit.Amount), spent: text(spent.Amount), currency: limit.Unit ?? "" };
}

/** Has AWS Budgets do something with an action, and waits a while until it is done. */
export async function executeAction(
    { actionId, budgetName, status: before }: StopActionInAws,
    ExecutionType: ActionExecution,
    AccountId: string,
    clients: AwsClients,
): Promise<ExecutedAction> {
    const { DescribeBudgetActionCommand, ExecuteBudgetActionCommand } = await import("@aws-sdk/client-budgets");
    const client = await clients.budgets();
    const action = { AccountId, BudgetName: budgetName, ActionId: actionId };
    await client.send(new ExecuteBudgetActionCommand({ ...action, ExecutionType }));
    for (let look = 1; ; look++) {
        const { Action } = await client.send(new DescribeBudgetActionCommand(action));
        const status = Action?.Status ?? "";
        const isLast = look === LOOKS;
        // A failure that was there before is a new one if it stays.
        const result = executionResult(ExecutionType, status, isLast ? undefined : before);
        if (result !== "running" || isLast) return { status, result };
        await setTimeout(PAUSE_MS);
    }
}

/**
 * What an action's status says of an execution that was begun.
 *
 * @param before the status before the execution, if AWS may still answer with it.
 */
export function executionResult(execution: ActionExecution, status: string, before?: string): ExecutedAction["result"] {
    if (execution === "REVERSE_BUDGET_ACTION") {
        if (status === "REVERSE_SUCCESS") return "done";
        return status === "REVERSE_FAILURE" && before !== status ? "failed" : "running";
    }
    if (status === "RESET_FAILURE" && before !== status) return "failed";
    // AWS evaluates an action at once after a reset: any status of an execution follows it.
    return status === before || status.startsWith("RE") || status === "" ? "running" : "done";
}

export function isInProgress(status: string): boolean {
    return status.endsWith("_IN_PROGRESS");
}
