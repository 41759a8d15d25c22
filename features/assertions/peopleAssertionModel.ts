import type { ContextValues } from "../../evaluator/evaluation";
import type { NamedPlace } from "../../definition/access/namedPlace";
import type { Place } from "../../definition/problems";
import type { AssertedWord } from "./assertedWords";

/** An assertion about people of the definition, who work by permission sets. */
export interface PeopleAssertionModel {
    readonly key: string;
    readonly claim: PeopleClaim;
    /** The keys of persons, with the places where they are written. */
    readonly persons: readonly AssertedWord[];
    /** The keys of groups. */
    readonly groups: readonly AssertedWord[];
    /** It is about every person and every external group. */
    readonly everybody: boolean;
    /** The keys of permission sets that it leaves out, such as the way in for emergencies. */
    readonly exceptWith: readonly AssertedWord[];
    /** Empty: every account, with the management account unless it says who can. */
    readonly scopes: readonly NamedPlace[];
    /** Empty: the region must not matter. */
    readonly regions: readonly string[];
    readonly resource?: string;
    readonly context: ContextValues;
    readonly contextKeys: readonly AssertedWord[];
    readonly because?: string;
    readonly place: Place;
    readonly path: readonly (string | number)[];
}

/** `nobodyCanBoth`: nobody can do something of each duty. A duty is a list of actions. */
export type PeopleClaim =
    | { readonly kind: "can" | "cannot"; readonly actions: readonly AssertedWord[] }
    | { readonly kind: "nobodyCanBoth"; readonly duties: readonly (readonly AssertedWord[])[] };

/** Every action and pattern that an assertion names. */
export function actionsOfClaim(claim: PeopleClaim): readonly AssertedWord[] {
    return claim.kind === "nobodyCanBoth" ? claim.duties.flat() : claim.actions;
}
