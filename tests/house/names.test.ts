import assert from "node:assert/strict";
import * as path from "node:path";
import { exportedTypes, isTest, repeated, sourceFiles, textOf } from "./sources";

/** The files that every feature's folder may have, each of which says the same of another feature. */
const OF_A_FEATURE = /^features\/[^/]+\/(definition|review|found|program|command|adopt)\.ts$/;

function none(found: readonly string[]): void {
    if (found.length > 0) assert.fail(`${found.length} are not so:\n    ${found.join("\n    ")}`);
}

describe("names", () => {
    it("a file of the program says by its name what is in it: no other file has it, but for index.ts", () => {
        const files = sourceFiles(".ts", ".cjs").filter((file) => !isTest(file) && !OF_A_FEATURE.test(file));
        assert.ok(files.length > 300);
        const named = files.map((file) => [path.basename(file), file] as const).filter(([name]) => name !== "index.ts");
        none(repeated(named));
    });

    it("an exported type has a name that no other type of the program has", () => {
        const files = sourceFiles(".ts").filter((file) => !isTest(file));
        const types = files.flatMap((file) => exportedTypes(file, textOf(file)).map((name) => [name, file] as const));
        assert.ok(types.length > 300);
        none(repeated(types));
    });

    it("of types are read from their declarations", () => {
        const text =
            'export interface A {}\nexport type B = A;\nexport class C {}\nexport enum D {}\ntype E = A;\nexport type { F } from "./f";\n';
        assert.deepEqual(exportedTypes("a.ts", text), ["A", "B", "C", "D"]);
        assert.deepEqual(
            repeated([
                ["A", "a.ts"],
                ["B", "a.ts"],
                ["A", "b.ts"],
            ]),
            ["A: a.ts, b.ts"],
        );
    });
});

describe("the comments that switch a rule of eslint off", () => {
    const COMMENT =
        /\/\/ *eslint-disable-line[^\n]*|^\s*(?:\/\/ *eslint-disable[^\n]*|\/\* *eslint-disable[^]*?\*\/)/gm;
    const WITH_REASON = /eslint-disable(-next-line|-line)? [a-z@/, \n-]*[a-z]\s+-- \S{2}/;
    const withoutReason = (text: string): string[] =>
        (text.match(COMMENT) ?? []).filter((one) => !WITH_REASON.test(one));

    it("name the rule and say why", () => {
        const found = sourceFiles(".ts", ".cjs", ".mjs").flatMap((file) =>
            withoutReason(textOf(file)).map((comment) => `${file}: ${comment}`),
        );
        none(found);
    });

    it("are found without a rule or a reason", () => {
        assert.deepEqual(withoutReason("// eslint-disable-next-line max-lines -- the table of all keys"), []);
        assert.equal(withoutReason("// eslint-disable-next-line max-lines\n/* eslint-disable */").length, 2);
        assert.deepEqual(withoutReason("/* eslint-disable max-lines,\n   no-console -- the table of all keys */"), []);
        assert.equal(withoutReason("/* eslint-disable -- because */").length, 1);
    });
});
