import { isJsonMap } from "../../../evaluator/policyDocument";

/** A unit in which AWS gives a block by itself to accounts that come. */
export interface AutomaticTarget {
    readonly regions: readonly string[];
    /** The ids of the accounts that the definition leaves out there. */
    readonly excluded: ReadonlySet<string>;
}

/** The targets in the outputs of a block, by the ids of their units. */
export function targetsInState(targets: unknown): ReadonlyMap<string, AutomaticTarget> {
    return new Map(
        (Array.isArray(targets) ? (targets as unknown[]) : []).flatMap((one): [string, AutomaticTarget][] =>
            isJsonMap(one) && typeof one.unit === "string"
                ? [[one.unit, { regions: textsInState(one.regions), excluded: new Set(textsInState(one.excluded)) }]]
                : [],
        ),
    );
}

/** A list of texts in the outputs of a block; empty if it is none. */
export function textsInState(value: unknown): readonly string[] {
    return (Array.isArray(value) ? (value as unknown[]) : []).filter((one) => typeof one === "string");
}
