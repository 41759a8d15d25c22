import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { RemoveAccountFromOrganizationCommand } from "@aws-sdk/client-organizations";
import type { RemediedItem } from "../../operations/commands/drift/remedies";
import { inAws, Project } from "./support";

const TEXT = `
organization: { serviceAccess: [account.amazonaws.com] }
defaults:
    email: "aws+{account}@example.com"
    contacts: { security: { name: Sec, title: Sec, email: sec@example.com, phone: "+49 30 1234567" } }
units:
    Workloads:
        accounts:
            shop: {}
            gone: { guardrails: [deny-leaving-organization] }
`;

describe("an account that was removed by hand, with what the stack has set in it", function () {
    this.timeout(480_000);
    let project: Project;
    before(async () => {
        project = await Project.start();
        project.defineText(TEXT);
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
    });
    after(() => project.stop());

    it("is forgotten by the stack with its take-over, and `up` asks AWS nothing of it", async () => {
        const { id } = (await inAws(project.client)).accounts.gone ?? assert.fail("no account");
        await project.aws.completeAccounts();
        await project.aws.advanceSeconds(5 * 24 * 3600);
        await project.client.send(new RemoveAccountFromOrganizationCommand({ AccountId: id }));
        const listed = await project.org(["drift", "--json"]);
        const { items } = JSON.parse(listed.output) as { items: readonly RemediedItem[] };
        const item = items.find(({ kind }) => kind === "account-removed") ?? assert.fail(listed.output);
        const run = await project.org(["take-over", item.id, "--yes", "--no-preview"]);
        assert.equal(run.code, 0, run.output);
        assert.doesNotMatch(
            fs.readFileSync(path.join(project.folder, "organizations", "test", "organization.yaml"), "utf8"),
            /gone/,
        );
        const applied = await project.up();
        assert.equal(applied.code, 0, applied.output);
        const again = await project.preview("--expect-no-changes");
        assert.equal(again.code, 0, again.output);
        // The contact of the other account stays in the state.
        const { accounts } = await inAws(project.client);
        assert.ok(accounts.shop);
    });
});
