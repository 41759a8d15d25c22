import { ROOT_UNIT } from "../../../../definition";
import { nodesByRef, nodesDownTo, type TreeDocument, type TreeDocumentNode } from "../../../../pages/data/treeDocument";
import { hasTags, isInUnit, type AccountTag } from "../../accountFilter";

/** What somebody wants to see of a tree. */
export interface TreeChoice {
    /** The key of a unit, with everything below it. `/`: the accounts in the root. */
    readonly unit?: string;
    /** Accounts that have all of them. */
    readonly tags: readonly AccountTag[];
    /** Accounts in this state. */
    readonly state?: string;
}

/** The document with the chosen nodes, and those above them. */
export function chosenNodes(document: TreeDocument, choice: TreeChoice): TreeDocument {
    const { unit, tags, state } = choice;
    const byRef = nodesByRef(document);
    const isOfAccounts = tags.length > 0 || state !== undefined || unit === ROOT_UNIT;
    return withNodes(
        document,
        (node) =>
            (!isOfAccounts || node.kind === "account") &&
            (unit === undefined || isBelow(node, unit, byRef)) &&
            (state === undefined || node.state === state) &&
            (tags.length === 0 || hasTags(new Map(node.tags.map(({ name, value }) => [name, value])), tags)),
    );
}

/** The document with the nodes that differ from the other commit, and those above them. */
export function changedNodes(document: TreeDocument): TreeDocument {
    return withNodes(document, ({ change }) => change !== undefined);
}

/** The root stays in any case. */
function withNodes(document: TreeDocument, isWanted: (node: TreeDocumentNode) => boolean): TreeDocument {
    const byRef = nodesByRef(document);
    const wanted = document.nodes.filter((node) => node.kind === "root" || isWanted(node));
    const kept = new Set(wanted.flatMap((node) => nodesDownTo(node, byRef)));
    return { ...document, nodes: document.nodes.filter((node) => kept.has(node)) };
}

function isBelow(node: TreeDocumentNode, unit: string, byRef: ReadonlyMap<string, TreeDocumentNode>): boolean {
    if (node.kind === "root") return false;
    const at = node.kind === "unit" ? node : byRef.get(node.parent ?? "");
    return isInUnit(at?.kind === "unit" ? at.key : ROOT_UNIT, unit);
}
