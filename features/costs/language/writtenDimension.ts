import type { Path } from "../../../definition/problemReport";
import type { DimensionInput, ValueRule } from "./dimensionSchema";

/** The value of what has no other, if the definition does not say. */
export const DEFAULT_VALUE = "unassigned";

/** A dimension as the definition has it. */
export interface WrittenDimension {
    readonly key: string;
    readonly said: DimensionInput;
    /** The values in the order of the definition, each with its rule. */
    readonly values: readonly WrittenValueRule[];
    /** `values` is given, so that an account can have no other value. */
    readonly isClosed: boolean;
    readonly defaultValue: string;
    /** `default` is not false: AWS gives the default value too. */
    readonly isDefaultInAws: boolean;
    readonly path: Path;
}

export interface WrittenValueRule {
    readonly value: string;
    readonly rule: ValueRule;
    readonly path: Path;
}

export function writtenDimension(key: string, said: DimensionInput): WrittenDimension {
    const path = ["costs", "dimensions", key];
    const { values } = said;
    const rules: WrittenValueRule[] = Array.isArray(values)
        ? values.map((value, index) => ({ value, rule: {}, path: [...path, "values", index] }))
        : Object.entries(values ?? {}).map(([value, rule]) => ({ value, rule, path: [...path, "values", value] }));
    return {
        key,
        said,
        values: rules,
        isClosed: values !== undefined,
        defaultValue: said.default === false ? DEFAULT_VALUE : (said.default ?? DEFAULT_VALUE),
        isDefaultInAws: said.default !== false,
        path,
    };
}

/** The values that accounts may have, with the default if AWS has it too. */
export function allowedValues({ values, defaultValue, isDefaultInAws }: WrittenDimension): string[] {
    return [...new Set([...values.map(({ value }) => value), ...(isDefaultInAws ? [defaultValue] : [])])];
}
