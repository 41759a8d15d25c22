import type { ExistingResource } from "../../../definition/feature";

/** Pulumi's type of a block with its stacks. */
export const BLOCK_RESOURCE = "pulumi-nodejs:dynamic/baseline:BlockStackSet";

/**
 * The region of the StackSets: the one in which they are already, because AWS cannot move them. At first it is the region of the stack's
 * settings.
 */
export function homeRegion(
    resources: ReadonlyMap<string, readonly ExistingResource[]> | undefined,
    stackRegion: string,
): string {
    for (const { outputs } of resources?.get(BLOCK_RESOURCE) ?? []) {
        const { region } = outputs;
        if (typeof region === "string") return region;
    }
    return stackRegion;
}
