import { COST_RESOURCES, type StackBefore } from "./stackBefore";

/**
 * The accounts of each budget in AWS's order, by the budget's key: another order would be a change. A budget made by hand has its own.
 *
 * @returns keys of accounts.
 */
export function accountOrder({ accounts, featureResources }: StackBefore): ReadonlyMap<string, readonly string[]> {
    const keys = new Map([...accounts].map(([key, { id }]) => [id, key]));
    const budgets = featureResources?.get(COST_RESOURCES.budget) ?? [];
    return new Map(
        budgets.map(({ name, outputs }) => {
            const filters = Array.isArray(outputs["costFilters"]) ? (outputs["costFilters"] as unknown[]) : [];
            const ids = filters.flatMap((filter) => (filter as { values?: readonly string[] }).values ?? []);
            return [name, ids.flatMap((id) => keys.get(id) ?? [])];
        }),
    );
}
