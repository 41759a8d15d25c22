import { element } from "../../../../../pages/browser/elementBuilder";
import type { TreeChangeKind } from "../../../../../pages/data/treeDocument";
import { CHANGES } from "../data/pageWords";

/** The sign of a kind of change. A word stands beside it: it is no name of its own. */
export function changeMark(kind: TreeChangeKind): HTMLElement {
    const mark = CHANGES.find((one) => one.kind === kind)?.mark ?? "~";
    return element("span", { class: `change-mark ${kind}`, text: mark, attributes: { "aria-hidden": "true" } });
}
