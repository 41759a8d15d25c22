import assert from "node:assert/strict";
import * as path from "node:path";
import { DescribeOrganizationCommand } from "@aws-sdk/client-organizations";
import { CHECKOUT, Project } from "./support";

describe("destroy", function () {
    this.timeout(240_000);
    let project: Project;
    before(async () => {
        project = await Project.start();
    });
    after(() => project.stop());

    it("leaves nothing of a fresh example, run as `make destroy`", async () => {
        project.defineFolder(path.join(CHECKOUT, "organizations", "dev"));
        const up = await project.up();
        assert.equal(up.code, 0, up.output);
        // AWS lets no account leave in its first 4 days, or without what it needs to stand alone.
        await project.aws.advanceDays(91);
        assert.equal(
            (await project.aws.completeAccounts()).length,
            Object.keys((await project.outputs()).accounts).length,
        );
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
