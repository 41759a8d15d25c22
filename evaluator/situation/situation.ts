import type { OrganizationNode, OrganizationTree, TreeAccount, TreeUnit } from "../../tree";

/** Which policies are attached where in an organisation, at one moment: before a change, or after it. */
export interface Situation {
    /** `o-...`; absent if it is not known yet. */
    readonly organizationId?: string;
    /** Every policy by its key, of every type. */
    readonly policies: ReadonlyMap<string, { readonly type: string; readonly content: string }>;
    readonly root: Attachments;
    readonly tree: OrganizationTree<UnitSituation, AccountSituation>;
}

/** The policies that are attached to one node. */
export interface Attachments {
    /** The keys of the policies attached to it. */
    readonly guardrails: readonly string[];
    /** AWS's FullAWSAccess is attached to it. */
    readonly fullAccess: boolean;
}

export interface UnitSituation extends TreeUnit, Attachments {}

export interface AccountSituation extends TreeAccount, Attachments {
    /** Twelve digits; absent for an account that does not exist yet. */
    readonly id?: string | undefined;
}

/** A node with the policies that are attached to it. */
export interface AttachedNode extends OrganizationNode, Attachments {}

/** The nodes from the root down to a node, including that node, each with what is attached to it. */
export function attachmentsOnPathTo({ root, tree }: Situation, node: OrganizationNode): AttachedNode[] {
    return tree.pathTo(node).map(({ kind, key }) => {
        const attachments = kind === "unit" ? tree.unit(key) : kind === "account" ? tree.account(key) : root;
        // pathTo returns nodes of the tree only.
        const { guardrails, fullAccess } = attachments ?? root;
        return { kind, key, guardrails, fullAccess };
    });
}

/** The keys of all policies that bind a node: those attached to it and to every node above it. Sorted. */
export function policiesThatBind(situation: Situation, node: OrganizationNode): string[] {
    return [...new Set(attachmentsOnPathTo(situation, node).flatMap(({ guardrails }) => guardrails))].sort();
}
