/** The stack that a run is for: its settings, its state and its AWS. */
import * as pulumi from "@pulumi/pulumi";
import { AwsClients } from "../../aws/awsClients";
import { isOnLocalAws, requireLocalAws } from "../../aws/localAws";
import type { PlanningAws, PlanOptions } from "../plan";
import { RunEnd } from "../runEndError";
import type { ExistingResources } from "../state";
import { stackAws } from "./stackAws";
import { stateDanger } from "./stateDanger";
import type { StackConfig } from "./stackConfig";

export { readState } from "./readState";
export { stackConfig, type StackConfig } from "./stackConfig";

/** A stack whose AWS and whose state are what they should be. */
export interface OpenStack {
    readonly aws: PlanningAws;
    readonly options: PlanOptions;
}

/**
 * Opens the stack.
 *
 * @param existing what the stack holds before this run.
 * @param progress says at once what the run waits for.
 * @throws LocalAwsError where the local AWS is meant and does not answer.
 * @throws RunEnd where a new stack on a real AWS would have its state in a place that is cleaned up.
 */
export async function openStack(
    config: StackConfig,
    existing: ExistingResources,
    progress: (message: string) => void,
): Promise<OpenStack> {
    await requireLocalAws(config.aws);
    return {
        aws: stackAws(new AwsClients(config.aws), config.aws),
        options: {
            location: config.location,
            region: config.region,
            isPreview: pulumi.runtime.isDryRun(),
            now: new Date(),
            warnings: isOnLocalAws(config.aws) ? [] : stateWarnings(config.stack, existing),
            waiting: { pause: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)), progress },
        },
    };
}

/** A stack that holds something goes on with a state in danger, and the preview warns of it. */
function stateWarnings(stack: string, { organizationId, accounts }: ExistingResources): string[] {
    const danger = stateDanger(stack, process.cwd(), process.env);
    if (!danger) return [];
    if (organizationId === undefined && accounts.size === 0) {
        throw new RunEnd(`${danger.what}. Nothing was done: ${danger.whileEmpty}`);
    }
    return [`${danger.what}. ${danger.whenUsed}`];
}
