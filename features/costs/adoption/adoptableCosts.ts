import type { OrganizationInventory } from "../../../operations/commands/adopt/feature";
import { adoptableAnomalies, type AdoptableAnomalies } from "./anomalies/adoptableAnomalies";
import { adoptableBudget, type AdoptableBudget } from "./budgets/adoptableBudget";
import { adoptableCategory, type AdoptableCategory } from "./categories/adoptableCategory";
import { dimensionKeys } from "./categories/dimensionKeys";
import { valueOr, type ExistingCosts } from "./existingCosts";
import { adoptableTags } from "./tags/adoptableTags";

/** Something in AWS that stays as it is. */
export interface LeftAlone {
    /** What it is, with its name: `budget EC2`. */
    readonly what: string;
    readonly why: string;
}

/** What a definition can say exactly of an organisation's costs, and what it cannot. */
export interface AdoptableCosts {
    readonly budgets: readonly AdoptableBudget[];
    /** By the key of the dimension. */
    readonly categories: ReadonlyMap<string, AdoptableCategory>;
    readonly anomalies: AdoptableAnomalies;
    /** Keys of cost allocation tags, sorted. */
    readonly tags: readonly string[];
    readonly left: readonly LeftAlone[];
}

/** Sorts out what AWS has, each part in the order of AWS's answer. Dimensions come first, because budgets and monitors name them. */
export function adoptableCosts(existing: ExistingCosts, organization: OrganizationInventory): AdoptableCosts {
    const { tags, left: leftTags } = adoptableTags(valueOr(existing.tags, []));
    const active = new Set(tags);
    const categories = sorted(
        valueOr(existing.categories, []),
        (one) => adoptableCategory(one, organization, active),
        ({ Name = "" }) => `cost category ${Name}`,
    );
    const keys = dimensionKeys(categories.adopted);
    const dimensions = new Map(categories.adopted.map((one) => [keys.get(one.arn) ?? one.name, one]));
    const budgets = sorted(
        valueOr(existing.budgets, []),
        (one) => adoptableBudget(one, organization, dimensions),
        ({ budget: { BudgetName = "" } }) => `budget ${BudgetName}`,
    );
    const anomalies = adoptableAnomalies(
        valueOr(existing.anomalies, { monitors: [], subscriptions: [] }),
        [...dimensions].map(([key, { name, values }]) => ({ key, name, values })),
    );
    return {
        budgets: budgets.adopted,
        categories: dimensions,
        anomalies,
        tags,
        left: [...budgets.left, ...categories.left, ...anomalies.left, ...leftTags],
    };
}

/** @param adopt gives what the definition says, or why it cannot. */
function sorted<Existing, Adoptable extends object>(
    all: readonly Existing[],
    adopt: (existing: Existing) => Adoptable | string,
    what: (existing: Existing) => string,
): { readonly adopted: readonly Adoptable[]; readonly left: readonly LeftAlone[] } {
    const judged = all.map((existing) => ({ existing, judged: adopt(existing) }));
    return {
        adopted: judged.flatMap((one) => (typeof one.judged === "string" ? [] : [one.judged])),
        left: judged.flatMap((one) =>
            typeof one.judged === "string" ? [{ what: what(one.existing), why: one.judged }] : [],
        ),
    };
}
