/** A node of the organisation's tree: the root, a unit or an account. */
export interface OrganizationNode {
    readonly kind: "root" | "unit" | "account";
    /** A unit's or account's key in the definition; `root` for the root. */
    readonly key: string;
}

export const ROOT_NODE: OrganizationNode = { kind: "root", key: "root" };

export function unitNode(key: string): OrganizationNode {
    return { kind: "unit", key };
}

export function accountNode(key: string): OrganizationNode {
    return { kind: "account", key };
}

/** What a message calls a node: `the root`, `unit Workloads/Production`, `account shop`. */
export function describeNode({ kind, key }: OrganizationNode): string {
    return kind === "root" ? "the root" : `${kind} ${key}`;
}
