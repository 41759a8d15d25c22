import * as pulumi from "@pulumi/pulumi";
import { isOnLocalAws, requireLocalAws } from "../../aws/localAws";
import { stateDanger } from "./stateDanger";
import { providerSettings } from "./providerSettings";
import { readState, type ExistingResources } from "../state";

/**
 * What the stack holds before this run, once its AWS and its state are what they should be.
 *
 * @returns with `dangers` what a preview warns of.
 * @throws LocalAwsError where the local AWS is meant and does not answer, RunError where a new stack on a real AWS would have its
 * state in a place that is cleaned up.
 */
export async function openStack(): Promise<{
    readonly existing: ExistingResources;
    readonly dangers: readonly string[];
}> {
    const settings = providerSettings();
    await requireLocalAws(settings);
    const existing = await readState();
    if (isOnLocalAws(settings)) return { existing, dangers: [] };
    const danger = stateDanger(pulumi.getStack(), process.cwd(), process.env);
    if (!danger) return { existing, dangers: [] };
    if (existing.organizationId === undefined && existing.accounts.size === 0) {
        throw new pulumi.RunError(`${danger.what}. Nothing was done: ${danger.whileEmpty}`);
    }
    return { existing, dangers: [`${danger.what}. ${danger.whenUsed}`] };
}
