import type { ContextValues } from "../../evaluator/evaluation";
import type { Place } from "../../definition/problems";

/** A unit, with all that is below it, or an account. */
export interface Scope {
    readonly kind: "unit" | "account";
    readonly key: string;
}

/** An assertion of a definition, with its names looked up. */
export interface AssertionModel {
    readonly key: string;
    /** What is asserted of the principals in `who`, or by default of everybody. `cannot`: none of them can. */
    readonly holds: "can" | "cannot" | "nobodyBut";
    /** Actions and patterns of actions. */
    readonly actions: readonly string[];
    /** As written; empty for the default. With `nobodyBut` they are those who can. */
    readonly who: readonly string[];
    /** Empty if it holds everywhere. */
    readonly scopes: readonly Scope[];
    /** Empty if the region does not matter. */
    readonly regions: readonly string[];
    readonly resource?: string;
    readonly context: ContextValues;
    readonly because?: string;
    readonly place: Place;
    readonly path: readonly (string | number)[];
    /** Where each action and each condition key is written. */
    readonly places: { readonly actions: readonly Place[]; readonly context: Readonly<Record<string, Place>> };
}
