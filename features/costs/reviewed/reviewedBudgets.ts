import {
    byRisk,
    inputText,
    inputTexts,
    isUnknownInput,
    operationKind,
    worstOf,
    type ResourceChange,
    type ReviewedChange,
} from "../../../definition/feature";
import { isJsonMap } from "../../../evaluator/policyDocument";
import { BUDGET_TIME_UNITS, list, listSome, quoted } from "../../../limits";
import { amountText } from "../language/budgetText";
import { allBudgets } from "../questions/foundBudgets";
import { alertParts } from "./alertWords";
import { changesOf, type CostsPart, type CostsSituation } from "./changedCosts";
import { isSpendingBrake, stoppedBy, stopParts } from "./stopWords";

/** A budget that grows by this factor is looked at. */
const MUCH = 2;
/** A budget that stops its account and grows by this factor hardly stops it any more. */
const HARDLY_STOPS = 10;
/** The most accounts that a sentence names. */
const MOST_NAMES = 4;

/** What happens to each budget, and to its stop. */
export function reviewedBudgets(
    changes: readonly ResourceChange[],
    situation: CostsSituation,
): readonly ReviewedChange[] {
    const budgets = new Map(changesOf(changes, "budget").map((change) => [change.name, change]));
    const stops = new Map(changesOf(changes, "action").map((change) => [stoppedBy(change), change]));
    return [...new Set([...budgets.keys(), ...stops.keys()])].map((key) =>
        reviewedBudget(key, budgets.get(key), stops.get(key), situation),
    );
}

function reviewedBudget(
    key: string,
    change: ResourceChange | undefined,
    stop: ResourceChange | undefined,
    situation: CostsSituation,
): ReviewedChange {
    const budget = allBudgets(situation.model).find((one) => one.key === key);
    const [own, stopping] = [
        change ? budgetParts(change, situation) : [],
        stop ? stopParts(stop, budget, situation) : [],
    ];
    // Of parts with the same risk, what can stop work comes first.
    const parts = worstOf(stopping).risk === "routine" ? [...own, ...stopping] : [...stopping, ...own];
    const name = inputText(change?.before ?? change?.after, "name") ?? budget?.name ?? key;
    const operation = change?.operation ?? "update";
    const isBrake = stop !== undefined && isSpendingBrake(stop, situation);
    return {
        kind: isBrake ? "spending-stop-removed" : `budget-${operationKind(operation)}`,
        subject: "costs",
        ...worstOf(parts),
        text: `Budget ${quoted(name)} ${list(parts.toSorted(byRisk).map(({ text }) => text))}.`,
        details: [],
        ...(budget && { path: budget.path }),
        resources: [change, stop].flatMap((one) => (one ? [one.urn] : [])),
    };
}

function budgetParts(change: ResourceChange, situation: CostsSituation): readonly CostsPart[] {
    const { operation, before, after } = change;
    switch (operation) {
        case "create":
            return [{ text: `is created with ${limitText(after)}${periodText(after)}`, risk: "routine" }];
        case "import":
            return [{ text: "is taken over as AWS has it", risk: "routine" }];
        case "delete":
            return [
                {
                    text: `is deleted (${limitText(before)}${periodText(before)})`,
                    risk: isOfGoneAccount(change, situation) ? "routine" : "attention",
                },
            ];
        case "forget":
            return [{ text: "leaves the stack, and stays in AWS", risk: "attention" }];
        case "replace":
            return [
                {
                    text: `is replaced by ${quoted(inputText(after, "name") ?? "another")}, which has no history and alerts again for what is spent already`,
                    risk: "attention",
                },
                ...amountParts(change, situation),
            ];
        case "update":
            return updateParts(change, situation);
    }
}

function updateParts(change: ResourceChange, situation: CostsSituation): readonly CostsPart[] {
    const { properties, before, after } = change;
    const routine = (text: string): CostsPart => ({ text, risk: "routine" });
    const parts = [
        ...amountParts(change, situation),
        ...(properties.includes("timeUnit")
            ? [routine(`counts a ${periodName(after)} instead of a ${periodName(before)}`)]
            : []),
        ...(properties.includes("costFilters") ? countedTexts(change, situation).map(routine) : []),
        ...(properties.includes("costTypes") ? [routine("counts credits, refunds and tax in another way")] : []),
        ...(properties.includes("notifications")
            ? alertParts(change.name, before, after, inputText(after, "limitUnit") ?? "")
            : []),
        ...(properties.includes("tags") ? [routine("gets other tags")] : []),
    ];
    const others = properties.filter((one) => !TOLD.has(one));
    return others.length > 0 || parts.length === 0 ? [...parts, routine(`changes its ${list(others)}`)] : parts;
}

