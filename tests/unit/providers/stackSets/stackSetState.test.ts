import assert from "node:assert/strict";
import type { BlockStackSetState } from "../../../../providers/stackSets/blockStackSetInputs";
import { accountsOfShare } from "../../../../providers/stackSets/blockStackSetInputs";
import { saidDuring } from "../oneGroup";
import { account, inputs, OneStackSet, REGION } from "./oneStackSet";

const ACCOUNTS = [account("sandbox-1"), account("prod-1"), account("prod-2")];

async function rolledOut(aws: OneStackSet): Promise<BlockStackSetState> {
    let state: BlockStackSetState | undefined;
    await saidDuring(async () => {
        state = (await aws.provider().create(inputs(ACCOUNTS))).outs;
    });
    return state ?? assert.fail();
}

interface Refreshed {
    readonly state: BlockStackSetState;
    readonly inputs?: BlockStackSetState;
    readonly said: readonly unknown[];
}

async function refreshed(aws: OneStackSet, state: BlockStackSetState): Promise<Refreshed> {
    let result: Refreshed | undefined;
    const said = await saidDuring(async () => {
        const { props = assert.fail(), inputs: now } = await aws.provider().read("id", state);
        result = { state: props, ...(now && { inputs: now }), said: [] };
    });
    return { ...(result ?? assert.fail()), said };
}

describe("a refresh of a block of the baseline", () => {
    it("finds nothing where nothing has changed", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws);
        assert.deepEqual(await refreshed(aws, state), { state, said: [] });
    });

    it("is gone from the state when somebody has deleted the StackSet", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws);
        aws.set = undefined;
        assert.equal((await aws.provider().read("id", state)).id, "");
    });

    it("finds stacks that were taken away, added, or are not up to date, and says so once", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws);
        aws.stacks.delete(`prod-1 ${REGION}`);
        aws.give("foreign", REGION, "ou-9");
        // AWS gives it by itself to accounts of a target.
        aws.give("new-in-target");
        Object.assign(aws.stacks.get(`prod-2 ${REGION}`) ?? {}, { status: "OUTDATED", ending: "FAILED" });
        const found = await refreshed(aws, state);
        assert.deepEqual(found.said, [
            "baseline block oncall: AWS has given it by itself to new-in-target, because it is below a unit that has the block. If the definition does not have the account, later changes never reach it: `./org baseline` says what to do",
            "outside of this stack, baseline block oncall was taken away from prod-1-key (prod-1); `up --refresh` gives it again\n" +
                "outside of this stack, baseline block oncall was given to foreign; `up --refresh` takes it away\n" +
                "baseline block oncall is not up to date in prod-2-key (prod-2): an operation outside of this stack has failed or was stopped; `up --refresh` repeats it",
        ]);
        assert.deepEqual(
            found.state.accounts.map(({ id }) => id),
            ["foreign", "prod-2", "sandbox-1"],
        );
        assert.equal(found.state.accounts.find(({ id }) => id === "foreign")?.ring, "", "nobody has given it one");
        assert.deepEqual(found.state.pending, ["prod-2"]);
        assert.equal("pending" in (found.inputs ?? {}), false);
        aws.changes.length = 0;
        await saidDuring(() => aws.provider().update("id", found.state, inputs(ACCOUNTS)));
        assert.deepEqual(aws.changes, [
            "DeleteStackInstances ou-9 foreign",
            "UpdateStackSet r-1 prod-2",
            "CreateStackInstances r-1 prod-1",
        ]);
    });

    it("finds what was changed in the StackSet itself", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws);
        aws.set = { ...aws.set, TemplateBody: '{"Resources":{"Theirs":{}}}', AutoDeployment: { Enabled: false } };
        const found = await refreshed(aws, state);
        assert.deepEqual(found.said, [
            "outside of this stack, the StackSet of baseline block oncall was changed (template and automatic deployment); `up --refresh` takes that back",
        ]);
        assert.equal(found.state.template, '{"Resources":{"Theirs":{}}}');
        assert.equal(found.inputs?.isAutomatic, false);
    });

    it("does not take a default that nobody has given for a change", async () => {
        const aws = new OneStackSet();
        const wanted = inputs(ACCOUNTS, { parameters: {} });
        await saidDuring(async () => {
            const { outs } = await aws.provider().create(wanted);
            aws.set = { ...aws.set, Parameters: [{ ParameterKey: "Days", ParameterValue: "30" }] };
            assert.equal((await refreshed(aws, outs ?? assert.fail())).inputs, undefined);
        });
    });
});

describe("a number of accounts of a ring", () => {
    it("is what is written, or a share that is rounded down, and at least what is needed", () => {
        assert.equal(accountsOfShare(3, 10, 1), 3);
        assert.equal(accountsOfShare("25%", 10, 1), 2);
        assert.equal(accountsOfShare("5%", 10, 0), 0);
        assert.equal(accountsOfShare("5%", 10, 1), 1);
    });

    it("takes stacks of accounts that nobody has named for foreign ones, once AWS gives the block to no account by itself", async () => {
        const aws = new OneStackSet();
        const state = await rolledOut(aws);
        aws.give("new-in-target");
        let off = state;
        await saidDuring(async () => {
            const { outs } = await aws.provider().update("id", state, inputs(ACCOUNTS, { isAutomatic: false }));
            off = outs ?? assert.fail();
        });
        assert.ok(aws.shown.includes(`new-in-target ${REGION} CURRENT`));
        assert.deepEqual((await refreshed(aws, off)).said, [
            "outside of this stack, baseline block oncall was given to new-in-target; `up --refresh` takes it away",
        ]);
    });
});
