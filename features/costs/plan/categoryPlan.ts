import { valuesOf, type CostsModel, type DimensionModel, type SplitModel } from "../model";

/** The cost category that a dimension becomes. */
export interface CategoryPlan {
    readonly key: string;
    readonly name: string;
    /** Absent: what matches no rule has no value. */
    readonly defaultValue?: string;
    /** In the order in which AWS tries them. */
    readonly rules: readonly CategoryRulePlan[];
    readonly splits: readonly SplitModel[];
    readonly takenOver?: string;
}

/** What has a value: these accounts, or resources with this tag. */
export type CategoryRulePlan = { readonly value: string } & (
    { readonly accounts: readonly string[] } | { readonly tag: { readonly key: string; readonly value: string } }
);

/**
 * Accounts have their values by their ids, so that a category says the same as the definition. Where resources count for themselves, their
 * tags come first; a tag with a value that the dimension does not have counts as its account.
 *
 * @param members the keys of the accounts that the organisation has after this run.
 * @returns undefined without any rule, which AWS refuses.
 */
export function categoryPlan(
    dimension: DimensionModel,
    model: Pick<CostsModel, "accounts">,
    members: ReadonlySet<string>,
): CategoryPlan | undefined {
    const { key, name, tag, resources, defaultValue, isDefaultInAws, id } = dimension;
    const values = valuesOf(dimension, model);
    const byValue = accountsByValue(key, model, members);
    const tags = resources && tag !== undefined ? values.map((value) => ({ value, tag: { key: tag, value } })) : [];
    const accounts = values.flatMap((value) => {
        const having = byValue.get(value) ?? [];
        return having.length === 0 ? [] : [{ value, accounts: having }];
    });
    const ofDefault = byValue.get(defaultValue) ?? [];
    const rules: CategoryRulePlan[] = [...tags, ...accounts];
    // AWS wants a rule, so a dimension that divides nothing yet has one for its default.
    if (rules.length === 0 && isDefaultInAws && ofDefault.length > 0)
        rules.push({ value: defaultValue, accounts: ofDefault });
    if (rules.length === 0) return undefined;
    const known = new Set([...rules.map(({ value }) => value), ...(isDefaultInAws ? [defaultValue] : [])]);
    return {
        key,
        name,
        ...(isDefaultInAws && { defaultValue }),
        rules,
        splits: dimension.splits.flatMap((split) => possibleSplit(split, known) ?? []),
        ...(id !== undefined && { takenOver: id }),
    };
}

/** The values that a category gives. */
export function valuesInAws({ rules, defaultValue }: CategoryPlan): ReadonlySet<string> {
    return new Set([...rules.map(({ value }) => value), ...(defaultValue === undefined ? [] : [defaultValue])]);
}

function accountsByValue(
    dimension: string,
    { accounts }: Pick<CostsModel, "accounts">,
    members: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>();
    for (const [key, { dimensions }] of accounts) {
        const value = Object.hasOwn(dimensions, dimension) ? dimensions[dimension] : undefined;
        if (value === undefined || !members.has(key)) continue;
        const having = found.get(value);
        if (having) having.push(key);
        else found.set(value, [key]);
    }
    return found;
}

/** A split as far as its values exist. It waits while nothing has the value that is divided, or one of those with a fixed share. */
function possibleSplit(split: SplitModel, known: ReadonlySet<string>): SplitModel | undefined {
    if (!known.has(split.from)) return undefined;
    const to = split.to.filter((value) => known.has(value));
    if (to.length === 0 || (typeof split.by === "object" && to.length < split.to.length)) return undefined;
    return { ...split, to };
}
