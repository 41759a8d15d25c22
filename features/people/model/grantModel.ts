import type { Kind } from "../../../definition/schema";
import type { Path } from "../../../definition/problemReport";
import type { PrincipalModel } from "./peopleDirectoryModel";

/**
 * Accounts that a grant names. Every part that is present must hold; of the values of one part, one must. Without any part: every account
 * of the organisation but the management account.
 */
export interface AccountSelector {
    /** Keys of accounts. */
    readonly accounts?: readonly string[];
    /** Keys of units, with everything below them. */
    readonly units?: readonly string[];
    /** The kinds of the accounts' units. */
    readonly kinds?: readonly Kind[];
    /** By the tag's key: the values, one of which the account has. */
    readonly tags?: Readonly<Record<string, readonly string[]>>;
    /** Where it is written: a name, or a map with the keys above. */
    readonly path: Path;
}

/** One line of `access`: who may do what, where, and until when. */
export interface GrantModel {
    /** Its number in `access`, from 0. */
    readonly number: number;
    readonly who: readonly PrincipalModel[];
    /** Keys of permission sets. */
    readonly permissionSets: readonly string[];
    /** An account that one of them selects is meant. */
    readonly where: readonly AccountSelector[];
    /** An account that one of them selects is not meant. */
    readonly except: readonly AccountSelector[];
    /** The management account is meant too. Only a line that names it says so. */
    readonly managementAccount: boolean;
    /** The last day, such as 2026-12-31. The first run after it takes the access away. */
    readonly until?: string;
    readonly because?: string;
    readonly path: Path;
}

/** What somebody may do in an account. */
export interface AccessModel {
    readonly who: PrincipalModel;
    /** The key of a permission set. */
    readonly permissionSet: string;
    /** The number of the grant that says so. Two grants may say the same. */
    readonly grant: number;
    /** The same as the grant's. */
    readonly until?: string;
}