const TOLD = new Set(["limitAmount", "limitUnit", "timeUnit", "costFilters", "costTypes", "notifications", "tags"]);

function amountParts({ name: key, before, after }: ResourceChange, { model }: CostsSituation): readonly CostsPart[] {
    const [old, present] = [limitText(before), limitText(after)];
    if (old === present) return [];
    const text = `goes from ${old} to ${present}`;
    const factor = Number(inputText(after, "limitAmount")) / Number(inputText(before, "limitAmount"));
    if (factor >= HARDLY_STOPS && allBudgets(model).find((one) => one.key === key)?.stop) {
        return [{ text, risk: "danger", acknowledge: `raise the stop of budget ${key}` }];
    }
    return [{ text, risk: factor >= MUCH ? "attention" : "routine" }];
}

function limitText(inputs: ResourceChange["before"]): string {
    const amount = Number(inputText(inputs, "limitAmount"));
    return Number.isNaN(amount) ? "an amount" : amountText(amount, inputText(inputs, "limitUnit") ?? "");
}

function periodText(inputs: ResourceChange["before"]): string {
    return ` a ${periodName(inputs)}`;
}

const PERIODS: ReadonlyMap<string, string> = new Map([
    [BUDGET_TIME_UNITS.monthly, "month"],
    [BUDGET_TIME_UNITS.quarterly, "quarter"],
    [BUDGET_TIME_UNITS.yearly, "year"],
]);

function periodName(inputs: ResourceChange["before"]): string {
    return PERIODS.get(inputText(inputs, "timeUnit") ?? "") ?? "period";
}

/** The budget of an account that the definition no longer has goes with it. */
function isOfGoneAccount({ before }: ResourceChange, { spine, accountKeys }: CostsSituation): boolean {
    const accounts = filtered(before).map((id) => accountKeys.get(id));
    const defined = new Set(spine.accounts.map(({ key }) => key));
    return accounts.length > 0 && accounts.every((key) => key === undefined || !defined.has(key));
}

/** What a budget counts that it did not count before, and the other way round. Ids of new accounts are not known. */
function countedTexts(
    { before, after }: ResourceChange,
    { accountKeys, spine, state }: CostsSituation,
): readonly string[] {
    const [had, has] = [filtered(before), filtered(after)];
    const names = (ids: readonly string[]): string =>
        listSome(
            ids.map((id) => accountKeys.get(id) ?? id),
            MOST_NAMES,
        );
    const more = has.filter((id) => !had.includes(id));
    const fewer = had.filter((id) => !has.includes(id));
    if (had.length > 0 && isUnknownInput(filterOf(after)?.["values"])) {
        return spine.accounts.some(({ key }) => !state.accounts.has(key))
            ? ["counts new accounts too"]
            : ["counts a new account in place of one that is replaced"];
    }
    if (had.length === 0 || has.length === 0) return ["counts something else"];
    return [
        ...(more.length > 0 ? [`counts ${names(more)} too`] : []),
        ...(fewer.length > 0 ? [`no longer counts ${names(fewer)}`] : []),
        ...(more.length + fewer.length === 0 ? ["counts the same accounts in another order"] : []),
    ];
}

/** The ids of the accounts that a budget counts; empty if it counts something else. */
function filtered(inputs: ResourceChange["before"]): readonly string[] {
    const filter = filterOf(inputs);
    return filter?.["name"] === "LinkedAccount" ? inputTexts(filter, "values") : [];
}

function filterOf(inputs: ResourceChange["before"]): Readonly<Record<string, unknown>> | undefined {
    const filters = inputs?.["costFilters"];
    const [first] = Array.isArray(filters) ? (filters as unknown[]) : [];
    return isJsonMap(first) ? first : undefined;
}
