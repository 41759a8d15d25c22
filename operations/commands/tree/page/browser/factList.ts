import { breakableName, element } from "../../../../../pages/browser/elementBuilder";
import type { TreeFact } from "../../../../../pages/data/treeDocument";
import { placeElement, type TreeContext } from "./treeContext";

/** Names and values, each with the place where it is written. */
export function factList(context: TreeContext, facts: readonly TreeFact[]): HTMLElement {
    return element(
        "dl",
        { class: "facts" },
        ...facts.map(({ name, value, from }) =>
            element(
                "div",
                {},
                element("dt", {}, breakableName(name)),
                element("dd", {}, breakableName(value)),
                element("dd", { class: "from" }, placeElement(context, from)),
            ),
        ),
    );
}
