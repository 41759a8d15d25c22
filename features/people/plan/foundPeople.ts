import type { DirectoryEntry } from "../../../aws/directoryNames";
import type { IdentityCenterInstance } from "../../../aws/identityCenterInstance";
import type { Path } from "../../../definition/problemReport";

/** What AWS says of people that the state does not. */
export interface FoundPeople {
    /** Absent if it was not found: `refused` says why. */
    readonly instance?: IdentityCenterInstance;
    /** Ids of groups and users of another directory, by their keys. */
    readonly externalGroups: ReadonlyMap<string, string>;
    readonly externalUsers: ReadonlyMap<string, string>;
    /** What exists already and this run imports, by the names of the resources. Of memberships, the ids. */
    readonly imports: {
        readonly groups: ReadonlyMap<string, DirectoryEntry>;
        readonly users: ReadonlyMap<string, DirectoryEntry>;
        readonly memberships: ReadonlyMap<string, string>;
    };
    /** ARNs of existing permission sets that the stack takes over, by key. */
    readonly takenOver: ReadonlyMap<string, string>;
    /** What this run cannot do, each at its path. */
    readonly refused: readonly { readonly path: Path; readonly message: string }[];
    readonly warnings: readonly string[];
    /** The organisation does not exist yet, so Identity Center does not either. */
    readonly isWaiting: boolean;
    /** Today by AWS's clock, such as 2026-12-31. */
    readonly day: string;
}

export const NO_PEOPLE_FOUND: FoundPeople = {
    externalGroups: new Map(),
    externalUsers: new Map(),
    imports: { groups: new Map(), users: new Map(), memberships: new Map() },
    takenOver: new Map(),
    refused: [],
    warnings: [],
    isWaiting: false,
    day: new Date().toISOString().slice(0, 10),
};
