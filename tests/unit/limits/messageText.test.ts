import assert from "node:assert/strict";
import * as fc from "fast-check";
import { commas, firstLines, firstOf, list, listSome } from "../../../limits/messageText";

const WORDS = ["a", "b", "c", "d", "e"];

describe("Lists in messages", () => {
    for (const [words, most, expected] of [
        [0, 2, "none"],
        [1, 2, "a"],
        [2, 2, "a and b"],
        [3, 2, "a, b and c"],
        [4, 2, "a, b and 2 more"],
        [5, Infinity, "a, b, c, d and e"],
        [5, 0, "5 more"],
    ] as const) {
        it(`${words} words with the limit ${most}: ${expected}`, () => {
            assert.equal(list(WORDS.slice(0, words), most), expected);
        });
    }

    it("takes another word before the last, and groups the digits of a large number", () => {
        const words = Array.from({ length: 2000 }, (_, index) => `w${index}`);
        assert.equal(list(words, 2, "or"), "w0, w1 or 1,998 more");
        assert.equal(commas(words, 2), "w0, w1, 1,998 more");
        assert.deepEqual(
            firstLines(words, 1, (more) => `and ${more} more`),
            ["w0", "and 1,999 more"],
        );
    });

    it("escapes and cuts keys, and leaves words as they are", () => {
        assert.equal(listSome(["a\u202eb", "c"]), "a\\u202eb and c");
        assert.match(commas(["k".repeat(200)]), /^k{100}\.\.\. \(100 more characters\)$/);
        assert.equal(list(["k".repeat(200)]), "k".repeat(200));
    });

    it("shows all items, or the limit's number and two or more that are left", () => {
        fc.assert(
            fc.property(fc.array(fc.integer(), { maxLength: 30 }), fc.nat({ max: 30 }), (items, most) => {
                const { shown, more } = firstOf(items, most);
                assert.deepEqual(shown, items.slice(0, shown.length));
                assert.equal(shown.length + more, items.length);
                assert.ok(more === 0 ? shown.length <= most + 1 : more > 1 && shown.length === most);
            }),
        );
    });
});
