import type { ContextValues } from "../../evaluator/evaluation";
import type { Place } from "../../definition/problems";

/** A unit, with all that is below it, or an account. */
export interface Scope {
    readonly kind: "unit" | "account";
    readonly key: string;
}

/** What a definition asserts, with its names looked up. */
export interface AssertionModel {
    readonly key: string;
    /** What is asserted of those that `who` names, or by default of everybody: `cannot` of them all. */
    readonly holds: "can" | "cannot" | "nobodyBut";
    /** Actions, and patterns of them. */
    readonly actions: readonly string[];
    /** As written; empty: the default. With `nobodyBut` those who can. */
    readonly who: readonly string[];
    /** Empty: everywhere. */
    readonly scopes: readonly Scope[];
    /** Empty: whatever the region. */
    readonly regions: readonly string[];
    readonly resource?: string;
    readonly context: ContextValues;
    readonly because?: string;
    readonly place: Place;
    readonly path: readonly (string | number)[];
    /** Where each action and each condition key is written. */
    readonly places: { readonly actions: readonly Place[]; readonly context: Readonly<Record<string, Place>> };
}
