import { countText } from "../../../../../pages/data/amountText";
import { element, nameElement } from "../../../../../pages/browser/elementBuilder";
import { isRemoved, labelOf } from "../data/treeIndex";
import type { TreeRow } from "../data/treeRows";
import { CHANGES, counted } from "../data/pageWords";
import { changeMark } from "./changeMark";
import { markedName } from "./markedName";
import type { TreeColumn } from "./treeColumns";
import type { TreeContext } from "./treeContext";

/** How a row looks now. */
export interface RowLook {
    readonly isSelected: boolean;
    /** It only leads to what a filter has found. */
    readonly isContext: boolean;
    /** The words that somebody has typed, folded. */
    readonly words: readonly string[];
}

/** A row of the tree. Its texts read as one sentence: `Production, 3 accounts, 11 guardrails`. */
export function treeRowElement(
    context: TreeContext,
    row: TreeRow,
    columns: readonly TreeColumn[],
    look: RowLook,
): HTMLElement {
    const { index } = context;
    const node = index.node(row.node);
    const classes = [
        "row",
        node.kind,
        ...(look.isSelected ? ["selected"] : []),
        ...(look.isContext ? ["context"] : []),
        ...(isRemoved(node) ? ["gone"] : []),
    ];
    const made = element(
        "div",
        {
            class: classes.join(" "),
            id: rowId(row.node),
            attributes: {
                role: "treeitem",
                tabindex: -1,
                "aria-level": row.level,
                "aria-posinset": row.position,
                "aria-setsize": row.of,
                "aria-expanded": row.isOpen === undefined ? undefined : String(row.isOpen),
                "aria-selected": String(look.isSelected),
                "data-node": row.node,
            },
        },
        nameCell(context, row, look),
        ...columns.map((column) => columnCell(column, row.node)),
    );
    made.style.setProperty("--level", String(row.level));
    return made;
}

export const rowId = (node: number): string => `node-${node}`;

function nameCell({ index }: TreeContext, { node: number, isOpen }: TreeRow, { words }: RowLook): HTMLElement {
    const node = index.node(number);
    const { kind, change, state, name } = node;
    const changesBelow = index.changesBelow[number] ?? 0;
    const word = CHANGES.find((one) => one.kind === change?.kind)?.word;
    const label = labelOf(node);
    return element(
        "span",
        { class: "name-cell" },
        element("span", { class: "twisty", attributes: { "aria-hidden": "true" } }),
        change && changeMark(change.kind),
        markedName(label, words),
        kind !== "root" && name !== label && element("span", { class: "also" }, unseen(", "), nameElement(name)),
        kind !== "account" &&
            element(
                "span",
                { class: "count" },
                unseen(", "),
                countText(index.accounts[number] ?? 0),
                unseen(index.accounts[number] === 1 ? " account" : " accounts"),
            ),
        state !== "active" && element("span", { class: `state ${state}` }, unseen(", "), state),
        change &&
            element(
                "span",
                { class: "change-word" },
                unseen(", "),
                word ?? "",
                change.movedFrom !== undefined && ` from ${change.movedFrom === "/" ? "the root" : change.movedFrom}`,
            ),
        isOpen === false &&
            changesBelow > 0 &&
            element("span", { class: "change-word" }, unseen(", "), `${counted(changesBelow, "change")} below`),
    );
}

function columnCell({ class: kind, text, spoken }: TreeColumn, node: number): HTMLElement {
    const shown = text(node);
    if (shown === "") return element("span", { class: `cell ${kind}` });
    const [before, after] = spoken(node);
    const value = kind === "word" ? nameElement(shown) : shown;
    return element("span", { class: `cell ${kind}` }, unseen(before), value, unseen(after));
}

const unseen = (text: string): HTMLElement | false => text !== "" && element("span", { class: "unseen", text });
