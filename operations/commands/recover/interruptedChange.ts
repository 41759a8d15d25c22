import type { Deployment } from "@pulumi/pulumi/automation/index.js";
import { parseUrn } from "../../../program/state/urn";
import { exportedResources, pendingOperations, type ExportedResource } from "../../cli/exportedState";

/** A change of one resource that a killed run has begun. AWS may have made it, or a part of it. */
export interface InterruptedChange {
    /** What Pulumi calls it. */
    readonly kind: InterruptedKind;
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    /** What the run was making. */
    readonly inputs: Readonly<Record<string, unknown>>;
    /** The resource as the run would have put it into the state, without its id and outputs. */
    readonly resource: Partial<ExportedResource> & { readonly urn: string };
    /** The resource of the state with that URN. If one is being created, this is the one that it replaces, or the same from a later run. */
    readonly inState?: ExportedResource;
}

type InterruptedKind = "creating" | "updating" | "deleting";

const KINDS: readonly string[] = ["creating", "updating", "deleting"] satisfies InterruptedKind[];

/** The changes of a state that a killed run has begun, each URN and kind once. */
export function interruptedChanges(state: Deployment): InterruptedChange[] {
    const inState = new Map(
        exportedResources(state)
            .filter((resource) => resource.delete !== true)
            .map((resource) => [resource.urn, resource]),
    );
    const found = new Map<string, InterruptedChange>();
    for (const { type: kind, resource } of pendingOperations(state)) {
        if (!isKind(kind) || resource?.urn === undefined) continue;
        const { type, name } = parseUrn(resource.urn);
        const existing = inState.get(resource.urn);
        // A change of something that is no longer in the state was made by a later run.
        if (kind !== "creating" && !existing) continue;
        found.set(`${kind} ${resource.urn}`, {
            kind,
            urn: resource.urn,
            type,
            name,
            inputs: resource.inputs ?? {},
            resource: { ...resource, urn: resource.urn },
            ...(existing && { inState: existing }),
        });
    }
    return [...found.values()].sort((one, other) => (one.urn < other.urn ? -1 : 1));
}

function isKind(kind: string): kind is InterruptedKind {
    return KINDS.includes(kind);
}
