import { ROOT_NODE, unitNode, type OrganizationNode } from "./organizationNode";

/** A unit, as far as the tree knows it. */
export interface TreeUnit {
    readonly key: string;
    /** The key of the unit above; absent under the root. */
    readonly parent?: string | undefined;
}

/** An account, as far as the tree knows it. */
export interface TreeAccount {
    readonly key: string;
    /** The key of its unit; absent in the root, and where the unit is not known. */
    readonly unit?: string | undefined;
}

/**
 * The units and accounts of an organisation as a tree. Every walk up or down the organisation is one of these; each costs no more than
 * what it returns.
 *
 * A unit whose parent is not among the units counts as one of the first level, an account whose unit is not among them as one in the root.
 */
export class OrganizationTree<Unit extends TreeUnit = TreeUnit, Account extends TreeAccount = TreeAccount> {
    /** Every unit by its key, in the order given. */
    readonly units: ReadonlyMap<string, Unit>;
    /** Every account by its key, in the order given. */
    readonly accounts: ReadonlyMap<string, Account>;
    readonly #unitsIn = new Map<string | undefined, Unit[]>();
    readonly #accountsIn = new Map<string | undefined, Account[]>();

    constructor(units: Iterable<Unit>, accounts: Iterable<Account> = []) {
        this.units = new Map([...units].map((unit) => [unit.key, unit]));
        this.accounts = new Map([...accounts].map((account) => [account.key, account]));
        for (const unit of this.units.values()) push(this.#unitsIn, this.#known(unit.parent), unit);
        for (const account of this.accounts.values()) push(this.#accountsIn, this.#known(account.unit), account);
    }

    unit(key: string): Unit | undefined {
        return this.units.get(key);
    }

    account(key: string): Account | undefined {
        return this.accounts.get(key);
    }

    /**
     * The units on the way down to a unit, that one included: the first level first.
     *
     * @param unit absent, or not a unit of the tree: none.
     */
    unitsDownTo(unit: string | undefined): Unit[] {
        const units: Unit[] = [];
        // Parents that lead in a circle exist in no organisation; a definition could still say so.
        const seen = new Set<string>();
        for (let at = this.#find(unit); at && !seen.has(at.key); at = this.#find(at.parent)) {
            seen.add(at.key);
            units.unshift(at);
        }
        return units;
    }

    /** The nodes on the way down to a node: the root first, the node itself last. A node that is not in the tree counts as the root. */
    pathTo({ kind, key }: OrganizationNode): OrganizationNode[] {
        const account = kind === "account" ? this.account(key) : undefined;
        const units = this.unitsDownTo(kind === "unit" ? key : account?.unit).map((unit) => unitNode(unit.key));
        return [ROOT_NODE, ...units, ...(account ? [{ kind, key }] : [])];
    }

    /** @param unit absent: the units of the first level. */
    unitsIn(unit?: string): readonly Unit[] {
        return this.#unitsIn.get(unit) ?? [];
    }

    /** @param unit absent: the accounts in the root. */
    accountsIn(unit?: string): readonly Account[] {
        return this.#accountsIn.get(unit) ?? [];
    }

    /** The units below a unit at any depth, parents before their children. Absent: every unit. */
    unitsBelow(unit?: string): Unit[] {
        return this.unitsIn(unit).flatMap((one) => [one, ...this.unitsBelow(one.key)]);
    }

    /** The accounts in a unit and in all units below it. Absent: every account. */
    accountsBelow(unit?: string): Account[] {
        return [unit, ...this.unitsBelow(unit).map(({ key }) => key)].flatMap((key) => this.accountsIn(key));
    }

    #find(key: string | undefined): Unit | undefined {
        return key === undefined ? undefined : this.units.get(key);
    }

    #known(unit: string | undefined): string | undefined {
        return this.#find(unit)?.key;
    }
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
    const values = map.get(key);
    if (values) values.push(value);
    else map.set(key, [value]);
}
