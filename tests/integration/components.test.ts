import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { assertChanges, CHECKOUT, inAws, Project } from "./support";

/** The files in components/README.md, by the names in their first lines. */
function shownFiles(): ReadonlyMap<string, string> {
    const page = fs.readFileSync(path.join(CHECKOUT, "components", "README.md"), "utf8");
    const blocks = [...page.matchAll(/^```(?:ts|js|jsonc|yml)\n(?:\/\/|#) (\S+)\n(.*?)^```$/gms)];
    return new Map(blocks.map(([, name = "", text = ""]) => [name, text]));
}

describe("a program of one's own from the components, as in their README", function () {
    this.timeout(300_000);
    let project: Project;

    before(async () => {
        project = await Project.start();
        for (const linked of ["Pulumi.yaml", "package.json", "program"]) fs.rmSync(path.join(project.folder, linked));
        const files = shownFiles();
        assert.deepEqual([...files.keys()], ["index.ts", "Pulumi.yaml", "tsconfig.json", "program/providers.cjs"]);
        for (const [name, text] of files) {
            const file = path.join(project.folder, name);
            fs.mkdirSync(path.dirname(file), { recursive: true });
            fs.writeFileSync(file, text);
        }
        fs.writeFileSync(path.join(project.folder, "package.json"), JSON.stringify({ name: "acme-organization" }));
        fs.symlinkSync(CHECKOUT, path.join(project.folder, "aws-organization"));
        const { code, output } = await project.pulumi("stack", "init", "test");
        assert.equal(code, 0, output);
    });
    after(() => project.stop());

    it("creates the organisation, and has nothing to change the second time", async () => {
        const run = await project.previewAndUp();
        assert.equal(run.code, 0, run.output);
        assertChanges(run, { created: run.changes.created });

        const { units, accounts, rootPolicies } = await inAws(project.client);
        assert.deepEqual(rootPolicies, ["deny-root-user"]);
        assert.deepEqual(Object.fromEntries(Object.entries(units).map(([key, { policies }]) => [key, policies])), {
            Sandbox: ["deny-leaving-organization", "deny-purchases"],
            Security: [
                "deny-closing-account",
                "deny-leaving-organization",
                "protect-logs",
                "protect-security-services",
            ],
            Workloads: ["deny-closing-account", "deny-leaving-organization", "protect-access-role", "regions"],
            "Workloads/Production": [],
        });
        assert.deepEqual(units.Sandbox?.tags, { "aws-organization:kind": "sandbox" });
        assert.deepEqual(
            Object.fromEntries(Object.entries(accounts).map(([key, { unit, tags }]) => [key, { unit, tags }])),
            {
                audit: { unit: "Security", tags: {} },
                playground: { unit: "Sandbox", tags: {} },
                shop: { unit: "Workloads/Production", tags: { Team: "shop" } },
            },
        );
        assert.ok((await project.mutations()).includes("organizations.InviteAccountToOrganization"));

        const again = await project.preview();
        assert.equal(again.code, 0, again.output);
        assertChanges(again, {});
    });
});
