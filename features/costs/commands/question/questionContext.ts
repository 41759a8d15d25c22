import { listSome, visible } from "../../../../limits";
import {
    answerFrom,
    CommandError,
    memberOf,
    readMembership,
    textValue,
    type CommandContext,
    type CommandValues,
} from "../../../../operations/cli";
import { costs } from "../../definition";
import { accountsOfUnit } from "../../plan/countedAccounts";
import { budgetsInAws } from "../../questions/budgetsInAws";
import type { BudgetInAws, ReportContext, ReportScope } from "../../report";

/** A report's context, and what could not be read for it, one sentence each. */
export interface QuestionContext {
    readonly context: ReportContext;
    readonly notes: readonly string[];
    /** Why AWS did not list the accounts, and the keys of those whose ids are not known therefore. */
    readonly unlisted?: { readonly reason: string; readonly accounts: readonly string[] };
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
    const unlisted = "unread" in members ? { reason: members.unread, accounts: withoutId(model) } : undefined;
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
        ...(unlisted && { unlisted }),
        notes: [
            ...(unlisted ? [unlistedNote(unlisted)] : []),
            ...(budgets && "unread" in budgets
                ? [`What AWS Budgets has counted could not be read (${budgets.unread}).`]
                : []),
        ],
    };
}

function withoutId({ accounts }: CommandContext["model"]): readonly string[] {
    return accounts.flatMap(({ id, key }) => (id === undefined ? [key] : []));
}

function unlistedNote({ reason, accounts }: NonNullable<QuestionContext["unlisted"]>): string {
    const which =
        accounts.length === 0
            ? "those outside the definition are shown by their ids"
            : `those without an id in the definition (${listSome(accounts)}) are shown by their ids, in no unit and with the default of each dimension`;
    return `The organisation's accounts could not be listed (${reason}), so ${which}.`;
}

/**
 * A sum that lacks accounts would look like a whole one.
 *
 * @throws CommandError if the id of an account is not known whose costs are asked for.
 */
export function requireIds(
    within: ReportScope | undefined,
    { unlisted }: QuestionContext,
    { model }: CommandContext,
    values: CommandValues,
): void {
    if (!within || !unlisted) return;
    const asked =
        within.kind === "account"
            ? [within.account]
            : within.kind === "unit"
              ? accountsOfUnit(within.unit, model.accounts)
              : model.accounts.map(({ key }) => key);
    const needed = unlisted.accounts.filter((key) => asked.includes(key));
    if (needed.length === 0) return;
    throw new CommandError(
        `--in ${visible(textValue(values, "in") ?? "")} needs the ids of ${listSome(needed)}, and AWS did not list the accounts (${unlisted.reason}): allow the credentials organizations:ListAccounts, or write each id into the definition (id: "111122223333")`,
    );
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
