import assert from "node:assert/strict";
import { commas, didYouMean, list, listSome } from "../../../limits/messageText";

describe("limits: the texts of messages", () => {
    const suggestions: readonly [word: string, allowed: readonly string[], suggested: string | undefined][] = [
        ["emial", ["email", "name"], "email"],
        ["EMAIL", ["email"], "email"],
        ["prod", ["Production"], undefined],
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
