import assert from "node:assert/strict";
import { OrganizationCalls } from "../../../aws/organization";
import { BlockStackSetProvider } from "../../../providers/blockStackSetProvider";
import type { BlockStackSetInputs, BlockStackSetState } from "../../../providers/stackSets/blockStackSetInputs";
import { StackSetCalls } from "../../../providers/stackSets/stackSetCalls";
import { saidDuring } from "../../unit/providers/oneGroup";
import { account, inputs } from "../../unit/providers/stackSets/oneStackSet";
import { failureOf } from "../../unit/providers/stackSets/stackSetRuns";
import { ALL_DONE, newStackSets, roleTemplate } from "./newStackSets";

const REGION = "us-east-1";

describe("a stack that AWS could not delete, of an account that is to have the block after all", () => {
    const sets = newStackSets();
    let shop: string;
    let log: string;
    let provider: BlockStackSetProvider;

    beforeEach(async () => {
        [shop, log] = [await sets.account("shop", sets.prod), await sets.account("log", sets.prod)];
        const organizationCalls = new OrganizationCalls(() => Promise.resolve(sets.organizations));
        const clients = { cloudFormation: () => Promise.resolve(sets.client), organizationCalls, isLocal: true };
        provider = new BlockStackSetProvider(new StackSetCalls(clients, () => sets.aws.advanceSeconds(ALL_DONE)));
    });

    const wanted = (...ids: readonly string[]): BlockStackSetInputs =>
        inputs(
            ids.map((id) => account(id, { name: id === shop ? "shop" : "log", target: sets.prod, regions: [REGION] })),
            {
                region: REGION,
                template: roleTemplate("oncall"),
                parameters: {},
                isAutomatic: false,
                targets: [{ unit: sets.prod, regions: [REGION], excluded: [] }],
            },
        );

    /** @returns what the run has said, and the state after it. */
    async function updated(
        before: BlockStackSetState,
        inputsNow: BlockStackSetInputs,
    ): Promise<{ said: string; state: BlockStackSetState }> {
        let state = before;
        const said = await saidDuring(async () => {
            ({ outs: state = assert.fail() } = await provider.update("id", before, inputsNow));
        });
        return { said: said.join("\n"), state };
    }

    /** The block in these accounts. The next deletion of the stack in shop fails, and so does a run that takes the block away from it. */
    async function stuck(before: readonly string[], after: readonly string[]): Promise<BlockStackSetState> {
        let state: BlockStackSetState | undefined;
        await saidDuring(async () => {
            const { outs = assert.fail() } = await provider.create(wanted(...before));
            await sets.aws.stackSets({ failures: [{ reason: "explicit deny", account: shop, action: "delete" }] });
            ({ properties: state } = await failureOf(provider.update("id", outs, wanted(...after))));
        });
        return state ?? assert.fail();
    }

    it("stays as it is, and every run says how the account gets a new one", async () => {
        const properties = await stuck([shop, log], [log]);
        assert.deepEqual(await sets.shownInstances("baseline-oncall"), [
            `${shop} ${REGION} INOPERABLE INOPERABLE`,
            `${log} ${REGION} CURRENT SUCCEEDED`,
        ]);

        const kept = await updated(properties, wanted(shop, log));
        assert.deepEqual(kept.state.pending, [shop]);
        assert.deepEqual(await sets.roles(shop), ["oncall"]);
        const text =
            `baseline block oncall: in shop (${shop}), AWS could not delete its stack before, and changes it no more. The definition has the block there, so nothing is deleted now. ` +
            "For a new stack, write `oncall: false` under `baseline` of the account, and run `up`, which tries again to delete the old one: " +
            "if AWS cannot, delete it in CloudFormation of the account. Then take that line out, and run `up`";
        assert.equal(kept.said, text);
        assert.equal((await provider.diff("id", kept.state, wanted(shop, log))).changes, true);
        assert.equal((await updated(kept.state, wanted(shop, log))).said, text);

        const { state } = await updated(kept.state, wanted(log));
        assert.deepEqual(await sets.roles(shop), []);
        const anew = await updated(state, wanted(shop, log));
        assert.equal(anew.state.pending, undefined);
        assert.deepEqual(await sets.roles(shop), ["oncall"]);
    });

    it("does not keep a change from the others", async () => {
        const properties = await stuck([shop], []);
        const changed = { ...wanted(shop, log), template: roleTemplate("oncall", { Description: "new" }) };
        const { said, state } = await updated(properties, changed);
        assert.match(said, /in shop \(\d{12}\), AWS could not delete its stack before/);
        assert.deepEqual(state.pending, [shop]);
        assert.deepEqual(await sets.shownInstances("baseline-oncall"), [
            `${shop} ${REGION} INOPERABLE INOPERABLE`,
            `${log} ${REGION} CURRENT SUCCEEDED`,
        ]);
    });
});
