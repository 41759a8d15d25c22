import type { AccountModel } from "../../../definition";
import type { AccountEvent } from "../../../definition/feature";
import { STOP_SPENDING } from "../../../guardrails";
import { list, quoted } from "../../../limits";
import type { BudgetModel, CostsModel } from "../model";
import { belongingWithout, isCounted } from "../plan/countedAccounts";
import { budgetText } from "./budgetText";
import { resumeCommand } from "./resumeCommand";
import { stoppedAccounts } from "./stoppedAccounts";

/** The most budgets that a sentence names. */
const NAMED = 6;

/** The budgets that count an account, by what becomes of them when it is gone. */
interface CountingBudgets {
    /** Those of the account alone: they are deleted. */
    readonly own: readonly BudgetModel[];
    /** Those of its units and values: they count it no longer. */
    readonly shared: readonly BudgetModel[];
    /** Those that count its costs also without it: that of the organisation, and those of the default of a dimension. */
    readonly lasting: readonly BudgetModel[];
}

/**
 * What people should know of an account's budgets before it is closed, handed over or quarantined, or when it expires: which budgets count
 * it, and what becomes of its stop.
 */
export function accountWords(model: CostsModel, account: AccountModel, event: AccountEvent): readonly string[] {
    const budgets = countingBudgets(model, account);
    const stop = stopWords(model, account, event, budgets.own);
    return [...budgetWords(budgets, event), ...(stop === undefined ? [] : [stop])];
}

function countingBudgets(model: CostsModel, { key, unit }: AccountModel): CountingBudgets {
    const { budgets: own, dimensions: values } = model.accounts.get(key) ?? { budgets: [], dimensions: {} };
    const without = belongingWithout(model);
    const counting = model.budgets.filter((budget) => isCounted(budget, { key, unit, values }));
    return {
        own,
        shared: counting.filter((budget) => !isCounted(budget, without)),
        lasting: counting.filter((budget) => isCounted(budget, without)),
    };
}

function budgetWords({ own, shared, lasting }: CountingBudgets, { kind }: AccountEvent): readonly string[] {
    switch (kind) {
        case "addition":
            return [];
        case "closing":
        case "hand-over": {
            const parts = [
                ...(own.length > 0 ? [`its ${named(own)} ${verb(own, "is", "are")} deleted`] : []),
                ...(shared.length > 0 ? [`${named(shared)} no longer ${verb(shared, "counts", "count")} it`] : []),
                ...(lasting.length > 0
                    ? [`${named(lasting)} still ${verb(lasting, "counts", "count")} what it cost`]
                    : []),
            ];
            if (parts.length === 0) return [];
            const then =
                kind === "closing" ? "At the latest when it is removed from the definition" : "When it has left";
            return [`${then}, ${list(parts)}.`];
        }
        case "quarantine": {
            const all = [...own, ...shared, ...lasting];
            if (all.length === 0) return [];
            return [`The ${named(all)} ${verb(all, "goes", "go")} on counting it: what runs in it still costs money.`];
        }
        case "expiry": {
            // The budget of the organisation counts every account, so it says nothing of this one.
            const its = [...own, ...shared];
            if (its.length === 0) return [];
            return [`The ${named(its)} ${verb(its, "counts", "count")} what it still costs.`];
        }
    }
}

/** What becomes of the policy that AWS Budgets attaches. Undefined if no budget stops the account, and it is not stopped. */
function stopWords(
    model: CostsModel,
    { key, guardrails }: AccountModel,
    { kind, attached }: AccountEvent,
    own: readonly BudgetModel[],
): string | undefined {
    const stops = own.filter(({ stop }) => stop);
    const isStopped = attached?.includes(STOP_SPENDING) === true && !guardrails.includes(STOP_SPENDING);
    if (stops.length === 0 && !isStopped) return undefined;
    const resume = `\`${resumeCommand(key)}\``;
    const stopped = `AWS Budgets has stopped it: ${STOP_SPENDING} is attached`;
    const ends = "The budget action that can stop it is deleted with its budget.";
    switch (kind) {
        case "addition":
            return undefined;
        case "quarantine":
            if (isStopped)
                return `${stopped}, and stays attached after the quarantine. Then let it spend again: ${resume}.`;
            return `If AWS Budgets ${attached ? "stops it" : "has stopped it, or does so"} during the quarantine, ${STOP_SPENDING} stays attached afterwards. Then let it spend again: ${resume}.`;
        case "closing": {
            const first = `Before a change takes its budget away (a move to another unit, or the removal), let it spend again: ${resume}.`;
            if (isStopped) return `${stopped}, and nothing detaches it once its budget action is deleted. ${first}`;
            return attached ? ends : `${ends} AWS did not say whether it is stopped now. If it is: ${first}`;
        }
        case "hand-over":
            if (!isStopped) return ends;
            return (
                `${stopped}. When it has left, the policy no longer binds it, and its budget action is deleted.` +
                (isNeeded(model, key)
                    ? ""
                    : ` If nothing else in the definition needs ${STOP_SPENDING}, this is refused until you let it spend again, because AWS deletes no policy that is attached: ${resume}.`)
            );
        case "expiry":
            return `AWS Budgets stops it when its ${list(stops.map((budget) => budgetText(budget, model.currency)))} ${verb(stops, "is", "are")} used up.`;
    }
}

/** Whether a budget stops another account, so that the policy certainly stays in AWS. Defaults that stop nobody yet keep it too. */
function isNeeded(model: CostsModel, key: string): boolean {
    return stoppedAccounts(model).some((other) => other !== key);
}

function named(budgets: readonly BudgetModel[]): string {
    return `${verb(budgets, "budget", "budgets")} ${list(
        budgets.map(({ name }) => quoted(name)),
        NAMED,
    )}`;
}

function verb(budgets: readonly BudgetModel[], one: string, many: string): string {
    return budgets.length === 1 ? one : many;
}
