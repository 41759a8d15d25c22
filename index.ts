import type * as pulumi from "@pulumi/pulumi";
import { loadDefinition } from "./definition";
import { FEATURES } from "./features";
import { PROGRAM_FEATURES } from "./features/programs";
import { openStack, stackConfig, type StackConfig } from "./program/openStack";
import { plan } from "./program/plan";
import { register, stackOutputs } from "./program/register";
import { report, reportCreations, reportFailure, reportProgress } from "./program/report";

/** The definition becomes the organisation. What is wrong is reported before anything is registered. */
async function run(config: StackConfig): Promise<Record<string, pulumi.Input<unknown>>> {
    const model = loadDefinition(config.location, FEATURES);
    const { existing, aws, options } = await openStack(config, reportProgress);
    const planned = await plan(model, existing, aws, options, PROGRAM_FEATURES);
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
