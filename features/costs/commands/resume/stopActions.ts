import { setTimeout } from "node:timers/promises";
import type { AwsClients } from "../../../../aws/awsClients";

/** A budget action that can attach a policy to an account. */
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

/** How often to look whether AWS has done it, and how long to wait in between. */
const LOOKS = 10;
const PAUSE_MS = 3_000;

/** The budget actions that can attach a policy to an account. */
export async function stopActionsOf(id: string, AccountId: string, clients: AwsClients): Promise<StopActionInAws[]> {
    const { DescribeBudgetActionsForAccountCommand } = await import("@aws-sdk/client-budgets");
    const client = await clients.budgets();
    const actions = await clients.pacedCaller().pages(
        "budgets.DescribeBudgetActionsForAccount",
        (NextToken) => client.send(new DescribeBudgetActionsForAccountCommand({ AccountId, NextToken })),
        ({ Actions = [] }) => Actions,
    );
    return actions.flatMap(({ ActionId = "", BudgetName = "", Definition, Status = "" }) => {
        const { PolicyId = "", TargetIds = [] } = Definition?.ScpActionDefinition ?? {};
        return TargetIds.includes(id)
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

/**
 * Has AWS Budgets do something with an action, and waits a while until it is done.
 *
 * @returns the action's status afterwards. It may still be in progress.
 */
export async function executeAction(
    { actionId, budgetName }: StopActionInAws,
    ExecutionType: "REVERSE_BUDGET_ACTION" | "RESET_BUDGET_ACTION",
    AccountId: string,
    clients: AwsClients,
): Promise<string> {
    const { DescribeBudgetActionCommand, ExecuteBudgetActionCommand } = await import("@aws-sdk/client-budgets");
    const client = await clients.budgets();
    const action = { AccountId, BudgetName: budgetName, ActionId: actionId };
    await client.send(new ExecuteBudgetActionCommand({ ...action, ExecutionType }));
    for (let look = 1; ; look++) {
        const { Action } = await client.send(new DescribeBudgetActionCommand(action));
        const status = Action?.Status ?? "";
        if (!isInProgress(status) || look === LOOKS) return status;
        await setTimeout(PAUSE_MS);
    }
}

export function isInProgress(status: string): boolean {
    return status.endsWith("_IN_PROGRESS");
}
