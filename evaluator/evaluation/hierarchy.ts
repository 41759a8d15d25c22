import type { OrganizationNode } from "../../tree";
import { parse, type ControlPolicyType, type Policy } from "./policy";

/** What binds one account: the policies attached to the root, the units on the way, and the account. */
export interface Hierarchy {
    /** The account's id, 12 digits. Absent: not known yet, and then no condition on it is decided. */
    readonly account?: string;
    /** Service and resource control policies do not bind the organisation's management account. */
    readonly management?: boolean;
    readonly organization?: OrganizationIds;
    /** The root first, the account last. */
    readonly levels: readonly HierarchyNode[];
}

/** What AWS calls the organisation, for the condition keys that name it. What is absent is not known. */
export interface OrganizationIds {
    /** `o-a1b2c3d4e5`. */
    readonly id?: string;
    /** Where the account is: `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/`, as aws:PrincipalOrgPaths has it. */
    readonly path?: string;
}

/** A node on the way from the root down to an account, with the policies attached to it. */
export interface HierarchyNode extends OrganizationNode {
    readonly policies: readonly AttachedPolicy[];
}

export interface AttachedPolicy {
    /** The name that reports use for it: its key, or the name of a policy of AWS. */
    readonly name: string;
    readonly policy: Policy;
}

const EVERYTHING = { Effect: "Allow", Action: "*", Resource: "*" };

const FULL_ACCESS: Readonly<Record<ControlPolicyType, AttachedPolicy>> = {
    SERVICE_CONTROL_POLICY: {
        name: "FullAWSAccess",
        policy: parse({ Version: "2012-10-17", Statement: [EVERYTHING] }, "SERVICE_CONTROL_POLICY"),
    },
    RESOURCE_CONTROL_POLICY: {
        name: "RCPFullAWSAccess",
        policy: parse(
            { Version: "2012-10-17", Statement: [{ ...EVERYTHING, Principal: "*" }] },
            "RESOURCE_CONTROL_POLICY",
            { ofAws: true },
        ),
    },
};

/**
 * The policy that AWS attaches everywhere as soon as a type is enabled: FullAWSAccess, which may be detached where another
 * policy allows, or RCPFullAWSAccess, which cannot be.
 */
export function fullAccess(type: ControlPolicyType = "SERVICE_CONTROL_POLICY"): AttachedPolicy {
    return FULL_ACCESS[type];
}
