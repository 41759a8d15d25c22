import type * as pulumi from "@pulumi/pulumi";
import { isDeepStrictEqual } from "node:util";
import { blockStackSetMark } from "../aws/blockStackSetMark";
import { exceptionName, unlessNamed } from "../aws/organization";
import { describeStackSet, type StackSetInAws } from "../aws/stackSetInAws";
import { quoted } from "../limits";
import {
    comparableStackSet,
    plainStackSetInputs,
    type BlockStackSetInputs,
    type BlockStackSetState,
} from "./stackSets/blockStackSetInputs";
import { Rollout, type RolloutHistory } from "./stackSets/rollout";
import { sharedStackSetCalls, type StackSetCalls } from "./stackSets/stackSetCalls";
import { stackSetChangedOutside } from "./stackSets/stackSetChangedOutside";
import { createStackSet } from "./stackSets/stackSetOperations";
import { readStackSet } from "./stackSets/stackSetReading";
import { foundStackSet, historyOf, stateAfter, unreadState } from "./stackSets/stackSetState";
import { unlistedText } from "./stackSets/unlistedAccounts";
import { PartlyDoneError, plainError } from "./support/partlyDone";
import { tellUser } from "./support/tellUser";

/**
 * A block of the baseline: a StackSet with all of its stacks. It is one resource, because several on one StackSet never settle: AWS runs one
 * operation at a time, and each resource sees the stacks of the others
 * (https://github.com/hashicorp/terraform-provider-aws/issues/40243).
 *
 * - It owns the stacks of the accounts that it has given the block, of those that a refresh has found, and of those that the definition takes
 *   out of a unit. It takes away no others.
 * - It asks what AWS has before each operation, so a run that was interrupted goes on where it was, and an automatic deployment is no conflict.
 * - If a ring fails, the later ones stay as they were, and each account is named with AWS's reason. The next run goes on.
 */
export class BlockStackSetProvider implements pulumi.dynamic.ResourceProvider<BlockStackSetInputs, BlockStackSetState> {
    #calls: StackSetCalls | undefined;

    /** @param calls for tests. Default: those that the stack's settings describe. */
    constructor(calls?: StackSetCalls) {
        this.#calls = calls;
    }

    /** Pulumi calls it before anything else. */
    configure({ config }: pulumi.dynamic.ConfigureRequest): Promise<void> {
        this.#calls ??= sharedStackSetCalls((key) => config.get(`aws:${key}`));
        return Promise.resolve();
    }

