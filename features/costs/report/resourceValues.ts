import type { DimensionModel } from "../model";
import { valuesOf } from "../model/dimensionValues";
import type { ReportContext } from "./reportRequest";

/**
 * The values by which the tag of a resource goes before its account's value, as in the cost category and so in budgets: a tag with another
 * value, the default among them, counts as no tag. None if the dimension goes by accounts only.
 */
export function resourceValues(dimension: DimensionModel, { costs }: Pick<ReportContext, "costs">): readonly string[] {
    if (!dimension.resources || dimension.tag === undefined) return [];
    return valuesOf(dimension, costs);
}
