import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { EnableOrganizationsRootSessionsCommand, IAMClient } from "@aws-sdk/client-iam";
import {
    EnableAWSServiceAccessCommand,
    PutResourcePolicyCommand,
    RegisterDelegatedAdministratorCommand,
} from "@aws-sdk/client-organizations";
import { Fixture } from "../local/fixture";
import { assertChanges, Project } from "./support";

const POLICY = {
    Version: "2012-10-17",
    Statement: [
        {
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::123456789012:root" },
            Action: "organizations:List*",
            Resource: "*",
        },
    ],
};

describe("org adopt: delegated administrators, central root access, the resource policy", function () {
    this.timeout(300_000);
    let project: Project;

    before(async () => {
        project = await Project.start();
        const fixture = new Fixture(project.aws, project.client);
        await fixture.createOrganization("ALL");
        const [audit, tools] = [await fixture.createAccount("audit"), await fixture.createAccount("tools")];
        for (const ServicePrincipal of ["sso.amazonaws.com", "backup.amazonaws.com", "iam.amazonaws.com"]) {
            await project.client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
        }
        for (const [AccountId, ServicePrincipal] of [
            [audit, "sso.amazonaws.com"],
            [audit, "backup.amazonaws.com"],
            [tools, "backup.amazonaws.com"],
        ]) {
            await project.client.send(new RegisterDelegatedAdministratorCommand({ AccountId, ServicePrincipal }));
        }
        await new IAMClient(project.aws.clientConfig()).send(new EnableOrganizationsRootSessionsCommand({}));
        await project.client.send(new PutResourcePolicyCommand({ Content: JSON.stringify(POLICY, undefined, 4) }));
        await project.aws.resetCalls();
    });
    after(() => project.stop());

    it("are written as a person would write them, and imported without a change of AWS", async () => {
        const run = await project.org(["adopt", "--yes"]);
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await project.mutations(), []);
        const text = fs.readFileSync(path.join(project.folder, "organizations", "test", "organization.yaml"), "utf8");
        assert.match(
            text,
            /\ndelegatedAdministrators: \{ backup\.amazonaws\.com: \[audit, tools\], sso\.amazonaws\.com: audit \}\n/,
        );
        assert.match(text, /\ncentralRootAccess: \[root-sessions\]\n/);
        assert.match(text, /\nresourcePolicy:\n[^]*Action: organizations:List\*\n/);
    });

    it("stay as they are in the next runs", async () => {
        const run = await project.previewAndUp("--refresh");
        assert.equal(run.code, 0, run.output);
        assertChanges(run, {});
        assert.deepEqual(await project.mutations(), []);
    });
});
