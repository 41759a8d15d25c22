import { NO_FILTER, type TreeFilter } from "./treeFilter";

/** What the page shows, in the form in which it stands in the page's address. */
export interface TreeView {
    /** The `ref` of the node whose details are shown. */
    readonly at?: string;
    readonly filter: TreeFilter;
    /** `all` or `none` after a press on the buttons for that. */
    readonly base: "fitting" | "all" | "none";
    /** The `ref` of what somebody has unfolded, and folded. */
    readonly opened: readonly string[];
    readonly closed: readonly string[];
}

/** The names of a filter's parts in an address. */
const NAMES: Readonly<Record<keyof TreeFilter, string>> = {
    typed: "find",
    tag: "tag",
    unit: "unit",
    state: "state",
    guardrail: "guardrail",
    who: "who",
    change: "change",
};
const PARTS = Object.keys(NAMES) as readonly (keyof TreeFilter)[];

/** `#at=account%3Ashop&tag=Team%3Dshop`; empty for the page as it begins. */
export function viewHash({ at, filter, base, opened, closed }: TreeView): string {
    const parts = new URLSearchParams();
    if (at !== undefined) parts.append("at", at);
    for (const part of PARTS) if (filter[part] !== "") parts.append(NAMES[part], filter[part]);
    if (base !== "fitting") parts.append("unfold", base);
    for (const ref of opened) parts.append("open", ref);
    for (const ref of closed) parts.append("fold", ref);
    const text = parts.toString();
    return text === "" ? "" : `#${text}`;
}

/** What an address says. Whatever somebody has written there, it is a view: what it names and there is not finds nothing. */
export function viewOf(hash: string): TreeView {
    const parts = new URLSearchParams(hash.replace(/^#/, ""));
    const at = parts.get("at");
    const base = parts.get("unfold");
    return {
        ...(at !== null && { at }),
        filter: Object.fromEntries(
            PARTS.map((part) => [part, parts.get(NAMES[part]) ?? NO_FILTER[part]]),
        ) as unknown as TreeFilter,
        base: base === "all" || base === "none" ? base : "fitting",
        opened: parts.getAll("open"),
        closed: parts.getAll("fold"),
    };
}
