import assert from "node:assert/strict";
import * as fc from "fast-check";
import { topologicalOrder } from "../../../../program/order/topologicalOrder";

const item = (id: string, ...needs: string[]): { id: string; needs: string[] } => ({ id, needs });
const ids = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);

describe("a topological order", () => {
    it("keeps the given order, except for items that must come earlier", () => {
        assert.deepEqual(ids(topologicalOrder([item("a"), item("b", "d"), item("c"), item("d")])), [
            "a",
            "d",
            "b",
            "c",
        ]);
    });

    it("contains each item once, after all that it needs", () => {
        // Each item needs some items with a smaller number. They are given in any order.
        const items = fc
            .array(fc.array(fc.nat()), { maxLength: 30 })
            .map((all) => all.map((needs, own) => item(`${own}`, ...needs.filter((one) => one < own).map(String))))
            .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
        fc.assert(
            fc.property(items, (all) => {
                const ordered = topologicalOrder(all);
                assert.deepEqual(new Set(ordered), new Set(all));
                ordered.forEach(({ needs }, index) => {
                    for (const one of needs) assert.ok(ids(ordered).indexOf(one) < index);
                });
            }),
        );
    });

    it("names the items of a circle, and a missing item", () => {
        assert.throws(
            () => topologicalOrder([item("a", "b"), item("b", "c"), item("c", "b")]),
            /these wait for each other in a circle: a, then b, then c, then b/,
        );
        assert.throws(() => topologicalOrder([item("a", "policy p")]), /the policy p is not in the model/);
    });
});
