import type { Budget } from "@aws-sdk/client-budgets";
import type { AwsClients } from "../../../aws/awsClients";
import { pagesOf } from "../../../aws/pagesOf";

/** The most budgets of an answer. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DescribeBudgets.html, read on 2026-11-26. */
const PAGE = 1_000;

/** All budgets of the management account, with their figures. It is free. */
export async function budgetsInAws(clients: AwsClients, AccountId: string): Promise<Budget[]> {
    const { DescribeBudgetsCommand } = await import("@aws-sdk/client-budgets");
    const client = await clients.budgets();
    const all: Budget[] = [];
    const pages = pagesOf((NextToken) =>
        client.send(new DescribeBudgetsCommand({ AccountId, MaxResults: PAGE, ...(NextToken && { NextToken }) })),
    );
    for await (const { Budgets = [] } of pages) all.push(...Budgets);
    return all;
}

/** Whether a budget counted any costs in the last year. It is free. */
export async function hasSeenCosts(clients: AwsClients, AccountId: string, BudgetName: string): Promise<boolean> {
    const { DescribeBudgetPerformanceHistoryCommand } = await import("@aws-sdk/client-budgets");
    const client = await clients.budgets();
    const { BudgetPerformanceHistory: history } = await client.send(
        new DescribeBudgetPerformanceHistoryCommand({ AccountId, BudgetName }),
    );
    return (history?.BudgetedAndActualAmountsList ?? []).some(({ ActualAmount }) => Number(ActualAmount?.Amount) > 0);
}
