import type { CostsModel } from "./costsModel";
import type { DimensionModel } from "./dimensionModel";

/**
 * Every value of a dimension that the definition names or an account has, but for the default: the named ones in the order of the
 * definition, then the others, sorted.
 */
export function valuesOf(
    { key, values, defaultValue }: DimensionModel,
    { accounts }: Pick<CostsModel, "accounts">,
): readonly string[] {
    const ofAccounts = [...accounts.values()].flatMap(({ dimensions }) =>
        Object.hasOwn(dimensions, key) ? (dimensions[key] ?? []) : [],
    );
    const others = new Set(ofAccounts.filter((value) => value !== defaultValue && !values.includes(value)));
    return [...values, ...[...others].sort()];
}
