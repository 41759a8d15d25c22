import type { PermissionSetInAws } from "../../../aws/permissionSetInAws";
import type { IdentityCenterInstance } from "../../../aws/identityCenterInstance";

/** What AWS has of people. Every list is in the order of AWS's answer. */
export interface ExistingPeople {
    /** Whose instance it is; absent: not known. */
    readonly managementAccountId?: string;
    readonly instance: IdentityCenterInstance;
    readonly groups: readonly ExistingGroup[];
    readonly users: readonly ExistingUser[];
    readonly permissionSets: readonly ExistingPermissionSet[];
    readonly assignments: readonly ExistingAssignments[];
}

export interface ExistingGroup {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    /** It comes from another directory. */
    readonly isExternal: boolean;
    /** The ids of the users in it. Empty for an external group, which nobody asks about. */
    readonly members: readonly string[];
}

export interface ExistingUser {
    readonly id: string;
    readonly userName: string;
    readonly givenName: string;
    readonly familyName: string;
    readonly displayName: string;
    /** E-mail addresses, the primary one first. */
    readonly emails: readonly string[];
    readonly isExternal: boolean;
}

export interface ExistingPermissionSet extends PermissionSetInAws {
    readonly arn: string;
    /** The accounts that it is provisioned to, sorted. */
    readonly accounts: readonly string[];
}

/** The accounts in which a principal has a permission set. */
export interface ExistingAssignments {
    readonly permissionSet: string;
    readonly principal: ExistingPrincipal;
    /** Ids, sorted. */
    readonly accounts: readonly string[];
}

export interface ExistingPrincipal {
    readonly kind: "user" | "group";
    readonly id: string;
}
