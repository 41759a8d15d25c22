import { element } from "./elementBuilder";

/** What is missing or not certain: nobody should read a page without it. Nothing if there are no notes. */
export function noteList(notes: readonly string[]): HTMLElement | undefined {
    if (notes.length === 0) return undefined;
    return element(
        "section",
        { class: "notes", id: "notes", attributes: { "aria-label": "What is missing or not certain" } },
        element("ul", {}, ...notes.map((note) => element("li", { text: note }))),
    );
}
