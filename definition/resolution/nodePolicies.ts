import { accountNode, ROOT_NODE, unitNode, type OrganizationNode } from "../../tree";

/** The keys of the policies that are attached to each node: to the root, and to units and accounts by key. */
export interface NodePolicies {
    readonly root: readonly string[];
    readonly units: ReadonlyMap<string, readonly string[]>;
    readonly accounts: ReadonlyMap<string, readonly string[]>;
}

/** Applies a function to the policies of every node. */
export function mapNodePolicies(
    { root, units, accounts }: NodePolicies,
    change: (keys: readonly string[], node: OrganizationNode) => readonly string[],
): NodePolicies {
    return {
        root: change(root, ROOT_NODE),
        units: new Map([...units].map(([key, keys]) => [key, change(keys, unitNode(key))])),
        accounts: new Map([...accounts].map(([key, keys]) => [key, change(keys, accountNode(key))])),
    };
}

/** The nodes that a policy is attached to: the root, then units, then accounts, each in the order of the definition. */
export function nodesWith(policy: string, { root, units, accounts }: NodePolicies): OrganizationNode[] {
    const having = (nodes: NodePolicies["units"]): string[] =>
        [...nodes].filter(([, keys]) => keys.includes(policy)).map(([key]) => key);
    return [
        ...(root.includes(policy) ? [ROOT_NODE] : []),
        ...having(units).map(unitNode),
        ...having(accounts).map(accountNode),
    ];
}
