import { isDeepStrictEqual } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import type { ResourceInputs } from "../../definition/feature";
import type { ForecastState } from "../forecast";
import { CORE, parseUrn } from "../state";

/** The outputs of a resource as this run has refreshed it. Undefined if it has not. */
export type RefreshedOutputs = (urn: string) => Promise<ResourceInputs | undefined>;

/** What a refresh changes first, if it changes anything that counts: a run with `--target` refreshes these alone, or none of them. */
const PROBES: ReadonlySet<string> = new Set([CORE.organization, CORE.policy]);

/**
 * The state as `up --refresh` compares with it. Pulumi refreshes before it starts the program, but writes that into the state with the
 * first change only. The exported state is the older one: what somebody has tightened by hand since then is not in it, and to undo it would
 * seem to be no change.
 *
 * Pulumi's engine hands out each resource that it has refreshed (`pulumi:pulumi:getResource`; read in resource/deploy/step_executor.go of
 * pkg/v3 3.259.0), and without a refresh none before the program registers it. With `--run-program` it refreshes later: that is not seen.
 *
 * @param ask absent: asks Pulumi's engine.
 * @returns undefined if this run has refreshed nothing.
 */
export async function refreshedState(
    state: readonly ForecastState[],
    ask: RefreshedOutputs = askEngine,
): Promise<readonly ForecastState[] | undefined> {
    const probes = state.filter(({ urn }) => PROBES.has(parseUrn(urn).type));
    const found = await Promise.all(probes.map(({ urn }) => ask(urn)));
    if (found.every((one) => one === undefined)) return undefined;
    const asked = await Promise.all(
        state.map(async (one) => ({ one, outputs: isInAws(one) ? await ask(one.urn) : undefined })),
    );
    const refreshed = asked.filter(({ outputs }) => outputs !== undefined).length;
    // What was not refreshed is none of the targets, or somebody has deleted it: seldom most of the stack.
    const areTargets = refreshed < state.filter(isInAws).length / 2;
    return asked.flatMap(({ one, outputs }) => {
        if (outputs !== undefined) return [withOutputs(one, outputs)];
        return areTargets || !isInAws(one) ? [one] : [];
    });
}

function isInAws({ urn, custom, delete: isLeftover }: ForecastState): boolean {
    return custom === true && isLeftover !== true && !parseUrn(urn).type.startsWith("pulumi:providers:");
}

/** A refresh reads outputs, and takes the inputs from them. */
function withOutputs(one: ForecastState, outputs: ResourceInputs): ForecastState {
    const { inputs = {}, outputs: before = {} } = one;
    const changed = Object.keys(inputs).filter(
        (name) => name in outputs && !isDeepStrictEqual(before[name], outputs[name]),
    );
    return {
        ...one,
        outputs,
        inputs: { ...inputs, ...Object.fromEntries(changed.map((name) => [name, outputs[name]])) },
    };
}

async function askEngine(urn: string): Promise<ResourceInputs | undefined> {
    try {
        const { state } = (await pulumi.runtime.invoke("pulumi:pulumi:getResource", { urn })) as {
            readonly state?: ResourceInputs;
        };
        return state;
    } catch {
        return undefined;
    }
}
