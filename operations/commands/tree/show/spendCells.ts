import { amountText } from "../../../../pages/data/amountText";
import type { TreeDocument, TreeDocumentNode } from "../../../../pages/data/treeDocument";
import { TreeIndex } from "../page/data/treeIndex";
import { TreeSpending } from "../page/data/treeSpending";

/** The columns of a tree in a terminal that say what accounts cost. */
export class SpendCells {
    /** `SPEND 2026-10`, `2026-11 SO FAR`, `BUDGET`. Empty if nobody asked AWS. */
    readonly heads: readonly string[];
    readonly #index: TreeIndex;
    readonly #spending: TreeSpending;
    readonly #widths: readonly number[];

    /** @param document all nodes whose costs are in the sums of the units. */
    constructor(document: TreeDocument) {
        this.#index = new TreeIndex(document);
        this.#spending = new TreeSpending(this.#index);
        const { months, total } = this.#spending;
        const titles = months.map((month, place) =>
            total?.isPartial === true && place === months.length - 1 ? `${month} SO FAR` : `SPEND ${month}`,
        );
        this.heads = titles.length === 0 ? [] : [...titles, "BUDGET"];
        this.#widths = months.map((_, place) =>
            Math.max(...document.nodes.map((_, number) => this.#amount(number, place).length)),
        );
    }

    /** One cell for each head. */
    of({ ref, budget }: TreeDocumentNode): readonly string[] {
        const number = this.#index.numberOf(ref) ?? -1;
        const { months } = this.#spending;
        if (months.length === 0) return [];
        return [
            ...months.map((_, place) => {
                const text = this.#amount(number, place);
                return text === "" ? "" : text.padStart(this.#widths[place] ?? 0);
            }),
            this.#budget(budget, this.#spending.amountOf(number)),
        ];
    }

    #amount(number: number, place: number): string {
        const amount = this.#spending.of(number)?.months[place]?.amount;
        return amount === undefined ? "" : amountText(this.#spending.currency, amount).exact(amount);
    }

    /** `82 % of $500` */
    #budget(budget: number | undefined, amount: number | undefined): string {
        if (budget === undefined || amount === undefined) return "";
        return `${Math.round((100 * amount) / budget)} % of ${amountText(this.#spending.currency, budget).short(budget)}`;
    }
}
