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
import type { BudgetInAws, ReportContext, ReportRequest, ReportScope } from "../../report";
import { FIXED_GROUPS } from "./reportQuestion";

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
 * A sum that lacks accounts would look like a whole one, and costs that belong to a team as those of nobody.
 *
 * @throws CommandError if the id of an account is not known whose costs are asked for, or which belong to a unit or value.
 */
export function requireIds(
    { by, within }: Pick<ReportRequest, "by" | "within">,
    { unlisted }: QuestionContext,
    { model }: CommandContext,
    values: CommandValues,
): void {
    if (!unlisted) return;
    const refuse = (option: "in" | "by", needed: readonly string[]): void => {
        if (needed.length === 0) return;
        throw new CommandError(
            `--${option} ${visible(textValue(values, option) ?? "")} needs the ids of ${listSome(needed)}, and AWS did not list the accounts (${unlisted.reason}): allow the credentials organizations:ListAccounts, or write each id into the definition (id: "111122223333")`,
        );
    };
    const asked = within && keysWithin(within, model);
    refuse("in", asked ? unlisted.accounts.filter((key) => asked.includes(key)) : []);
    const isByPlace = by.some((one) => one === "unit" || !FIXED_GROUPS.some((group) => group === one));
    refuse("by", isByPlace ? unlisted.accounts : []);
}

/** The keys of the accounts whose ids a part of the organisation needs. */
function keysWithin(within: ReportScope, { accounts }: CommandContext["model"]): readonly string[] {
    switch (within.kind) {
        case "account":
            return [within.account];
        case "unit":
            return accountsOfUnit(within.unit, accounts);
        case "dimension":
            return accounts.map(({ key }) => key);
    }
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
