import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { CreateAccountCommand, DescribeOrganizationCommand } from "@aws-sdk/client-organizations";
import { parse, stringify } from "yaml";
import { Fixture } from "../local/fixture";
import { assertRefused, MANAGEMENT_ACCOUNT, Project, type Definition } from "./support";

describe("a first `up` with the credentials of another organisation", function () {
    this.timeout(120_000);
    let project: Project;
    let organizationId: string;
    const definition = (id?: string): Definition => ({
        ...(id !== undefined && { organization: { id } }),
        defaults: { email: "aws+{account}@example.com" },
        units: { Sandbox: { accounts: { shop: {}, theirs: { email: "theirs@example.com", invite: true } } } },
    });

    before(async () => {
        project = await Project.start({ creationSeconds: 3600 });
        const fixture = new Fixture(project.aws, project.client);
        await fixture.createOrganization();
        // Whoever works in that organisation creates accounts of the same names and e-mails.
        await project.client.send(new CreateAccountCommand({ AccountName: "theirs", Email: "theirs@example.com" }));
        await project.aws.advanceSeconds(3600);
        await project.client.send(new CreateAccountCommand({ AccountName: "shop", Email: "shop@other.example.com" }));
        const { Organization } = await project.client.send(new DescribeOrganizationCommand({}));
        organizationId = Organization?.Id ?? assert.fail("no organisation");
    });
    after(() => project.stop());

    /** Neither preview nor up asks more than which organisation it is, and nothing else is said. */
    async function refused(...texts: string[]): Promise<void> {
        await project.aws.resetCalls();
        for (const run of [await project.preview(), await project.up()]) {
            assertRefused(run, ...texts);
            assert.doesNotMatch(run.output, /still being created|warning/);
        }
        const asked = Object.keys(await project.aws.calls()).filter((call) => !/^(iam|sts)\./.test(call));
        assert.deepEqual(asked, ["organizations.DescribeOrganization"]);
    }

    it("is refused where the definition takes over another one", async () => {
        project.define(definition("o-elsewhere12"));
        await refused(
            "organizations/test/organization.yaml:2:3 organization.id",
            `is o-elsewhere12, but the credentials are for the organisation ${organizationId}`,
        );
    });

    it("is refused where the definition does not take it over, and says how to do that", async () => {
        project.define(definition());
        await refused(
            "organizations/test/organization.yaml:1:1 organization.id",
            `organization: { id: ${organizationId} }`,
            "`./org adopt`",
        );
    });

    it("is refused where the stack is for another management account, and no advice to take it over is given", async () => {
        const file = path.join(project.folder, "Pulumi.test.yaml");
        const settings = parse(fs.readFileSync(file, "utf8")) as { config: object };
        const config = { ...settings.config, "aws:allowedAccountIds": ["999988887777"] };
        fs.writeFileSync(file, stringify({ ...settings, config }));
        project.define(definition());
        await refused(
            `the credentials are for account ${MANAGEMENT_ACCOUNT}, but Pulumi.test.yaml allows only 999988887777 (aws:allowedAccountIds)`,
        );
        fs.writeFileSync(file, stringify(settings));
    });
});
