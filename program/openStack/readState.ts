import * as pulumi from "@pulumi/pulumi";
import { fromState, type ExistingResources, type ResourceOfEngine } from "../state";

/**
 * Reads what the stack holds before this run. Pulumi compares with the same resources, also after a refresh or an interrupted run. The
 * stack's outputs may be older.
 */
export async function readState(): Promise<ExistingResources> {
    const result = (await pulumi.runtime.invoke("pulumi:pulumi:readStackResourceOutputs", {
        stackName: pulumi.getStack(),
    })) as { outputs?: Record<string, ResourceOfEngine> };
    return fromState(result.outputs ?? {});
}
