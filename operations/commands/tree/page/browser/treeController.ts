import { countText } from "../../../../../pages/data/amountText";
import { element, sectionElement } from "../../../../../pages/browser/elementBuilder";
import { typedWords } from "../../../../../pages/data/typedWords";
import { NO_FILTER, TreeSearch, type TreeFilter } from "../data/treeFilter";
import { TreeState } from "../data/treeState";
import { counted } from "../data/pageWords";
import { viewHash, viewOf } from "../data/viewLink";
import { changesPanel } from "./changesPanel";
import { nodeDetails } from "./detailsPane";
import { treeColumns, type TreeColumn } from "./treeColumns";
import type { TreeContext } from "./treeContext";
import { treeKeys } from "./treeKeys";
import { nodeOfEvent, TreeList } from "./treeList";
import { filterWords, treeTools } from "./treeTools";

/** Where there is no room for two columns, the details take the place of the tree. */
const isNarrow = matchMedia("(max-width: 60rem)");

/** The tree with its fields, and the details of what is chosen. It answers what people do: it changes the state, and draws it. */
export class TreeController {
    /** What differs from another commit; undefined if nothing is compared. */
    readonly changes: HTMLElement | undefined;
    readonly panel: HTMLElement;
    readonly details: HTMLElement;
    readonly #context: TreeContext;
    readonly #state: TreeState;
    readonly #list: TreeList;
    readonly #status = element("p", { class: "note", id: "table-status", attributes: { role: "status" } });
    readonly #filterWords = element("p", { class: "filter-words" });
    readonly #tools = element("div", { class: "tools-place" });
    readonly #changes = element("div", { class: "changes-place" });

