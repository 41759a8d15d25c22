import type { TreeSpend } from "../../../../../pages/data/treeDocument";
import type { TreeIndex } from "./treeIndex";

/** What accounts have cost, and what those of a unit have cost together. Accounts are billed in one currency. */
export class TreeSpending {
    readonly currency: string;
    /** All months that any account has, the earliest first. */
    readonly months: readonly string[];
    readonly #sums: readonly (Float64Array | undefined)[];

    constructor({ nodes, parents }: TreeIndex) {
        this.currency = nodes.find(({ spend }) => spend !== undefined)?.spend?.currency ?? "";
        this.months = [...new Set(nodes.flatMap(({ spend }) => spend?.months.map(({ month }) => month) ?? []))].sort();
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
}
