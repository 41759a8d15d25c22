import assert from "node:assert/strict";
import * as fc from "fast-check";
import { commas, didYouMean, firstLines, firstOf, list, listSome } from "../../../limits/messageText";

describe("limits: the texts of messages", () => {
    const suggestions: readonly [word: string, allowed: readonly string[], suggested: string | undefined][] = [
        ["emial", ["email", "name"], "email"],
        ["EMAIL", ["email"], "email"],
        ["prod", ["Production"], undefined],
        // Two exchanged characters are one mistake. Short words have one mistake, longer ones two.
        ["lvie", ["live"], "live"],
        ["prdd", ["pord"], undefined],
        ["Prodtion", ["Production"], "Production"],
        ["Producton-eu", ["Production-eu"], "Production-eu"],
        // What lacks a part, or has another part, is another thing.
        ["Workloads/NonProduction", ["Workloads/Production"], undefined],
        ["NonProduction", ["Workloads/Production"], undefined],
        ["PreProd", ["Prod"], undefined],
        ["noproduction", ["production"], undefined],
        ["Workloads/noProduction", ["Workloads/Production"], undefined],
        ["Workloads/no-prod", ["Workloads/prod"], undefined],
        ["Production-e", ["Production"], undefined],
        ["production-eu", ["production-us"], undefined],
        ["Workloads/Test", ["Workloads/Prod"], undefined],
        ["Workloads/Tset", ["Workloads/Test"], "Workloads/Test"],
        ["xyz", [], undefined],
        ["kubernetes", ["email", "name"], undefined],
        // The last key of a unit stands for its whole path.
        ["Prodution", ["Workloads/Production", "Sandbox"], "Workloads/Production"],
        ["A/Prodution", ["Workloads/Production"], undefined],
        ["", ["Workloads/ab"], undefined],
        ["x".repeat(101), ["x".repeat(100)], undefined],
        ["x".repeat(100), ["x".repeat(101)], undefined],
        ["x".repeat(100), [`${"x".repeat(99)}y`], `${"x".repeat(99)}y`],
    ];
    for (const [word, allowed, suggested] of suggestions) {
        const given = word.length > 20 ? `a word of ${word.length} characters` : JSON.stringify(word);
        it("suggests the word with the same first letter, if two are as near", () => {
            for (const words of [
                ["end", "kind"],
                ["kind", "end"],
            ]) {
                assert.equal(didYouMean("knd", words), ' Did you mean "kind"?');
            }
        });

        it(`suggest ${suggested === undefined ? "nothing" : "a word that is allowed"} for ${given}`, () => {
            assert.equal(didYouMean(word, allowed), suggested === undefined ? "" : ` Did you mean "${suggested}"?`);
        });
    }

    it("list all words, with `and` before the last", () => {
        const cases: readonly [readonly string[], string][] = [
            [[], "none"],
            [["a"], "a"],
            [["a", "b"], "a and b"],
            [["a", "b", "c"], "a, b and c"],
        ];
        for (const [words, text] of cases) assert.equal(list(words), text);
    });

    it("list only the first of many words, and the number of the others", () => {
        const words = Array.from({ length: 2_000 }, (_, index) => `w${index}`);
        assert.equal(listSome(words, 3), "w0, w1, w2 and 1,997 more");
        assert.equal(commas(words, 3), "w0, w1, w2, 1,997 more");
        assert.equal(listSome(words.slice(0, 3), 3), "w0, w1 and w2");
        assert.equal(commas(words.slice(0, 3), 3), "w0, w1, w2");
        assert.equal(listSome([]), "none");
        assert.equal(commas([]), "");
    });

    it("show invisible characters of listed words as escapes", () => {
        assert.equal(listSome(["a\u001b[31m", "b"]), "a\\u001b[31m and b");
        assert.equal(commas(["a\u202e"]), "a\\u202e");
    });
});

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
