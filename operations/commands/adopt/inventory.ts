import type { Tags } from "../../../definition";

/** An organisation as AWS has it, by ids and with nothing resolved. It leaves out only AWS's own policies. */
export interface Inventory {
    readonly organization: {
        readonly id: string;
        readonly managementAccountId: string;
        readonly featureSet: string;
        readonly rootId: string;
        /** The types of policy that are enabled, sorted. */
        readonly policyTypes: readonly string[];
        /** Service principals, sorted. */
        readonly serviceAccess: readonly string[];
    };
    readonly root: GovernedNode;
    /** Parents before their children. */
    readonly units: readonly InventoryUnit[];
    /** Without the management account. */
    readonly accounts: readonly InventoryAccount[];
    readonly policies: readonly InventoryPolicy[];
}

/** A node that policies and tags are attached to. */
export interface GovernedNode {
    readonly id: string;
    /** Without AWS's own tags, which begin with `aws:`. */
    readonly tags: Tags;
    /** Sorted ids of the attached policies, without those of AWS. */
    readonly policies: readonly string[];
    /** True if FullAWSAccess is attached, or service control policies are not enabled. */
    readonly fullAccess: boolean;
}

export interface InventoryUnit extends GovernedNode {
    readonly name: string;
    /** Id of the parent unit or the root. */
    readonly parent: string;
}

export interface InventoryAccount extends InventoryUnit {
    readonly email: string;
    /** ACTIVE, SUSPENDED, PENDING_CLOSURE, ... Only active accounts have their tags and policies read. */
    readonly state: string;
}

export interface InventoryPolicy {
    readonly id: string;
    readonly type: string;
    readonly name: string;
    readonly description: string;
    /** The document exactly as AWS has it, including white space. */
    readonly content: string;
    readonly tags: Tags;
}

/** Whether an account can be governed. AWS changes nothing in an account that is closed or closing. */
export function isActive({ state }: InventoryAccount): boolean {
    return state === "ACTIVE";
}
