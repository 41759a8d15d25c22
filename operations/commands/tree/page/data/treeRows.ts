import type { TreeIndex } from "./treeIndex";

/** A row of the tree as it is unfolded now. */
export interface TreeRow {
    readonly node: number;
    /** 1 for the root. */
    readonly level: number;
    /** Its place among the shown children of its parent, from 1, and their number. */
    readonly position: number;
    readonly of: number;
    /** Absent for what has nothing below it. */
    readonly isOpen?: boolean;
}

/** What is unfolded: by the size of the tree, everything or nothing, and then what somebody has unfolded and folded. */
export interface Unfolding {
    readonly base: "fitting" | "all" | "none";
    readonly opened: ReadonlySet<number>;
    readonly closed: ReadonlySet<number>;
}

export const FITTING: Unfolding = { base: "fitting", opened: new Set(), closed: new Set() };

/** So many rows of a tree are unfolded by themselves. */
const FITTING_ROWS = 150;

/** Which nodes are unfolded. @param marks what a filter shows; absent: everything. */
export function openNodes(index: TreeIndex, { base, opened, closed }: Unfolding, marks?: Uint8Array): Set<number> {
    const open =
        base === "all"
            ? new Set(index.nodes.keys())
            : base === "none"
              ? new Set<number>()
              : fittingNodes(index, marks ?? new Uint8Array(index.nodes.length).fill(1));
    for (const node of opened) open.add(node);
    for (const node of closed) open.delete(node);
    return open;
}

/** Unfolds level by level what has few enough children. What holds a thousand accounts stays folded, and the rest does not. */
function fittingNodes(index: TreeIndex, marks: Uint8Array): Set<number> {
    const open = new Set<number>();
    let rows = 1;
    for (let level = [0]; level.length > 0;) {
        const next: number[] = [];
        for (const node of level) {
            const children = shownChildren(index, node, marks);
            if (node !== 0 && rows + children.length > FITTING_ROWS) continue;
            open.add(node);
            rows += children.length;
            for (const child of children) next.push(child);
        }
        level = next;
    }
    return open;
}

/** The rows of a tree from the top down. @param marks what a filter shows; absent: everything. */
export function treeRows(index: TreeIndex, open: ReadonlySet<number>, marks?: Uint8Array): TreeRow[] {
    const rows: TreeRow[] = [];
    const add = (node: number, level: number, position: number, of: number): void => {
        const children = shownChildren(index, node, marks);
        const isOpen = open.has(node);
        rows.push({ node, level, position, of, ...(children.length > 0 && { isOpen }) });
        if (isOpen) for (const [place, child] of children.entries()) add(child, level + 1, place + 1, children.length);
    };
    if (marks === undefined || marks[0]) add(0, 1, 1, 1);
    return rows;
}

function shownChildren({ children }: TreeIndex, node: number, marks: Uint8Array | undefined): readonly number[] {
    const all = children[node] ?? [];
    return marks === undefined ? all : all.filter((child) => marks[child]);
}
