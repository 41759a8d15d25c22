import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import {
    CloseAccountCommand,
    DeleteOrganizationCommand,
    DescribeOrganizationCommand,
} from "@aws-sdk/client-organizations";
import { parse, stringify } from "yaml";
import { Fixture } from "../local/fixture";
import { assertChanges, assertRefused, MANAGEMENT_ACCOUNT, Project, type Definition } from "./support";

const OTHER = "222233334444";

describe("a stack with an organisation, run with the credentials of another account", function () {
    this.timeout(240_000);
    let project: Project;
    let other: Project;
    let organizationId: string;
    let shop: string;
    const definition = (more: object = {}): Definition => ({
        defaults: { email: "aws+{account}@example.com" },
        units: { Sandbox: { guardrails: ["deny-leaving-organization"], accounts: { shop: {} } }, ...more },
    });
    const settings = (): string => path.join(project.folder, "Pulumi.test.yaml");
    let ours: string;

    before(async () => {
        project = await Project.start();
        await project.apply(definition());
        const outputs = await project.outputs();
        organizationId = outputs.organization.id;
        shop = outputs.accounts.shop?.id ?? assert.fail("no account");
        ours = fs.readFileSync(settings(), "utf8");
        other = await project.withCredentialsOf(OTHER);
    });
    afterEach(() => fs.writeFileSync(settings(), ours));
    after(async () => {
        await other.stop();
        await project.stop();
    });

    /** Writes the stack's settings with other credentials. */
    function choose(accessKey: string | undefined, allowed: readonly string[] | undefined): void {
        const { config, ...others } = parse(ours) as { config: Record<string, unknown> };
        const { "aws:allowedAccountIds": _, ...rest } = config;
        const chosen = {
            ...rest,
            ...(accessKey !== undefined && { "aws:accessKey": accessKey }),
            ...(allowed && { "aws:allowedAccountIds": allowed }),
        };
        fs.writeFileSync(settings(), stringify({ ...others, config: chosen }));
    }

    async function refused(...texts: string[]): Promise<void> {
        const before = await project.resources();
        await project.aws.resetCalls();
        for (const run of [await project.preview(), await project.up()]) {
            assertRefused(run, ...texts, "Nothing was done");
            assert.doesNotMatch(run.output, /warning|are disabled|not allowed/);
        }
        const asked = Object.keys(await project.aws.calls()).filter((call) => !/^(iam|sts)\./.test(call));
        assert.deepEqual(asked, ["organizations.DescribeOrganization"]);
        assert.deepEqual(await project.resources(), before);
    }

    it("is refused if that account has no organisation", async () => {
        choose(OTHER, undefined);
        await refused(
            `the credentials are for account ${OTHER}, which is in no organisation, but the state of this stack has the organisation ${organizationId} (management account ${MANAGEMENT_ACCOUNT})`,
            `Choose credentials of account ${MANAGEMENT_ACCOUNT}`,
        );
    });

    it("is refused if the stack's settings do not allow that account", async () => {
        choose(OTHER, [MANAGEMENT_ACCOUNT, "111111111111"]);
        await refused(
            `the credentials are for account ${OTHER}, but Pulumi.test.yaml allows only ${MANAGEMENT_ACCOUNT} and 111111111111 (aws:allowedAccountIds)`,
        );
    });

    it("is refused if that account has another organisation, whether or not the settings allow the account", async () => {
        await new Fixture(other.aws, other.client).createOrganization();
        const { Organization } = await other.client.send(new DescribeOrganizationCommand({}));
        project.define(definition({ New: {} }));
        for (const allowed of [undefined, [OTHER]]) {
            choose(OTHER, allowed);
            await refused(
                `the credentials are for account ${OTHER} of the organisation ${Organization?.Id}, but the state of this stack has the organisation ${organizationId} (management account ${MANAGEMENT_ACCOUNT})`,
                `Choose credentials of account ${MANAGEMENT_ACCOUNT}`,
                "Do not run `pulumi refresh`",
            );
        }
        project.define(definition());
    });

    it("is refused in `org`, which gives no advice about accounts that the other organisation does not have", async () => {
        choose(OTHER, undefined);
        for (const command of [
            ["close", "shop", "--dry-run"],
            ["hand-over", "shop", "--dry-run"],
            ["reset-sandbox", "shop", "--dry-run"],
        ]) {
            const { code, output } = await project.org(command);
            assert.notEqual(code, 0, output);
            assert.match(output, new RegExp(`account ${OTHER} of the organisation o-\\w+, but the state of this`));
            assert.doesNotMatch(output, /never created|has no account/);
        }
        const recover = await project.org(["recover", "--dry-run"]);
        assert.match(recover.output, /AWS was not asked: the credentials are for account 222233334444 of the/);
    });

    it("is refused without credentials, and says which profile is meant", async () => {
        const { config, ...others } = parse(ours) as { config: Record<string, unknown> };
        const { "aws:accessKey": _, "aws:secretKey": __, ...rest } = config;
        fs.writeFileSync(settings(), stringify({ ...others, config: { ...rest, "aws:profile": "nowhere" } }));
        assertRefused(await project.preview(), "the profile nowhere does not exist", "Nothing was done.");
    });

    it("works with the own credentials as before", async () => {
        assertChanges(await project.preview(), {});
    });

    it("is refused if the organisation was deleted, and says what to do if there is a new one", async () => {
        await project.client.send(new CloseAccountCommand({ AccountId: shop }));
        await project.aws.advanceDays(91);
        await project.client.send(new DeleteOrganizationCommand({}));
        await refused(
            `account ${MANAGEMENT_ACCOUNT} is in no organisation, but the state of this stack has its organisation ${organizationId}`,
            "If the organisation was deleted",
        );
        await new Fixture(project.aws, project.client).createOrganization();
        const { Organization } = await project.client.send(new DescribeOrganizationCommand({}));
        await refused(
            `account ${MANAGEMENT_ACCOUNT} has the organisation ${Organization?.Id}, but the state of this stack has its organisation ${organizationId}`,
            "If the organisation was deleted",
        );
        // What that page says.
        const exported = await project.pulumi("stack", "export", "--stack", "test", "--file", "before.json");
        assert.equal(exported.code, 0, exported.output);
        const removed = await project.pulumi(
            ...["stack", "rm", "--stack", "test", "--force", "--preserve-config", "--yes"],
        );
        assert.equal(removed.code, 0, removed.output);
        const init = await project.pulumi("stack", "init", "test");
        assert.equal(init.code, 0, init.output);
        project.define({ organization: { id: Organization?.Id ?? "" }, units: {} });
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assertChanges(await project.preview(), {});
    });
});
