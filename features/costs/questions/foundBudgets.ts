import type { Budget } from "@aws-sdk/client-budgets";
import type { AwsClients } from "../../../aws/awsClients";
import type { BudgetModel, CostsModel } from "../model";
import type { BudgetFigures, FilteredBudget, TakenName } from "../plan/foundCosts";
import type { SameBudgets } from "../plan/sameBudget";
import type { CostQuestions } from "./costQuestions";
import { budgetsInAws, hasSeenCosts } from "./budgetsInAws";

/** What AWS says of the budgets of a model. */
export interface FoundBudgets {
    readonly imports: ReadonlyMap<string, string>;
    readonly taken: readonly TakenName[];
    readonly missing: readonly BudgetModel[];
    readonly unconfirmed: readonly BudgetModel[];
    readonly filtered: readonly FilteredBudget[];
    /** The names of budgets in the stack that AWS does not have. */
    readonly lost: readonly string[];
    readonly exceeded: readonly BudgetFigures[];
    readonly silent: readonly string[];
}

const NONE: FoundBudgets = {
    imports: new Map(),
    taken: [],
    missing: [],
    unconfirmed: [],
    filtered: [],
    lost: [],
    exceeded: [],
    silent: [],
};

interface BudgetsAsked {
    readonly clients: AwsClients;
    readonly managementAccountId: string;
    readonly questions: CostQuestions;
    /** The names in AWS of the budgets in the state, by the names of their resources. */
    readonly inState: ReadonlyMap<string, string | undefined>;
    /** Figures are only shown in a preview. */
    readonly isPreview: boolean;
    readonly now: () => Date;
    /** Tells what this run would create from what is somebody else's. */
    readonly same: Pick<SameBudgets, "isSame">;
}

/** One call, and one for each of a few budgets that have seen no costs. None if no budget is new and nobody reads the figures. */
export async function findBudgets(model: CostsModel, asked: BudgetsAsked): Promise<FoundBudgets> {
    const { clients, managementAccountId: account, questions, inState, isPreview } = asked;
    const budgets = allBudgets(model);
    const fresh = budgets.filter(({ key }) => !inState.has(key));
    const renamed = budgets.filter(({ key, name }) => (inState.get(key) ?? name) !== name);
    if (budgets.length === 0 || (!isPreview && fresh.length + renamed.length === 0)) return NONE;
    const all = await questions.ask("the budgets", () => budgetsInAws(clients, account));
    if (!all) return { ...NONE, unconfirmed: fresh.filter(({ existing }) => existing) };
    const inAws = new Map(all.map((budget) => [budget.BudgetName ?? "", budget]));
    const found = fresh.filter(({ name }) => inAws.has(name));
    const isOurs = (budget: BudgetModel): boolean =>
        budget.existing === true || asked.same.isSame(budget, inAws.get(budget.name) ?? ({} as Budget));
    const kept = budgets.flatMap(({ key, name, existing }) => {
        const budget = inAws.get(name);
        return budget && (existing || inState.has(key)) ? [budget] : [];
    });
    return {
        imports: new Map(found.filter(isOurs).map(({ key, name }) => [key, `${account}:${name}`])),
        taken: [
            ...found
                .filter((budget) => !isOurs(budget))
                .map(({ name, path }): TakenName => ({ what: "budget", name, path })),
            ...renamed
                .filter(({ name }) => inAws.has(name))
                .map(({ name, path }): TakenName => ({ what: "budget", name, path, isRenamed: true })),
        ],
        missing: fresh.filter(({ name, existing }) => existing && !inAws.has(name)),
        unconfirmed: [],
        filtered: budgets.flatMap(({ key, name, path, scope, existing }) => {
            const isInStack = inState.has(key);
            const isFiltered = scope.kind === "organization" && (existing || isInStack) && hasFilter(inAws.get(name));
            return isFiltered ? [{ name, path, isInStack }] : [];
        }),
        lost: budgets.flatMap(({ key, name }) => (inState.get(key) === name && !inAws.has(name) ? [name] : [])),
        exceeded: isPreview ? kept.flatMap(exceeded) : [],
        silent: isPreview ? await silentBudgets(kept, asked) : [],
    };
}

/** Those of the organisation, of units and values first, then those of accounts. */
export function allBudgets({ budgets, accounts }: Pick<CostsModel, "budgets" | "accounts">): BudgetModel[] {
    return [...budgets, ...[...accounts.values()].flatMap((account) => account.budgets)];
}

function hasFilter({ CostFilters = {}, FilterExpression }: Budget = {} as Budget): boolean {
    return FilterExpression !== undefined || Object.keys(CostFilters).length > 0;
}

function exceeded({
    BudgetName: name = "",
    BudgetLimit: limit,
    CalculatedSpend: spend,
    TimeUnit,
}: Budget): BudgetFigures[] {
    const amount = Number(limit?.Amount);
    const spent = Number(spend?.ActualSpend?.Amount);
    if (!(spent > amount)) return [];
    return [{ name, amount, spent, currency: limit?.Unit ?? "", period: TimeUnit ?? "" }];
}

/** The most budgets whose past is asked for. */
const ASKED = 5;
/** A budget is expected to have seen a cost after this time. */
const SILENT_DAYS = 60;

/**
 * A filter by accounts counts what the accounts cost, which may be nothing. A filter by a tag or a category that is written wrongly counts
 * nothing for ever (https://github.com/hashicorp/terraform-provider-aws/issues/39850).
 */
async function silentBudgets(budgets: readonly Budget[], asked: BudgetsAsked): Promise<string[]> {
    const { clients, managementAccountId, questions, now } = asked;
    const before = now().getTime() - SILENT_DAYS * 86_400_000;
    const candidates = budgets
        .filter(
            ({ CostFilters, FilterExpression, CalculatedSpend, TimePeriod }) =>
                (CostFilters?.["TagKeyValue"] ?? CostFilters?.["CostCategory"] ?? FilterExpression) !== undefined &&
                Number(CalculatedSpend?.ActualSpend?.Amount) === 0 &&
                (TimePeriod?.Start?.getTime() ?? Infinity) < before,
        )
        .slice(0, ASKED);
    const names = await Promise.all(
        candidates.map(async ({ BudgetName: name = "" }) => {
            const isSeen = await questions.ask(`the past of the budget ${name}`, () =>
                hasSeenCosts(clients, managementAccountId, name),
            );
            return isSeen === false ? [name] : [];
        }),
    );
    return names.flat();
}
