import assert from "node:assert/strict";
import * as fc from "fast-check";
import { splitAmounts, type SplitModel } from "../../../../../features/costs/model";

function split(amounts: Record<string, number>, ...splits: SplitModel[]): Record<string, number> {
    return Object.fromEntries(splitAmounts(new Map(Object.entries(amounts)), splits));
}

const sum = (amounts: Iterable<number>): number => [...amounts].reduce((total, amount) => total + amount, 0);

describe("splitAmounts", () => {
    it("divides evenly, by given shares and by what each costs", () => {
        const amounts = { shared: 100, shop: 300, data: 100 };
        const by = (how: SplitModel["by"]) => split(amounts, { from: "shared", to: ["shop", "data"], by: how });
        assert.deepEqual(by("even"), { shared: 0, shop: 350, data: 150 });
        assert.deepEqual(by("proportional"), { shared: 0, shop: 375, data: 125 });
        assert.deepEqual(by({ shop: 60, data: 40 }), { shared: 0, shop: 360, data: 140 });
    });

    it("gives cents that are left to the largest remainders, and of equal ones to the first", () => {
        assert.deepEqual(split({ shared: 100 }, { from: "shared", to: ["a", "b", "c"], by: "even" }), {
            shared: 0,
            a: 33.34,
            b: 33.33,
            c: 33.33,
        });
        assert.deepEqual(split({ s: 0.05, a: 1, b: 2 }, { from: "s", to: ["a", "b"], by: "proportional" }), {
            s: 0,
            a: 1.02,
            b: 2.03,
        });
    });

    it("leaves costs where they are if nobody's share is known, or there are none", () => {
        const proportional: SplitModel = { from: "shared", to: ["a", "b"], by: "proportional" };
        assert.deepEqual(split({ shared: 7, a: 0 }, proportional), { shared: 7, a: 0 });
        assert.deepEqual(split({ a: 5 }, proportional), { a: 5 });
    });

    it("does several splits by the costs before all of them", () => {
        const to = ["a", "b"];
        const splits: SplitModel[] = ["s", "t"].map((from) => ({ from, to, by: "proportional" }));
        assert.deepEqual(split({ s: 10, t: 20, a: 1, b: 1 }, ...splits), { s: 0, t: 0, a: 16, b: 16 });
    });

    it("looks a value up that is called like a method", () => {
        assert.deepEqual(split({ s: 10 }, { from: "s", to: ["constructor"], by: { constructor: 100 } }), {
            s: 0,
            constructor: 10,
        });
    });

    it("keeps the sum to the cent, and gives nobody less than before", () => {
        const amount = fc.integer({ min: 0, max: 10_000_000 }).map((cents) => cents / 100);
        const values = ["a", "b", "c", "constructor"];
        fc.assert(
            fc.property(
                fc.record({ s: amount, t: amount, a: amount, b: amount, c: amount, constructor: amount }),
                fc.constantFrom("even" as const, "proportional" as const),
                fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 4, maxLength: 4 }),
                (amounts, by, weights) => {
                    const total = sum(weights);
                    const shares = Object.fromEntries(
                        values.map((value, index) => [value, ((weights[index] ?? 0) * 100) / total]),
                    );
                    const before = new Map(Object.entries(amounts));
                    const after = splitAmounts(before, [
                        { from: "s", to: values, by },
                        { from: "t", to: values, by: shares },
                    ]);
                    assert.equal(Math.round(sum(after.values()) * 100), Math.round(sum(before.values()) * 100));
                    for (const value of values) {
                        assert.ok((after.get(value) ?? 0) >= (before.get(value) ?? 0) - 1e-9, value);
                    }
                },
            ),
        );
    });
});
