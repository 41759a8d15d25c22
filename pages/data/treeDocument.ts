/**
 * The organisation of a definition as plain JSON: what `org tree --json` prints and its page reads. Texts are as somebody wrote them, so
 * whatever shows them escapes them. What many nodes have in common (policies, settings, sections, access) is listed once, and nodes name
 * it by its key or its index: 1,000 accounts in a page are 1 MB and not 10.
 */
export interface TreeDocument {
    readonly stack: string;
    /** The definition's folder or file: `organizations/dev`. */
    readonly definition: string;
    /** The checkout's commit in 12 digits. Absent outside of a checkout of git. */
    readonly commit?: string;
    /** The definition differs from that commit. */
    readonly hasLocalChanges?: true;
    /** When the document was made, such as 2026-12-31. */
    readonly day: string;
    /** The organisation's id (`o-...`). Absent if it is not known. */
    readonly organizationId?: string;
    readonly managementAccountId?: string;
    /** Why AWS's ids are not known, as a sentence. Absent if the stack's state has been read. */
    readonly idsUnknown?: string;
    /** What else a reader should know, one sentence each. */
    readonly notes: readonly string[];
    /** The root first, then every unit and account: a node after its parent, siblings in the order in which they are shown. */
    readonly nodes: readonly TreeDocumentNode[];
    /** The policies that nodes name, sorted by key. */
    readonly policies: readonly TreePolicy[];
    /** The effective management policies that nodes name by index. */
    readonly effective: readonly TreeEffectivePolicy[];
    /** Facts of features that nodes name by index. A section that several accounts have is listed once. */
    readonly sections: readonly TreeSection[];
    /** The lists of access that nodes name by index. */
    readonly access: readonly (readonly TreeAccess[])[];
    /** The groups of people, sorted by key. */
    readonly groups: readonly TreeGroup[];
    /** What the whole organisation cost. Absent if nobody asked AWS, or AWS did not say. */
    readonly spendTotal?: TreeSpendTotal;
    /** What differs from another commit. Absent without a comparison. */
    readonly comparison?: TreeComparison;
}

export type TreeNodeKind = "root" | "unit" | "account";

/** `new`: the definition has it, and the stack's state does not: the next `up` creates it. Only known if the state has been read. */
export type TreeNodeState = "active" | "invited" | "quarantined" | "closing" | "leaving" | "new";

export interface TreeDocumentNode {
    /** Identifies the node in the document: `root`, `unit:Workloads/Production`, `account:shop`. */
    readonly ref: string;
    readonly kind: TreeNodeKind;
    /** Its key in the definition: of a unit with those of the units above it, `Workloads/Production`. `root` for the root. */
    readonly key: string;
    /** Its name in AWS. */
    readonly name: string;
    /** The `ref` of the node above. Absent for the root. */
    readonly parent?: string;
    /** AWS's id, where it is known. */
    readonly id?: string;
    /** Units are active or new, and the root is active. */
    readonly state: TreeNodeState;
    /** More about its state: `PENDING until 2026-12-09 (h-12ab34cd56)` of an invitation, or the policy that denies everything there. */
    readonly stateNote?: string;
    /** Where the node is written: `organizations/dev/organization.yaml:12:7`. Absent for the root. */
    readonly from?: string;
    /** The kind of a unit, or of an account's unit: `plain`, `sandbox`, `workloads`, `security`. Absent for the root. */
    readonly unitKind?: string;
    /** Of accounts only. */
    readonly email?: string;
    /** Of accounts only: who is responsible. */
    readonly owner?: string;
    /** Of accounts only: the last day on which it is needed. */
    readonly expires?: string;
    /** The effective tags; of the root those that everything inherits. */
    readonly tags: readonly TreeFact[];
    /** Of accounts: name, e-mail, access role and others, each with the line where it is written. */
    readonly settings: readonly TreeFact[];
    /** The policies that are attached to the node itself. Those of the nodes above bind it too: `guardrailsDownTo`. */
    readonly guardrails: readonly TreeGuardrail[];
    /** AWS's own policy FullAWSAccess is detached: only what the node's policies allow is possible there and below. */
    readonly isAllowList?: true;
    /** Indices into `effective`, one for each type of management policy that is in force there. */
    readonly effective: readonly number[];
    /** Indices into `sections`. Of accounts only. */
    readonly sections: readonly number[];
    /** Index into `access`: who may enter the account; of the root, the management account. Absent if nobody may by the definition. */
    readonly access?: number;
    /** What the account cost, where somebody asked AWS. Of accounts only: a unit costs what the accounts in it and below it do. */
    readonly spend?: TreeSpend;
    /** What the account, the unit or the organisation may cost in a month by its budget in the definition, in the currency of the spend. Absent without spend. */
    readonly budget?: number;
    /** What is different from the other commit. Absent if nothing is, and without a comparison. */
    readonly change?: TreeChange;
}

/** A value, and the place in the definition where it is written. */
export interface TreeFact {
    readonly name: string;
    readonly value: string;
    /** Absent if the value is the default. */
    readonly from?: string;
}

export interface TreeGuardrail {
    /** The policy's key. */
    readonly policy: string;
    /** What attaches it there: its name in `guardrails`, the kind of the unit, or the state of the account. */
    readonly from?: string;
}

export interface TreePolicy {
    readonly key: string;
    /** `SERVICE_CONTROL_POLICY`, ... */
    readonly type: string;
    readonly description: string;
    /** What its statements do, in words. Empty for management policies: those are shown by their effective values. */
    readonly says: readonly string[];
    readonly characters: number;
    /** Minified JSON. */
    readonly document: string;
    /** Where it is defined. */
    readonly from: string;
}

