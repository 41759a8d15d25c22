import assert from "node:assert/strict";
import { assertChanges, assertRefused, inAws, Project, type Definition } from "./support";

describe("a run that was killed", function () {
    this.timeout(180_000);
    let project: Project;
    const accounts: Record<string, { id?: string }> = {};
    const guardrails: string[] = [];
    const definition: Definition = {
        defaults: { email: "aws+{account}@example.com" },
        units: { Sandbox: { guardrails, accounts } },
    };

    before(async () => {
        project = await Project.start();
        await project.apply(definition);
    });
    after(() => project.stop());

    /** Kills `up` when AWS has executed a call and Pulumi does not know it. */
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

    it("goes on where a policy was attached", async () => {
        guardrails.push("deny-leaving-organization");
        // What the provider asks after it has attached the policy does not come back in time.
        await project.aws.fault({ operation: "organizations.ListTargetsForPolicy", delaySeconds: 5 });
        await killAfter("organizations.AttachPolicy");

        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assertChanges(run, { imported: 1 });
        assert.deepEqual((await inAws(project.client)).units.Sandbox?.policies, ["deny-leaving-organization"]);
        assertChanges(await project.preview(), {});
    });

    it("goes on where an account was created, once the definition gives its id", async () => {
        accounts.playground = {};
        await killAfter("organizations.CreateAccount");
        await project.aws.advanceSeconds(1);
        const id = (await inAws(project.client)).accounts.playground?.id ?? assert.fail("AWS has no account");
        assertRefused(await project.up(), "EMAIL_ALREADY_EXISTS");

        accounts.playground = { id };
        const run = await project.apply(definition);
        assertChanges(run, { imported: 1, updated: run.changes.updated });
        const { playground } = (await inAws(project.client)).accounts;
        assert.equal(playground?.id, id);
        assert.equal(playground?.unit, "Sandbox");
        assertChanges(await project.preview(), {});
    });
});
