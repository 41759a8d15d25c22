import assert from "node:assert/strict";
import { Linter } from "eslint";

describe("the rule of eslint for a function's length", () => {
    /** What is said of a text where 3 lines are allowed. */
    async function messages(text: string): Promise<string[]> {
        // By a name that tsc does not look up: the rule is JavaScript, as eslint.config.mjs is.
        const { maxLinesPerFunction } = (await import(String("./functionLines.mjs"))) as { maxLinesPerFunction: never };
        const config = {
            plugins: { house: { rules: { "max-lines-per-function": maxLinesPerFunction } } },
            rules: { "house/max-lines-per-function": ["error", { max: 3 }] },
        } as const;
        return new Linter().verify(text, config as never).map(({ message }) => message.replace(/; .*/, ""));
    }

    it("counts every line of a function, of whatever kind", async () => {
        assert.deepEqual(await messages("function a() {\n\n}\n"), []);
        assert.deepEqual(await messages("function a() {\n\n// b\n}\n"), ["The function a has 4 lines"]);
        assert.deepEqual(await messages("const a = () => {\n\n\n};\n"), ["The function a has 4 lines"]);
        assert.deepEqual(await messages("class A {\n    b() {\n\n\n    }\n}\n"), ["The function b has 4 lines"]);
        assert.deepEqual(await messages("it('', () => {\n\n\n});\n"), ["This function has 4 lines"]);
    });

    it("passes over the callbacks of describe, and not over what is in them", async () => {
        assert.deepEqual(await messages("describe('', function () {\n\n\n});\n"), []);
        assert.deepEqual(await messages("describe.skip('', () => {\n\n\n});\n"), []);
        assert.deepEqual(await messages("describe('', () => {\nit('', () => {\n\n\n});\n});\n"), [
            "This function has 4 lines",
        ]);
    });

    it("is switched off by a comment", async () => {
        const comment = "// eslint-disable-next-line house/max-lines-per-function -- a table\n";
        assert.deepEqual(await messages(`${comment}function a() {\n\n\n}\n`), []);
    });
});
