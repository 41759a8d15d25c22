import type { OrganizationModel } from "../../../definition/model";
import { didYouMean, visible } from "../../../limits";
import { valuesOf, type CostsModel, type DimensionModel } from "../model";

/** What people may not expect of AWS with this definition. */
export function costWarnings(model: CostsModel, organization: Pick<OrganizationModel, "accounts">): string[] {
    return model.dimensions.flatMap((dimension) => dimensionWarnings(dimension, model, organization));
}

/** The tag of a dimension that no account has may be mistyped. */
function unusedTag({ tag }: DimensionModel, { accounts }: Pick<OrganizationModel, "accounts">): string {
    const known = new Set(accounts.flatMap(({ tags }) => Object.keys(tags)));
    if (tag === undefined || known.has(tag)) return "";
    return `. No account has the tag ${visible(tag)}.${didYouMean(tag, [...known])}`;
}

function dimensionWarnings(
    dimension: DimensionModel,
    model: CostsModel,
    organization: Pick<OrganizationModel, "accounts">,
): string[] {
    const { key, resources, splits } = dimension;
    const accounts = [...model.accounts.values()];
    if (accounts.length === 0) return [];
    // Values may come from resources, which the definition does not know.
    if (resources) return [];
    if (valuesOf(dimension, model).every((value) => dimension.values.includes(value) && !isUsed(value))) {
        return [
            `dimension ${key}: every account has the default ${dimension.defaultValue}, so the dimension divides nothing${unusedTag(dimension, organization)}`,
        ];
    }
    const empty = splits.map(({ from }) => from).filter((value) => !isUsed(value));
    return empty.map(
        (value) => `dimension ${key}: no account has the value ${visible(value)}, so there is nothing to split yet`,
    );

    function isUsed(value: string): boolean {
        return accounts.some(({ dimensions }) => Object.hasOwn(dimensions, key) && dimensions[key] === value);
    }
}
