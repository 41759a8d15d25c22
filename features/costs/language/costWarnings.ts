import { visible } from "../../../limits";
import { valuesOf, type CostsModel, type DimensionModel } from "../model";

/** What people may not expect of AWS with this definition. */
export function costWarnings(model: CostsModel): string[] {
    return model.dimensions.flatMap((dimension) => dimensionWarnings(dimension, model));
}

function dimensionWarnings(dimension: DimensionModel, model: CostsModel): string[] {
    const { key, resources, splits } = dimension;
    const accounts = [...model.accounts.values()];
    if (accounts.length === 0) return [];
    // Values may come from resources, which the definition does not know.
    if (resources) return [];
    if (valuesOf(dimension, model).every((value) => dimension.values.includes(value) && !isUsed(value))) {
        return [
            `dimension ${key}: every account has the default ${dimension.defaultValue}, so the dimension divides nothing`,
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
