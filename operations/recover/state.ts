import { parseUrn } from "../../program/state/urn";

/** The part of a stack's state that a run which broke off leaves in disorder. */
export interface StateContent {
    readonly resources?: readonly { readonly urn: string; readonly type: string; readonly id?: string }[];
    readonly pending_operations?: readonly PendingOperation[];
}

interface PendingOperation {
    readonly type: string;
    readonly resource?: { readonly urn?: string };
}

/** What was being created when the run broke off. Pulumi warns of it at every run, and forgets it only when told. */
export function pendingCreates({ pending_operations: pending }: StateContent): string[] {
    const urns = (pending ?? []).flatMap(({ type, resource }) =>
        type === "creating" && resource?.urn !== undefined ? [resource.urn] : [],
    );
    return [...new Set(urns)].sort();
}

export function withoutPendingCreates<T extends StateContent>(state: T): T {
    return { ...state, pending_operations: (state.pending_operations ?? []).filter(({ type }) => type !== "creating") };
}

/** The ids of the accounts that the stack has, by key. */
export function accountsInState({ resources = [] }: StateContent): Map<string, string> {
    return new Map(
        resources.flatMap(({ urn, type, id }) =>
            type === "aws:organizations/account:Account" && id !== undefined ? [[parseUrn(urn).name, id] as const] : [],
        ),
    );
}

/** `Account shop` of a URN. */
export function nameOf(urn: string): string {
    const { type, name } = parseUrn(urn);
    return `${type.split(":").at(-1) ?? ""} ${name}`;
}
