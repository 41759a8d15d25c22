import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { parse, stringify } from "yaml";
import { Fixture } from "../local/fixture";
import { assertChanges, assertRefused, inAws, Project, type Definition } from "./support";

describe("after a killed run, `up`", function () {
    this.timeout(180_000);
    let project: Project;
    const accounts: Record<string, { id?: string; email?: string }> = {};
    const guardrails: string[] = [];
    const definition: Definition = {
        defaults: { email: "aws+{account}@example.com" },
        units: { Sandbox: { guardrails, accounts } },
    };

    before(async () => {
        project = await Project.start({ ownProviders: true });
        await project.apply(definition);
    });
    after(() => project.stop());

    /** Kills `up` after AWS has executed a call and before Pulumi knows it. */
    async function killAfter(operation: string): Promise<void> {
        project.define(definition);
        await project.aws.resetCalls();
        const run = project.start("up", "--stack", "test", "--yes", "--skip-preview");
        await project.executed(operation, run.ended);
        run.kill();
        assert.equal((await run.ended).code, null);
        // The lock of the killed run.
        assertRefused(await project.up(), "the stack is currently locked");
        const cancelled = await project.pulumi("cancel", "--yes", "--stack", "test");
        assert.equal(cancelled.code, 0, cancelled.output);
    }

    it("continues if a policy was attached", async () => {
        guardrails.push("deny-leaving-organization");
        // After it has attached the policy, the provider asks for its targets. That answer comes too late.
        await project.aws.fault({ operation: "organizations.ListTargetsForPolicy", delaySeconds: 5 });
        await killAfter("organizations.AttachPolicy");

        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assertChanges(run, { imported: 1 });
        assert.deepEqual((await inAws(project.client)).units.Sandbox?.policies, ["deny-leaving-organization"]);
        assertChanges(await project.preview(), {});
    });

    it("continues if an account was created, which is found by its e-mail", async () => {
        accounts.playground = {};
        project.define(definition);
        await project.aws.resetCalls();
        // The provider asks whether the account is made. That answer comes too late.
        await project.aws.fault({ operation: "organizations.DescribeCreateAccountStatus", delaySeconds: 5 });
        const killed = project.start("up", "--stack", "test", "--yes", "--skip-preview");
        await project.executed("organizations.CreateAccount", killed.ended);
        killed.kill();
        await killed.ended;
        const id = (await inAws(project.client)).accounts.playground?.id ?? assert.fail("AWS has no account");

        const shown = await project.org(["recover", "--dry-run", "--json"]);
        assert.equal(shown.code, 0, shown.output);
        const left = JSON.parse(shown.output) as { locks: unknown[]; pendingCreates: string[]; accounts: unknown[] };
        assert.equal(left.locks.length, 1);
        assert.ok(left.pendingCreates.some((urn) => urn.endsWith("$aws:organizations/account:Account::playground")));
        assert.deepEqual(left.accounts, [{ key: "playground", id, email: "aws+playground@example.com" }]);
        // Other credentials have other accounts, which say nothing about this stack.
        const settings = path.join(project.folder, "Pulumi.test.yaml");
        const ours = fs.readFileSync(settings, "utf8");
        const { config } = parse(ours) as { config: object };
        const theirs = { ...config, "aws:allowedAccountIds": ["999988887777"] };
        fs.writeFileSync(settings, stringify({ ...(parse(ours) as object), config: theirs }));
        const elsewhere = await project.org(["recover", "--dry-run", "--json"]);
        fs.writeFileSync(settings, ours);
        const { awsNotAsked } = JSON.parse(elsewhere.output) as { awsNotAsked?: string };
        assert.match(
            awsNotAsked ?? "",
            /the credentials are for account 123456789012, but Pulumi\.test\.yaml allows only 999988887777/,
        );

        const recovered = await project.org(["recover", "--yes"]);
        assert.equal(recovered.code, 0, recovered.output);

        const run = await project.apply(definition);
        assert.ok(
            run.output.includes(`account playground (${id}) is in the organisation but not in the stack`),
            run.output,
        );
        assert.ok(!run.output.includes("pending operations"), run.output);
        assertChanges(run, { imported: 1, updated: run.changes.updated });
        const { playground } = (await inAws(project.client)).accounts;
        assert.equal(playground?.id, id);
        assert.equal(playground?.unit, "Sandbox");
        assertChanges(await project.preview(), {});
        assert.match((await project.org(["recover"])).output, /^Nothing is in the way of the next `up`/);
    });

    it("continues by itself if answers of AWS were lost, and creates nothing twice", async () => {
        guardrails.push("deny-root-user");
        accounts.lost = {};
        project.define(definition);
        await project.aws.resetCalls();
        for (const operation of ["CreatePolicy", "AttachPolicy", "CreateAccount"]) {
            await project.aws.fault({ operation: `organizations.${operation}`, drop: "after" });
        }
        const run = await project.upAsMake();
        assert.equal(run.code, 0, run.output);
        assert.match(run.output, /its answer was lost\. Continuing: what exists is taken over/);
        const { units, accounts: inOrganization, policies } = await inAws(project.client);
        assert.deepEqual(units.Sandbox?.policies, ["deny-leaving-organization", "deny-root-user"]);
        assert.deepEqual(Object.keys(inOrganization).sort(), ["lost", "playground"]);
        assert.deepEqual(Object.keys(policies).sort(), ["deny-leaving-organization", "deny-root-user"]);
        assertChanges(await project.preview(), {});
    });

    it("continues if the attribute file beside the state was incomplete, once `org recover` has removed it", async () => {
        const attributes = "state/.pulumi/stacks/aws-organization/test.json.attrs";
        fs.writeFileSync(path.join(project.folder, attributes), "");
        assertRefused(await project.preview(), "failed to load checkpoint: EOF");
        const recovered = await project.org(["recover", "--yes"]);
        assert.equal(recovered.code, 0, recovered.output);
        assert.match(recovered.output, /^The state can be read again\.$/m);
        const run = await project.preview();
        assert.equal(run.code, 0, run.output);
        assertChanges(run, {});
    });

    it("does not continue if an account outside the organisation has the e-mail, and says what to do", async () => {
        const theirs = new OrganizationsClient(project.aws.clientConfig("510987654321"));
        const fixture = new Fixture(project.aws, theirs);
        await fixture.createOrganization();
        await fixture.createAccount("taken");
        theirs.destroy();
        accounts.taken = { email: "taken@example.com" };
        project.define(definition);
        await project.aws.resetCalls();
        const run = await project.upAsMake();
        delete accounts.taken;
        assertRefused(
            run,
            "EMAIL_ALREADY_EXISTS",
            "Account taken was not created. Its e-mail, taken@example.com, belongs to an account that is not in this organisation",
            "add `invite: true` to account taken",
        );
        assert.doesNotMatch(run.output, /its answer was lost/);
        assert.equal((await project.aws.calls())["organizations.CreateAccount"], 1);
    });
});
