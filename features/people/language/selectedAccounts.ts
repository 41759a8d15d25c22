import type { AccountModel, OrganizationModel } from "../../../definition/model";
import type { AccountSelector } from "../model";

/**
 * The accounts that selectors mean, looked up rather than compared one by one: the accounts of each tag, unit and kind are indexed once.
 */
export class SelectedAccounts {
    readonly #all: ReadonlySet<string>;
    readonly #byKind = new Map<string, Set<string>>();
    /** With everything below each unit. */
    readonly #byUnit = new Map<string, Set<string>>();
    /** By the tag's key and its value. */
    readonly #byTag = new Map<string, Map<string, Set<string>>>();

    constructor({ accounts }: Pick<OrganizationModel, "accounts">) {
        this.#all = new Set(accounts.map(({ key }) => key));
        for (const account of accounts) this.#index(account);
    }

    /** Keys of the accounts that at least one of the selectors means. */
    of(selectors: readonly AccountSelector[]): ReadonlySet<string> {
        const [first, ...others] = selectors.map((selector) => this.#selected(selector));
        if (!first) return new Set();
        return others.length === 0 ? first : new Set([first, ...others].flatMap((keys) => [...keys]));
    }

    #index({ key, kind, unit, tags }: AccountModel): void {
        add(this.#byKind, kind, key);
        const names = unit.split("/");
        for (let length = 1; length <= names.length; length++) add(this.#byUnit, names.slice(0, length).join("/"), key);
        for (const [tag, value] of Object.entries(tags)) {
            const values = this.#byTag.get(tag) ?? new Map<string, Set<string>>();
            this.#byTag.set(tag, values);
            add(values, value, key);
        }
    }

    #selected({ accounts, units, kinds, tags }: AccountSelector): ReadonlySet<string> {
        const parts: ReadonlySet<string>[] = [
            ...(accounts ? [new Set(accounts.filter((key) => this.#all.has(key)))] : []),
            ...(units ? [union(units, this.#byUnit)] : []),
            ...(kinds ? [union(kinds, this.#byKind)] : []),
            ...Object.entries(tags ?? {}).map(([key, values]) => union(values, this.#byTag.get(key))),
        ];
        const [smallest = this.#all, ...others] = parts.sort((one, two) => one.size - two.size);
        return others.length === 0
            ? smallest
            : new Set([...smallest].filter((key) => others.every((keys) => keys.has(key))));
    }
}

function add(sets: Map<string, Set<string>>, at: string, key: string): void {
    const keys = sets.get(at) ?? new Set();
    sets.set(at, keys.add(key));
}

function union(
    names: readonly string[],
    sets: ReadonlyMap<string, ReadonlySet<string>> | undefined,
): ReadonlySet<string> {
    const [first, ...others] = names.flatMap((name) => sets?.get(name) ?? []);
    if (!first) return new Set();
    return others.length === 0 ? first : new Set([first, ...others].flatMap((keys) => [...keys]));
}
