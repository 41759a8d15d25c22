import assert from "node:assert/strict";
import * as limits from "../../../limits";
import { textError, type TextLimits } from "../../../limits";

const LIMITS: TextLimits = {
    what: "word",
    min: 2,
    max: 4,
    pattern: /^[a-z]*$/,
    allowed: "small letters",
    source: { from: "here", read: "2026-11-23" },
};

describe("limits: textError", () => {
    const cases: readonly [TextLimits, string, string | undefined][] = [
        [LIMITS, "ab", undefined],
        [LIMITS, "abcd", undefined],
        [LIMITS, "a", 'word "a" has 1 characters: AWS allows 2 to 4'],
        [LIMITS, "", 'word "" has 0 characters: AWS allows 2 to 4'],
        [LIMITS, "abcde", 'word "abcde" has 5 characters: AWS allows 2 to 4'],
        [LIMITS, "aB", 'word "aB" has a form that AWS refuses: use small letters'],
        [LIMITS, "ABCDE", 'word "ABCDE" has 5 characters: AWS allows 2 to 4'],
        [LIMITS, 'a"b', 'word "a\\"b" has a form that AWS refuses: use small letters'],
        [{ ...LIMITS, min: 3, max: 3 }, "ab", 'word "ab" has 2 characters: AWS allows 3'],
    ];
    for (const [rule, text, expected] of cases) {
        it(`${JSON.stringify(text)} of ${rule.min} to ${rule.max}: ${expected ?? "right"}`, () => {
            assert.equal(textError(rule, text), expected);
        });
    }
});

describe("limits: the rules", () => {
    const texts = Object.entries(limits).filter(
        (entry): entry is [string, TextLimits] => typeof entry[1] === "object" && "pattern" in entry[1],
    );

    it("are anchored, so that no part of a text passes for the whole", () => {
        assert.ok(texts.length >= 9);
        for (const [name, { pattern }] of texts) {
            assert.ok(pattern.source.startsWith("^") && pattern.source.endsWith("$"), name);
            assert.ok(!pattern.global && !pattern.multiline, name);
        }
    });

    it("say where and when they were read", () => {
        const sources = [
            ...texts.map(([, { source }]) => source),
            ...Object.values(limits.POLICY_TYPES).map(({ source }) => source),
            ...[limits.UNIT_DEPTH, limits.UNITS, limits.ACCOUNTS, limits.TAGS].map(({ source }) => source),
        ];
        for (const { from, read } of sources) {
            assert.ok(from.length > 0);
            assert.match(read, /^\d{4}-\d{2}-\d{2}$/);
        }
    });

    it("take long texts without slowing down", () => {
        for (const [name, { pattern }] of texts) {
            const started = performance.now();
            for (const piece of ["a", "a.", "a-", "@", "a@a."]) pattern.test(`${piece.repeat(5_000)}\u0000`);
            assert.ok(performance.now() - started < 500, name);
        }
    });
});
