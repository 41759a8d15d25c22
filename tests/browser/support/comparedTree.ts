import type { TreeChange, TreeDocument } from "../../../pages/data/treeDocument";
import { generatedTree } from "./generatedTree";

/** What is different in `treeWithChanges`, by node. */
const CHANGES: Readonly<Record<string, TreeChange>> = {
    "unit:Workloads/Production": {
        kind: "changed",
        values: [{ name: "guardrail require-encryption", to: "attached" }],
    },
    "account:shop-prod-0001": { kind: "added", values: [] },
    "account:data-prod-0002": { kind: "removed", values: [] },
    "account:platform-prod-0003": {
        kind: "moved",
        movedFrom: "Sandbox",
        values: [{ name: "tag Stage", from: "dev", to: "prod" }],
    },
    "account:search-prod-0004": {
        kind: "renamed",
        values: [{ name: "name", from: "Search", to: "search-prod-0004" }],
    },
};

/** The made-up organisation of 12 accounts, compared with another commit: one change of each kind. */
export function treeWithChanges(): TreeDocument {
    const document = generatedTree({ accounts: 12, perUnit: 6 });
    return {
        ...document,
        nodes: document.nodes.map((node) => {
            const change = CHANGES[node.ref];
            return change === undefined ? node : { ...node, change };
        }),
        comparison: {
            ref: "main",
            commit: "ba9876543210",
            counts: { added: 1, removed: 1, moved: 1, renamed: 1, changed: 1 },
            policies: [{ key: "regions", kind: "changed" }],
        },
    };
}
