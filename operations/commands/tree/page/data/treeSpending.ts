import { dayText, monthText } from "../../../../../pages/data/dayText";
import type { TreeSpend, TreeSpendTotal } from "../../../../../pages/data/treeDocument";
import type { TreeIndex } from "./treeIndex";

/** What accounts have cost, and what those of a unit have cost together. Accounts are billed in one currency. */
export class TreeSpending {
    readonly currency: string;
    /** All months that any account has, the earliest first. */
    readonly months: readonly string[];
    /** The place of the month of which single figures are shown: the last that is over, if there is one. -1 if there are no months. */
    readonly shown: number;
    /** What is known of the whole organisation. */
    readonly total: TreeSpendTotal | undefined;
    readonly #sums: readonly (Float64Array | undefined)[];

    constructor({ document, nodes, parents }: TreeIndex) {
        this.total = document.spendTotal;
        this.currency = nodes.find(({ spend }) => spend !== undefined)?.spend?.currency ?? "";
        this.months = [...new Set(nodes.flatMap(({ spend }) => spend?.months.map(({ month }) => month) ?? []))].sort();
        const isLastOver = this.total?.isPartial !== true || this.months.length < 2;
        this.shown = this.months.length - (isLastOver ? 1 : 2);
        const places = new Map(this.months.map((month, place) => [month, place]));
        const sums: (Float64Array | undefined)[] = nodes.map(() => undefined);
        for (let number = nodes.length - 1; number >= 0; number--) {
            const own = nodes[number]?.spend;
            if (own !== undefined) {
                const sum = (sums[number] ??= new Float64Array(this.months.length));
                for (const { month, amount } of own.months) {
                    const place = places.get(month) ?? 0;
                    sum[place] = (sum[place] ?? 0) + amount;
                }
            }
            const [sum, parent] = [sums[number], parents[number] ?? -1];
            if (sum === undefined || parent < 0) continue;
            const above = (sums[parent] ??= new Float64Array(this.months.length));
            for (const [place, amount] of sum.entries()) above[place] = (above[place] ?? 0) + amount;
        }
        this.#sums = sums;
    }

    /** What an account, or the accounts in a unit and below it, have cost in each month. Undefined if nobody asked AWS. */
    of(number: number): TreeSpend | undefined {
        const sum = this.#sums[number];
        if (sum === undefined) return undefined;
        return {
            currency: this.currency,
            months: this.months.map((month, place) => ({ month, amount: sum[place] ?? 0 })),
        };
    }

    /** What a node has cost in the month of which single figures are shown. */
    amountOf(number: number): number | undefined {
        return this.of(number)?.months[this.shown]?.amount;
    }

    /** `November 2026 until 26 November 2026`, or the name of a month that is over. */
    titleOf(place: number): string {
        const title = monthText(this.months[place] ?? "");
        const isOpen = this.total?.isPartial === true && place === this.months.length - 1;
        return isOpen ? `${title} until ${dayText(this.total.until)}` : title;
    }
}
