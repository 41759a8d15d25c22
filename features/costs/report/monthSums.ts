import type { CostRow } from "../bill/costSource";
import type { CostFigures } from "./costReport";
import type { ReportTime } from "./reportTime";

/** Sums costs by a key, and by month. */
export class MonthSums<Key> {
    readonly #time: ReportTime;
    readonly #places: ReadonlyMap<string, number>;
    readonly #sums = new Map<string, { readonly key: Key; readonly months: number[]; before: number }>();

    constructor(time: ReportTime) {
        this.#time = time;
        this.#places = new Map(time.months.map((month, index) => [month, index]));
    }

    /** Adds the costs of a month. A month that the report does not have is left out. */
    add(key: Key, { month, amount }: Pick<CostRow, "month" | "amount">): void {
        const place = this.#places.get(month);
        if (place === undefined) return;
        const { months } = this.#sum(key);
        months[place] = (months[place] ?? 0) + amount;
    }

    /** Adds costs of the days that the last month is compared with. */
    addBefore(key: Key, amount: number): void {
        this.#sum(key).before += amount;
    }

    /** The figures of each key, in the order in which the keys were added. */
    entries(): (readonly [Key, CostFigures])[] {
        return [...this.#sums.values()].map(({ key, months, before }) => [key, this.#figures(months, before)]);
    }

    /** The figures of all keys that are asked for, together. */
    sum(isWanted: (key: Key) => boolean): CostFigures {
        const all = this.regrouped((key) => (isWanted(key) ? "" : undefined)).entries();
        return all[0]?.[1] ?? this.nothing;
    }

    /** The same costs by another key. @param keyOf undefined: the costs are left out. */
    regrouped<Other>(keyOf: (key: Key) => Other | undefined): MonthSums<Other> {
        const sums = new MonthSums<Other>(this.#time);
        for (const { key, months, before } of this.#sums.values()) {
            const other = keyOf(key);
            if (other === undefined) continue;
            const sum = sums.#sum(other);
            for (const [index, amount] of months.entries()) sum.months[index] = (sum.months[index] ?? 0) + amount;
            sum.before += before;
        }
        return sums;
    }

    /** The figures of what has no costs. */
    get nothing(): CostFigures {
        return this.#figures(
            this.#time.months.map(() => 0),
            0,
        );
    }

    #sum(key: Key): { readonly key: Key; readonly months: number[]; before: number } {
        const text = JSON.stringify(key);
        const found = this.#sums.get(text) ?? { key, months: this.#time.months.map(() => 0), before: 0 };
        this.#sums.set(text, found);
        return found;
    }

    #figures(sums: readonly number[], before: number): CostFigures {
        const months = sums.map(exactAmount);
        const lastMonth = months.at(-2) ?? 0;
        return {
            months,
            thisMonth: months.at(-1) ?? 0,
            lastMonth,
            lastMonthSameDay: this.#time.isPartial && this.#time.sameDays ? exactAmount(before) : lastMonth,
        };
    }
}

/** Without what adding in binary leaves over: AWS gives ten decimal places at most. */
export function exactAmount(amount: number): number {
    // `+ 0` turns -0 into 0.
    return Math.round(amount * 1e8) / 1e8 + 0;
}
