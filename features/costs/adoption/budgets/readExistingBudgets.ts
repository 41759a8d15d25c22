import type { Budget, Notification, Subscriber } from "@aws-sdk/client-budgets";
import type { AdoptionReading } from "../../../../operations/commands/adopt/feature";

/** A budget as AWS has it. It has been through JSON: times are texts. */
export interface ExistingBudget {
    readonly budget: Budget;
    readonly notifications: readonly ExistingNotification[];
    /** Budget actions are attached to it. */
    readonly hasActions: boolean;
}

export interface ExistingNotification extends Notification {
    readonly subscribers: readonly Subscriber[];
}

/** The most that AWS answers at once; DescribeBudgetNotificationsForAccount allows 1,000 too. API reference, read on 2026-11-26. */
const MaxResults = 1_000;

/**
 * All budgets of the management account: a call for each 1,000 of them, of their actions and of their notifications, and one for each
 * notification. They are free.
 */
export async function readExistingBudgets(AccountId: string, reading: AdoptionReading): Promise<ExistingBudget[]> {
    const { clients, caller, journal } = reading;
    const {
        DescribeBudgetActionsForAccountCommand,
        DescribeBudgetNotificationsForAccountCommand,
        DescribeBudgetsCommand,
    } = await import("@aws-sdk/client-budgets");
    const client = await clients.budgets();
    // Without ShowFilterExpression, a budget whose filter is an expression looks as if it counted everything.
    const budgets = await journal.answer("budgets", () =>
        caller.pages(
            "budgets.DescribeBudgets",
            (NextToken) =>
                client.send(
                    new DescribeBudgetsCommand({ AccountId, NextToken, MaxResults, ShowFilterExpression: true }),
                ),
            ({ Budgets = [] }) => Budgets,
        ),
    );
    if (budgets.length === 0) return [];
    const actions = await journal.answer("budget actions", () =>
        caller.pages(
            "budgets.DescribeBudgetActionsForAccount",
            (NextToken) => client.send(new DescribeBudgetActionsForAccountCommand({ AccountId, NextToken })),
            ({ Actions = [] }) => Actions.map(({ BudgetName = "" }) => BudgetName),
        ),
    );
    const notified = await journal.answer("budget notifications", () =>
        caller.pages(
            "budgets.DescribeBudgetNotificationsForAccount",
            (NextToken) => client.send(new DescribeBudgetNotificationsForAccountCommand({ AccountId, NextToken })),
            ({ BudgetNotificationsForAccount = [] }) => BudgetNotificationsForAccount,
        ),
    );
    return Promise.all(
        budgets.map(async (budget) => {
            const { BudgetName = "" } = budget;
            const notifications = notified
                .filter((one) => one.BudgetName === BudgetName)
                .flatMap(({ Notifications = [] }) => Notifications);
            return {
                budget,
                notifications: await Promise.all(
                    notifications.map(async (one) => ({
                        ...one,
                        subscribers: await subscribersOf(one, { AccountId, BudgetName }, reading),
                    })),
                ),
                hasActions: actions.includes(BudgetName),
            };
        }),
    );
}

async function subscribersOf(
    { NotificationType, ComparisonOperator, Threshold, ThresholdType }: Notification,
    of: { readonly AccountId: string; readonly BudgetName: string },
    { clients, caller, journal }: AdoptionReading,
): Promise<Subscriber[]> {
    const { DescribeSubscribersForNotificationCommand } = await import("@aws-sdk/client-budgets");
    const client = await clients.budgets();
    const asked = { NotificationType, ComparisonOperator, Threshold, ...(ThresholdType && { ThresholdType }) };
    return journal.answer(`subscribers of ${JSON.stringify([of.BudgetName, asked])}`, () =>
        caller.pages(
            "budgets.DescribeSubscribersForNotification",
            (NextToken) =>
                client.send(new DescribeSubscribersForNotificationCommand({ ...of, Notification: asked, NextToken })),
            ({ Subscribers = [] }) => Subscribers,
        ),
    );
}
