import assert from "node:assert/strict";
import type { BlockStackSetInputs, BlockStackSetState } from "../../../../providers/stackSets/blockStackSetInputs";
import type { PartlyDoneError } from "../../../../providers/support/partlyDone";
import { saidDuring } from "../oneGroup";
import { account, inputs, type OneStackSet } from "./oneStackSet";

export const ACCOUNTS = [account("sandbox-1"), account("prod-1"), account("prod-2")];

export async function failureOf(run: Promise<unknown>): Promise<PartlyDoneError<BlockStackSetState>> {
    return run.then(
        () => assert.fail("it did not fail"),
        (error: unknown) => error as PartlyDoneError<BlockStackSetState>,
    );
}

/** An AWS in which a first run has made everything, and its state. */
export async function rolledOut(
    aws: OneStackSet,
    wanted: BlockStackSetInputs = inputs(ACCOUNTS),
): Promise<BlockStackSetState> {
    let state: BlockStackSetState | undefined;
    await saidDuring(async () => {
        state = (await aws.provider().create(wanted)).outs;
    });
    aws.changes.length = 0;
    aws.sent.length = 0;
    return state ?? assert.fail();
}

export async function updated(
    aws: OneStackSet,
    state: BlockStackSetState,
    wanted: BlockStackSetInputs,
): Promise<BlockStackSetState> {
    let outs: BlockStackSetState | undefined;
    await saidDuring(async () => {
        ({ outs } = await aws.provider().update("id", state, wanted));
    });
    return outs ?? assert.fail();
}
