import { element } from "../../../../../pages/browser/elementBuilder";
import { amountText, type AmountText } from "../../../../../pages/data/amountText";
import type { TreeSpend } from "../../../../../pages/data/treeDocument";
import { NodePeople } from "../data/nodePeople";
import { TreeSpending } from "../data/treeSpending";
import { TreeIndex } from "../data/treeIndex";
import { TREE_ELEMENT, type TreePageData } from "../data/treePageData";
import { placeText } from "../data/pageWords";

/** What every part of the page needs. */
export interface TreeContext {
    readonly index: TreeIndex;
    readonly people: NodePeople;
    readonly spending: TreeSpending;
    readonly madeAt: string;
}

export function readTreeContext(): TreeContext {
    const text = document.getElementById(TREE_ELEMENT)?.textContent ?? "null";
    const { document: tree, madeAt } = JSON.parse(text) as TreePageData;
    const index = new TreeIndex(tree);
    return { index, people: new NodePeople(index), spending: new TreeSpending(index), madeAt };
}

/** A place in the definition, short. The whole of it is in its title. */
export function placeElement({ index }: TreeContext, place: string | undefined): HTMLElement | undefined {
    if (place === undefined) return undefined;
    const shown = placeText(place, index.document.definition);
    return element("span", { class: "place", text: shown, attributes: { title: shown === place ? undefined : place } });
}

/** How the amounts of a node are written. */
export const spendText = ({ currency, months }: TreeSpend): AmountText =>
    amountText(currency, Math.max(0, ...months.map(({ amount }) => amount)));
