import { element } from "../../../../../pages/browser/elementBuilder";
import type { TreeRow } from "../data/treeRows";
import { treeRowElement, type RowLook } from "./treeRowElement";
import type { TreeColumn } from "./treeColumns";
import type { TreeContext } from "./treeContext";

/** So many rows above and below what is seen are drawn. */
const BEYOND = 12;

/**
 * The rows of the tree. Only those that are near the window are in the page, each at its place, so that 10,000 accounts are as quick as ten.
 * A row that has the focus stays in the page, wherever it is.
 */
export class TreeList {
    readonly element: HTMLElement;
    readonly #context: TreeContext;
    readonly #columns: readonly TreeColumn[];
    #rows: readonly TreeRow[] = [];
    #places: ReadonlyMap<number, number> = new Map();
    #look: (node: number) => RowLook = () => ({ isSelected: false, isContext: false, words: [] });
    /** The node that the tab key comes to. */
    #current = 0;
    #drawn = new Map<number, HTMLElement>();
    #isWhole = false;

    constructor(context: TreeContext, columns: readonly TreeColumn[]) {
        this.#context = context;
        this.#columns = columns;
        this.element = element("div", {
            class: "rows",
            id: "tree",
            attributes: { role: "tree", "aria-label": "Units and accounts" },
        });
        const draw = (): void => this.#draw();
        addEventListener("scroll", draw, { passive: true });
        addEventListener("resize", draw);
    }

    get rows(): readonly TreeRow[] {
        return this.#rows;
    }

    /** The place of the node that the tab key comes to. */
    get currentPlace(): number {
        return this.#places.get(this.#current) ?? 0;
    }

    /** How many rows fit the window. */
    get windowRows(): number {
        return Math.max(1, Math.floor(innerHeight / this.#rowHeight()) - 4);
    }

    /** Draws other rows, or the same with another look. The focus stays at its node if that is still there. */
    show(rows: readonly TreeRow[], look: (node: number) => RowLook): void {
        const hadFocus = this.element.contains(document.activeElement);
        this.#rows = rows;
        this.#places = new Map(rows.map(({ node }, place) => [node, place]));
        this.#look = look;
        if (!this.#places.has(this.#current)) this.#current = this.#nearest();
        this.#drawn = new Map();
        this.element.replaceChildren();
        this.#draw();
        if (hadFocus) this.#drawn.get(this.#current)?.focus({ preventScroll: true });
    }

    /** Moves the focus to the row at a place. */
    focus(place: number): void {
        const row = this.#rows[Math.min(Math.max(place, 0), this.#rows.length - 1)];
        if (row === undefined) return;
        this.makeCurrent(row.node);
        const target = this.#drawn.get(row.node);
        target?.focus({ preventScroll: true });
        target?.scrollIntoView({ block: "nearest" });
    }

    /** The tab key comes to this node from now on. */
    makeCurrent(node: number): void {
        if (!this.#places.has(node)) return;
        this.#drawn.get(this.#current)?.setAttribute("tabindex", "-1");
        this.#current = node;
        this.#draw();
    }

    /** From the next `show` on: all rows below each other, as paper needs them, or again only those near the window. */
    setWhole(isWhole: boolean): void {
        this.#isWhole = isWhole;
        this.element.classList.toggle("whole", isWhole);
    }

    #nearest(): number {
        const { parents } = this.#context.index;
        for (let node = this.#current; node >= 0; node = parents[node] ?? -1) if (this.#places.has(node)) return node;
        return this.#rows[0]?.node ?? 0;
    }

    #rowHeight(): number {
        // In rem, so that larger letters have higher rows.
        return 1.875 * parseFloat(getComputedStyle(document.documentElement).fontSize);
    }

    #draw(): void {
        const height = this.#rowHeight();
        const { top } = this.element.getBoundingClientRect();
        this.element.style.height = this.#isWhole ? "" : `${this.#rows.length * height}px`;
        const first = Math.max(0, Math.floor(-top / height) - BEYOND);
        const last = Math.ceil((innerHeight - top) / height) + BEYOND;
        const wanted = this.#isWhole ? [...this.#rows.keys()] : this.#placesBetween(first, last);
        const drawn = new Map<number, HTMLElement>();
        for (const place of wanted) {
            const row = this.#rows[place];
            if (row === undefined) continue;
            const shown =
                this.#drawn.get(row.node) ?? treeRowElement(this.#context, row, this.#columns, this.#look(row.node));
            shown.style.top = this.#isWhole ? "" : `${place * height}px`;
            shown.setAttribute("tabindex", row.node === this.#current ? "0" : "-1");
            drawn.set(row.node, shown);
        }
        for (const [node, shown] of this.#drawn) if (!drawn.has(node)) shown.remove();
        // An element that is moved loses the focus. Those that stay are in their order already.
        let next = this.element.firstElementChild;
        for (const shown of drawn.values()) {
            if (shown === next) next = next.nextElementSibling;
            else this.element.insertBefore(shown, next);
        }
        this.#drawn = drawn;
    }

    #placesBetween(first: number, last: number): number[] {
        const current = this.#places.get(this.#current) ?? 0;
        const places = new Set([current]);
        for (let place = first; place <= Math.min(last, this.#rows.length - 1); place++) places.add(place);
        return [...places].sort((one, other) => one - other);
    }
}

/** The node of a row that an event comes from. */
export function nodeOfEvent({ target }: Event): number | undefined {
    const row = target instanceof Element ? target.closest<HTMLElement>("[role=treeitem]") : null;
    return row === null || row.id === "" ? undefined : Number(row.dataset["node"]);
}
