import { setTimeout } from "node:timers/promises";
import type { AwsClients } from "../../../aws/awsClients";
import { blockStackSetMark } from "../../../aws/blockStackSetMark";
import { countOf, formatCount } from "../../../limits";
import type { BlockStackSetState } from "../../../providers/stackSets/blockStackSetInputs";
import { packedStackSet, unpackedStackSet, type PackedStackSet } from "../../../providers/stackSets/packedStackSet";
import { StackSetCalls } from "../../../providers/stackSets/stackSetCalls";
import { readStackSet } from "../../../providers/stackSets/stackSetReading";
import { foundStackSet } from "../../../providers/stackSets/stackSetState";
import type { InterruptedChange } from "./interruptedChange";
import { NOTHING, type ResourceInAws } from "./resourceInAws";

/** Looks for the StackSets of blocks of the baseline. Their stacks give people and pipelines roles in accounts. */
export class BaselineInAws {
    readonly #calls: StackSetCalls;

    /** @param wait replaced in tests. */
    constructor(clients: AwsClients, wait: (milliseconds: number) => Promise<unknown> = setTimeout) {
        this.#calls = new StackSetCalls(clients, wait);
    }

    /** It waits until AWS has finished what it was asked for. All stacks that AWS has are the stack's then: the next `up` takes surplus ones away. */
    async block({ kind, name: key, inputs: given, inState }: InterruptedChange): Promise<ResourceInAws> {
        const inInputs = kind === "creating" ? given : { ...given, ...inState?.outputs };
        const before = unpackedStackSet(inInputs as unknown as PackedStackSet<BlockStackSetState>);
        const { name, region } = before;
        const ask = this.#calls.in(region);
        const first = await readStackSet(name, ask);
        if (!first) return NOTHING;
        const [mark, value] = blockStackSetMark(key);
        if (first.set.tags[mark] !== value) {
            return { has: "foreign", why: `AWS has a StackSet ${name} in ${region} that this program has not made` };
        }
        await this.#calls.untilFree(region, name, `baseline block ${key}`, () => undefined);
        const whole = (await readStackSet(name, ask)) ?? first;
        const { state } = foundStackSet({ ...before, stackSetId: whole.set.id }, whole);
        const outputs: Record<string, unknown> = { ...packedStackSet(state), __provider: given["__provider"] };
        const accounts = new Set(whole.stacks.map(({ account }) => account)).size;
        return {
            has: "resource",
            id: `${region}/${name}`,
            outputs,
            inputs: Object.fromEntries(
                Object.entries(given).map(([of, wanted]) => [of, Object.hasOwn(outputs, of) ? outputs[of] : wanted]),
            ),
            said: `as StackSet ${name} with ${formatCount(whole.stacks.length)} ${whole.stacks.length === 1 ? "stack" : "stacks"} in ${countOf(accounts, "account")}`,
        };
    }
}
