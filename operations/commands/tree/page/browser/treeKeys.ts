import { folded } from "../../../../../pages/data/typedWords";
import { labelOf } from "../data/treeIndex";
import type { TreeContext } from "./treeContext";
import type { TreeList } from "./treeList";

/** What the keys do beside moving the focus. */
export interface TreeKeyActions {
    readonly toggle: (nodes: readonly number[], isOpen: boolean) => void;
    readonly choose: (node: number) => void;
}

/** Letters that follow each other within this time, in milliseconds, are one word. */
const ONE_WORD = 800;

/** The keys of a tree, as https://www.w3.org/WAI/ARIA/apg/patterns/treeview/ has them. */
export function treeKeys(
    context: TreeContext,
    list: TreeList,
    { toggle, choose }: TreeKeyActions,
): (event: KeyboardEvent) => void {
    const find = typeAhead(context, list);
    return (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const place = list.currentPlace;
        const row = list.rows[place];
        if (row === undefined) return;
        const actions: Readonly<Record<string, () => void>> = {
            ArrowDown: () => list.focus(place + 1),
            ArrowUp: () => list.focus(place - 1),
            Home: () => list.focus(0),
            End: () => list.focus(list.rows.length - 1),
            PageDown: () => list.focus(place + list.windowRows),
            PageUp: () => list.focus(place - list.windowRows),
            ArrowRight: () => {
                if (row.isOpen === false) toggle([row.node], true);
                else if (row.isOpen) list.focus(place + 1);
            },
            ArrowLeft: () => {
                if (row.isOpen) toggle([row.node], false);
                else list.focus(parentPlace(list, place));
            },
            "*": () => toggle(siblings(list, place), true),
            Enter: () => choose(row.node),
            " ": () => choose(row.node),
        };
        const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
        if (action === undefined && (event.key.length !== 1 || !find(event.key))) return;
        event.preventDefault();
        action?.();
    };
}

function parentPlace({ rows }: TreeList, place: number): number {
    const level = rows[place]?.level ?? 1;
    for (let above = place - 1; above >= 0; above--) if ((rows[above]?.level ?? 1) < level) return above;
    return place;
}

/** The nodes with the same parent as the one at a place, as far as they can be unfolded. */
function siblings(list: TreeList, place: number): number[] {
    const { rows } = list;
    const level = rows[place]?.level ?? 1;
    const end = rows.findIndex((row, other) => other > place && row.level < level);
    return rows
        .slice(parentPlace(list, place), end < 0 ? rows.length : end)
        .filter((row) => row.level === level && row.isOpen === false)
        .map(({ node }) => node);
}

/** Goes to the next row whose name begins with what is typed. @returns whether there is one. */
function typeAhead({ index }: TreeContext, list: TreeList): (letter: string) => boolean {
    let [typed, last] = ["", 0];
    return (letter) => {
        const now = performance.now();
        typed = (now - last > ONE_WORD ? "" : typed) + folded(letter);
        last = now;
        const { rows, currentPlace } = list;
        // The first letter goes on to the next; more letters may still mean the row at which one is.
        const start = typed.length > 1 ? currentPlace : currentPlace + 1;
        for (let step = 0; step < rows.length; step++) {
            const place = (start + step) % rows.length;
            const row = rows[place];
            if (row === undefined || !folded(labelOf(index.node(row.node))).startsWith(typed)) continue;
            list.focus(place);
            return true;
        }
        return typed.trim() !== "";
    };
}
