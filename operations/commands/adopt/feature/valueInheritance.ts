import type { Tags } from "../../../../definition";
import { commonTags, overlay } from "../write/tagInheritance";
import type { OrganizationInventory } from "./featureAdoption";

/** Values by the place where a definition writes them. */
export interface InheritedValues {
    readonly defaults: Tags;
    /** By the unit's id. A unit that writes nothing is absent. */
    readonly units: ReadonlyMap<string, Tags>;
    /** By the account's id. An account that writes nothing is absent. */
    readonly accounts: ReadonlyMap<string, Tags>;
}

/**
 * Decides where the values of accounts are written, as high up as AWS allows: in the defaults or at a unit if all accounts below have the key
 * and more than half of them share the value. An entry below can override an inherited value but not remove it, so every account ends with
 * exactly its own values.
 *
 * @param values the values of each account, by its id; absent: none, so nothing may be inherited by the account. A value is any text: other
 *   values are compared as JSON.
 */
export function inheritedValues(
    { root, units, accounts }: Pick<OrganizationInventory, "root" | "units" | "accounts">,
    values: ReadonlyMap<string, Tags>,
): InheritedValues {
    const valuesOf = (id: string): Tags => values.get(id) ?? {};
    // The inventory lists parents before their children, so the children's accounts are complete before their parent's.
    const below = new Map<string, Tags[]>([[root.id, []], ...units.map(({ id }): [string, Tags[]] => [id, []])]);
    for (const { id, parent } of accounts) below.get(parent)?.push(valuesOf(id));
    for (const { id, parent } of units.toReversed()) below.get(parent)?.push(...(below.get(id) ?? []));
    const defaults = commonTags(below.get(root.id) ?? []);
    const inherited = new Map<string, Tags>([[root.id, defaults]]);
    const inheritedBy = (parent: string): Tags => inherited.get(parent) ?? {};
    const written = units.map(({ id, parent }): [string, Tags] => {
        const own = overlay(commonTags(below.get(id) ?? []), inheritedBy(parent));
        inherited.set(id, { ...inheritedBy(parent), ...own });
        return [id, own];
    });
    return {
        defaults,
        units: new Map(written.filter(hasValues)),
        accounts: new Map(
            accounts
                .map(({ id, parent }): [string, Tags] => [id, overlay(valuesOf(id), inheritedBy(parent))])
                .filter(hasValues),
        ),
    };
}

function hasValues([, values]: readonly [string, Tags]): boolean {
    return Object.keys(values).length > 0;
}
