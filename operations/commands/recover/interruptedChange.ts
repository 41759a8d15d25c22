import type { Deployment } from "@pulumi/pulumi/automation/index.js";
import { interruptedOperations, type InterruptedOperation } from "../../../program/failedRun";
import { parseUrn } from "../../../program/state/urn";
import { exportedResources, pendingOperations, type ExportedResource } from "../../cli/exportedState";

/** A change of one resource that a killed run has begun. AWS may have made it, or a part of it. */
export interface InterruptedChange extends InterruptedOperation<ExportedResource, Partial<ExportedResource>> {
    readonly type: string;
    readonly name: string;
    /** What the run was making. */
    readonly inputs: Readonly<Record<string, unknown>>;
}

/** The changes of a state that a killed run has begun, each URN and kind once. */
export function interruptedChanges(state: Deployment): InterruptedChange[] {
    const content = { resources: exportedResources(state), pending_operations: pendingOperations(state) };
    return interruptedOperations(content).map((one): InterruptedChange => {
        const { type, name } = parseUrn(one.urn);
        return { ...one, type, name, inputs: one.resource.inputs ?? {} };
    });
}
