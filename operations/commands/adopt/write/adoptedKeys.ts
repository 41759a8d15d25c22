import type { Inventory } from "../inventory";
import { keysFor } from "./chosenKeys";

/** What the definition calls units and accounts, by their ids. */
export interface KeysOfDefinition {
    /** The key of a unit beside its siblings: `Prod`. */
    readonly units: ReadonlyMap<string, string>;
    readonly accounts: ReadonlyMap<string, string>;
}

/** Keys depend on names and ids only, so everybody who asks for the same organisation gets the same. */
export function definitionKeys({ units, accounts }: Pick<Inventory, "units" | "accounts">): KeysOfDefinition {
    return {
        units: new Map([...byParent(units).values()].flatMap((siblings) => [...keysFor(siblings, "Unit")])),
        accounts: keysFor(accounts, "account"),
    };
}

/** How a definition names units elsewhere than where they are defined: `Workloads/Prod`. By the units' ids. */
export function unitPaths({ units, accounts }: Pick<Inventory, "units" | "accounts">): ReadonlyMap<string, string> {
    const keys = definitionKeys({ units, accounts }).units;
    const paths = new Map<string, string>();
    // Parents come before their children.
    for (const { id, parent } of units) {
        const above = paths.get(parent);
        const key = keys.get(id) ?? id;
        paths.set(id, above === undefined ? key : `${above}/${key}`);
    }
    return paths;
}

export function byParent<T extends { readonly parent: string }>(
    things: readonly T[],
): ReadonlyMap<string, readonly T[]> {
    const groups = new Map<string, T[]>();
    for (const thing of things) {
        const group = groups.get(thing.parent);
        if (group) group.push(thing);
        else groups.set(thing.parent, [thing]);
    }
    return groups;
}
