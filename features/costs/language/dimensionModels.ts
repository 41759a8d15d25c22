import type { OrganizationModel } from "../../../definition/model";
import type { Report } from "../../../definition/problemReport";
import { withoutUndefined } from "../../../definition/resolution/withoutUndefined";
import type { DimensionModel } from "../model";
import { accountValues, type AccountValues } from "./accountValues";
import { checkDimensions } from "./dimensionRules";
import { inDependencyOrder } from "./dimensionOrder";
import type { DimensionInput } from "./dimensionSchema";
import { splitsOf } from "./splitRules";
import { writtenDimension, type WrittenDimension } from "./writtenDimension";

export interface ResolvedDimensions {
    readonly models: readonly DimensionModel[];
    readonly written: readonly WrittenDimension[];
    readonly values: AccountValues;
}

/** Resolves the dimensions and the value that each account has of them. */
export function resolveDimensions(
    inputs: Readonly<Record<string, DimensionInput>>,
    organization: OrganizationModel,
    report: Report,
): ResolvedDimensions {
    const written = Object.entries(inputs).map(([key, said]) => writtenDimension(key, said));
    checkDimensions(written, organization, report);
    const values = new Map<string, ReadonlyMap<string, string>>();
    for (const dimension of inDependencyOrder(written, report)) {
        values.set(dimension.key, accountValues(dimension, values, organization, report));
    }
    return { models: written.map((dimension) => dimensionModel(dimension, report)), written, values };
}

function dimensionModel(dimension: WrittenDimension, report: Report): DimensionModel {
    const { key, said, values, defaultValue, isDefaultInAws } = dimension;
    const { name = key, tag, resources = false, id } = said;
    return {
        key,
        name,
        ...withoutUndefined({ tag, id }),
        resources,
        values: values.map(({ value }) => value).filter((value) => value !== defaultValue),
        defaultValue,
        isDefaultInAws,
        splits: splitsOf(dimension, report),
    };
}
