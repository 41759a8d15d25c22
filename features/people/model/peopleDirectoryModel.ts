import type { Path } from "../../../definition/problemReport";

/** A group of IAM Identity Center. */
export interface GroupModel {
    readonly key: string;
    /** Its display name in Identity Center. Default: the key. */
    readonly name: string;
    readonly description: string;
    /** It comes from another directory (SCIM): it is looked up and never changed, and nobody here knows who is in it. */
    readonly isExternal: boolean;
    /** The keys of the users in it, sorted. Empty for an external group. */
    readonly members: readonly string[];
    /** The id of an existing group, which is taken over instead of being created. */
    readonly id?: string;
    readonly path: Path;
}

/** A user of IAM Identity Center. */
export interface UserModel {
    /** Its key in the definition, and its user name in Identity Center: usually an e-mail address. */
    readonly key: string;
    readonly givenName: string;
    readonly familyName: string;
    readonly displayName: string;
    readonly email: string;
    /** The same as for a group. Names and e-mail of an external user are empty. */
    readonly isExternal: boolean;
    /** The keys of the groups that the definition puts the user into, sorted. */
    readonly groups: readonly string[];
    readonly id?: string;
    readonly path: Path;
}

/** A user or a group. No user and group of a definition have the same key. */
export interface PrincipalModel {
    readonly kind: "user" | "group";
    readonly key: string;
}
