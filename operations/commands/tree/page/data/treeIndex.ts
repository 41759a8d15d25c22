import type { TreeDocument, TreeDocumentNode, TreeGuardrail, TreePolicy } from "../../../../../pages/data/treeDocument";

/** A policy that binds a node, with the node to which it is attached. */
export interface BindingGuardrail extends TreeGuardrail {
    readonly at: number;
}

/** A document whose nodes are numbers, in its order: there may be 10,000, and each typed letter asks about all of them. */
export class TreeIndex {
    readonly document: TreeDocument;
    readonly nodes: readonly TreeDocumentNode[];
    /** The number of the node above; -1 for the root. */
    readonly parents: Int32Array;
    readonly children: readonly (readonly number[])[];
    /** How many accounts are in a unit and below it; 1 for an account. Removed ones are not counted. */
    readonly accounts: Uint32Array;
    /** How many policies bind a node: those above it and its own. */
    readonly guardrailCounts: Uint32Array;
    /** How many nodes below a node have changed. */
    readonly changesBelow: Uint32Array;
    readonly #numbers: ReadonlyMap<string, number>;
    readonly #policies: ReadonlyMap<string, TreePolicy>;

    constructor(document: TreeDocument) {
        const { nodes } = document;
        this.document = document;
        this.nodes = nodes;
        this.#numbers = new Map(nodes.map(({ ref }, number) => [ref, number]));
        this.#policies = new Map(document.policies.map((policy) => [policy.key, policy]));
        this.parents = Int32Array.from(nodes, ({ parent }) => this.#numbers.get(parent ?? "") ?? -1);
        const children: number[][] = nodes.map(() => []);
        this.accounts = Uint32Array.from(nodes, (node) => Number(node.kind === "account" && !isRemoved(node)));
        this.guardrailCounts = new Uint32Array(nodes.length);
        this.changesBelow = new Uint32Array(nodes.length);
        for (const [number, { guardrails }] of nodes.entries()) {
            const parent = this.parents[number] ?? -1;
            children[parent]?.push(number);
            this.guardrailCounts[number] = guardrails.length + (this.guardrailCounts[parent] ?? 0);
        }
        // A node stands after its parent, so that the sums of the last are complete first.
        for (let number = nodes.length - 1; number > 0; number--) {
            const parent = this.parents[number] ?? -1;
            this.accounts[parent] = (this.accounts[parent] ?? 0) + (this.accounts[number] ?? 0);
            const changes = (this.changesBelow[number] ?? 0) + Number(nodes[number]?.change !== undefined);
            this.changesBelow[parent] = (this.changesBelow[parent] ?? 0) + changes;
        }
        this.children = children;
    }

    /** @throws RangeError if there is no such node. */
    node(number: number): TreeDocumentNode {
        const node = this.nodes[number];
        if (node === undefined) throw new RangeError(`there is no node ${number}`);
        return node;
    }

    /** Undefined if the document has no node with this `ref`, such as one of an old link. */
    numberOf(ref: string): number | undefined {
        return this.#numbers.get(ref);
    }

    /** Undefined for a policy that the document does not describe. */
    policy(key: string): TreePolicy | undefined {
        return this.#policies.get(key);
    }

    /** The nodes from the root down to a node, that one included. */
    pathTo(number: number): number[] {
        const path: number[] = [];
        for (let at = number; at >= 0; at = this.parents[at] ?? -1) path.unshift(at);
        return path;
    }

    /** The policies that bind a node, from the root down. */
    guardrails(number: number): BindingGuardrail[] {
        return this.pathTo(number).flatMap((at) => this.node(at).guardrails.map((guardrail) => ({ ...guardrail, at })));
    }

    /** The accounts in a node and below it, in the order of the document. Removed ones are left out. */
    accountsBelow(number: number): number[] {
        const node = this.node(number);
        if (node.kind === "account") return isRemoved(node) ? [] : [number];
        return (this.children[number] ?? []).flatMap((child) => this.accountsBelow(child));
    }
}

/** Whether a node is only in the other commit. */
export const isRemoved = ({ change }: TreeDocumentNode): boolean => change?.kind === "removed";

/** What a node is called: by its key, because that is what people write, without the units above. The root by its name. */
export function labelOf({ kind, key, name }: TreeDocumentNode): string {
    if (kind === "root") return name;
    return kind === "unit" ? key.slice(key.lastIndexOf("/") + 1) : key;
}
