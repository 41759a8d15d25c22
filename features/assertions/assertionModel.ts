import type { ContextValues } from "../../evaluator/evaluation";
import type { NamedPlace } from "../../definition/access/namedPlace";
import type { Place } from "../../definition/problems";

/** An assertion whose names of units and accounts have been resolved. */
export interface AssertionModel {
    readonly key: string;
    /** What must hold for the principals in `who`. `nobodyBut`: they can, and everybody else cannot. */
    readonly holds: "can" | "cannot" | "nobodyBut";
    /** Actions such as `s3:GetObject`, and patterns such as `s3:Get*`. */
    readonly actions: readonly string[];
    /** As written. Empty: the default for `holds`. With `nobodyBut`: the principals that can. */
    readonly who: readonly string[];
    /** Empty: every account. */
    readonly scopes: readonly NamedPlace[];
    /** Empty: the region must not matter. */
    readonly regions: readonly string[];
    readonly resource?: string;
    readonly context: ContextValues;
    readonly because?: string;
    readonly place: Place;
    readonly path: readonly (string | number)[];
    /** Where each action and each condition key is written. */
    readonly places: { readonly actions: readonly Place[]; readonly context: Readonly<Record<string, Place>> };
}
