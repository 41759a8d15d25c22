import type { OrganizationNode } from "../../tree";
import type { AccountIdentity } from "../request/accountIdentity";
import { parsePolicy, type ControlPolicy } from "./controlPolicy";
import type { ControlPolicyType } from "./controlPolicyType";

/** What binds one account: the policies attached to the root, to the units on the way down, and to the account. */
export interface Hierarchy extends AccountIdentity {
    /** The root first, the account last. */
    readonly levels: readonly HierarchyNode[];
}

/** A node on the way from the root down to an account, with the policies attached to it. */
export interface HierarchyNode extends OrganizationNode {
    readonly policies: readonly AttachedControlPolicy[];
}

export interface AttachedControlPolicy {
    /** The name that reports use for it: its key, or the name of a policy of AWS. */
    readonly name: string;
    readonly policy: ControlPolicy;
}

const EVERYTHING = { Effect: "Allow", Action: "*", Resource: "*" };

const FULL_ACCESS: Readonly<Record<ControlPolicyType, AttachedControlPolicy>> = {
    SERVICE_CONTROL_POLICY: {
        name: "FullAWSAccess",
        policy: parsePolicy({ Version: "2012-10-17", Statement: [EVERYTHING] }, "SERVICE_CONTROL_POLICY"),
    },
    RESOURCE_CONTROL_POLICY: {
        name: "RCPFullAWSAccess",
        policy: parsePolicy(
            { Version: "2012-10-17", Statement: [{ ...EVERYTHING, Principal: "*" }] },
            "RESOURCE_CONTROL_POLICY",
            { ofAws: true },
        ),
    },
};

/**
 * The policy that AWS attaches everywhere when a type is enabled: FullAWSAccess, which may be detached where another policy
 * allows something, or RCPFullAWSAccess, which cannot be detached.
 */
export function fullAccess(type: ControlPolicyType = "SERVICE_CONTROL_POLICY"): AttachedControlPolicy {
    return FULL_ACCESS[type];
}
