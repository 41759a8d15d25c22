import type { UnitPlace } from "./blockStackSetInputs";

/** Which units lie above which, by id. Above all of them is the root, also above those that nobody knows. */
export class UnitTree {
    readonly #parents: ReadonlyMap<string, string>;

    constructor(units: readonly UnitPlace[] = []) {
        this.#parents = new Map(units.map(({ unit, parent }) => [unit, parent]));
    }

    isAbove(upper: string, lower: string): boolean {
        if (upper === lower) return false;
        if (isRoot(upper)) return true;
        // Each unit is in the map once, so a circle would be longer than the map.
        let at = this.#parents.get(lower);
        for (let left = this.#parents.size; at !== undefined && left > 0; left--) {
            if (at === upper) return true;
            at = this.#parents.get(at);
        }
        return false;
    }
}

function isRoot(id: string): boolean {
    return id.startsWith("r-");
}
