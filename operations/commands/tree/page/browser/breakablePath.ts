import { element } from "../../../../../pages/browser/elementBuilder";

/** A path or a sentence that a narrow place breaks after its signs: settings of policies are long and have no spaces. */
export function breakablePath(text: string): HTMLElement {
    const [first = "", ...others] = text.split(/(?<=[.:/_*])/);
    return element("bdi", {}, first, ...others.flatMap((part) => [document.createElement("wbr"), part]));
}
