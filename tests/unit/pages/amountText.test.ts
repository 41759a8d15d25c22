import assert from "node:assert/strict";
import * as fc from "fast-check";
import { amountText, changeShare, changeShareText, countText, shareText } from "../../../pages/data/amountText";

describe("amounts of the costs page", () => {
    const large = amountText("USD", 20_000);
    const small = amountText("USD", 20);

    it("are written as the currency has them", () => {
        assert.equal(large.exact(1234.5), "$1,234.50");
        assert.equal(amountText("EUR", 20).exact(-1234.5), "−€1,234.50");
        assert.equal(amountText("JPY", 20).exact(1234.5), "¥1,235");
        assert.equal(amountText("CNY", 20).exact(7), "CN¥7.00");
        for (const unknown of ["", "Bitcoin", "$", "u\u202es"]) {
            assert.equal(amountText(unknown, 20).exact(1234.5), "1,234.50");
        }
    });

    it("leave fractions out where the sums are large", () => {
        assert.equal(large.short(1234.5), "$1,235");
        assert.equal(small.short(12.345), "$12.35");
        assert.equal(large.compact(12_345), "$12.3K");
        assert.equal(large.compact(-3_100_000), "−$3.1M");
        assert.equal(large.compact(721.23), "$721");
        assert.equal(amountText("Bitcoin", 20_000).compact(12_345), "12.3K");
    });

    it("show changes with a sign, and none where nothing is shown to change", () => {
        assert.equal(large.change(120.4), "+$120");
        assert.equal(large.change(-120.4), "−$120");
        assert.equal(large.change(0.2), "±$0");
        assert.equal(large.change(-0.2), "±$0");
        assert.equal(small.change(0), "±$0.00");
    });

    it("are never minus nothing", () => {
        fc.assert(
            fc.property(fc.double({ min: -0.0049, max: 0.0049, noNaN: true }), (amount) => {
                assert.equal(small.exact(amount), "$0.00");
            }),
        );
    });
});

describe("shares and changes of the costs page", () => {
    it("are percent", () => {
        assert.equal(shareText(0.1234), "12.3 %");
        assert.equal(shareText(0), "0.0 %");
        assert.equal(shareText(0.0001), "<0.1 %");
        assert.equal(shareText(-0.02), "−2.0 %");
        assert.equal(countText(12_345), "12,345");
    });

    for (const [now, before, text] of [
        [112, 100, "+12 %"],
        [88, 100, "−12 %"],
        [100, 100.3, "±0 %"],
        [5000, 100, "×50"],
        [10, 0, "new"],
        [0, 10, "gone"],
        [0, 0, ""],
        [10, -5, ""],
        [-10, 0, "new"],
    ] as const) {
        it(`${before} that become ${now} are ${JSON.stringify(text)}`, () => {
            assert.equal(changeShareText(now, before), text);
        });
    }

    it("of what was negative are unknown", () => {
        assert.equal(changeShare(10, -5), undefined);
    });
});
