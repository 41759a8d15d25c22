import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { EXIT } from "../../../../../operations/cli/commandError";
import { inStack, org } from "../../orgRuns";

const DEFINITION = {
    "organization.yaml": `defaults: { email: "{account}@example.com" }\naccounts: { shop: { unit: / } }\n`,
};

describe("org drift: what is refused before anything is asked", () => {
    it("a file that is no Markdown, and one that somebody else has written", async () => {
        await inStack(DEFINITION, async (folder) => {
            const text = await org(folder, ["drift", "--stack", "test", "--markdown", "drift.txt"]);
            assert.equal(text.code, EXIT.usage, text.error);
            assert.match(text.error, /drift\.txt does not end in \.md\. Name the file drift\.md/);
            const file = path.join(folder, "notes.md");
            fs.writeFileSync(file, "# My notes\n");
            const foreign = await org(folder, ["drift", "--stack", "test", "--markdown", "notes.md"]);
            assert.equal(foreign.code, EXIT.usage, foreign.error);
            assert.match(foreign.error, /notes\.md exists and is no report of org drift, so it is not replaced/);
            assert.equal(fs.readFileSync(file, "utf8"), "# My notes\n");
        });
    });

    it("a definition with mistakes", async () => {
        await inStack({ "organization.yaml": "units: { Workloads: { kind: none } }\n" }, async (folder) => {
            const { code, error } = await org(folder, ["drift", "--stack", "test"]);
            assert.equal(code, EXIT.refused, error);
            assert.match(error, /The definition has 1 mistake\./);
        });
    });
});