    constructor(context: TreeContext) {
        const columns = treeColumns(context);
        this.#context = context;
        this.#state = new TreeState(
            context.index,
            new TreeSearch(context.index, context.people),
            viewOf(location.hash),
        );
        this.#list = new TreeList(context, columns);
        this.changes = context.index.document.comparison && this.#changes;
        this.panel = sectionElement(
            "lines",
            "Units and accounts",
            "",
            this.#tools,
            this.#filterWords,
            headRow(columns),
            this.#list.element,
        );
        this.panel.style.setProperty("--cells", columns.map(({ class: kind }) => `var(--${kind}-cell)`).join(" "));
        this.details = element("section", {
            id: "details",
            class: "panel details",
            attributes: { "aria-labelledby": "details-title", tabindex: 0 },
        });
    }

    /** Draws everything, once the parts are in the page. */
    start(): void {
        const { element: rows } = this.#list;
        rows.addEventListener("click", (event) => this.#click(event));
        rows.addEventListener(
            "keydown",
            treeKeys(this.#context, this.#list, {
                toggle: (nodes, isOpen) => this.#toggle(nodes, isOpen),
                choose: (node) => this.#choose(node),
            }),
        );
        addEventListener("popstate", () => this.#goToAddress());
        addEventListener("beforeprint", () => this.#print(true));
        addEventListener("afterprint", () => this.#print(false));
        this.#drawTools();
        this.#drawRows();
        this.#drawDetails();
        const { selected } = this.#state;
        if (selected !== undefined) this.#reveal(selected);
    }

    #click(event: MouseEvent): void {
        const node = nodeOfEvent(event);
        if (node === undefined) return;
        this.#list.makeCurrent(node);
        const isTwisty = event.target instanceof Element && event.target.closest(".twisty") !== null;
        const hasChildren = this.#list.rows[this.#list.currentPlace]?.isOpen !== undefined;
        if (isTwisty && hasChildren) this.#toggle([node], !this.#state.isOpen(node));
        else this.#choose(node);
        this.#list.focus(this.#list.currentPlace);
    }

    /** Shows the details of a node, and what is in it. Once more, it folds it. */
    #choose(node: number): void {
        const isOpen = this.#list.rows.find((row) => row.node === node)?.isOpen;
        if (isOpen === false) this.#state.toggle([node], true);
        else if (isOpen && this.#state.selected === node) this.#state.toggle([node], false);
        this.#select(node);
    }

    #select(node: number): void {
        const isOther = this.#state.selected !== node;
        this.#state.select(node);
        this.#drawRows();
        if (!isOther && !isNarrow.matches) return this.#writeAddress(false);
        this.#drawDetails();
        this.#writeAddress(isOther);
        this.details.scrollTop = 0;
        if (isNarrow.matches) {
            scrollTo(0, 0);
            document.getElementById("details-title")?.focus();
        }
    }

    /** Goes to a node from its details: from a unit above, or from where a guardrail comes. */
    #go(node: number): void {
        this.#select(node);
        this.#reveal(node);
        document.getElementById("details-title")?.focus({ preventScroll: true });
    }

    /** Scrolls the tree to a node, without taking the focus. */
    #reveal(node: number): void {
        this.#list.makeCurrent(node);
        document.getElementById(`node-${node}`)?.scrollIntoView({ block: "nearest" });
    }

    #toggle(nodes: readonly number[], isOpen: boolean): void {
        this.#state.toggle(nodes, isOpen);
        this.#drawRows();
        this.#writeAddress(false);
    }

    #filter(changed: Partial<TreeFilter>): void {
        this.#state.changeFilter(changed);
        this.#drawRows();
        this.#writeAddress(false);
    }

    #clear(): void {
        this.#filter(NO_FILTER);
        this.#drawTools();
        document.getElementById("filter")?.focus();
    }

    #drawTools(): void {
        this.#tools.replaceChildren(
            treeTools(this.#context, this.#state.filter, this.#status, {
                filter: (changed) => this.#filter(changed),
                unfoldAll: (base) => {
                    this.#state.unfoldAll(base);
                    this.#drawRows();
                    this.#writeAddress(false);
                },
                clear: () => this.#clear(),
            }),
        );
        const { comparison, nodes } = this.#context.index.document;
        if (comparison !== undefined) {
            this.#changes.replaceChildren(
                changesPanel(comparison, nodes, this.#state.filter.change, (change) => this.#filter({ change })),
            );
        }
        this.#drawStatus();
    }

    #drawRows(rows = this.#state.rows()): void {
        const { isFiltered, matches, selected, filter } = this.#state;
        const words = typedWords(filter.typed);
        this.#list.show(rows, (node) => ({
            isSelected: node === selected,
            isContext: isFiltered && matches.marks[node] === 1,
            words,
        }));
        this.#drawStatus();
    }

    #drawStatus(): void {
        const { isFiltered, matches } = this.#state;
        const { accounts } = this.#context.index;
        const units = matches.units > 0 ? ` and ${counted(matches.units, "unit")}` : "";
        this.#status.textContent = isFiltered
            ? `${countText(matches.accounts)} of ${counted(accounts[0] ?? 0, "account")}${units}`
            : counted(accounts[0] ?? 0, "account");
        this.#filterWords.textContent = filterWords(this.#state.filter);
        for (const clear of this.#tools.querySelectorAll<HTMLElement>(".clear")) clear.hidden = !isFiltered;
    }

    #drawDetails(): void {
        const { selected } = this.#state;
        document.body.dataset["view"] = selected === undefined ? "tree" : "node";
        const back = element("button", {
            class: "more back",
            text: "Back to the tree",
            attributes: { type: "button" },
            on: { click: () => this.#back() },
        });
        this.details.replaceChildren(back, ...nodeDetails(this.#context, selected ?? 0, (node) => this.#go(node)));
    }

    /** From the details to the tree, where only one of them has room. */
    #back(): void {
        const { selected } = this.#state;
        this.#state.selected = undefined;
        this.#drawRows();
        this.#drawDetails();
        this.#writeAddress(true);
        if (selected === undefined) return;
        this.#list.makeCurrent(selected);
        this.#list.focus(this.#list.currentPlace);
    }

    /** @param isStep whether the browser's way back leads to what was shown before. */
    #writeAddress(isStep: boolean): void {
        const hash = viewHash(this.#state.view());
        if (hash === location.hash) return;
        try {
            const address = hash === "" ? location.pathname : hash;
            if (isStep) history.pushState(null, "", address);
            else history.replaceState(null, "", address);
        } catch {
            // A browser that allows only so many addresses a minute: the next one has this in it, too.
        }
    }

    #goToAddress(): void {
        this.#state.show(viewOf(location.hash));
        this.#drawTools();
        this.#drawRows();
        this.#drawDetails();
        const { selected } = this.#state;
        if (selected !== undefined) this.#reveal(selected);
    }

    /** Paper shows everything that the filter lets through. What is not chosen has no details there. */
    #print(begins: boolean): void {
        for (const folded of this.details.querySelectorAll<HTMLDetailsElement>(".detail-section")) {
            if (begins && !folded.open) folded.dataset["folded"] = "";
            if (begins) folded.open = true;
            else if ("folded" in folded.dataset) {
                folded.open = false;
                delete folded.dataset["folded"];
            }
        }
        this.#list.setWhole(begins);
        this.#drawRows(begins ? this.#state.allRows() : this.#state.rows());
    }
}

/** The titles of the columns. Each row says them itself to a screen reader. */
function headRow(columns: readonly TreeColumn[]): HTMLElement {
    return element(
        "div",
        { class: "row head", attributes: { "aria-hidden": "true" } },
        element("span", { class: "name-cell", text: "Name" }),
        ...columns.map(({ title, class: kind }) => element("span", { class: `cell ${kind}`, text: title })),
    );
}
