import { answerFrom, memberOf, readMembership, type CommandContext } from "../../../../operations/cli";
import { costs } from "../../definition";
import { budgetsInAws } from "../../questions/budgetsInAws";
import type { BudgetInAws, ReportContext } from "../../report";

/** A report's context, and what could not be read for it, one sentence each. */
export interface QuestionContext {
    readonly context: ReportContext;
    readonly notes: readonly string[];
}

/**
 * Reads the organisation's accounts and what AWS Budgets has counted. Neither is billed. What AWS refuses is left out and said: the files
 * of an export can be read without any credentials.
 */
export async function questionContext(command: CommandContext): Promise<QuestionContext> {
    const { model, clients, settings, stack } = command;
    const { endpoints } = settings.aws;
    const members = await answerFrom(endpoints, ["organizations"], () => readMembership(clients));
    const found = "value" in members ? members.value : undefined;
    const budgets = found
        ? await answerFrom(endpoints, ["budgets"], () => countedBudgets(found.managementAccountId, command))
        : undefined;
    const byEmail = model.accounts.flatMap((account): [string, string][] => {
        const id = (found && memberOf(account, found)?.id) ?? account.id;
        return id === undefined ? [] : [[id, account.key]];
    });
    return {
        context: {
            stack,
            currency: model.features.get(costs).currency,
            organization: model,
            costs: model.features.get(costs),
            accounts: found?.members ?? [],
            keys: new Map(byEmail),
            budgets: budgets && "value" in budgets ? budgets.value : new Map(),
        },
        notes: [
            ...("unread" in members
                ? [
                      `The organisation's accounts could not be listed, so accounts without an id in the definition are shown by their ids (${members.unread}).`,
                  ]
                : []),
            ...(budgets && "unread" in budgets
                ? [`What AWS Budgets has counted could not be read (${budgets.unread}).`]
                : []),
        ],
    };
}

async function countedBudgets(account: string, { clients }: CommandContext): Promise<ReadonlyMap<string, BudgetInAws>> {
    const amountOf = (spend: { Amount?: string | undefined } | undefined): number | undefined =>
        spend?.Amount === undefined ? undefined : Number(spend.Amount);
    const budgets = await budgetsInAws(clients, account);
    return new Map(
        budgets.flatMap(({ BudgetName, CalculatedSpend }): [string, BudgetInAws][] => {
            if (BudgetName === undefined) return [];
            const [spent, forecast] = [
                amountOf(CalculatedSpend?.ActualSpend),
                amountOf(CalculatedSpend?.ForecastedSpend),
            ];
            return [
                [BudgetName, { ...(spent !== undefined && { spent }), ...(forecast !== undefined && { forecast }) }],
            ];
        }),
    );
}
