import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { assertChanges, assertRefused, Project, type Run } from "./support";

describe("the folder of a state", function () {
    this.timeout(180_000);
    let project: Project;
    let elsewhere: string;
    before(async () => {
        project = await Project.start();
        elsewhere = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), "states-")));
        project.define({ units: { Workloads: {} } });
    });
    after(async () => {
        await project.stop();
        fs.rmSync(elsewhere, { recursive: true });
    });

    const settings = (stack: string): string => path.join(project.folder, `Pulumi.${stack}.yaml`);
    const done = async (run: Promise<Run>): Promise<Run> => {
        const { code, output } = await run;
        assert.equal(code, 0, output);
        return run;
    };

    it("is never the checkout for a new stack on a real AWS: nothing is asked of AWS, and the advice works", async () => {
        // Credentials that reach nothing, and a definition without mistakes.
        fs.writeFileSync(
            settings("real"),
            'config: { "aws:region": us-east-1, "aws:accessKey": none, "aws:secretKey": none, "aws-organization:definition": organizations/test }\n',
        );
        await done(project.pulumi("stack", "init", "real"));
        const refused = await project.pulumi("preview", "--stack", "real");
        assertRefused(
            refused,
            "the state of stack real is in",
            "inside the checkout, where `git clean -fdx` removes it. Without the state",
            "Nothing was done",
            "pulumi stack rm real --yes --preserve-config",
            "remove the line `encryptionsalt` from Pulumi.real.yaml",
        );
        await done(project.pulumi("stack", "rm", "real", "--yes", "--preserve-config"));
        assert.match(fs.readFileSync(settings("real"), "utf8"), /aws:region/);
    });

    it("can be moved as docs/stacks.md says, and nothing changes", async () => {
        await done(project.up());
        const file = path.join(elsewhere, "test.json");
        await done(project.pulumi("stack", "export", "--stack", "test", "--show-secrets", "--file", file));
        const text = fs.readFileSync(settings("test"), "utf8");
        fs.writeFileSync(settings("test"), text.replace(/^encryptionsalt:.*\n/m, ""));
        const there = { PULUMI_BACKEND_URL: `file://${elsewhere}?metadata=skip`, PULUMI_CONFIG_PASSPHRASE: "another" };
        await done(project.pulumiWith(there, "stack", "init", "test"));
        await done(project.pulumiWith(there, "stack", "import", "--stack", "test", "--file", file));
        const preview = await done(
            project.pulumiWith(there, "preview", "--stack", "test", "--expect-no-changes", "--suppress-outputs"),
        );
        assertChanges(preview, {});
        assert.ok(preview.changes.unchanged > 0, preview.output);
    });
});
