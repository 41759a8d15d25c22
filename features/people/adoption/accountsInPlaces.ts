import { definitionKeys, unitPaths, type OrganizationInventory } from "../../../operations/commands/adopt/feature";

/** Where a grant holds, as a definition says it: the keys `where` and `except`. */
export interface WrittenPlaces {
    readonly where: string | readonly string[] | { readonly tags: WrittenTags; readonly units?: readonly string[] };
    readonly except?: readonly string[];
}

type WrittenTags = Readonly<Record<string, string | readonly string[]>>;

/** Accounts by their ids, and how a definition says them. */
interface Candidate {
    readonly ids: ReadonlySet<string>;
    readonly written: WrittenPlaces;
}

/** The fewest accounts that a whole unit or a tag is named for. One account is named itself. */
const SEVERAL = 2;

/**
 * Finds how a person would say where a grant holds: everywhere, by a tag, by units, by a tag within a unit or outside of it, and otherwise by
 * names. What it says holds in exactly the accounts given, of those that exist.
 */
export class AccountsInPlaces {
    readonly #organization: OrganizationInventory;
    readonly #all: ReadonlySet<string>;
    readonly #below: ReadonlyMap<string, ReadonlySet<string>>;
    /** The node above each account and unit, by id. */
    readonly #parents: ReadonlyMap<string, string>;
    readonly #accountNames: ReadonlyMap<string, string>;
    readonly #unitNames: ReadonlyMap<string, string>;

