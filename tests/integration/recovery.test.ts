import assert from "node:assert/strict";
import { CloseAccountCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { Fixture } from "../local/fixture";
import { assertChanges, assertRefused, inAws, Project, type Definition } from "./support";

/** The quota of the test's organisation, including the management account. */
const ACCOUNT_LIMIT = 14;

describe("resources that AWS has and the stack does not", function () {
    this.timeout(300_000);
    let project: Project;
    const accounts: NonNullable<Definition["accounts"]> = {
        shop: { unit: "Workloads/Production", guardrails: ["deny-root-user"] },
    };
    const definition: Definition = {
        defaults: { email: "aws+{account}@example.com", tags: { Organization: "acme" } },
        guardrails: ["deny-leaving-organization"],
        units: {
            Workloads: { guardrails: ["deny-purchases"], units: { Production: {} } },
            Sandbox: { accounts: { playground: {} } },
        },
        accounts,
    };

    before(async () => {
        project = await Project.start({ accountLimit: ACCOUNT_LIMIT });
        await project.apply(definition);
    });
    after(() => project.stop());

    it("are adopted if the whole state is lost: units by name, accounts by e-mail, and all attachments", async () => {
        const { organization } = await project.outputs();
        const original = await inAws(project.client);
        const removed = await project.pulumi("stack", "rm", "test", "--force", "--yes", "--preserve-config");
        assert.equal(removed.code, 0, removed.output);
        const made = await project.pulumi("stack", "init", "test");
        assert.equal(made.code, 0, made.output);
        await project.aws.resetCalls();

        assertRefused(await project.up(), `organization: { id: ${organization.id} }`);
        Object.assign(definition, { organization: { id: organization.id } });
        project.define(definition);
        const preview = await project.preview();
        assert.equal(preview.code, 0, preview.output);
        const { id: unitId } = original.units["Workloads/Production"] ?? assert.fail("no unit");
        for (const told of [
            `unit Workloads/Production (${unitId}) is in the organisation but not in the stack. It was found by its name "Production"`,
            `account shop (${original.accounts.shop?.id}) is in the organisation but not in the stack. It was found by its e-mail aws+shop@example.com`,
        ]) {
            assert.ok(preview.output.includes(told), preview.output);
        }
        await project.apply(definition);
        assert.deepEqual(await project.mutations(), []);
        assert.deepEqual(await inAws(project.client), original);
    });

    it("belong to the stack afterwards, and are not searched again", async () => {
        await project.aws.resetCalls();
        const run = await project.preview();
        assert.equal(run.code, 0, run.output);
        assertChanges(run, {});
        // The provider asks for its own identity.
        const asked = Object.keys(await project.aws.calls()).filter((call) => !/^(iam|sts)\./.test(call));
        // Three calls for an organisation of any size: whether it is the stack's, and what is enabled, because others may change it. And one
        // for 20 accounts: whether somebody has closed one.
        assert.deepEqual(asked.sort(), [
            "organizations.DescribeOrganization",
            "organizations.ListAWSServiceAccessForOrganization",
            "organizations.ListAccounts",
            "organizations.ListRoots",
        ]);
    });

    it("do not include a closed account, whose e-mail is never free again", async () => {
        const client = new OrganizationsClient(project.aws.clientConfig());
        const id = await new Fixture(project.aws, client).createAccount("gone");
        await client.send(new CloseAccountCommand({ AccountId: id }));
        client.destroy();
        accounts.gone = { unit: "Sandbox", email: "Gone@example.com" };
        project.define(definition);
        assertRefused(
            await project.up(),
            `Gone@example.com is the e-mail of a closed account, ${id}`,
            "choose another",
        );
        delete accounts.gone;
    });

    const NEW = Array.from({ length: 8 }, (_, index) => `new-${index}`);

    it("are reported if the creation of one of many fails, and the next run makes the rest", async () => {
        for (const key of NEW) accounts[key] = { unit: "Sandbox" };
        await project.aws.fault({
            operation: "organizations.CreateAccount",
            error: { code: "ConstraintViolationException", reason: "EMAIL_VERIFICATION_CODE_EXPIRED" },
        });
        project.define(definition);
        const failed = await project.up();
        assertRefused(failed, "8 accounts are created, five at a time", "ConstraintViolationException");
        const made = Object.keys((await inAws(project.client)).accounts).filter((name) => NEW.includes(name));
        assert.ok(made.length < NEW.length, made.join());

        const run = await project.apply(definition);
        assert.ok(Object.keys((await inAws(project.client)).accounts).length === NEW.length + 3, run.output);
        const preview = await project.preview();
        assert.equal(preview.code, 0, preview.output);
        assertChanges(preview, {});
    });

    it("count towards the quota: if the new accounts exceed it, nothing is created", async () => {
        for (const key of ["one-more", "two-more", "three-more"]) accounts[key] = { unit: "Sandbox" };
        project.define(definition);
        await project.aws.resetCalls();
        for (const run of [await project.preview(), await project.up()]) {
            assertRefused(
                run,
                `3 accounts would be created. The organisation has 12 accounts, which makes 15, but AWS allows ${ACCOUNT_LIMIT}`,
                "request-service-quota-increase",
            );
        }
        assert.deepEqual(await project.mutations(), []);
    });

    it("lead only to a warning if AWS does not report the quota", async () => {
        const denied = { code: "AccessDeniedException", status: 403 };
        await project.aws.fault({ operation: "servicequotas.*", error: denied, times: 10 });
        const run = await project.preview();
        assert.equal(run.code, 0, run.output);
        assert.match(run.output, /Whether AWS allows 3 more accounts was not checked: AccessDeniedException/);
    });
});
