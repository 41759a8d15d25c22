import type { SessionPolicies } from "../../evaluator/identity";
import type { Path } from "../problemReport";

/** Who exists, and in which sessions somebody works in an account. A feature provides it; assertions and `org explain` read it. */
export interface IdentityDirectory {
    /** The keys of all persons, sorted. */
    readonly persons: readonly string[];
    /** Sorted by key. */
    readonly groups: readonly IdentityGroup[];
    /** Every permission set, sorted by key. */
    readonly permissionSets: readonly IdentitySession[];
    /** Every session that a grant gives in an account, in the order of the definition. Grants that have ended give none. */
    sessionsIn(account: string): readonly GrantedSession[];
}

export interface IdentityGroup {
    readonly key: string;
    /** The keys of the persons in it, sorted. */
    readonly members: readonly string[];
    /** Another directory has it: nobody here knows who is in it. */
    readonly isExternal: boolean;
}

/** A session as one grant gives it, to a person or to a group. */
export interface GrantedSession {
    readonly holder: IdentityHolder;
    /** The same object for the same permission set. */
    readonly session: IdentitySession;
    /** Where the grant is written: `organizations/dev/people.yaml:12:5`. */
    readonly grantedAt: string;
    readonly because?: string;
    /** The last day of the grant. */
    readonly until?: string;
}

export interface IdentityHolder {
    readonly kind: "person" | "group";
    readonly key: string;
}

/** What somebody with a permission set may do, which is the same in every account. */
export interface IdentitySession extends SessionPolicies {
    /** The key of the permission set. */
    readonly permissionSet: string;
    /** Where the permission set is written, or is named if it is one of the library. */
    readonly place: string;
    readonly path: Path;
}

/** The key under which a directory has the management account, which is no account of the definition. No account has it. */
export const MANAGEMENT_ACCOUNT_KEY = "(management account)";

/** The sessions of a person, by grants to the person and to groups of which he is a member; or those of a group as such. */
export function sessionsOf(
    directory: IdentityDirectory,
    account: string,
    { kind, key }: IdentityHolder,
): readonly GrantedSession[] {
    const through = new Set(
        kind === "person"
            ? directory.groups.filter(({ members }) => members.includes(key)).map((group) => group.key)
            : [],
    );
    return directory
        .sessionsIn(account)
        .filter(
            ({ holder }) =>
                (holder.kind === kind && holder.key === key) || (holder.kind === "group" && through.has(holder.key)),
        );
}
