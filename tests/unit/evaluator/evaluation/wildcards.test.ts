import assert from "node:assert/strict";
import fc from "fast-check";
import { actionMatcher, readAction } from "../../../../evaluator/matching/actionPatterns";
import { intersects, matcher, matches, OPAQUE, toPattern } from "../../../../evaluator/matching/wildcards";

/** The simplest definition of what a pattern matches: it compares one character at a time and tries everything that a * may match. */
function naive(pattern: string, text: string): boolean {
    if (pattern === "") return text === "";
    const rest = pattern.slice(1);
    if (pattern[0] === "*") return naive(rest, text) || (text !== "" && naive(pattern, text.slice(1)));
    return text !== "" && (pattern[0] === "?" || pattern[0] === text[0]) && naive(rest, text.slice(1));
}

const letters = (more: string): fc.Arbitrary<string> =>
    fc.array(fc.constantFrom(...`ab:${more}`), { maxLength: 9 }).map((all) => all.join(""));

describe("evaluator: wildcards", () => {
    it("the prepared matcher agrees with the simplest definition", () => {
        fc.assert(
            fc.property(letters("**?"), letters(""), (pattern, text) => {
                const expected = naive(pattern, text);
                assert.equal(matcher(toPattern(pattern))(text), expected);
                assert.equal(matches(toPattern(pattern), text), expected);
            }),
            { numRuns: 5000 },
        );
    });

    it("a text made from a pattern matches it", () => {
        fc.assert(
            fc.property(letters("*?"), letters(""), (pattern, filling) => {
                const text = pattern.replaceAll("*", filling).replaceAll("?", "b");
                assert.ok(matcher(toPattern(pattern))(text));
                assert.ok(intersects(toPattern(pattern), text));
            }),
        );
    });

    it("a pattern that covers a shape matches everything of that shape, and one that does not overlap it matches nothing", () => {
        fc.assert(
            fc.property(letters("*?"), letters("_"), letters(""), (pattern, sketch, filling) => {
                const shape = sketch.replaceAll("_", OPAQUE);
                const text = sketch.replaceAll("_", filling);
                if (matches(toPattern(pattern), shape)) assert.ok(naive(pattern, text));
                if (!intersects(toPattern(pattern), shape)) assert.ok(!naive(pattern, text));
            }),
            { numRuns: 5000 },
        );
    });

    it("stays fast if wildcards could match in countless ways", () => {
        const pattern = toPattern("a*".repeat(60) + "?b");
        // Trying all ways one by one would exceed the test's timeout.
        assert.equal(matches(pattern, "a".repeat(5000)), false);
    });

    it("a list of actions matches like its patterns one by one, in any case", () => {
        const pattern = fc.oneof(
            fc.tuple(
                fc.constantFrom("s3", "EC2", "a", "s*"),
                letters("**?").map((one) => one.replaceAll(":", "")),
            ),
            fc.constant(["s3", "*"] as [string, string]),
        );
        fc.assert(
            fc.property(
                fc.array(pattern, { minLength: 1, maxLength: 5 }),
                fc.constantFrom("s3", "ec2", "a"),
                fc.array(fc.constantFrom("a", "b", "A"), { minLength: 1, maxLength: 5 }),
                (patterns, service, name) => {
                    const action = readAction(`${service}:${name.join("")}`);
                    const written = patterns.map(([one, two]) => `${one}:${two || "x"}`);
                    assert.equal(
                        actionMatcher(written)(action),
                        written.some((one) => naive(one.toLowerCase(), action.text)),
                        written.join(),
                    );
                },
            ),
            { numRuns: 2000 },
        );
    });
});
