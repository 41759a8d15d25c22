import { describeNode, type OrganizationNode } from "../../tree";

/** One thing to register: a policy, a unit, an account, or an attachment to a node. */
export type RegistrationItem =
    | { readonly kind: "policy" | "unit" | "account"; readonly key: string }
    | { readonly kind: "attachment"; readonly policy: string; readonly node: OrganizationNode }
    /** AWS's FullAWSAccess is detached from the node: the policies attached there are an allow list in its place. */
    | { readonly kind: "fullAccessDetached"; readonly node: OrganizationNode };

export interface RegistrationStep {
    /** `policy regions`, `unit Workloads`, `account shop`, `attachment regions@unit Workloads`. */
    readonly id: string;
    readonly item: RegistrationItem;
    /**
     * The ids of the steps that it names in Pulumi's `dependsOn`. Resources whose ids it uses are not among them (an attachment's policy
     * and node, a unit's parent, an account's unit), because Pulumi waits for those by itself.
     */
    readonly dependsOn: readonly string[];
}

/** The identity of an item among the steps of a run. */
export function stepId(item: RegistrationItem): string {
    switch (item.kind) {
        case "attachment":
            // Keys of policies hold no "@".
            return `attachment ${item.policy}@${describeNode(item.node)}`;
        case "fullAccessDetached":
            return `detachment of FullAWSAccess@${describeNode(item.node)}`;
        default:
            return `${item.kind} ${item.key}`;
    }
}
