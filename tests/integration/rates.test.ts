import assert from "node:assert/strict";
import { assertChanges, inAws, Project, type Definition } from "./support";

type Account = NonNullable<Definition["accounts"]>[string];

/** More than AWS creates at a time, and in a row. */
const KEYS = ["a", "b", "c", "d", "e", "f"];
/** More than AWS closes at a time. */
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

/** AWS's rates are in real time: a creation every 10 s, a closing every 20 s. */
describe("at AWS's own rates and limits", function () {
    this.timeout(300_000);
    let project: Project;

    before(async () => {
        project = await Project.start({ rates: "aws", closingSeconds: CLOSING_SECONDS });
        // As on a real AWS: what comes too fast is sent again.
        const set = await project.pulumi("config", "set", "aws:maxRetries", "25", "--stack", "test");
        assert.equal(set.code, 0, set.output);
    });
    after(() => project.stop());

    it("more accounts than AWS creates at a time are created in one run, and the progress is told", async () => {
        const run = await project.apply(organization(KEYS, {}));
        assert.match(run.output, /6 accounts are created, five at a time/);
        assert.deepEqual(Object.keys((await inAws(project.client)).accounts).sort(), KEYS);
    });

    it("more accounts than AWS closes at a time are closed in one run: the fourth waits for one of the three", async () => {
        await project.apply(organization(KEYS, { state: "closing" }));
        project.define(organization(["e", "f"], {}));
        await project.aws.resetCalls();
        const run = project.start("up", "--stack", "test", "--yes", "--skip-preview", "--suppress-outputs");
        await project.executed("organizations.CloseAccount", run.ended, 3);
        await project.aws.advanceSeconds(CLOSING_SECONDS);
        await project.executed("organizations.CloseAccount", run.ended, 4);
        await project.aws.advanceSeconds(CLOSING_SECONDS);
        const ended = await run.ended;
        assert.equal(ended.code, 0, ended.output);
        assertChanges(ended, { deleted: 2 * CLOSED.length });
        const { accounts } = await inAws(project.client);
        assert.deepEqual(
            KEYS.map((key) => accounts[key]?.state),
            ["CLOSED", "CLOSED", "CLOSED", "CLOSED", "ACTIVE", "ACTIVE"],
        );
    });
});
