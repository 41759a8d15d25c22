import { isFiltering, NO_FILTER, type TreeFilter, type TreeMatches, type TreeSearch } from "./treeFilter";
import type { TreeIndex } from "./treeIndex";
import { FITTING, openNodes, treeRows, type TreeRow, type Unfolding } from "./treeRows";
import type { TreeView } from "./viewLink";

/** What the page shows now: what is chosen, looked for and unfolded. */
export class TreeState {
    readonly #index: TreeIndex;
    readonly #search: TreeSearch;
    /** The node whose details are shown; undefined until somebody chooses one. */
    selected: number | undefined;
    #filter: TreeFilter = NO_FILTER;
    #matches: TreeMatches;
    /** What is unfolded without a filter. It is kept while somebody filters. */
    #whole: Unfolding = FITTING;
    /** What is unfolded with the filter of now. */
    #found: Unfolding = FITTING;
    #open: Set<number>;

    constructor(index: TreeIndex, search: TreeSearch, view: TreeView) {
        this.#index = index;
        this.#search = search;
        this.#matches = search.matches(NO_FILTER);
        this.#open = new Set();
        this.show(view);
    }

    get filter(): TreeFilter {
        return this.#filter;
    }

    get isFiltered(): boolean {
        return isFiltering(this.#filter);
    }

    get matches(): TreeMatches {
        return this.#matches;
    }

    /** The rows from the top down. */
    rows(): TreeRow[] {
        return treeRows(this.#index, this.#open, this.#marks());
    }

    /** All rows that the filter lets through, as paper shows them. */
    allRows(): TreeRow[] {
        return treeRows(this.#index, new Set(this.#index.nodes.keys()), this.#marks());
    }

    /** A filter unfolds what leads to its matches, if there are not too many. */
    changeFilter(changed: Partial<TreeFilter>): void {
        this.#filter = { ...this.#filter, ...changed };
        this.#matches = this.#search.matches(this.#filter);
        this.#found = FITTING;
        this.#unfold();
    }

    isOpen(node: number): boolean {
        return this.#open.has(node);
    }

    /** Unfolds nodes or folds them. */
    toggle(nodes: readonly number[], isOpen: boolean): void {
        const { base, opened, closed } = this.#unfolding;
        const [added, removed] = isOpen ? [opened, closed] : [closed, opened];
        const [more, less] = [new Set(added), new Set(removed)];
        for (const node of nodes) {
            more.add(node);
            less.delete(node);
        }
        this.#unfolding = { base, opened: isOpen ? more : less, closed: isOpen ? less : more };
        this.#unfold();
    }

    /** Unfolds everything, or folds everything. */
    unfoldAll(base: "all" | "none"): void {
        // The root alone would be no tree.
        this.#unfolding = { ...FITTING, base, ...(base === "none" && { opened: new Set([0]) }) };
        this.#unfold();
    }

    /** Shows a node's details, and the node in the tree if the filter lets it through. */
    select(node: number): void {
        this.selected = node;
        const folded = this.#index
            .pathTo(node)
            .slice(0, -1)
            .filter((above) => !this.#open.has(above));
        if (folded.length > 0) this.toggle(folded, true);
    }

    /** Everything as an address says it. */
    show({ at, filter, base, opened, closed }: TreeView): void {
        const numbers = (refs: readonly string[]): Set<number> =>
            new Set(refs.flatMap((ref) => this.#index.numberOf(ref) ?? []));
        const unfolding = { base, opened: numbers(opened), closed: numbers(closed) };
        this.changeFilter({ ...NO_FILTER, ...filter });
        this.#unfolding = unfolding;
        this.#unfold();
        this.selected = undefined;
        const node = at === undefined ? undefined : this.#index.numberOf(at);
        if (node !== undefined) this.select(node);
    }

    /** What the page's address says of it. */
    view(): TreeView {
        const { base, opened, closed } = this.#unfolding;
        const refs = (nodes: ReadonlySet<number>): string[] =>
            [...nodes].sort((one, other) => one - other).map((node) => this.#index.node(node).ref);
        return {
            ...(this.selected !== undefined && { at: this.#index.node(this.selected).ref }),
            filter: this.#filter,
            base,
            opened: refs(opened),
            closed: refs(closed),
        };
    }

    get #unfolding(): Unfolding {
        return this.isFiltered ? this.#found : this.#whole;
    }

    set #unfolding(unfolding: Unfolding) {
        if (this.isFiltered) this.#found = unfolding;
        else this.#whole = unfolding;
    }

    #marks(): Uint8Array | undefined {
        return this.isFiltered ? this.#matches.marks : undefined;
    }

    #unfold(): void {
        this.#open = openNodes(this.#index, this.#unfolding, this.#marks());
    }
}
