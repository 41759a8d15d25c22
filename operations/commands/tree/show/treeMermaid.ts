import { visible } from "../../../../limits";
import { nodesByParent, type TreeDocument, type TreeDocumentNode } from "../../../../pages/data/treeDocument";
import { changeKindWords, countedAccounts, isLargeTree, ownKey, shownAccounts, stateWords } from "./treeWords";

/**
 * The most that Mermaid draws unless its page says otherwise: lines between boxes, and characters of the source.
 * Source: maxEdges and maxTextSize, mermaid.js.org/config/schema-docs/config-properties-maxedges.html, read on 2026-11-27.
 */
export const MERMAID_LIMITS = { edges: 500, characters: 50_000 } as const;

/** The looks of boxes. Their colours suit light and dark pages. */
const CLASSES: Readonly<Record<string, string>> = {
    added: "fill:#dafbe1,stroke:#1a7f37,color:#0b3d1a",
    removed: "fill:#ffebe9,stroke:#cf222e,color:#6e0b14,stroke-dasharray:4",
    moved: "fill:#ddf4ff,stroke:#0969da,color:#0a3069",
    changed: "fill:#fff8c5,stroke:#9a6700,color:#4d2d00",
    special: "fill:#f6f8fa,stroke:#cf222e,color:#24292f",
};

/** A tree as the source of a Mermaid flowchart. */
export interface MermaidTree {
    readonly text: string;
    /** The number of lines between boxes. */
    readonly edges: number;
}

/**
 * The root, the units and the accounts as boxes. In a large organisation, the accounts of a unit are a number in its box.
 *
 * @param isFull every account has a box, however many there are.
 */
export function treeMermaid(document: TreeDocument, isFull: boolean): MermaidTree {
    const below = nodesByParent(document.nodes);
    const isLarge = !isFull && isLargeTree(document);
    const boxes: string[] = [];
    const edges: string[] = [];
    const looks = new Map<string, string[]>();
    const draw = (node: TreeDocumentNode, parent: string | undefined): void => {
        const nodes = below.get(node.ref) ?? [];
        const accounts = shownAccounts(
            nodes.filter(({ kind }) => kind === "account"),
            isLarge,
        );
        // A key may be a word of Mermaid's own, so none is part of an id.
        const id = `n${boxes.length}`;
        boxes.push(`    ${id}["${label(node, accounts.counted.length > 0 ? countedAccounts(accounts) : "")}"]`);
        if (parent !== undefined) edges.push(`    ${parent} --> ${id}`);
        const look = lookOf(node);
        if (look !== undefined) looks.set(look, [...(looks.get(look) ?? []), id]);
        for (const one of [...accounts.listed, ...nodes.filter(({ kind }) => kind === "unit")]) draw(one, id);
    };
    for (const root of below.get(undefined) ?? []) draw(root, undefined);
    const classes = [...looks].flatMap(([look, ids]) => [
        `    classDef ${look} ${CLASSES[look]}`,
        `    class ${ids.join(",")} ${look}`,
    ]);
    return { text: ["flowchart LR", ...boxes, ...edges, ...classes].join("\n"), edges: edges.length };
}

function lookOf({ state, change }: TreeDocumentNode): string | undefined {
    if (change) return change.kind === "renamed" ? "changed" : change.kind;
    return state === "active" ? undefined : state === "new" ? "added" : "special";
}

function label(node: TreeDocumentNode, accounts: string): string {
    return [ownKey(node), node.id ?? "", stateWords(node), changeKindWords(node.change), accounts]
        .filter((line) => line !== "")
        .map(escapedLabel)
        .join("<br/>");
}

/** A text inside a quoted label, in which Markdown and HTML would have an effect. Mermaid reads `#34;` as a character. */
function escapedLabel(text: string): string {
    return visible(text).replace(
        /(?<![\p{L}\p{N}])[-./@]|[-./@](?![\p{L}\p{N}])|[^\p{L}\p{M}\p{N} ./@-]/gu,
        (character) => `#${character.codePointAt(0) ?? 0};`,
    );
}
