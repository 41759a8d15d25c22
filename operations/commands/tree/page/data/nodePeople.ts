import type { TreeAccess, TreeDocument, TreeGroup } from "../../../../../pages/data/treeDocument";
import { compareValues } from "../../../../../pages/data/lineOrder";
import type { TreeIndex } from "./treeIndex";

/** What one person, or an external group, may do in an account or in accounts of a unit. */
export interface PersonAccess {
    readonly who: string;
    /** Nobody here knows who is in it. */
    readonly isExternal: boolean;
    /** Nobody is in it. */
    readonly isEmpty: boolean;
    /** The group that gives it; absent if the grant names the person. */
    readonly through?: string;
    readonly grant: TreeAccess;
    /** In how many accounts. */
    readonly accounts: number;
}

/** Who has access to what, by person: a group is replaced by its members, as far as they are known. */
export class NodePeople {
    readonly #index: TreeIndex;
    readonly #groups: ReadonlyMap<string, TreeGroup>;
    /** By the index of a list of access: who is named in it, also through a group, and the groups themselves. */
    readonly #names: readonly ReadonlySet<string>[];
    /** By the index of a list of access: how many people and external groups have something. */
    readonly #counts: readonly number[];

    constructor(index: TreeIndex) {
        this.#index = index;
        this.#groups = groupsByKey(index.document);
        const lists = index.document.access.map((list) => list.flatMap((grant) => this.#persons(grant, 1)));
        this.#counts = lists.map((people) => new Set(people.map(({ who }) => who)).size);
        this.#names = lists.map(
            (people) => new Set(people.flatMap(({ who, through }) => (through === undefined ? [who] : [who, through]))),
        );
    }

    /** How many people, and external groups, may enter an account. */
    countOf(number: number): number {
        return this.#counts[this.#index.node(number).access ?? -1] ?? 0;
    }

    /** Whether a person or group may enter an account. */
    isNamed(who: string, number: number): boolean {
        return this.#names[this.#index.node(number).access ?? -1]?.has(who) ?? false;
    }

    /** Everybody who has access to any account, sorted. */
    everybody(): readonly string[] {
        return [...new Set(this.#names.flatMap((names) => [...names]))].sort(compareValues);
    }

    /** Who may enter an account, or the accounts in a unit and below it: by person, then by permission set. */
    of(number: number): PersonAccess[] {
        const counts = new Map<string, { readonly grant: TreeAccess; accounts: number }>();
        for (const account of this.#index.accountsBelow(number)) {
            for (const grant of this.#index.document.access[this.#index.node(account).access ?? -1] ?? []) {
                const id = JSON.stringify([grant.holder, grant.who, grant.permissionSet, grant.from]);
                const counted = counts.get(id) ?? { grant, accounts: 0 };
                counted.accounts++;
                counts.set(id, counted);
            }
        }
        return [...counts.values()]
            .flatMap(({ grant, accounts }) => this.#persons(grant, accounts))
            .sort(
                (one, other) =>
                    compareValues(one.who, other.who) ||
                    compareValues(one.grant.permissionSet, other.grant.permissionSet),
            );
    }

    #persons(grant: TreeAccess, accounts: number): PersonAccess[] {
        const { holder, who } = grant;
        const alone = { who, isExternal: false, isEmpty: false, grant, accounts };
        if (holder === "person") return [alone];
        const { isExternal = true, members = [] } = this.#groups.get(who) ?? {};
        if (members.length === 0) return [{ ...alone, isExternal, isEmpty: !isExternal }];
        return members.map((member) => ({ ...alone, who: member, through: who }));
    }
}

const groupsByKey = ({ groups }: TreeDocument): ReadonlyMap<string, TreeGroup> =>
    new Map(groups.map((group) => [group.key, group]));
