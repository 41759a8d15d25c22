import { MANAGEMENT_ACCOUNT_KEY } from "../../../definition/access/identityAccess";
import type { Path } from "../../../definition/problemReport";

/** The account that owns the organisation, which no definition names by a key. No account and no unit has this key. */
export const MANAGEMENT_ACCOUNT = MANAGEMENT_ACCOUNT_KEY;

/** One cell of the matrix: who may do what in one account, and why. */
export interface AccessLine {
    /** The key of a user; of a group whose members nobody here knows, or that is empty: the key of the group. */
    readonly who: string;
    readonly kind: AccessKind;
    /** The key of the group through which a person has it. Absent if the grant names the person. */
    readonly through?: string;
    /** The key of a permission set. */
    readonly permissionSet: string;
    /** The key of an account, or MANAGEMENT_ACCOUNT. */
    readonly account: string;
    /** The key of the account's unit; absent at the root and for the management account. */
    readonly unit?: string;
    /** The last day. */
    readonly until?: string;
    readonly because?: string;
    /** The number of the grant. */
    readonly grant: number;
    readonly path: Path;
}

/** `empty group`: nobody is in it, so that nobody has the access. */
export type AccessKind = "person" | "external group" | "empty group";
