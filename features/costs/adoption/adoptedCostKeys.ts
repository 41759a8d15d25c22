import type { DefinitionKeys, OrganizationInventory, WrittenKeys } from "../../../operations/commands/adopt/feature";
import type { AdoptableCosts } from "./adoptableCosts";
import { adoptedAnomalyKeys } from "./anomalies/adoptedAnomalyKeys";
import { adoptedBudgetKeys, budgetsOfValues } from "./budgets/adoptedBudgetKeys";
import { adoptedDimension } from "./categories/adoptedDimension";

/** The keys `costs` and `budget` of the definition. */
export function adoptedCostKeys(adopted: AdoptableCosts, organization: OrganizationInventory): WrittenKeys {
    const { budgets, categories, anomalies, tags } = adopted;
    const active = new Set(tags);
    const dimensions = Object.fromEntries(
        [...categories].map(([key, category]) => [
            key,
            adoptedDimension(key, category, organization, active, budgetsOfValues(budgets, key)),
        ]),
    );
    // The tag of a dimension is activated by itself.
    const byDimensions = new Set(Object.values(dimensions).map(({ tag }) => tag));
    const others = tags.filter((tag) => !byDimensions.has(tag));
    const costs: DefinitionKeys = {
        ...(categories.size > 0 && { dimensions }),
        ...(others.length > 0 && { tags: others }),
        ...adoptedAnomalyKeys(anomalies),
    };
    const keys = adoptedBudgetKeys(budgets, organization);
    return Object.keys(costs).length === 0 ? keys : { ...keys, root: { costs, ...keys.root } };
}
