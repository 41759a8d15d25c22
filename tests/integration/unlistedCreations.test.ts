import assert from "node:assert/strict";
import { CreateAccountCommand } from "@aws-sdk/client-organizations";
import { assertChanges, assertRefused, inAws, Project, type Definition } from "./support";

const CREATION_SECONDS = 3600;
const WARNING =
    "AWS does not say whether it is still creating accounts for an interrupted run (organizations:ListCreateAccountStatus)";

describe("an account that AWS is still creating, and AWS does not list its creations", function () {
    this.timeout(180_000);
    let project: Project;
    const definition: Definition = {
        defaults: { email: "aws+{account}@example.com" },
        units: { Sandbox: {} },
    };

    before(async () => {
        project = await Project.start({ creationSeconds: CREATION_SECONDS });
        await project.apply(definition);
        // What a killed run leaves behind.
        await project.client.send(new CreateAccountCommand({ AccountName: "shop", Email: "aws+shop@example.com" }));
        project.define({ ...definition, units: { Sandbox: { accounts: { shop: {} } } } });
    });
    after(() => project.stop());

    const denied = (operation: string): Promise<void> =>
        project.aws.fault({
            operation: `organizations.${operation}`,
            error: { code: "AccessDeniedException", status: 403 },
        });

    it("leads to a warning, also in a run that fails while it is planned", async () => {
        await denied("ListCreateAccountStatus");
        await denied("ListAccounts");
        const run = await project.preview();
        assertRefused(run, WARNING, "AWS does not say", "organizations:ListAccounts");
        assert.ok(run.output.indexOf("ListCreateAccountStatus") < run.output.indexOf("organizations:ListAccounts"));
    });

    it("is not created a second time: AWS refuses its e-mail", async () => {
        await denied("ListCreateAccountStatus");
        await project.aws.resetCalls();
        const run = project.start("up", "--stack", "test", "--yes", "--skip-preview");
        await project.executed("organizations.CreateAccount", run.ended);
        await project.aws.advanceSeconds(CREATION_SECONDS);
        assertRefused(await run.ended, WARNING, "EMAIL_ALREADY_EXISTS");
        assert.deepEqual(Object.keys((await inAws(project.client)).accounts), ["shop"]);
    });

    it("is taken over by the next run", async () => {
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assert.equal(run.changes.imported, 1, run.output);
        const { accounts } = await inAws(project.client);
        assert.deepEqual([Object.keys(accounts), accounts.shop?.unit], [["shop"], "Sandbox"]);
        assertChanges(await project.preview(), {});
    });
});
