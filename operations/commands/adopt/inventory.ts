import type { Tags } from "../../../definition";
import type { AwsAnswer } from "../../cli/awsAnswer";

/** An organisation as AWS has it: ids for everything, nothing resolved, nothing left out but AWS's own policies. */
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
    readonly beside: UngovernedServices;
}

/** What policies and tags are attached to. */
export interface GovernedNode {
    readonly id: string;
    /** Without AWS's own, which begin with `aws:`. */
    readonly tags: Tags;
    /** Ids of the policies attached to it, without AWS's own; sorted. */
    readonly policies: readonly string[];
    /** FullAWSAccess is attached, or service control policies are not enabled. */
    readonly fullAccess: boolean;
}

export interface InventoryUnit extends GovernedNode {
    readonly name: string;
    /** Id of the unit above, or of the root. */
    readonly parent: string;
}

export interface InventoryAccount extends InventoryUnit {
    readonly email: string;
    /** ACTIVE, SUSPENDED, PENDING_CLOSURE, ... Tags and policies are read of active accounts only. */
    readonly state: string;
}

export interface InventoryPolicy {
    readonly id: string;
    readonly type: string;
    readonly name: string;
    readonly description: string;
    /** As AWS has it, white space and all. */
    readonly content: string;
    readonly tags: Tags;
}

/** What the organisation has beside, and the definition does not hold. */
export interface UngovernedServices {
    readonly delegatedAdministrators: AwsAnswer<readonly { id: string; name: string; services: readonly string[] }[]>;
    /** Names of the budgets of the management account. */
    readonly budgets: AwsAnswer<readonly string[]>;
    /** Permission sets of Identity Center, with the number of accounts that each is provisioned to. */
    readonly permissionSets: AwsAnswer<readonly { name: string; accounts: number }[]>;
}

/** Whether an account can be governed: AWS changes nothing about one that is closed or about to be. */
export function isActive({ state }: InventoryAccount): boolean {
    return state === "ACTIVE";
}
