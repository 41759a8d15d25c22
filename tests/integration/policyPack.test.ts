import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { assertChanges, assertRefused, CHECKOUT, Project } from "./support";

const PACK = ["--policy-pack", path.join(CHECKOUT, "policies")];

describe("the policy pack", function () {
    this.timeout(180_000);
    let project: Project;
    before(async () => {
        project = await Project.start();
    });
    after(() => project.stop());

    /** Pulumi's option for a configuration of the pack. */
    function config(settings: Record<string, unknown>): string[] {
        const file = path.join(project.folder, "pack.json");
        fs.writeFileSync(file, JSON.stringify(settings));
        return ["--policy-pack-config", file];
    }

    it("stops up before AWS is called, and says which resource is wrong and why", async () => {
        project.define({
            defaults: { email: "aws+{account}@example.com", tags: { Organization: "acme" } },
            units: { Projects: { accounts: { "shop-prod": {}, shop_dev: {} } } },
        });
        const settings = config({ "account-name": { pattern: "[a-z-]+", explain: "small letters and hyphens" } });
        for (const run of [
            await project.preview(...PACK, ...settings),
            await project.previewAndUp(...PACK, ...settings),
        ]) {
            assertRefused(run, "account-name", '"shop_dev"', "must be small letters and hyphens");
            assert.doesNotMatch(run.output, /"shop-prod"/);
        }
        assert.deepEqual(await project.mutations(), []);
    });

    it("finds and uses the stack's configuration", async () => {
        // The pack unchanged, with the test's own configuration beside it.
        const pack = path.join(project.folder, "policies");
        fs.mkdirSync(path.join(pack, "config"), { recursive: true });
        for (const file of ["PulumiPolicy.yaml", "package.json", "startPack.cjs"]) {
            fs.symlinkSync(path.join(CHECKOUT, "policies", file), path.join(pack, file));
        }
        const write = (content: string): void => fs.writeFileSync(path.join(pack, "config", "test.json"), content);
        const account = { pattern: "[a-z-]+", explain: "small letters and hyphens" };

        write(JSON.stringify({ "account-name": account, "required-tags": "disabled" }));
        assertRefused(
            await project.preview("--policy-pack", "policies"),
            "account-name",
            '"shop_dev"',
            "must be small letters and hyphens",
        );
        write(JSON.stringify({ "acount-name": account }));
        assertRefused(
            await project.preview("--policy-pack", "policies"),
            'test.json: "acount-name" is not a policy of the pack. Its policies: ',
        );
        fs.rmSync(path.join(pack, "config"), { recursive: true });
    });

    it("accepts the example organisation with its configuration", async () => {
        fs.cpSync(path.join(CHECKOUT, "organizations/dev"), path.join(project.folder, "organizations/test"), {
            recursive: true,
        });
        const run = await project.preview(
            ...PACK,
            "--policy-pack-config",
            path.join(CHECKOUT, "policies/config/dev.json"),
        );
        assert.equal(run.code, 0, run.output);
        assertChanges(run, { created: run.changes.created });
        assert.match(run.output, /✅|aws-organization/);
        assert.doesNotMatch(run.output, /\[(mandatory|advisory)\]/);
        assert.deepEqual(await project.mutations(), []);
    });
});
