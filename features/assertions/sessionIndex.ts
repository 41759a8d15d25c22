import type { GrantedSession, IdentityDirectory, IdentityHolder } from "../../definition/access/identityAccess";

/** An account's id, or the beginning of one before a wildcard. Variables do not count: they have the same meaning in every account. */
const ACCOUNT = /\d{12}|[:"]\d+[*?]/;

/** The sessions of every person and group, account by account. A directory is asked once for an account. */
export class SessionIndex {
    /** A policy of a permission set names accounts by their ids, so that it means something else in each. */
    readonly namesAccounts: boolean;
    readonly #directory: IdentityDirectory;
    readonly #members: ReadonlyMap<string, readonly string[]>;
    readonly #accounts = new Map<string, ReadonlyMap<string, readonly GrantedSession[]>>();

    constructor(directory: IdentityDirectory) {
        this.#directory = directory;
        this.namesAccounts = directory.permissionSets.some(({ policies, boundary }) =>
            [...policies, ...(boundary ? [boundary] : [])].some(({ content }) => ACCOUNT.test(content ?? "")),
        );
        this.#members = new Map(directory.groups.map(({ key, members }) => [key, members]));
    }

    /** What a person has by himself and through groups, or what a group has. */
    of(account: string, holder: IdentityHolder): readonly GrantedSession[] {
        return this.#account(account).get(idOf(holder)) ?? [];
    }

    #account(account: string): ReadonlyMap<string, readonly GrantedSession[]> {
        const known = this.#accounts.get(account);
        if (known) return known;
        const found = new Map<string, GrantedSession[]>();
        const add = (holder: IdentityHolder, granted: GrantedSession): void => {
            const id = idOf(holder);
            const before = found.get(id);
            if (before) before.push(granted);
            else found.set(id, [granted]);
        };
        for (const granted of this.#directory.sessionsIn(account)) {
            add(granted.holder, granted);
            if (granted.holder.kind === "person") continue;
            for (const key of this.#members.get(granted.holder.key) ?? []) add({ kind: "person", key }, granted);
        }
        this.#accounts.set(account, found);
        return found;
    }
}

function idOf({ kind, key }: IdentityHolder): string {
    return `${kind} ${key}`;
}
