import assert from "node:assert/strict";
import * as fc from "fast-check";
import { DefinitionError } from "../../../definition";
import { printable, quoted, visible, visibleEnds } from "../../../limits";
import { byKey, inFolder, load, loadDefinition, mistakes, refused } from "./definitionFixtures";

/** Characters that a terminal, a log or a comment could interpret, or not show. */
// eslint-disable-next-line no-control-regex -- these are the characters that it is about
const HIDDEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;

describe("definition: characters that a person cannot see", () => {
    const characters = [
        "\\e",
        "\\0",
        "\\r",
        "\\n",
        "\\t",
        "\\x7f",
        "\\x9b",
        "\\u202e",
        "\\u2066",
        "\\u200b",
        "\\ufeff",
        "\\u200d",
        "\\u2028",
    ];
    for (const character of characters) {
        it(`refuses the key "a${character}b", and shows it escaped`, () => {
            for (const text of [
                `units: { ▶"a${character}b": {} }`,
                `units: { A: { accounts: { ▶"a${character}b": { email: a@example.com } } } }`,
                `policies: { ▶"a${character}b": { guardrail: deny-root-user } }`,
                `units: { A: { tags: { ▶"a${character}b": v } } }`,
            ]) {
                const [mistake] = refused(
                    text,
                    /^the key "a\\\\?.*b" holds the character U\+[0-9A-F]{4}, which is invisible/,
                );
                assert.doesNotMatch(JSON.stringify(mistake), HIDDEN);
            }
        });
    }

    it("refuses them in values and in the text itself, comments too", () => {
        refused('units: { A: { name: ▶"a\\eb" } }', "holds the control character U+001B");
        refused('units: { A: { name: ▶"a\\u202eb" } }', "holds the control character U+202E");
        refused("units: { A: } # ▶\u202e", "holds the character U+202E, which is invisible");
        refused("units: { A: { name: a▶\u001b[31m } }", "holds the character U+001B");
        refused("units: { A: }▶\rx: y\n", "holds the character U+000D");
    });

    it("refuses letters that look Latin beside Latin ones, and accepts other scripts", () => {
        refused(
            "units: { ▶shоp: {} }",
            'the key "sh\\u043ep" holds the letter U+043E (о), which only looks like the Latin one beside it',
        );
        refused("units: { ▶Αcme: {} }", "U+0391");
        refused("▶unіts: { A: {} }", "U+0456");
        for (const key of [
            "сор",
            "Λογιστήριο",
            "本番-shop",
            "μ-service",
            "α-team",
            "می\u200cخواهم",
            "Büro",
            "👩\u200d💻",
            "❤\ufe0f",
        ]) {
            assert.equal(byKey(load(`units: { ${key}: {} }`).units, key).name, key);
        }
    });

    it("refuses keys that look like options", () => {
        refused("units: { ▶--yes: {} }", 'the key "--yes" of a unit begins with "-"');
        refused("units: { A: { accounts: { ▶-n: { email: a@example.com } } } }", "of an account begins");
        refused("policies: { ▶-p: { guardrail: deny-root-user } }", "of a policy begins");
    });

    it("lets none of them into a message, whatever is in a definition", () => {
        const text = fc.string({
            unit: fc.constantFrom("a", "/", "-", "\\e", "\\r", "\\n", "\\u202e", "\\u200b", "::", "##[", "о"),
            minLength: 1,
            maxLength: 8,
        });
        const places = [
            (one: string) => `units: { "${one}": { name: "${one}", kind: "${one}" } }`,
            (one: string) => `"${one}": "${one}"`,
            (one: string) =>
                `accounts: { a: { unit: "${one}", email: "${one}{x}", expires: "${one}", state: "${one}" } }`,
            (one: string) => `guardrails: ["${one}"]\nregions: ["${one}"]\ndefaults: { tags: { "${one}": "${one}" } }`,
            (one: string) =>
                `policies: { p: { type: SERVICE_CONTROL_POLICY, document: { "${one}": { "${one}": "${one}" } } } }`,
            (one: string) =>
                `policies: { p: { file: "${one}" }, q: { guardrail: "${one}" }, r: { merge: ["${one}", b] } }`,
        ];
        fc.assert(
            fc.property(fc.constantFrom(...places), text, (place, one) => {
                inFolder(place(one), (folder) => {
                    try {
                        loadDefinition(folder);
                    } catch (error) {
                        if (!(error instanceof DefinitionError)) throw error;
                        assert.doesNotMatch(error.message, HIDDEN);
                        // A workflow runs a line that begins like this, even after spaces.
                        assert.doesNotMatch(error.message, /^\s*::/m);
                    }
                });
            }),
            { numRuns: 300 },
        );
    });

    it("cuts nothing that is shorter than the words that would say so", () => {
        for (const length of [101, 110, 120]) assert.equal(visible("x".repeat(length)), "x".repeat(length));
        assert.equal(visible("x".repeat(130)), `${"x".repeat(100)}... (30 more characters)`);
        assert.equal(visibleEnds("x".repeat(130), 100), "x".repeat(130));
    });

    it("cuts the middle of a text whose end matters", () => {
        const text = `because\n${"x".repeat(200)} of p-a1b2c3d4e5`;
        assert.equal(
            visibleEnds(text, 40),
            `because\\n${"x".repeat(12)} ... (184 more characters) ... xxxx of p-a1b2c3d4e5`,
        );
        const pairs = "\u{1f600}".repeat(50);
        assert.match(visibleEnds(pairs, 21), /^(?:\u{1f600})+ \.\.\. \(\d+ more characters\) \.\.\. (?:\u{1f600})+$/u);
    });

    it("shows a text as JSON does, on one line, and cut", () => {
        assert.equal(visible("a\u001b[31m\r\nb\u202e"), "a\\u001b[31m\\r\\nb\\u202e");
        assert.equal(quoted("x".repeat(150)), `"${"x".repeat(100)}... (50 more characters)"`);
        assert.equal(quoted({ a: ["b", 1, null] }), '{"a":["b",1,null]}');
        assert.ok(quoted(Array.from({ length: 1e5 }, (_, index) => index)).length < 300);
        assert.equal(printable("one\n\ttwo\u001b\r\n"), "one\n\ttwo\\u001b\n");
        assert.deepEqual(JSON.parse(printable(JSON.stringify("\u{e0041}\u202e"))), "\u{e0041}\u202e");
    });

    it("quotes the beginning of a value of any length", () => {
        const long = "x".repeat(1_000_000);
        for (const text of [
            `units: { A: { name: ${long} } }`,
            `units: { A: { kind: ${long} } }`,
            `units: { ${long}: }`,
            `${long}: x`,
            `defaults: { email: ${long} }\nunits: { A: { accounts: { a: } } }`,
            `policies: { p: { type: SERVICE_CONTROL_POLICY, document: { Version: ${long} } } }`,
            `guardrails: [${long}]`,
            `policies: { p: { type: TAG_POLICY, file: ${long} } }`,
        ]) {
            inFolder(text, (folder) => {
                assert.throws(
                    () => loadDefinition(folder),
                    (error) => error instanceof DefinitionError && error.message.length < 5_000,
                );
            });
        }
        assert.ok(mistakes(`units: { A: { name: ${long} } }`)[0]?.message.length);
    });
});
