import { isDeepStrictEqual } from "node:util";
import {
    inputText,
    inputTexts,
    isUnknownInput,
    operationKind,
    operationText,
    type ResourceChange,
    type ReviewedChange,
} from "../../../definition/feature";
import { isJsonMap } from "../../../evaluator/policyDocument";
import { list, listSome, quoted, visible } from "../../../limits";
import { changesOf, type CostsPart, type CostsSituation } from "./changedCosts";

/** The most accounts and values that a sentence names. */
const MOST_NAMES = 4;

/** What happens to each cost category: its values, and the accounts that get another one. */
export function reviewedCategories(
    changes: readonly ResourceChange[],
    situation: CostsSituation,
): readonly ReviewedChange[] {
    return changesOf(changes, "category").map((change): ReviewedChange => {
        const { name: key, operation, before, after, urn } = change;
        const isDefined = situation.model.dimensions.some((dimension) => dimension.key === key);
        const { text, ...risk } = categoryPart(change, situation);
        return {
            kind: `cost-category-${operationKind(operation)}`,
            subject: "costs",
            ...risk,
            text: `Cost category ${quoted(inputText(before ?? after, "name") ?? key)} ${text}.`,
            details: operation === "update" ? movedAccounts(change, situation).map(({ text }) => text) : [],
            ...(isDefined && { path: ["costs", "dimensions", key] }),
            resources: [urn],
        };
    });
}

function categoryPart(change: ResourceChange, situation: CostsSituation): CostsPart {
    const { name: key, operation, before, after } = change;
    const acknowledge = `delete cost category ${key}`;
    switch (operation) {
        case "create": {
            const values = [...new Set([...valuesOf(after), ...unknownValues(change, situation)])];
            return {
                // Which values accounts get from their tags, AWS finds out.
                text: values.length === 0 ? "is created" : `is created with ${valuesText(values)}`,
                risk: "routine",
            };
        }
        case "delete":
            return {
                text: "is deleted, and Cost Explorer can no longer divide past costs by it",
                risk: "danger",
                acknowledge,
            };
        case "replace":
            return {
                text: "is replaced by another one, which knows nothing of the months before",
                risk: "danger",
                acknowledge,
            };
        case "import":
        case "forget":
            return { text: operationText(operation), risk: "attention" };
        case "update":
            return { text: list(updateTexts(change, before, after, situation)), risk: "routine" };
    }
}

function updateTexts(
    change: ResourceChange,
    before: ResourceChange["before"],
    after: ResourceChange["after"],
    situation: CostsSituation,
): readonly string[] {
    const [had, has] = [valuesOf(before), new Set([...valuesOf(after), ...unknownValues(change, situation)])];
    const begun = [...has].filter((value) => !had.has(value));
    const ended = [...had].filter((value) => !has.has(value));
    const isNew = (account: string): boolean => !situation.state.accounts.has(account);
    const all = movedAccounts(change, situation);
    const fresh = all.filter(({ account }) => isNew(account)).length;
    const moved = all.length - fresh;
    const texts = [
        ...(begun.length > 0 ? [`gets ${valuesText(begun)}`] : []),
        ...(ended.length > 0 ? [`loses ${valuesText(ended)}`] : []),
        ...(fresh > 0 ? [`counts ${fresh === 1 ? "a new account" : `${fresh} new accounts`}`] : []),
        ...(moved > 0 ? [`counts ${moved === 1 ? "an account" : `${moved} accounts`} under another value`] : []),
        ...(isDeepStrictEqual(before?.["splits"], after?.["splits"]) ? [] : ["splits shared costs in another way"]),
        ...(before?.["defaultValue"] === after?.["defaultValue"]
            ? []
            : [`calls the rest ${quoted(inputText(after, "defaultValue") ?? "nothing")}`]),
    ];
    if (texts.length > 0) return texts;
    const gone = [...countedBefore(before, situation).keys()].filter(
        (account) => !situation.model.accounts.has(account),
    );
    if (gone.length > 0) return [`no longer counts ${listSome(gone, MOST_NAMES)}`];
    // Only the id of an account that is replaced is not known.
    return isUnknownInput(after?.["rules"])
        ? ["counts a new account in place of one that is replaced"]
        : [`changes its ${list(change.properties)}`];
}

function valuesText(all: readonly string[]): string {
    return `the ${all.length === 1 ? "value" : "values"} ${listSome(all, MOST_NAMES)}`;
}

function rulesOf(inputs: ResourceChange["before"]): readonly Readonly<Record<string, unknown>>[] {
    const rules = inputs?.["rules"];
    return (Array.isArray(rules) ? (rules as unknown[]) : []).filter(isJsonMap);
}

function valuesOf(inputs: ResourceChange["before"]): ReadonlySet<string> {
    return new Set(rulesOf(inputs).flatMap((rule) => inputText(rule, "Value") ?? []));
}

/** A rule with a new account is not known, nor is the value that it gives. */
function unknownValues({ name, after }: ResourceChange, { model }: CostsSituation): readonly string[] {
    if (!isUnknownInput(after?.["rules"])) return [];
    // What has the default value has no rule.
    return [...model.accounts.values()]
        .flatMap(({ dimensions }) => dimensions[name] ?? [])
        .filter((value) => value !== after?.["defaultValue"]);
}

/** The accounts that rules name, and the value that each counts under. */
function countedBefore(
    before: ResourceChange["before"],
    { accountKeys }: CostsSituation,
): ReadonlyMap<string, string | undefined> {
    return new Map(
        rulesOf(before).flatMap((rule) => {
            const condition = rule["Rule"];
            const accounts = isJsonMap(condition) ? condition["Dimensions"] : undefined;
            return inputTexts(isJsonMap(accounts) ? accounts : undefined, "Values").map(
                (id) => [accountKeys.get(id) ?? id, inputText(rule, "Value")] as const,
            );
        }),
    );
}

interface MovedAccount {
    readonly account: string;
    readonly text: string;
}

/** One sentence for each account that counts under another value than before. New accounts are among them: their ids are not known. */
function movedAccounts(
    { name: dimension, before }: ResourceChange,
    situation: CostsSituation,
): readonly MovedAccount[] {
    const { model, state } = situation;
    const had = countedBefore(before, situation);
    const fallback = inputText(before, "defaultValue");
    return [...model.accounts].flatMap(([key, { dimensions }]) => {
        const [old, present] = [had.get(key) ?? fallback, dimensions[dimension]];
        if (present === undefined) return [];
        if (!state.accounts.has(key))
            return [{ account: key, text: `Account ${visible(key)}, which is new, counts under ${visible(present)}.` }];
        return old === present || old === undefined
            ? []
            : [
                  {
                      account: key,
                      text: `Account ${visible(key)} counts under ${visible(present)} instead of ${visible(old)}.`,
                  },
              ];
    });
}
