import type { TreeAccess, TreeDocument, TreeGroup } from "../../../../../pages/data/treeDocument";
import { compareValues } from "../../../../../pages/data/lineOrder";
import type { TreeIndex } from "./treeIndex";

/** Who has access: a person, or a group whose members are not known or are none. */
export interface Person {
    readonly who: string;
    readonly kind: "person" | "external group" | "empty group";
    /** Sorted by permission set. */
    readonly access: readonly PersonAccess[];
}

/** What a person has by one grant. */
export interface PersonAccess {
    /** The group that gives it; absent if the grant names the person. */
    readonly through?: string;
    readonly grant: TreeAccess;
    /** In how many accounts. */
    readonly accounts: number;
}

/** One grant for one person. */
interface HeldGrant extends PersonAccess, Pick<Person, "who" | "kind"> {}

/** Who has access to what, by person: a group is replaced by its members, as far as they are known. */
export class NodePeople {
    /** How many people, and groups whose members are not known, have access to any account. */
    readonly count: number;
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
        this.count = new Set(lists.flatMap((people) => people.map(({ who }) => who))).size;
        this.#names = lists.map(
            (held) => new Set(held.flatMap(({ who, through }) => (through === undefined ? [who] : [who, through]))),
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

    /** The people and groups that have access to any account, sorted. */
    everybody(): readonly string[] {
        return [...new Set(this.#names.flatMap((names) => [...names]))].sort(compareValues);
    }

    /** Who may enter an account, or the accounts in a unit and below it, sorted. */
    of(number: number): Person[] {
        const counts = new Map<string, { readonly grant: TreeAccess; accounts: number }>();
        // The root has the access to the management account, which is in it.
        for (const account of number === 0 ? [0, ...this.#index.accountsBelow(0)] : this.#index.accountsBelow(number)) {
            for (const grant of this.#index.document.access[this.#index.node(account).access ?? -1] ?? []) {
                const id = JSON.stringify([grant.holder, grant.who, grant.permissionSet, grant.from]);
                const counted = counts.get(id) ?? { grant, accounts: 0 };
                counted.accounts++;
                counts.set(id, counted);
            }
        }
        const held = [...counts.values()].flatMap(({ grant, accounts }) => this.#persons(grant, accounts));
        const byHolder = new Map<string, HeldGrant[]>();
        for (const one of held) {
            const id = JSON.stringify([one.kind, one.who]);
            const same = byHolder.get(id);
            if (same) same.push(one);
            else byHolder.set(id, [one]);
        }
        return [...byHolder.values()]
            .flatMap((access): Person[] => {
                const [first] = access;
                return first === undefined ? [] : [{ who: first.who, kind: first.kind, access: bySet(access) }];
            })
            .sort((one, other) => compareValues(one.who, other.who));
    }

    #persons(grant: TreeAccess, accounts: number): HeldGrant[] {
        const { holder, who } = grant;
        if (holder === "person") return [{ who, kind: "person", grant, accounts }];
        const { isExternal = true, members = [] } = this.#groups.get(who) ?? {};
        if (members.length === 0)
            return [{ who, kind: isExternal ? "external group" : "empty group", grant, accounts }];
        return members.map((member) => ({ who: member, kind: "person", through: who, grant, accounts }));
    }
}

const bySet = (access: readonly PersonAccess[]): PersonAccess[] =>
    [...access].sort((one, other) => compareValues(one.grant.permissionSet, other.grant.permissionSet));

const groupsByKey = ({ groups }: TreeDocument): ReadonlyMap<string, TreeGroup> =>
    new Map(groups.map((group) => [group.key, group]));
