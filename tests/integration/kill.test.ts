import assert from "node:assert/strict";
import { ListCreateAccountStatusCommand } from "@aws-sdk/client-organizations";
import type { Fault } from "../local/server";
import { assertChanges, inAws, Project, type Definition, type Run } from "./support";

const ACCOUNTS = Array.from({ length: 20 }, (_, index) => `shop-${String(index + 1).padStart(2, "0")}`);
const UNITS = ["Sandbox", "Workloads/NonProduction", "Workloads/Production"] as const;
const unitOf = (index: number): string => UNITS[index % UNITS.length] ?? assert.fail("no unit");
/** Whether an account has a guardrail of its own. Some do. */
const isGuarded = (index: number): boolean => index % 2 === 0;

const DEFINITION: Definition = {
    defaults: { email: "aws+{account}@example.com", tags: { Organization: "acme" } },
    units: {
        Sandbox: { guardrails: ["deny-purchases"] },
        Workloads: { guardrails: ["deny-leaving-organization"], units: { NonProduction: {}, Production: {} } },
    },
    accounts: Object.fromEntries(
        ACCOUNTS.map((key, index) => [
            key,
            {
                unit: unitOf(index),
                tags: { Number: String(index) },
                ...(isGuarded(index) && { guardrails: ["deny-root-user"] }),
            },
        ]),
    ),
};

/** The calls of one run that AWS has received. */
interface Seen {
    /** The number of times that it has executed a changing operation. */
    readonly done: (operation: string) => number;
    /** The number of times that it has answered an operation. */
    readonly answered: (operation: string) => number;
}

/** AWS throttles a call for longer than the run lives: it has not been executed, and will not be. */
const throttled = (operation: string): Fault => ({
    operation: `organizations.${operation}`,
    times: 100_000,
    error: { code: "TooManyRequestsException" },
});
const lostAnswer = (operation: string): Fault => ({ operation: `organizations.${operation}`, drop: "after" });

interface Moment {
    readonly when: string;
    /** The number of accounts that AWS begins to create before it throttles. */
    readonly creations: number;
    readonly faults?: readonly Fault[];
    readonly reached: (seen: Seen) => boolean;
}

const MOMENTS: readonly Moment[] = [
    {
        when: "AWS has begun to create the first account",
        creations: 1,
        reached: ({ done }) => done("CreateAccount") === 1,
    },
    {
        when: "AWS has begun to create two at once",
        creations: 2,
        reached: ({ done }) => done("CreateAccount") === 2,
    },
    {
        when: "AWS is too busy to create any",
        creations: 0,
        reached: ({ answered }) => answered("CreateAccount") > 2,
    },
    {
        when: "the answer of AWS is lost",
        creations: 1,
        faults: [lostAnswer("CreateAccount")],
        reached: ({ done }) => done("CreateAccount") >= 1,
    },
    {
        when: "the provider has asked whether AWS is done",
        creations: 3,
        reached: ({ answered }) => answered("DescribeCreateAccountStatus") >= 3,
    },
    {
        when: "accounts are created or found, and have not moved to their units",
        creations: 2,
        faults: [throttled("MoveAccount")],
        reached: ({ done, answered }) =>
            answered("DescribeCreateAccountStatus") >= 4 && done("CreateAccount") === 2 && answered("MoveAccount") >= 2,
    },
    {
        when: "one of them has moved",
        creations: 2,
        reached: ({ done }) => done("CreateAccount") === 2 && done("MoveAccount") >= 1,
    },
    {
        when: "they are in their units, and nothing could be attached to them",
        creations: 2,
        faults: [throttled("AttachPolicy")],
        reached: ({ done, answered }) => done("CreateAccount") === 2 && answered("AttachPolicy") >= 2,
    },
    {
        when: "a policy was attached, and the answer is lost",
        creations: 1,
        faults: [lostAnswer("AttachPolicy")],
        reached: ({ done }) => done("CreateAccount") === 1 && done("AttachPolicy") >= 1,
    },
    {
        when: "AWS has begun to create five at once",
        creations: 5,
        reached: ({ done }) => done("CreateAccount") === 5,
    },
];

describe("`up`, killed with kill -9 at ten moments while it creates 20 accounts", function () {
    this.timeout(360_000);
    let project: Project;

    before(async () => {
        project = await Project.start({ creationSeconds: 2, ownProviders: true });
        // As on a real AWS, a throttled call is repeated and not given up.
        const set = await project.pulumi("config", "set", "aws:maxRetries", "25", "--stack", "test");
        assert.equal(set.code, 0, set.output);
        await project.apply({ ...DEFINITION, accounts: {} });
        project.define(DEFINITION);
    });
    after(() => project.stop());

    /** Waits for the moment, by asking AWS which calls it has received. */
    async function reach(moment: Moment, ended: Promise<Run>): Promise<void> {
        let run: Run | undefined;
        void ended.then((result) => (run = result));
        for (;;) {
            const [log, calls] = [await project.aws.log(), await project.aws.calls()];
            const seen: Seen = {
                done: (operation) =>
                    log.filter((call) => call.operation === `organizations.${operation}` && call.status < 400).length,
                answered: (operation) => calls[`organizations.${operation}`] ?? 0,
            };
            if (moment.reached(seen)) return;
            if (run) assert.fail(`the run has ended before ${moment.when}:\n${run.output}`);
        }
    }

    for (const moment of MOMENTS) {
        it(`when ${moment.when}`, async () => {
            const creations: Fault[] =
                moment.creations > 0 ? [{ operation: "organizations.CreateAccount", times: moment.creations }] : [];
            for (const fault of [...(moment.faults ?? []), ...creations, throttled("CreateAccount")]) {
                await project.aws.fault(fault);
            }
            await project.aws.resetCalls();
            const run = project.start("up", "--stack", "test", "--yes", "--skip-preview");
            await reach(moment, run.ended);
            run.kill();
            assert.equal((await run.ended).code, null);
            await project.aws.clearFaults();
            const cancelled = await project.pulumi("cancel", "--yes", "--stack", "test");
            assert.equal(cancelled.code, 0, cancelled.output);
        });
    }

    it("ends with exactly 20 accounts, each as it is defined", async () => {
        const run = await project.up();
        assert.equal(run.code, 0, run.output);

        const { accounts } = await inAws(project.client);
        assert.deepEqual(
            Object.fromEntries(Object.entries(accounts).map(([name, { id: _, ...account }]) => [name, account])),
            Object.fromEntries(
                ACCOUNTS.map((key, index) => [
                    key,
                    {
                        email: `aws+${key}@example.com`,
                        unit: unitOf(index),
                        state: "ACTIVE",
                        tags: { Organization: "acme", Number: String(index) },
                        policies: isGuarded(index) ? ["deny-root-user"] : [],
                    },
                ]),
            ),
        );
        const { CreateAccountStatuses = [] } = await project.client.send(
            new ListCreateAccountStatusCommand({ States: ["SUCCEEDED"] }),
        );
        assert.equal(CreateAccountStatuses.length, ACCOUNTS.length);
        const inState = (await project.resources()).filter(({ type }) => type.endsWith("account:Account"));
        assert.deepEqual(
            inState.map(({ id }) => id).sort(),
            Object.values(accounts)
                .map(({ id }) => id)
                .sort(),
        );
    });

    it("has nothing to change afterwards", async () => {
        const run = await project.preview();
        assert.equal(run.code, 0, run.output);
        assertChanges(run, {});
    });
});
