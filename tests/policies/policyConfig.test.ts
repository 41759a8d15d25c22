import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { configOf, matchesAny, wholeMatch } from "../../policies/check/policyConfig";
import { policies } from "../../policies/rules";
import { configErrors } from "./policySupport";

const FOLDER = join(__dirname, "../../policies/config");

describe("the configuration of policies", () => {
    describe("files of stacks", () => {
        for (const file of readdirSync(FOLDER)) {
            it(`${file} has only existing policies and keys, with valid values`, () => {
                const given = JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as Record<string, object>;
                for (const [name, config] of Object.entries(given)) {
                    const policy = policies.find((known) => known.name === name);
                    assert.ok(policy, `no policy is called ${name}`);
                    assert.deepEqual(configErrors(policy, { ...config }), []);
                    const keys = ["enforcementLevel", ...Object.keys(policy.configSchema?.properties ?? {})];
                    for (const key of Object.keys(config)) assert.ok(keys.includes(key), `${name} has no ${key}`);
                }
            });
        }
    });

    describe("defaults", () => {
        const config = configOf<{ a: number; b?: string }>("some-policy", {
            a: { type: "integer", default: 1 },
            b: { type: "string" },
        });
        const read = (given: object) => config.read({ getConfig: <T extends object>() => given as T });

        it("replace missing values", () => assert.deepEqual(read({ b: "x" }), { a: 1, b: "x" }));
        it("are overridden by given values", () => assert.deepEqual(read({ a: 2 }), { a: 2 }));
        it("do not hide a key that does not exist", () =>
            assert.throws(() => read({ A: 2 }), {
                message: 'the configuration of some-policy is wrong: unknown key "A"; its keys are a, b',
            }));
    });

    describe("patterns", () => {
        const matches = (pattern: string, text: string) => wholeMatch("p", "k", pattern).test(text);

        it("match the whole text, with or without anchors", () => {
            for (const pattern of ["ab|cd", "^ab|cd$", "^(ab|cd)$"]) {
                assert.equal(matches(pattern, "ab"), true);
                assert.equal(matches(pattern, "cd"), true);
            }
            for (const text of ["xab", "abx", "abcd", "ab\n", "\nab", "ab\ncd"]) {
                assert.equal(matches("ab|cd", text), false, JSON.stringify(text));
            }
        });

        it("match a literal text and nothing else", () =>
            fc.assert(
                fc.property(fc.string(), fc.string(), (text, other) => {
                    const literal = text.replace(
                        /[\\^$.*+?()[\]{}|/-]/g,
                        (c) => `\\u{${c.codePointAt(0)?.toString(16)}}`,
                    );
                    assert.equal(matches(literal, text), true);
                    assert.equal(matches(literal, other), text === other);
                    assert.equal(matchesAny("p", "k", [], text), false);
                }),
            ));

        it("are refused unless they are complete regular expressions", () => {
            for (const pattern of ["a)(b", "(", "[a", "\\", "(?<a>x)(?<a>y)"]) {
                assert.throws(() => matches(pattern, "a"), {
                    message: /^the configuration of p is wrong: k is not a regular expression: /,
                });
            }
        });
    });
});
