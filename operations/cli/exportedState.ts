import type { Deployment } from "@pulumi/pulumi/automation/index.js";
import { fromState, type ExistingResources } from "../../program/state";
import { parseUrn } from "../../program/state/urn";

/** A resource of an exported state. Compare the parts of its URN (`parseUrn`), never the URN's end: names may hold `::`. */
export interface ExportedResource {
    readonly urn: string;
    readonly id?: string;
    /** URN of the parent. */
    readonly parent?: string;
    readonly protect?: boolean;
    /** An earlier run has replaced it, or was to delete it: the next run deletes it. Its URN may be that of a live resource. */
    readonly delete?: boolean;
    /** URNs. */
    readonly dependencies?: readonly string[];
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
}

/** A change that was under way when a run broke off. */
export interface PendingOperation {
    /** `creating`, `updating`, `deleting`, ... */
    readonly type: string;
    readonly resource?: { readonly urn?: string };
}

/** The part of an exported state that commands look at, as Pulumi writes it. */
interface StateContent {
    readonly resources?: readonly ExportedResource[];
    readonly pending_operations?: readonly PendingOperation[];
}

function contentOf({ deployment }: Deployment): StateContent {
    return (deployment ?? {}) as StateContent;
}

/** All resources of an exported state, those that are about to be deleted too; parents before their children. */
export function exportedResources(state: Deployment): readonly ExportedResource[] {
    return contentOf(state).resources ?? [];
}

/** What the stack has, by keys: what the program is told of it by the engine. Resources that are about to be deleted are left out. */
export function existingResources(state: Deployment): ExistingResources {
    const live = exportedResources(state).filter((resource) => resource.delete !== true);
    return fromState(
        Object.fromEntries(
            live.map(({ urn, id, outputs = {} }) => [
                urn,
                { type: parseUrn(urn).type, outputs: id === undefined ? outputs : { id, ...outputs } },
            ]),
        ),
    );
}

/** URNs of what was being created when a run broke off. Pulumi warns of it at every run, and forgets it only when told. */
export function pendingCreates(state: Deployment): string[] {
    const urns = (contentOf(state).pending_operations ?? []).flatMap(({ type, resource }) =>
        type === "creating" && resource?.urn !== undefined ? [resource.urn] : [],
    );
    return [...new Set(urns)].sort();
}

/** The state without what was being created; everything else stays. */
export function withoutPendingCreates(state: Deployment): Deployment {
    const content = contentOf(state);
    const pending = (content.pending_operations ?? []).filter(({ type }) => type !== "creating");
    return { ...state, deployment: { ...content, pending_operations: pending } };
}

/** `Account shop` of a URN. */
export function resourceTitle(urn: string): string {
    const { type, name } = parseUrn(urn);
    return `${type.split(":").at(-1) ?? ""} ${name}`;
}