    constructor(organization: OrganizationInventory) {
        this.#organization = organization;
        this.#all = new Set(organization.accounts.map(({ id }) => id));
        this.#below = accountsBelow(organization);
        this.#parents = new Map(
            [...organization.units, ...organization.accounts].map(({ id, parent }) => [id, parent]),
        );
        const accounts = definitionKeys(organization).accounts;
        const units = unitPaths(organization);
        const isUnit = new Set(units.values());
        const isAccount = new Set(accounts.values());
        this.#accountNames = prefixed(accounts, "account", isUnit);
        this.#unitNames = prefixed(units, "unit", isAccount);
    }

    /**
     * @param ids at least one account of the organisation.
     * @param who the name of the group or user: a tag whose value is in it goes before a unit.
     */
    write(ids: readonly string[], who: string): WrittenPlaces {
        const wanted = new Set(ids);
        if (wanted.size < SEVERAL) return this.#byNames(wanted);
        if (wanted.size === this.#all.size) return { where: "everywhere" };
        const tags = this.#tagged(wanted);
        const units = this.#units();
        const isMeant = ({ written }: Candidate): boolean => namesOf(written).some((value) => isPartOf(value, who));
        const exact = [...tags.filter(isMeant), ...units, ...tags].find(({ ids: found }) => isSame(found, wanted));
        return (exact ?? this.#combined(wanted, tags, units))?.written ?? this.#byNames(wanted);
    }

    /** By each tag that all these accounts have, with the values that they have; the fewest values first. */
    #tagged(wanted: ReadonlySet<string>): Candidate[] {
        const { accounts } = this.#organization;
        const meant = accounts.filter(({ id }) => wanted.has(id));
        const keys = Object.keys(meant[0]?.tags ?? {}).filter((key) =>
            meant.every(({ tags }) => Object.hasOwn(tags, key) && tags[key] !== ""),
        );
        return keys
            .sort()
            .map((key) => ({ key, values: [...new Set(meant.map(({ tags }) => tags[key] ?? ""))].sort() }))
            .filter(({ values }) => values.length === 1 || values.length * SEVERAL <= wanted.size)
            .sort((one, two) => one.values.length - two.values.length)
            .map(({ key, values }) => ({
                ids: new Set(
                    accounts
                        .filter(({ tags }) => Object.hasOwn(tags, key) && values.includes(tags[key] ?? ""))
                        .map(({ id }) => id),
                ),
                written: { where: { tags: { [key]: values.length === 1 ? (values[0] ?? "") : values } } },
            }));
    }

    #units(): Candidate[] {
        return [...this.#below]
            .filter(([, ids]) => ids.size >= SEVERAL)
            .map(([unit, ids]) => ({ ids, written: { where: [this.#unitNames.get(unit) ?? unit] } }));
    }

    /** A tag within a unit, a tag outside of one, everywhere outside of one. */
    #combined(
        wanted: ReadonlySet<string>,
        tags: readonly Candidate[],
        units: readonly Candidate[],
    ): Candidate | undefined {
        const everywhere: Candidate = { ids: this.#all, written: { where: "everywhere" } };
        const [first = ""] = wanted;
        for (const { ids, written } of [...tags, everywhere]) {
            const others = [...ids].filter((id) => !wanted.has(id));
            const { where } = written;
            if (typeof where === "object" && "tags" in where) {
                const inside = this.#unitsAbove(first).find(
                    ({ below }) => [...wanted].every((id) => below.has(id)) && !others.some((id) => below.has(id)),
                );
                // Before the other form, because an account that joins elsewhere gets no access.
                if (inside) return { ids: wanted, written: { where: { ...where, units: [inside.name] } } };
            }
            // Only a unit above one of the other accounts has all of them.
            const outside = this.#unitsAbove(others[0]).find(
                ({ below }) => others.every((id) => below.has(id)) && ![...wanted].some((id) => below.has(id)),
            );
            if (outside) return { ids: wanted, written: { ...written, except: [outside.name] } };
        }
        return units.length === 0 ? undefined : this.#byUnits(wanted, units);
    }

    /** The units above an account, the uppermost first, each with the accounts below it. */
    #unitsAbove(account: string | undefined): { readonly name: string; readonly below: ReadonlySet<string> }[] {
        const above: { readonly name: string; readonly below: ReadonlySet<string> }[] = [];
        for (let at = this.#parents.get(account ?? ""); at !== undefined; at = this.#parents.get(at)) {
            const below = this.#below.get(at);
            if (below) above.unshift({ name: this.#unitNames.get(at) ?? at, below });
        }
        return above;
    }

    /** Whole units, and the accounts that are in none of them. */
    #byUnits(wanted: ReadonlySet<string>, units: readonly Candidate[]): Candidate {
        const names: string[] = [];
        const covered = new Set<string>();
        // Parents come before their children, so the uppermost unit is named.
        for (const { ids, written } of units) {
            if (![...ids].every((id) => wanted.has(id)) || [...ids].every((id) => covered.has(id))) continue;
            names.push(...(written.where as readonly string[]));
            for (const id of ids) covered.add(id);
        }
        const others = this.#namesOf(new Set([...wanted].filter((id) => !covered.has(id))));
        return { ids: wanted, written: { where: [...names, ...others] } };
    }

    #byNames(wanted: ReadonlySet<string>): WrittenPlaces {
        return { where: this.#namesOf(wanted) };
    }

    #namesOf(wanted: ReadonlySet<string>): string[] {
        return this.#organization.accounts
            .filter(({ id }) => wanted.has(id))
            .map(({ id }) => this.#accountNames.get(id) ?? id)
            .sort();
    }
}

/** The accounts in each unit and below it, by the unit's id; parents before their children. */
function accountsBelow({ units, accounts }: OrganizationInventory): ReadonlyMap<string, ReadonlySet<string>> {
    const below = new Map<string, Set<string>>(units.map(({ id }) => [id, new Set()]));
    for (const { id, parent } of accounts) below.get(parent)?.add(id);
    for (const { id, parent } of units.toReversed()) {
        const above = below.get(parent);
        for (const account of below.get(id) ?? []) above?.add(account);
    }
    return below;
}

/** @param others the names that make a name ambiguous. */
function prefixed(
    names: ReadonlyMap<string, string>,
    kind: "unit" | "account",
    others: ReadonlySet<string>,
): ReadonlyMap<string, string> {
    return new Map(
        [...names].map(([id, name]) => [id, others.has(name) || name === "everywhere" ? `${kind} ${name}` : name]),
    );
}

function namesOf({ where }: WrittenPlaces): string[] {
    return typeof where === "object" && "tags" in where ? Object.values(where.tags).flat() : [];
}

function isPartOf(value: string, who: string): boolean {
    return value.length > 1 && who.toLowerCase().includes(value.toLowerCase());
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
    return one.size === other.size && [...one].every((id) => other.has(id));
}
