import assert from "node:assert/strict";
import type { BlockStackSetState } from "../../../providers/stackSets/blockStackSetInputs";
import type { PartlyDoneError } from "../../../providers/support/partlyDone";
import { saidDuring } from "./oneGroup";
import { account, inputs, OneStackSet, REGION } from "./stackSets/oneStackSet";
import { ACCOUNTS, failureOf, rolledOut, updated } from "./stackSets/stackSetRuns";

describe("the provider of blocks of the baseline", () => {
    it("makes the StackSet, and its stacks ring after ring", async () => {
        const aws = new OneStackSet();
        const said = await saidDuring(() => aws.provider().create(inputs(ACCOUNTS)));
        assert.deepEqual(aws.changes, [
            "ActivateOrganizationsAccess",
            "CreateStackSet",
            "CreateStackInstances r-1 sandbox-1",
            "CreateStackInstances r-1 prod-1,prod-2",
        ]);
        assert.deepEqual(aws.sent[2], {
            StackSetName: "baseline-oncall",
            CallAs: "SELF",
            OperationPreferences: {
                RegionConcurrencyType: "PARALLEL",
                FailureToleranceCount: 0,
                MaxConcurrentCount: 10,
                ConcurrencyMode: "SOFT_FAILURE_TOLERANCE",
            },
            DeploymentTargets: {
                OrganizationalUnitIds: ["r-1"],
                AccountFilterType: "INTERSECTION",
                Accounts: ["sandbox-1"],
            },
            Regions: [REGION],
        });
        assert.deepEqual(said, [
            "baseline block oncall: ring 1 of 2 (Sandbox): sets it up in 1 account",
            "baseline block oncall: ring 2 of 2 (Production): sets it up in 2 accounts",
        ]);
    });

    it("goes on with a StackSet that AWS has made, although its answer was lost, or the repetition finds the name taken", async () => {
        for (const error of ["TimeoutError", "NameAlreadyExistsException"]) {
            const aws = new OneStackSet();
            aws.lostAnswer = error;
            assert.equal((await rolledOut(aws)).stackSetId, "set:1", error);
            assert.equal(aws.shown.length, ACCOUNTS.length, error);
        }
    });

    it("does nothing when nothing differs", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws);
        assert.deepEqual(await aws.provider().diff("id", state, inputs(ACCOUNTS)), { changes: false, replaces: [] });
        assert.deepEqual(await updated(aws, state, inputs(ACCOUNTS)), state);
        assert.deepEqual(aws.changes, []);
    });

    it("tells AWS of a unit without accounts, without those that it excludes", async () => {
        const aws = new OneStackSet();
        const targets = [
            { unit: "ou-1", regions: [REGION], excluded: [] },
            { unit: "ou-2", regions: [REGION], excluded: ["other"] },
        ];
        await rolledOut(aws, inputs([], { targets }));
        assert.deepEqual([...aws.targets.keys()], ["ou-1", "ou-2"]);
        assert.deepEqual(
            aws.calls.filter((call) => call === "CreateStackInstances"),
            ["CreateStackInstances", "CreateStackInstances"],
        );
    });

    it("changes the template in the first ring, and the others after it", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws);
        const after = inputs(ACCOUNTS, { template: '{"Resources":{"One":{}}}', parameters: {} });
        const outs = await updated(aws, state, after);
        assert.deepEqual(aws.changes, ["UpdateStackSet r-1 sandbox-1", "UpdateStackSet r-1 prod-1,prod-2"]);
        assert.equal("TemplateBody" in (aws.sent[1] ?? {}), false, "it would make all stacks outdated again");
        assert.deepEqual(outs, { ...after, stackSetId: "set:1", accounts: outs.accounts });
        assert.ok(aws.shown.every((line) => line.endsWith("CURRENT")));
    });

    it("stops at the ring that fails, keeps what was done, and goes on with the next run", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws);
        aws.failing.set("sandbox-1", "Role oncall already exists");
        const after = inputs(ACCOUNTS, { template: '{"Resources":{"One":{}}}', parameters: {} });
        let error: PartlyDoneError<BlockStackSetState> | undefined;
        await saidDuring(async () => {
            error = await failureOf(aws.provider().update("id", state, { ...after, __provider: "code" } as never));
        });
        assert.deepEqual(error?.reasons, [
            "baseline block oncall stops in ring 1 of 2 (Sandbox): it failed in 1 account\n" +
                "  sandbox-1-key (sandbox-1) in eu-central-1: Role oncall already exists\n" +
                "The ring after it (Production) stays as it was.\n" +
                "If AWS's reason does not say enough, the events of the stack do, in CloudFormation of that account. Mend it, then run `up` again: it goes on from here.",
        ]);
        const left = error.properties;
        assert.deepEqual(left.pending, ["prod-1", "prod-2", "sandbox-1"]);
        assert.equal((left as { __provider?: string }).__provider, "code");
        assert.equal((await aws.provider().diff("id", left, after)).changes, true);
        aws.failing.clear();
        aws.changes.length = 0;
        const outs = await updated(aws, left, after);
        assert.deepEqual(aws.changes, ["UpdateStackSet r-1 sandbox-1", "UpdateStackSet r-1 prod-1,prod-2"]);
        assert.equal(outs.pending, undefined);
    });

    it("goes on where as many fail as the definition tolerates, says them, and tries them again in the next run", async () => {
        const aws = new OneStackSet();
        aws.failing.set("prod-1", "no");
        const wanted = inputs(ACCOUNTS, { operation: { failureTolerance: "50%", concurrency: "10%" } });
        let state: BlockStackSetState | undefined;
        const said = await saidDuring(async () => {
            ({ outs: state } = await aws.provider().create(wanted));
        });
        assert.deepEqual(state?.pending, ["prod-1"]);
        assert.deepEqual(said.slice(-1), [
            "baseline block oncall: it failed in 1 account of ring 2 of 2 (Production), which `rollOut.failureTolerance` tolerates. The next `up` tries again\n" +
                "  prod-1-key (prod-1) in eu-central-1: no",
        ]);
        assert.equal(aws.sent.at(-1)?.OperationPreferences?.FailureToleranceCount, 1);
        assert.equal((await aws.provider().diff("id", state, wanted)).changes, true);
        aws.failing.clear();
        aws.changes.length = 0;
        assert.equal((await updated(aws, state, wanted)).pending, undefined);
        assert.deepEqual(aws.changes, ["UpdateStackSet r-1 prod-1"]);
    });

    it("takes away from accounts that are out, also from those that a unit excludes, and from no others", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws);
        aws.give("excluded");
        aws.give("foreign");
        const targets = [{ unit: "r-1", regions: [REGION], excluded: ["excluded"] }];
        await updated(aws, state, inputs(ACCOUNTS.slice(0, 2), { targets }));
        assert.deepEqual(aws.changes, ["DeleteStackInstances r-1 excluded,prod-2"]);
        assert.equal(aws.sent[0]?.RetainStacks, false);
        assert.ok(aws.shown.includes(`foreign ${REGION} CURRENT`));
    });

    it("leaves the stack in the account where the block keeps it", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws, inputs(ACCOUNTS, { keepsStacks: true }));
        await updated(aws, state, inputs(ACCOUNTS.slice(0, 2), { keepsStacks: true }));
        assert.equal(aws.sent[0]?.RetainStacks, true);
    });

    it("tries again to delete a stack that AWS could not delete, and says where it stays if that fails", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws);
        const wanted = inputs(ACCOUNTS.slice(0, 2));
        aws.failing.set("prod-2", "explicit deny");
        const { properties } = await failureOf(aws.provider().update("id", state, wanted));
        assert.ok(aws.shown.includes(`prod-2 ${REGION} INOPERABLE`));
        const mended = Object.assign(new OneStackSet(), { set: aws.set });
        for (const [key, stack] of aws.stacks) mended.stacks.set(key, { ...stack });
        for (const [unit, regions] of aws.targets) mended.targets.set(unit, regions);
        await updated(mended, properties, wanted);
        assert.deepEqual(
            mended.sent.map(({ RetainStacks }) => RetainStacks),
            [false],
        );
        assert.equal(mended.stacks.size, 2);
        aws.sent.length = 0;
        const said = await saidDuring(() => aws.provider().update("id", properties, wanted));
        assert.deepEqual(
            aws.sent.map(({ RetainStacks }) => RetainStacks),
            [false, true],
        );
        assert.match(
            said.join("\n"),
            /AWS could not delete its stack in prod-2-key, not now and not before\. It stays there/,
        );
    });

    it("gives accounts parameters of their own, changes them, and takes them back", async () => {
        const aws = new OneStackSet();
        const own = [account("sandbox-1", { parameters: { Days: "7" } }), account("prod-1"), account("prod-2")];
        const state = await rolledOut(aws, inputs(own));
        assert.equal(aws.stacks.get(`sandbox-1 ${REGION}`)?.overrides, "Days=7");
        const other = [account("sandbox-1", { parameters: { Days: "8" } }), ...ACCOUNTS.slice(1)];
        const changed = await updated(aws, state, inputs(other));
        assert.equal(aws.stacks.get(`sandbox-1 ${REGION}`)?.overrides, "Days=8");
        await updated(aws, changed, inputs(ACCOUNTS));
        assert.equal(aws.stacks.get(`sandbox-1 ${REGION}`)?.overrides, "");
        assert.deepEqual(aws.changes, ["UpdateStackInstances r-1 sandbox-1", "UpdateStackInstances r-1 sandbox-1"]);
    });

    it("adds regions and takes them away", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws);
        const both = ACCOUNTS.map((one) => ({ ...one, regions: [REGION, "eu-west-1"] }));
        const targets = [{ unit: "r-1", regions: [REGION, "eu-west-1"], excluded: [] }];
        const grown = await updated(aws, state, inputs(both, { targets }));
        assert.equal(aws.stacks.size, 6);
        await updated(aws, grown, inputs(ACCOUNTS));
        assert.equal(aws.stacks.size, 3);
    });

    it("waits for AWS, and does not do again what AWS has done meanwhile", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws);
        aws.busy = [() => aws.give("prod-3")];
        const outs = await updated(aws, state, inputs([...ACCOUNTS, account("prod-3")]));
        assert.deepEqual(aws.changes, []);
        assert.equal(outs.accounts.length, 4);
    });

    it("keeps a new StackSet in the state if AWS does not answer any more, so that the next run knows it", async () => {
        const aws = new OneStackSet();
        aws.deadAfter = "CreateStackInstances r-1 sandbox-1";
        let left: BlockStackSetState | undefined;
        await saidDuring(async () => {
            ({ properties: left } = await failureOf(aws.provider().create(inputs(ACCOUNTS))));
        });
        assert.equal(left?.stackSetId, "set:1");
        assert.deepEqual(left.pending, ["prod-1", "prod-2", "sandbox-1"]);
        aws.deadAfter = undefined;
        assert.equal((await updated(aws, left, inputs(ACCOUNTS))).pending, undefined);
        assert.ok(aws.shown.every((line) => line.endsWith("CURRENT")));
        assert.equal(aws.shown.length, 3);
    });

    it("takes over what a killed run has made, and nothing of others", async () => {
        const aws = new OneStackSet();
        await rolledOut(aws);
        aws.stacks.delete(`prod-2 ${REGION}`);
        await saidDuring(() => aws.provider().create(inputs(ACCOUNTS)));
        assert.deepEqual(aws.changes, ["CreateStackInstances r-1 prod-2"]);
        const named = inputs(ACCOUNTS.slice(0, 2), { isAutomatic: false });
        const said = await saidDuring(() => aws.provider().create(named));
        assert.match(said.join("\n"), /an earlier run has also given it to prod-2, .* `up --refresh` takes it away/);
        const { error } = await aws
            .provider()
            .create(inputs(ACCOUNTS, { block: "other" }))
            .then(
                () => assert.fail(),
                (one: unknown) => ({ error: one as Error }),
            );
        assert.match(error.message, /AWS has a StackSet "baseline-oncall" in eu-central-1 already/);
    });

    it("cannot be renamed or moved to another region", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws);
        for (const more of [{ name: "other" }, { region: "eu-west-1" }]) {
            const { message } = await failureOf(aws.provider().diff("id", state, inputs(ACCOUNTS, more)));
            assert.match(message, /StackSet baseline-oncall/);
        }
    });

    it("names the account that keeps a whole block from ending", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws);
        aws.failing.set("prod-2", "explicit deny");
        const { message } = await failureOf(aws.provider().delete("id", state));
        assert.match(message, /^ {2}prod-2-key \(prod-2\) in eu-central-1: explicit deny$/m);
    });

    it("goes with all of its stacks", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws);
        aws.give("given-by-aws");
        await saidDuring(() => aws.provider().delete("id", state));
        assert.deepEqual(aws.changes, [
            "DeleteStackInstances r-1 sandbox-1",
            "DeleteStackInstances r-1 given-by-aws,prod-1,prod-2",
            "DeleteStackInstances r-1",
            "DeleteStackSet",
        ]);
        await aws.provider().delete("id", state);
    });
});
