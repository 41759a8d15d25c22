import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { EXIT } from "../../../../operations/cli/commandError";
import { withoutPlanHint } from "../../../../operations/cli/stackRunner";
import { freePort, inStack, org, read } from "../orgRuns";

const TEXT = 'defaults: { email: "aws+{account}@example.com" }\nunits:\n    Sandbox: { kind: sandbox }\n';

describe("a preview that org asks for", () => {
    it("says that the local AWS is not running and how to start it, and keeps what was written", () =>
        inStack({ "organization.yaml": TEXT }, async (folder) => {
            const url = `http://127.0.0.1:${await freePort()}`;
            fs.writeFileSync(
                path.join(folder, "Pulumi.test.yaml"),
                stringify({
                    config: {
                        "aws:allowedAccountIds": ["123456789012"],
                        "aws:endpoints": [{ organizations: url }],
                    },
                }),
            );
            const run = await org(folder, ["add", "ada", "--unit", "Sandbox", "--stack", "test", "--yes"]);
            assert.equal(run.code, EXIT.failed);
            assert.ok(run.out.includes(`the local AWS is not running at ${url}: \`make up\` starts it`), run.out);
            assert.match(run.out, /Account ada is in the definition/);
            assert.match(read(folder), /ada: \{\}/);
        }));
});

describe("the output of a preview that writes a plan", () => {
    it("does not invite to apply the plan, which belongs to the command", () => {
        const text =
            "Resources:\n    ~ 1 to update\n\nUpdate plan written to '/x/hand-over-1.json'\n" +
            "Run `pulumi up --plan='/x/hand-over-1.json'` to constrain the update to the operations planned by this preview\nerror: x\n";
        assert.equal(withoutPlanHint(text), "Resources:\n    ~ 1 to update\n\nerror: x\n");
    });
});
