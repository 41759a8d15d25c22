import type { RoleFact } from "../read/identityFacts";

/** A role whose sessions can be revoked. */
export type RevocableRole = Pick<RoleFact, "name" | "trusts">;

/** What can be revoked, and what AWS does not allow. */
export interface RevocableRoles {
    /** In the order in which they are revoked. */
    readonly roles: readonly RevocableRole[];
    /** Roles of AWS's services: nobody assumes them but the service. */
    readonly serviceLinked: number;
    /** Roles of permission sets: only Identity Center may change them. */
    readonly ofIdentityCenter: number;
}

/**
 * Not for service-linked roles: "Revoke IAM role temporary security credentials". Not for the roles of permission sets: "Disabling permissions
 * for temporary security credentials". Both are pages of IAM's user guide (stored copies, read 2026-11-27).
 *
 * @param door the role with which we are in the account. It is the last, because its own session ends too.
 */
export function revocableRoles(all: readonly RoleFact[], door: string | undefined): RevocableRoles {
    const isServiceLinked = ({ path }: RoleFact): boolean => path.startsWith("/aws-service-role/");
    const isOfIdentityCenter = ({ path }: RoleFact): boolean => path.startsWith("/aws-reserved/");
    const roles = all.filter((role) => !isServiceLinked(role) && !isOfIdentityCenter(role));
    return {
        roles: [...roles].sort((one, two) => Number(one.name === door) - Number(two.name === door)),
        serviceLinked: all.filter(isServiceLinked).length,
        ofIdentityCenter: all.filter(isOfIdentityCenter).length,
    };
}

/** Roles with which services of AWS run what is yours: their programs keep a session until they fetch another one. */
export function isOfWorkload({ trusts }: RevocableRole): boolean {
    return trusts.services.length > 0;
}
