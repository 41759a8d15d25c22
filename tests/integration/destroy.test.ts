import assert from "node:assert/strict";
import { DescribeOrganizationCommand } from "@aws-sdk/client-organizations";
import { Project } from "./support";

describe("destroy", function () {
    this.timeout(180_000);
    let project: Project;
    before(async () => {
        project = await Project.start();
    });
    after(() => project.stop());

    it("leaves nothing, once the protection is taken away", async () => {
        await project.apply({
            organization: { serviceAccess: ["sso.amazonaws.com"] },
            defaults: { email: "aws+{account}@example.com" },
            guardrails: ["deny-leaving-organization"],
            units: {
                Workloads: { kind: "workloads", units: { Production: { accounts: { shop: {} } } } },
                Sandbox: { kind: "sandbox", accounts: { playground: {} } },
            },
        });
        await project.aws.advanceDays(5); // AWS lets nothing leave in the first 4 days
        for (const { id } of Object.values((await project.outputs()).accounts)) {
            await project.aws.putContactInformation(id);
        }
        const unprotected = await project.pulumi("state", "unprotect", "--all", "--yes", "--stack", "test");
        assert.equal(unprotected.code, 0, unprotected.output);
        const run = await project.destroy();
        assert.equal(run.code, 0, run.output);

        await assert.rejects(project.client.send(new DescribeOrganizationCommand({})), {
            name: "AWSOrganizationsNotInUseException",
        });
        assert.deepEqual(await project.resources(), []);
    });
});
