/** The stack that a run is for: its settings, its state and its AWS. */
import * as pulumi from "@pulumi/pulumi";
import { AwsClients } from "../../aws/awsClients";
import { isOnLocalAws, requireLocalAws } from "../../aws/localAws";
import type { PlanningAws, PlanOptions } from "../plan";
import { RunEnd } from "../runEndError";
import type { ExistingResources } from "../state";
import { readHandedOver } from "./handOverRecords";
import { regionSettingWarning } from "./regionSetting";
import { stackAws } from "./stackAws";
import { stateDanger } from "./stateDanger";
import type { StackConfig } from "./stackConfig";
import { unreadChangesText, type UnreadChanges } from "./unreadChanges";

export { readState } from "./readState";
export { stackConfig, type StackConfig } from "./stackConfig";
export { runForApproval } from "./runForApproval";
export { exportState, refuseAfterInterruption, unreadChangesIn } from "./unreadChanges";

/** A stack whose AWS and state have been checked. */
export interface OpenStack {
    readonly aws: PlanningAws;
    readonly options: PlanOptions;
}

/**
 * Opens the stack.
 *
 * @param existing what the stack holds before this run.
 * @param unread where the state may not say what AWS has.
 * @param progress says at once what the run waits for.
 * @throws LocalAwsError if the stack is on the local AWS and that does not answer.
 * @throws RunEnd if a new stack on a real AWS would have its state in a folder that may be removed, or if `up` would not make a change
 *     that AWS has refused before.
 */
export async function openStack(
    config: StackConfig,
    existing: ExistingResources,
    unread: UnreadChanges,
    progress: (message: string) => void,
): Promise<OpenStack> {
    await requireLocalAws(config.aws);
    const regionWarning = regionSettingWarning(config.region, config.stack);
    const warnings = [
        ...(regionWarning === undefined ? [] : [regionWarning]),
        ...(isOnLocalAws(config.aws) ? [] : stateWarnings(config.stack, existing)),
        ...unreadWarnings(config.stack, unread),
    ];
    const clients = new AwsClients(config.aws);
    return {
        aws: stackAws(clients, config.aws, config.stack),
        options: {
            location: config.location,
            region: config.region,
            isPreview: pulumi.runtime.isDryRun(),
            now: () => clients.now(),
            warnings,
            waiting: { pause: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)), progress },
            handedOver: () => readHandedOver(process.cwd()),
        },
    };
}

/** If the state is in danger, a stack that has an organisation continues with a warning; an empty one is refused. */
function stateWarnings(stack: string, { organizationId, accounts }: ExistingResources): string[] {
    const danger = stateDanger(stack, process.cwd(), process.env);
    if (!danger) return [];
    if (organizationId === undefined && accounts.size === 0) {
        throw new RunEnd(`${danger.what}. Nothing was done: ${danger.whileEmpty}`);
    }
    return [`${danger.what}. ${danger.whenUsed}`];
}

/** A preview only warns, because `preview --refresh` is right. `up --refresh` is refused: it writes the state after the program has read it. */
function unreadWarnings(stack: string, unread: UnreadChanges): string[] {
    const text = unreadChangesText(unread, stack);
    if (text === undefined) return [];
    if (!pulumi.runtime.isDryRun()) throw new RunEnd(`${text}. Nothing was done`);
    return [`${text}.`];
}
