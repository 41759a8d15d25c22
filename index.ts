import * as pulumi from "@pulumi/pulumi";
import { loadDefinition } from "./definition";
import { FEATURES } from "./features";
import { PROGRAM_FEATURES } from "./features/programs";
import { approved } from "./program/approval";
import {
    exportState,
    openStack,
    readState,
    refuseAfterInterruption,
    runForApproval,
    stackConfig,
    unreadChangesIn,
    type StackConfig,
} from "./program/openStack";
import { plan } from "./program/plan";
import { register, stackOutputs } from "./program/register";
import { knownIds } from "./program/state";
import { report, reportCreations, reportFailure, reportProgress } from "./program/report";

/** Turns the definition into the organisation. Mistakes are reported before anything is registered. */
async function run(config: StackConfig): Promise<Record<string, pulumi.Input<unknown>>> {
    const exporting = exportState();
    const reading = exporting.then(unreadChangesIn);
    const existing = await readState();
    // Before anything else ends the run: Pulumi forgets with a run that fails what was interrupted. A preview forgets nothing, and does not wait.
    if (!pulumi.runtime.isDryRun()) refuseAfterInterruption(await reading, config.stack);
    const model = loadDefinition(config.location, FEATURES, { ids: knownIds(existing) });
    const unread = await reading;
    const { aws, options } = await openStack(config, existing, unread, reportProgress);
    const before = { ...existing, interruptedCreations: unread.interrupted.created };
    const planned = await approved(
        await plan(model, before, aws, options, PROGRAM_FEATURES),
        await runForApproval(config, options, await exporting),
    );
    report(planned);
    const registered = await register(planned, planned.order, PROGRAM_FEATURES);
    reportCreations(planned, registered);
    return stackOutputs(planned, registered);
}

async function main(): Promise<Record<string, pulumi.Input<unknown>>> {
    let config: StackConfig | undefined;
    try {
        config = stackConfig();
        return await run(config);
    } catch (error) {
        throw reportFailure(error, config?.aws.endpoints.organizations);
    }
}

export = main;
