import { visible } from "../../../../limits/visibleText";
import type { TreeDocument } from "../../../../pages/data/treeDocument";
import { htmlPage, pageHead, pageLauncher } from "../../../../pages/frame";
import { TREE_ELEMENT, type TreePageData } from "./data/treePageData";

const COMMAND = "org tree";

/** How a page begins. A file that begins otherwise is not a page of ours. */
export const TREE_PAGE_HEAD = pageHead(COMMAND);

/** Texts are cut to so many characters. The longest that AWS takes is the document of a policy, with 10,240. */
const LONGEST = 12_000;

/**
 * The page that `org tree --html` writes: one file with everything in it, which asks no server for anything.
 *
 * @param checkout the folder of this program, in which the page's script is compiled when a source of it has changed
 * @param madeAt the time that the page shows as its own
 * @throws when the script cannot be compiled: a source is wrong, or the folder `.build` cannot be written
 */
export function treePage(document: TreeDocument, checkout: string, madeAt = new Date()): string {
    const launcher = pageLauncher(checkout, "operations/commands/tree/page/treePageParts.cjs") as {
        treePageParts(): { readonly script: string; readonly styles: string };
    };
    const data: TreePageData = { document: visibleTexts(document, new Map()), madeAt: madeAt.toISOString() };
    return htmlPage({
        command: COMMAND,
        title: `Organisation ${data.document.stack}, ${data.document.day}`,
        withoutScript:
            "This page draws the organisation with JavaScript, which is switched off. `./org tree` shows it in a terminal.",
        ...launcher.treePageParts(),
        data: { [TREE_ELEMENT]: data },
    });
}

/**
 * A value whose texts are all fit to be shown: names of accounts and tags come from AWS, where anybody may have written them. Texts that were
 * the same still are, so that nodes still name each other.
 *
 * @param shown the texts that are done: many nodes have the same.
 */
function visibleTexts<Value>(value: Value, shown: Map<string, string>): Value {
    if (typeof value === "string") {
        const known = shown.get(value) ?? visible(value, LONGEST);
        shown.set(value, known);
        return known as Value;
    }
    if (Array.isArray(value)) return value.map((one: unknown) => visibleTexts(one, shown)) as Value;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, visibleTexts(one, shown)])) as Value;
}
