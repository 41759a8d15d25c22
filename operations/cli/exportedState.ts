import type { Deployment } from "@pulumi/pulumi/automation/index.js";
import { fromExport, type ExistingResources } from "../../program/state";
import { parseUrn } from "../../program/state/urn";

/** A resource of an exported state. Compare the parts of its URN (`parseUrn`), never its end: names may contain `::`. */
export interface ExportedResource {
    readonly urn: string;
    readonly id?: string;
    /** The parent's URN. */
    readonly parent?: string;
    readonly protect?: boolean;
    /**
     * An earlier run has replaced the resource or should have deleted it, and the next run deletes it. A live resource may have the
     * same URN.
     */
    readonly delete?: boolean;
    /** URNs of the resources that it depends on. */
    readonly dependencies?: readonly string[];
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
    /** Why the last run did not finish its change. */
    readonly initErrors?: readonly string[];
}

/** A change that was in progress when a run was interrupted. */
export interface PendingOperation {
    /** `creating`, `updating`, `deleting`, ... */
    readonly type: string;
    /** The resource as it was to become, without an id and outputs if it was being created. */
    readonly resource?: Partial<ExportedResource>;
}

/** The part of an exported state that the commands read, in Pulumi's format. */
interface StateContent {
    readonly resources?: readonly ExportedResource[];
    readonly pending_operations?: readonly PendingOperation[];
}

function contentOf({ deployment }: Deployment): StateContent {
    return (deployment ?? {}) as StateContent;
}

/** All resources of an exported state, parents before their children. Includes the resources that are about to be deleted. */
export function exportedResources(state: Deployment): readonly ExportedResource[] {
    return contentOf(state).resources ?? [];
}

/** The resources of the stack by their keys, without those that are about to be deleted. */
export function existingResources(state: Deployment): ExistingResources {
    return fromExport(exportedResources(state));
}

/**
 * URNs of the resources that were being created when a run was interrupted. Pulumi warns about them in every run until they are
 * removed from the state.
 */
export function pendingCreates(state: Deployment): string[] {
    const urns = (contentOf(state).pending_operations ?? []).flatMap(({ type, resource }) =>
        type === "creating" && resource?.urn !== undefined ? [resource.urn] : [],
    );
    return [...new Set(urns)].sort();
}

/** All changes that were in progress when a run was interrupted. */
export function pendingOperations(state: Deployment): readonly PendingOperation[] {
    return contentOf(state).pending_operations ?? [];
}

/** The state with other resources and pending operations. Everything else stays. */
export function withContent(
    state: Deployment,
    resources: readonly ExportedResource[],
    pending: readonly PendingOperation[],
): Deployment {
    return { ...state, deployment: { ...contentOf(state), resources, pending_operations: pending } };
}

/** A short title for a URN, such as `Account shop`. */
export function resourceTitle(urn: string): string {
    const { type, name } = parseUrn(urn);
    return `${type.split(":").at(-1) ?? ""} ${name}`;
}
