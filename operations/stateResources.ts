import type { Deployment } from "@pulumi/pulumi/automation/index.js";

/** The resources of an exported state by URN, as the engine tells a program of them; those that are about to be deleted left out. */
export function resourcesOf({
    deployment,
}: Deployment): Record<string, { readonly type: string; readonly outputs: Record<string, unknown> }> {
    const { resources = [] } = (deployment ?? {}) as {
        resources?: { urn: string; type: string; id?: string; delete?: boolean; outputs?: Record<string, unknown> }[];
    };
    return Object.fromEntries(
        resources
            .filter((resource) => resource.delete !== true)
            .map(({ urn, type, id, outputs = {} }) => [
                urn,
                { type, outputs: id === undefined ? outputs : { id, ...outputs } },
            ]),
    );
}
