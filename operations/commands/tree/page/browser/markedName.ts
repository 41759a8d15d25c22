import { element, nameElement } from "../../../../../pages/browser/elementBuilder";

/** A name in which the words that somebody looks for are marked. */
export function markedName(name: string, words: readonly string[]): HTMLElement {
    const shown = nameElement(name);
    const lower = name.toLowerCase();
    const marks = words
        .map((word) => ({ start: lower.indexOf(word), end: lower.indexOf(word) + word.length }))
        .filter(({ start }) => start >= 0)
        .sort((one, other) => one.start - other.start);
    // Some letters have another length in lower case: what would be marked is another part of the name.
    if (marks.length === 0 || lower.length !== name.length) return shown;
    const parts: Node[] = [];
    let at = 0;
    for (const { start, end } of marks) {
        if (end <= at) continue;
        const from = Math.max(start, at);
        parts.push(document.createTextNode(name.slice(at, from)), element("mark", { text: name.slice(from, end) }));
        at = end;
    }
    shown.replaceChildren(...parts, name.slice(at));
    return shown;
}
