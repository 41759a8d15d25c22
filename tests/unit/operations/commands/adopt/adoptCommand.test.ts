import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { EXIT } from "../../../../../operations/cli/commandError";
import { installDefinition, isWritten, requireFree } from "../../../../../operations/commands/adopt/definitionFolder";
import { inStack, org, read } from "../../orgRuns";

const TEXT = "units: { Mine: {} }\n";

describe("org adopt: the definition's location", () => {
    it("is never overwritten, and is checked before AWS is asked", () =>
        inStack({ "organization.yaml": TEXT }, async (folder) => {
            const run = await org(folder, ["adopt", "--stack", "test", "--yes"]);
            assert.equal(run.code, EXIT.refused);
            assert.match(run.error, /organizations\/test is not empty, and this command overwrites nothing/);
            assert.match(run.error, /--folder <folder>/);
            assert.equal(read(folder), TEXT);
        }));

    it("must be a folder", () =>
        inStack({}, async (folder) => {
            const config = "config: { aws-organization:definition: organizations/all.yaml }\n";
            fs.writeFileSync(path.join(folder, "Pulumi.test.yaml"), config);
            const run = await org(folder, ["adopt", "--stack", "test"]);
            assert.equal(run.code, EXIT.usage);
            assert.match(run.error, /names the file organizations\/all.yaml, but this command writes a folder/);
        }));

    it("is filled in one step, and is recognised if it already contains the same definition", () =>
        inStack({ "made/organization.yaml": "a: 1\n", "made/units/A.yaml": "b: 2\n" }, (folder) => {
            const made = path.join(folder, "organizations", "test", "made");
            const target = path.join(folder, "new", "place");
            const files = new Map([
                ["organization.yaml", "a: 1\n"],
                ["units/A.yaml", "b: 2\n"],
            ]);
            assert.ok(!isWritten(target, files));
            installDefinition(made, target);
            assert.ok(isWritten(target, files));
            assert.ok(!fs.existsSync(made));
            assert.deepEqual(fs.readdirSync(path.dirname(target)), ["place"]);
            fs.writeFileSync(path.join(target, "more.yaml"), "c: 3\n");
            assert.ok(!isWritten(target, files));
            return Promise.resolve();
        }));

    it("may be empty or contain an earlier result of the command, which is refused once it is seen to differ", () =>
        inStack({ "organization.yaml": "# The organisation o-1, as `org adopt` found it.\n" }, (folder) => {
            const target = path.join(folder, "organizations", "test");
            requireFree(target);
            assert.throws(() => requireFree(target, true), /differs from what would be written now/);
            fs.rmSync(path.join(target, "organization.yaml"));
            requireFree(target, true);
            return Promise.resolve();
        }));
});
