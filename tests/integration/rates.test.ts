import assert from "node:assert/strict";
import { assertChanges, inAws, Project, type Definition } from "./support";

type Account = NonNullable<Definition["accounts"]>[string];

/** More accounts than AWS creates at a time, and in a row. */
const KEYS = ["a", "b", "c", "d", "e", "f"];
/** More accounts than AWS closes at a time. */
const CLOSED = KEYS.slice(0, 4);
const CLOSING_SECONDS = 600;

function organization(keys: readonly string[], account: Partial<Account>): Definition {
    return {
        defaults: { email: "aws+{account}@example.com" },
        units: { Sandbox: { kind: "sandbox" } },
        accounts: Object.fromEntries(
            keys.map((key) => [key, { unit: "Sandbox", ...(CLOSED.includes(key) ? account : {}) }]),
        ),
    };
}

/** AWS's rates count real time: a creation takes 10 s, a closing 20 s. */
describe("at AWS's own rates and limits", function () {
    this.timeout(300_000);
    let project: Project;

    before(async () => {
        project = await Project.start({ rates: "aws", closingSeconds: CLOSING_SECONDS });
        // As on a real AWS, a throttled call is repeated.
        const set = await project.pulumi("config", "set", "aws:maxRetries", "25", "--stack", "test");
        assert.equal(set.code, 0, set.output);
    });
    after(() => project.stop());

    it("creates more accounts in one run than AWS creates at a time, and reports the progress", async () => {
        const run = await project.apply(organization(KEYS, {}));
        assert.match(run.output, /6 accounts are created, five at a time/);
        assert.match(run.output, /6 of 6 accounts are created/);
        assert.deepEqual(Object.keys((await inAws(project.client)).accounts).sort(), KEYS);
    });

    it("closes more accounts in one run than AWS closes at a time, asking for three at once at most", async () => {
        await project.apply(organization(KEYS, { state: "closing" }));
        project.define(organization(["e", "f"], {}));
        await project.aws.resetCalls();
        const calls = async (operation: string): Promise<number> =>
            (await project.aws.calls())[`organizations.${operation}`] ?? 0;
        const run = project.start("up", "--stack", "test", "--yes", "--skip-preview", "--suppress-outputs");
        // One of the four is closed first and alone: it depends on another one, and Pulumi deletes dependents first.
        await project.executed("organizations.CloseAccount", run.ended);
        while ((await calls("DescribeAccount")) < 1) await project.aws.calls();
        assert.equal(await calls("CloseAccount"), 1);
        await project.aws.advanceSeconds(CLOSING_SECONDS);
        await project.executed("organizations.CloseAccount", run.ended, CLOSED.length);
        await project.aws.advanceSeconds(CLOSING_SECONDS);
        const ended = await run.ended;
        assert.equal(ended.code, 0, ended.output);
        assertChanges(ended, { deleted: 2 * CLOSED.length });
        const { accounts } = await inAws(project.client);
        assert.deepEqual(
            KEYS.map((key) => accounts[key]?.state),
            KEYS.map((key) => (CLOSED.includes(key) ? "CLOSED" : "ACTIVE")),
        );
    });
});
