import {
    nodesByParent,
    type TreeChange,
    type TreeChangedValue,
    type TreeChangeKind,
    type TreeComparison,
    type TreeDocument,
    type TreeDocumentNode,
    type TreePolicy,
} from "../../../../pages/data/treeDocument";
import { changedValues, type ValueOwners } from "./changedValues";
import { InheritedChanges } from "./inheritedChanges";

/** The commit that a document is compared with. */
export type OtherCommit = Pick<TreeComparison, "ref" | "commit">;

/** Which node each value of the two documents comes from. */
export interface ComparedOwners {
    readonly now: ValueOwners;
    readonly before: ValueOwners;
}

/**
 * A document with what is different from an earlier one: changes at the nodes, the nodes that are gone, and counts. A node is the same if its
 * key is; or its id, for a node under a key that the other document does not have. Both documents come from definitions alone: what the
 * state knows of the one and not of the other would be a difference.
 */
export function comparedTree(
    document: TreeDocument,
    before: TreeDocument,
    other: OtherCommit,
    owners?: ComparedOwners,
): TreeDocument {
    const pairs = new NodePairs(document, before);
    const inherited = new InheritedChanges();
    const found = document.nodes.map((node) => {
        const was = pairs.before(node);
        if (!was) return { node, values: [], isNew: true };
        const values = changedValues(
            {
                document: before,
                node: was,
                parent: was.parent && pairs.refOf(was.parent),
                ...(owners && { owners: pairs.presentOwners(owners.before) }),
            },
            { document, node, parent: node.parent, ...(owners && { owners: owners.now }) },
        );
        const isMoved = was.parent !== undefined && pairs.refOf(was.parent) !== node.parent;
        return { node, was, ...inherited.withoutThoseAbove(node, values, isMoved), isMoved };
    });
    const compared = found.map((one) => {
        const change = changeOf(one, inherited);
        return change ? { ...one.node, change } : one.node;
    });
    const removed = pairs.removed.map((node) => removedNode(node, pairs));
    const nodes = inOrder([...compared, ...removed]);
    const named = new Set(removed.flatMap(({ guardrails }) => guardrails.map(({ policy }) => policy)));
    const policies = new Set(document.policies.map(({ key }) => key));
    return {
        ...document,
        nodes,
        policies: [
            ...document.policies,
            ...before.policies.filter(({ key }) => named.has(key) && !policies.has(key)),
        ].sort((one, two) => (one.key < two.key ? -1 : 1)),
        comparison: {
            ...other,
            counts: countsOf(nodes),
            policies: changedPolicies(document.policies, before.policies),
        },
    };
}

/** Which node of one document is which of the other. */
class NodePairs {
    /** The nodes that only the earlier document has, in its order. */
    readonly removed: readonly TreeDocumentNode[];
    readonly #before = new Map<string, TreeDocumentNode>();
    /** By the earlier `ref` the present one. */
    readonly #refs = new Map<string, string>();
    #owners: ValueOwners | undefined;

    constructor(document: TreeDocument, before: TreeDocument) {
        const earlier = new Map(before.nodes.map((node) => [node.ref, node]));
        const present = new Set(document.nodes.map(({ ref }) => ref));
        const byId = new Map(
            before.nodes.flatMap((node) =>
                node.id === undefined || present.has(node.ref) ? [] : [[`${node.kind} ${node.id}`, node]],
            ),
        );
        for (const { ref, kind, id } of document.nodes) {
            const found = earlier.get(ref) ?? (id === undefined ? undefined : byId.get(`${kind} ${id}`));
            if (!found || this.#refs.has(found.ref)) continue;
            this.#before.set(ref, found);
            this.#refs.set(found.ref, ref);
        }
        this.removed = before.nodes.filter(({ ref }) => !this.#refs.has(ref));
    }

    /** What a node of the present document was; undefined for a new one. */
    before({ ref }: TreeDocumentNode): TreeDocumentNode | undefined {
        return this.#before.get(ref);
    }

    /** Where earlier values were, by what these nodes are now. */
    presentOwners(owners: ValueOwners): ValueOwners {
        this.#owners ??= new Map([...owners].map(([place, ref]) => [place, this.refOf(ref)]));
        return this.#owners;
    }

    /** The `ref` that an earlier node has now; its own if it is gone. */
    refOf(ref: string): string {
        return this.#refs.get(ref) ?? ref;
    }
}

interface FoundNode {
    readonly node: TreeDocumentNode;
    readonly values: readonly TreeChangedValue[];
    /** Absent: it is new. */
    readonly was?: TreeDocumentNode;
    readonly isMoved?: boolean;
}

function changeOf({ node, was, values: own, isMoved }: FoundNode, inherited: InheritedChanges): TreeChange | undefined {
    if (!was) return { kind: "added", values: [] };
    const values = inherited.addedTo(node, own);
    if (isMoved) return { kind: "moved", movedFrom: keyOfUnit(was.parent ?? ""), values };
    if (values.length === 0) return undefined;
    const isRenamed = values.some(({ name }) => name === "key" || name === "name");
    return { kind: isRenamed ? "renamed" : "changed", values };
}

/** The unit's key as definitions write it; `/` for the root. */
function keyOfUnit(ref: string): string {
    return ref.startsWith("unit:") ? ref.slice("unit:".length) : "/";
}

/** What the present document names by index is not what the node had. */
function removedNode({ access: _, ...node }: TreeDocumentNode, pairs: NodePairs): TreeDocumentNode {
    return {
        ...node,
        ...(node.parent !== undefined && { parent: pairs.refOf(node.parent) }),
        effective: [],
        sections: [],
        change: { kind: "removed", values: [] },
    };
}

/** Each node after its parent; of a unit the accounts first, then the units. */
function inOrder(nodes: readonly TreeDocumentNode[]): TreeDocumentNode[] {
    const children = nodesByParent(nodes);
    const below = (parent: string | undefined): TreeDocumentNode[] => {
        const all = children.get(parent) ?? [];
        const [accounts, others] = [true, false].map((isAccount) =>
            all.filter(({ kind }) => (kind === "account") === isAccount),
        );
        return [...(accounts ?? []), ...(others ?? [])].flatMap((node) => [node, ...below(node.ref)]);
    };
    return below(undefined);
}

function countsOf(nodes: readonly TreeDocumentNode[]): Record<TreeChangeKind, number> {
    const counts = { added: 0, removed: 0, moved: 0, renamed: 0, changed: 0 };
    for (const { change } of nodes) if (change) counts[change.kind] += 1;
    return counts;
}

function changedPolicies(policies: readonly TreePolicy[], before: readonly TreePolicy[]): TreeComparison["policies"] {
    const text = ({ type, document, description }: TreePolicy): string => JSON.stringify([type, document, description]);
    const [now, then] = [policies, before].map((all) => new Map(all.map((policy) => [policy.key, text(policy)])));
    return [...new Set([...policies, ...before].map(({ key }) => key))].sort().flatMap((key) => {
        const [is, was] = [now?.get(key), then?.get(key)];
        if (is === was) return [];
        const kind = was === undefined ? ("added" as const) : is === undefined ? ("removed" as const) : "changed";
        return [{ key, kind }];
    });
}