    async create(inputs: BlockStackSetInputs): Promise<pulumi.dynamic.CreateResult<BlockStackSetState>> {
        const wanted = plainStackSetInputs(inputs);
        const existing = await this.#described(wanted);
        if (existing) requireOurs(existing, wanted);
        const stackSetId = existing?.id ?? (await this.#create(wanted));
        const outs = await this.#rollOut(wanted, historyOf(undefined), inputs, stackSetId);
        if (existing) await this.#saySurplus(outs);
        return { id: idOf(wanted), outs };
    }

    async read(id: string, props?: BlockStackSetState): Promise<pulumi.dynamic.ReadResult<BlockStackSetState>> {
        if (!props) throw new Error(`a block of the baseline cannot be imported: \`up\` takes over what ${id} has`);
        const whole = await readStackSet(props.name, this.#connected().in(props.region));
        // An empty id removes the resource from the state, so the next `up` creates it.
        if (!whole) return { id: "", props: {} as BlockStackSetState };
        const found = foundStackSet(props, whole);
        const { places } = this.#connected();
        const { block } = props;
        if (found.unlisted.length > 0) {
            tellUser(await unlistedText(`baseline block ${block}`, found.unlisted, places, false));
        }
        const said = await stackSetChangedOutside(props, found, places);
        if (said === "") return { id, props: found.state };
        tellUser(said);
        // Pulumi shows what differs only if it learns that as inputs too.
        const { stackSetId: _, pending: __, ...now } = found.state;
        return { id, props: found.state, inputs: now as BlockStackSetState };
    }

    /** @throws Error for another name or region: a StackSet cannot be moved, and a second one would collide with the stacks of the first. */
    async diff(_: string, before: BlockStackSetState, after: BlockStackSetInputs): Promise<pulumi.dynamic.DiffResult> {
        // A value may be unknown in a preview.
        for (const key of ["name", "region"] as const) {
            if (before[key] !== after[key]) throw plainError(notMoved(key, before, after));
        }
        const changes =
            before.pending !== undefined || !isDeepStrictEqual(comparableStackSet(before), comparableStackSet(after));
        return Promise.resolve({ changes, replaces: [] });
    }

    async update(
        _: string,
        before: BlockStackSetState,
        inputs: BlockStackSetInputs,
    ): Promise<pulumi.dynamic.UpdateResult<BlockStackSetState>> {
        const wanted = plainStackSetInputs(inputs);
        return { outs: await this.#rollOut(wanted, historyOf(before), inputs) };
    }

    async delete(_: string, props: BlockStackSetState): Promise<void> {
        const set = await this.#described(props);
        if (!set) return;
        // Nothing is changed in stacks that are about to go.
        const { template, parameters, tags, capabilities, description, isAutomatic } = set;
        const wanted = {
            ...plainStackSetInputs(props),
            ...{ template, parameters, tags, capabilities, description, isAutomatic },
            accounts: [],
            targets: [],
        };
        // The review refuses the end of a block that a quarantined account has. `pulumi destroy` tries it.
        const accounts = props.accounts.map((one) => ({ ...one, isLeftAlone: false }));
        const { stopped, stacks } = await new Rollout(
            wanted,
            historyOf({ ...props, accounts }),
            this.#connected(),
        ).run();
        if (stopped !== undefined) throw plainError([stopped, HALF_DELETED].join("\n"));
        if (stacks.length > 0) {
            const foreign = [...new Set(stacks.map(({ account }) => account))];
            throw plainError(
                `StackSet ${props.name} still has stacks, which this stack has not made (${await this.#connected().places.accounts(foreign)}). Run \`pulumi refresh\` and \`up\` again, which take them away too`,
            );
        }
        await this.#deleteSet(props);
    }

    async #described({ name, region }: BlockStackSetInputs): Promise<StackSetInAws | undefined> {
        return describeStackSet(name, this.#connected().in(region));
    }

    /** What a killed run has given to accounts, and the definition no longer gives them. */
    async #saySurplus(state: BlockStackSetState): Promise<void> {
        const whole = await readStackSet(state.name, this.#connected().in(state.region));
        const foreign = whole ? foundStackSet(state, whole).foreign : [];
        if (foreign.length === 0) return;
        tellUser(
            `baseline block ${state.block}: an earlier run has also given it to ${await this.#connected().places.accounts(foreign)}, where the definition does not have it. \`up --refresh\` takes it away`,
        );
    }

    /** @returns the id of the new StackSet. */
    async #create(wanted: BlockStackSetInputs): Promise<string> {
        const { ActivateOrganizationsAccessCommand, DescribeOrganizationsAccessCommand } =
            await import("@aws-sdk/client-cloudformation");
        const calls = this.#connected();
        const { Status } = await calls.call(wanted.region, (client) =>
            client.send(new DescribeOrganizationsAccessCommand({ CallAs: "SELF" })),
        );
        if (Status !== "ENABLED") {
            await calls.call(wanted.region, (client) => client.send(new ActivateOrganizationsAccessCommand({})));
        }
        try {
            return await calls.call(wanted.region, (client) => createStackSet(client, wanted));
        } catch (error) {
            // AWS may have made it, and its answer was lost: then a repetition finds the name taken. The state must know it, or the next run is refused.
            const made = await this.#described(wanted).catch(() => undefined);
            if (!made) throw error;
            requireOurs(made, wanted);
            return made.id;
        }
    }

    /**
     * @param made the id of a StackSet that the state does not have yet. It gets there also if AWS does not say any more what it has: otherwise the
     * next run would not know that it is this stack's.
     * @throws PartlyDoneError with what AWS has now: the next run goes on from there.
     */
    async #rollOut(
        wanted: BlockStackSetInputs,
        history: RolloutHistory,
        given: BlockStackSetInputs,
        made?: string,
    ): Promise<BlockStackSetState> {
        const rollout = new Rollout(wanted, history, this.#connected());
        try {
            const end = await rollout.run();
            const state = stateAfter(wanted, end, history);
            if (end.stopped === undefined) return state;
            throw new PartlyDoneError(idOf(wanted), state, [end.stopped], given);
        } catch (error) {
            if (error instanceof PartlyDoneError) throw error;
            const end = await rollout.found().catch(() => undefined);
            const reason = error instanceof Error ? error.message : String(error);
            if (!end) {
                if (made === undefined) throw error;
                throw new PartlyDoneError(idOf(wanted), unreadState(wanted, made), [reason], given);
            }
            const stopped = { ...end, stopped: reason };
            throw new PartlyDoneError(idOf(wanted), stateAfter(wanted, stopped, history), [reason], given);
        }
    }

    async #deleteSet({ name, region, block }: BlockStackSetState): Promise<void> {
        const { DeleteStackSetCommand } = await import("@aws-sdk/client-cloudformation");
        const calls = this.#connected();
        const send = (): Promise<unknown> =>
            calls.call(region, (client) =>
                client.send(new DeleteStackSetCommand({ StackSetName: name, CallAs: "SELF" })),
            );
        await unlessNamed("StackSetNotFoundException", async () => {
            try {
                await send();
            } catch (error) {
                if (exceptionName(error) !== "OperationInProgressException") throw error;
                await calls.untilFree(region, name, `baseline block ${block}`);
                await send();
            }
        });
    }

    #connected(): StackSetCalls {
        if (!this.#calls) throw new Error("the provider has no settings: Pulumi configures it first");
        return this.#calls;
    }
}

/** Pulumi keeps a resource whose deletion has failed as it was. */
const HALF_DELETED =
    "Where it has been taken away already, it stays away. If the accounts shall have it after all, run `pulumi refresh` first: the state still says that they have it";

function idOf({ region, name }: BlockStackSetInputs): string {
    return `${region}/${name}`;
}

/** @throws Error unless an earlier run of this program has made it: one that was killed, or whose state was lost. */
function requireOurs({ tags }: StackSetInAws, { block, name, region }: BlockStackSetInputs): void {
    const [mark, value] = blockStackSetMark(block);
    if (tags[mark] === value) return;
    throw new Error(
        `baseline block ${block}: AWS has a StackSet ${quoted(name)} in ${region} already, which this program has not made. It stays as it is. Give the block another key, or delete that StackSet if nobody needs it`,
    );
}

function notMoved(key: "name" | "region", before: BlockStackSetState, after: BlockStackSetInputs): string {
    const what = key === "name" ? `be renamed to ${quoted(after.name)}` : `move to ${after.region}`;
    return `StackSet ${before.name} in ${before.region} cannot ${what}: AWS has no such change, and a second one would collide with the stacks of the first. Take the block out of the definition, run \`up\`, and write it anew`;
}
