import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as prettier from "prettier";
import { LIBRARY } from "../../../guardrails";
import { FRAMEWORK_NAMES } from "../../../guardrails/frameworks";
import { PAGES } from "../../../guardrails/pages";

describe("guardrails: the pages made from data", () => {
    for (const [file, page] of Object.entries(PAGES)) {
        it(`${file} is up to date: \`make docs\` writes it`, async () => {
            const config = await prettier.resolveConfig(file);
            assert.equal(fs.readFileSync(file, "utf8"), await prettier.format(page(), { ...config, filepath: file }));
        });

        it(`${file} has no broken link`, () => {
            const text = fs.readFileSync(file, "utf8");
            const titlesOf = (content: string): ReadonlySet<string> =>
                new Set([...content.matchAll(/^##+ (.+)$/gm)].map(([, title = ""]) => title.toLowerCase()));
            for (const [, target = ""] of text.matchAll(/\]\(([^)]*)\)/g)) {
                const [page_ = "", anchor] = target.split("#");
                if (page_ === "guardrails.md") assert.ok(LIBRARY.has(anchor ?? ""), target);
                else {
                    const content = page_ === "" ? text : fs.readFileSync(path.join("docs", page_), "utf8");
                    assert.ok(anchor === undefined || titlesOf(content).has(anchor), target);
                }
            }
        });
    }

    it("have every guardrail and bundle", () => {
        const guardrails = fs.readFileSync("docs/guardrails.md", "utf8");
        for (const name of LIBRARY.keys()) assert.ok(guardrails.includes(`\n## ${name}\n`), name);
        const compliance = fs.readFileSync("docs/compliance.md", "utf8");
        for (const name of FRAMEWORK_NAMES) assert.ok(compliance.includes(`\n## ${name}\n`), name);
        assert.match(compliance, /\*\*A bundle is not compliance\.\*\*/);
    });
});
