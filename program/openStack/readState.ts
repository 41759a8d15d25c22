import * as pulumi from "@pulumi/pulumi";
import { fromState, type ExistingResources, type ResourceOfEngine } from "../state";

/**
 * Reads what the stack holds before this run. It is what Pulumi compares with, also after a refresh or a run that broke off; the stack's
 * outputs are not.
 */
export async function readState(): Promise<ExistingResources> {
    const result = (await pulumi.runtime.invoke("pulumi:pulumi:readStackResourceOutputs", {
        stackName: pulumi.getStack(),
    })) as { outputs?: Record<string, ResourceOfEngine> };
    return fromState(result.outputs ?? {});
}