/** What the management policies of one type come to for a node, with those that it inherits. */
export interface TreeEffectivePolicy {
    readonly type: string;
    readonly settings: readonly TreeEffectiveSetting[];
    /** What AWS ignores in it, one sentence each. */
    readonly problems: readonly string[];
}

export interface TreeEffectiveSetting {
    /** `tags.costcenter.tag_value` */
    readonly path: string;
    readonly value: string;
    /** `tag-standard at unit Workloads`, one for each policy that gives a part of the value. */
    readonly sources: readonly string[];
}

/** What one feature says about an account. */
export interface TreeSection {
    /** `access`, `costBudgets`, `costDimensions`, `baseline`, ... as in `org effective --json`. */
    readonly key: string;
    /** In capitals, as `org effective` prints it: `BUDGET`. */
    readonly heading: string;
    readonly facts: readonly TreeFact[];
}

/** A permission set that a person or a group has in an account. */
export interface TreeAccess {
    readonly holder: "person" | "group";
    /** The key of the person or the group. */
    readonly who: string;
    readonly permissionSet: string;
    /** The last day. */
    readonly until?: string;
    readonly because?: string;
    /** Where the grant is written. */
    readonly from: string;
}

export interface TreeGroup {
    readonly key: string;
    /** The keys of the persons in it, sorted. Empty for an external group. */
    readonly members: readonly string[];
    /** Another directory has the group: nobody here knows who is in it. */
    readonly isExternal: boolean;
}

export interface TreeSpend {
    readonly currency: string;
    /** By month, such as 2026-10, the earliest first: without credits, refunds and tax. */
    readonly months: readonly { readonly month: string; readonly amount: number }[];
}

/** What the whole organisation cost, the management account and accounts outside the definition included. */
export interface TreeSpendTotal extends TreeSpend {
    /** The last day whose costs are known, such as 2026-11-26. */
    readonly until: string;
    /** The last month is not over. */
    readonly isPartial: boolean;
}

export interface TreeComparison {
    /** What was asked for: `main`, `HEAD~3`. */
    readonly ref: string;
    /** The other commit in 12 digits. `change` says what is different since then. */
    readonly commit: string;
    /** How many nodes have each kind of change. */
    readonly counts: Readonly<Record<TreeChangeKind, number>>;
    /** Policies whose document or description is another one, or that only one of the two has. Where they are attached is a change of nodes. */
    readonly policies: readonly { readonly key: string; readonly kind: "added" | "removed" | "changed" }[];
}

/**
 * A node has one kind: `moved` before `renamed` before `changed`, and `values` has everything that differs. `removed`: the document has the
 * node as it was, below the node that it was in.
 */
export type TreeChangeKind = "added" | "removed" | "moved" | "renamed" | "changed";

export interface TreeChange {
    readonly kind: TreeChangeKind;
    /** The key of the unit that it was in; `/` for the root. Only of a node that has moved. */
    readonly movedFrom?: string;
    /** Sorted by name. Empty for nodes that were added or removed. */
    readonly values: readonly TreeChangedValue[];
}

/** `tag Team`, `e-mail`, `guardrail deny-regions`, `access Developers`, `BUDGET monthly`: its value before and now. */
export interface TreeChangedValue {
    readonly name: string;
    /** Absent: there was none. */
    readonly from?: string;
    /** Absent: there is none now. */
    readonly to?: string;
    /** So many accounts below the node get it from there, and are not marked as changed by it. Absent: it is of the node alone. */
    readonly accounts?: number;
}

/** A policy that binds a node, and the node that it is attached to. */
export interface TreeBoundGuardrail extends TreeGuardrail {
    readonly at: TreeDocumentNode;
}

/** The `ref` of the root. */
export const ROOT_REF = "root";

/** The nodes of a document by `ref`. */
export function nodesByRef({ nodes }: TreeDocument): ReadonlyMap<string, TreeDocumentNode> {
    return new Map(nodes.map((node) => [node.ref, node]));
}

/** The nodes below each node, by its `ref`, in the order of the document. The root is below undefined. */
export function nodesByParent(
    nodes: readonly TreeDocumentNode[],
): ReadonlyMap<string | undefined, readonly TreeDocumentNode[]> {
    const found = new Map<string | undefined, TreeDocumentNode[]>();
    for (const node of nodes) {
        const siblings = found.get(node.parent);
        if (siblings) siblings.push(node);
        else found.set(node.parent, [node]);
    }
    return found;
}

/** The nodes from the root down to a node, that one included. */
export function nodesDownTo(
    node: TreeDocumentNode,
    byRef: ReadonlyMap<string, TreeDocumentNode>,
): readonly TreeDocumentNode[] {
    const path: TreeDocumentNode[] = [];
    for (let at: TreeDocumentNode | undefined = node; at; at = byRef.get(at.parent ?? "")) path.unshift(at);
    return path;
}

/** All policies that bind a node, from the root down: its own are the last. Those above it are its inherited ones. */
export function guardrailsDownTo(
    node: TreeDocumentNode,
    byRef: ReadonlyMap<string, TreeDocumentNode>,
): readonly TreeBoundGuardrail[] {
    return nodesDownTo(node, byRef).flatMap((at) => at.guardrails.map((guardrail) => ({ ...guardrail, at })));
}
