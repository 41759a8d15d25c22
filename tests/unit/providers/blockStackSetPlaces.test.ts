import assert from "node:assert/strict";
import type { BlockStackSetInputs, BlockStackSetState } from "../../../providers/stackSets/blockStackSetInputs";
import { saidDuring } from "./oneGroup";
import { account, inputs, OneStackSet, REGION } from "./stackSets/oneStackSet";
import { ACCOUNTS, failureOf, rolledOut, updated } from "./stackSets/stackSetRuns";

describe("the provider of blocks of the baseline, where units and accounts change", () => {
    it("keeps the stacks of accounts when the block moves to a unit above them, or below", async () => {
        const aws = new OneStackSet();
        const ofUnit = ACCOUNTS.map((one) => ({ ...one, target: "ou-1" }));
        const unit = { targets: [{ unit: "ou-1", regions: [REGION], excluded: [] }] };
        const state = await rolledOut(aws, inputs(ofUnit, unit));
        const wide = await updated(aws, state, inputs([...ACCOUNTS, account("prod-3")]));
        assert.deepEqual(aws.changes, ["CreateStackInstances r-1 prod-3"]);
        aws.changes.length = 0;
        let narrow: BlockStackSetState | undefined;
        const said = await saidDuring(async () => {
            ({ outs: narrow } = await aws.provider().update("id", wide, inputs(ofUnit.slice(0, 2), unit)));
        });
        // To end the root as a target, AWS would delete all stacks below it.
        assert.deepEqual(aws.changes, ["DeleteStackInstances ou-1,r-1 prod-2,prod-3"]);
        assert.deepEqual([...aws.targets.keys()], ["ou-1", "r-1"]);
        assert.match(said.join("\n"), /AWS goes on giving it to accounts that come into the root,/);
        assert.deepEqual(aws.shown, [`prod-1 ${REGION} CURRENT`, `sandbox-1 ${REGION} CURRENT`]);
        // A preview asks AWS nothing, so the state says it.
        assert.deepEqual(narrow?.keptTargets, ["r-1"]);
        assert.equal(wide.keptTargets, undefined);
        const { props } = await aws.provider().read("id", narrow);
        assert.deepEqual(props?.keptTargets, ["r-1"]);
        assert.equal((await aws.provider().diff("id", narrow, inputs(ofUnit.slice(0, 2), unit))).changes, false);
    });

    it("remembers the targets that AWS had when it is no longer automatic, until it is again", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws, inputs(ACCOUNTS));
        const byName = inputs(
            ACCOUNTS.slice(0, 2).map((one) => ({ ...one, target: "ou-1" })),
            { isAutomatic: false, targets: [{ unit: "ou-1", regions: [REGION], excluded: [] }] },
        );
        const off = await updated(aws, state, byName);
        // First nobody gets it any more, then it is taken away.
        assert.deepEqual(aws.changes, ["UpdateStackSet", "DeleteStackInstances r-1 prod-2"]);
        assert.deepEqual([off.isAutomatic, off.keptTargets], [false, ["r-1"]]);
        assert.equal((await aws.provider().diff("id", off, byName)).changes, false);
        const { props } = await aws.provider().read("id", off);
        assert.deepEqual(props, off);
        const later = await updated(aws, off, { ...byName, description: "Roles, and more" });
        assert.deepEqual(later.keptTargets, ["r-1"]);
        const again = await updated(aws, later, inputs(ACCOUNTS));
        assert.deepEqual([again.isAutomatic, again.keptTargets], [true, undefined]);
    });

    it("goes on when AWS cannot touch a stack by which it is no longer automatic, such as that of a quarantined account", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws, inputs(ACCOUNTS));
        aws.failing.set("prod-2", "explicit deny in a service control policy");
        const left = ACCOUNTS.map((one) => ({ ...one, isLeftAlone: one.id === "prod-2" }));
        const off = await updated(aws, state, inputs(left, { isAutomatic: false }));
        assert.deepEqual(aws.changes, ["UpdateStackSet"]);
        assert.equal(aws.sent.at(-1)?.OperationPreferences?.FailureToleranceCount, 6);
        assert.deepEqual([off.isAutomatic, off.pending], [false, undefined]);
    });

    it("ends a former target only if no stack stays in a unit above or below it", async () => {
        const aws = new OneStackSet();
        const units = [
            { unit: "ou-1", parent: "r-1" },
            { unit: "ou-2", parent: "ou-1" },
            { unit: "ou-3", parent: "r-1" },
        ];
        const at = (...names: string[]): Partial<BlockStackSetInputs> => ({
            units,
            targets: names.map((unit) => ({ unit, regions: [REGION], excluded: [] })),
        });
        const state = await rolledOut(aws, inputs([account("prod-1", { target: "ou-2" })], at("ou-2", "ou-3")));
        aws.give("by-hand", REGION, "ou-2");
        const upper = await updated(aws, state, inputs([account("prod-1", { target: "ou-1" })], at("ou-1")));
        assert.deepEqual([...aws.targets.keys()].sort(), ["ou-1", "ou-2"]);
        assert.deepEqual(aws.shown, [`by-hand ${REGION} CURRENT`, `prod-1 ${REGION} CURRENT`]);
        await updated(aws, upper, inputs([account("prod-1", { target: "ou-2" })], at("ou-2")));
        assert.deepEqual([...aws.targets.keys()].sort(), ["ou-1", "ou-2"]);
        assert.deepEqual(aws.changes, ["CreateStackInstances ou-1 prod-1", "DeleteStackInstances ou-3"]);
    });

    it("leaves accounts alone that are quarantined, and does not wait for closed ones", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws);
        aws.closed.add("prod-2");
        const left = [account("sandbox-1"), account("prod-1", { isLeftAlone: true }), account("prod-2")];
        const after = inputs(left, { template: '{"Resources":{"One":{}}}', parameters: {} });
        const outs = await updated(aws, state, after);
        assert.deepEqual(aws.changes, ["UpdateStackSet r-1 sandbox-1", "UpdateStackSet r-1 prod-2"]);
        assert.equal(outs.pending, undefined);
        assert.ok(aws.shown.includes(`prod-1 ${REGION} OUTDATED`));
    });

    it("tries an account whose quarantine ends after all others, and is not stopped by it", async () => {
        const aws = new OneStackSet();
        const left = inputs([account("sandbox-1", { isLeftAlone: true }), account("prod-1"), account("prod-2")]);
        const state = await rolledOut(aws, left);
        aws.failing.set("sandbox-1", "explicit deny");
        let outs: BlockStackSetState | undefined;
        const said = await saidDuring(async () => {
            ({ outs } = await aws.provider().update("id", state, inputs(ACCOUNTS)));
        });
        assert.deepEqual(outs?.pending, ["sandbox-1"]);
        assert.deepEqual(said, [
            "baseline block oncall: accounts that were quarantined: sets it up in 1 account",
            "baseline block oncall: sandbox-1-key was quarantined until this run, and AWS refuses the change for now. The next `up` makes it",
        ]);
        aws.failing.clear();
        assert.equal((await updated(aws, outs, inputs(ACCOUNTS))).pending, undefined);
    });

    it("does not change a StackSet that only quarantined accounts have, because AWS would change their stacks", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws, inputs([account("prod-1")]));
        const changed = { template: '{"Resources":{"One":{}}}', parameters: {} };
        const left = inputs([account("prod-1", { isLeftAlone: true })], changed);
        const outs = await updated(aws, state, left);
        assert.deepEqual(aws.changes, []);
        assert.equal(outs.template, state.template);
        const end = await updated(aws, outs, inputs([account("prod-1"), account("prod-2")], changed));
        assert.equal(end.template, changed.template);
        assert.deepEqual(aws.shown, [`prod-1 ${REGION} CURRENT`, `prod-2 ${REGION} CURRENT`]);
    });

    it("takes the block away from an account whose quarantine ends in this run only with the next one", async () => {
        const aws = new OneStackSet();
        await rolledOut(aws);
        aws.stacks.delete(`prod-2 ${REGION}`);
        const left = inputs([account("sandbox-1", { isLeftAlone: true }), account("prod-1")]);
        const quarantined = await updated(aws, { ...left, stackSetId: "set:1" }, left);
        aws.changes.length = 0;
        const wanted = inputs([account("prod-1")]);
        let outs: BlockStackSetState | undefined;
        const said = await saidDuring(async () => {
            ({ outs } = await aws.provider().update("id", quarantined, wanted));
        });
        assert.deepEqual(aws.changes, []);
        assert.deepEqual(said, [
            "baseline block oncall: sandbox-1-key was quarantined until this run, which denies CloudFormation to delete its stack. The next `up` takes it away",
        ]);
        assert.ok(outs);
        assert.equal((await aws.provider().diff("id", outs, wanted)).changes, true);
        const end = await updated(aws, outs, wanted);
        assert.deepEqual(aws.changes, ["DeleteStackInstances r-1 sandbox-1"]);
        assert.equal((await aws.provider().diff("id", end, wanted)).changes, false);
    });

    it("names no ring where an account loses the block: it may be in another one, or in none", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws);
        const without = inputs([account("prod-1"), account("prod-2")], { rings: ["Other", "Production"] });
        const said = await saidDuring(() => aws.provider().update("id", state, without));
        assert.deepEqual(said, ["baseline block oncall: takes it away from 1 account"]);
        aws.give("sandbox-1");
        aws.failing.set("sandbox-1", "explicit deny");
        const { message } = await failureOf(aws.provider().update("id", state, without));
        assert.match(message, /^baseline block oncall stops: AWS could not take it away from 1 account\n/);
        assert.doesNotMatch(message, /ring/);
        aws.give("sandbox-1");
        const tolerant = { ...without, operation: { failureTolerance: 1, concurrency: 10 } };
        const tolerated = await saidDuring(() => aws.provider().update("id", state, tolerant));
        assert.match(
            tolerated.join("\n"),
            /oncall: AWS could not take it away from 1 account, which `rollOut\.failureTolerance` tolerates/,
        );
    });

    it("says to which accounts AWS has given it that the definition does not have: no change reaches them", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws);
        aws.give("by-hand");
        aws.give("by-hand", "eu-west-1");
        aws.give("elsewhere", REGION, "ou-9");
        const changed = inputs(ACCOUNTS, { template: '{"Resources":{"One":{}}}', parameters: {} });
        const said = await saidDuring(() => aws.provider().update("id", state, changed));
        assert.equal(
            said.at(-1),
            "baseline block oncall: AWS has given it by itself to by-hand, because it is below a unit that has the block. The definition does not have the account, so later changes never reach it: `./org baseline` says what to do",
        );
        assert.ok(aws.shown.includes(`by-hand ${REGION} OUTDATED`));
    });
});
