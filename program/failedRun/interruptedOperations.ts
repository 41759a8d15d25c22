import { BASELINE_TYPES, PEOPLE_TYPES } from "../../components/typeTokens";
import { parseUrn } from "../state/urn";

export type InterruptedKind = "creating" | "updating" | "deleting";

/** A change that a run has begun, and been killed before it had AWS's answer. */
export interface InterruptedOperation<Resource, Pending> {
    readonly kind: InterruptedKind;
    readonly urn: string;
    /** The resource as the run would have put it into the state. */
    readonly resource: Pending;
    /** The resource of the state with that URN. If one is being created, this is the one that it replaces, or the same from a later run. */
    readonly inState?: Resource;
}

/** What this needs of a state. */
interface StateContent<Resource, Pending> {
    readonly resources?: readonly Resource[];
    readonly pending_operations?: readonly { readonly type: string; readonly resource?: Pending }[];
}

const KINDS: readonly string[] = ["creating", "updating", "deleting"] satisfies InterruptedKind[];

/** The changes of a state that a killed run has begun, each URN and kind once. */
export function interruptedOperations<
    Resource extends { readonly urn: string; readonly delete?: boolean },
    Pending extends { readonly urn?: string },
>({
    resources = [],
    pending_operations: pending = [],
}: StateContent<Resource, Pending>): InterruptedOperation<Resource, Pending>[] {
    if (pending.length === 0) return [];
    const inState = new Map(resources.filter((one) => one.delete !== true).map((one) => [one.urn, one]));
    const found = new Map<string, InterruptedOperation<Resource, Pending>>();
    for (const { type: kind, resource } of pending) {
        if (!isKind(kind) || resource?.urn === undefined) continue;
        const existing = inState.get(resource.urn);
        // A later run has changed what is no longer in the state.
        if (kind !== "creating" && !existing) continue;
        const { urn } = resource;
        found.set(`${kind} ${urn}`, { kind, urn, resource, ...(existing && { inState: existing }) });
    }
    return [...found.values()].sort((one, other) => (one.urn < other.urn ? -1 : 1));
}

function isKind(kind: string): kind is InterruptedKind {
    return KINDS.includes(kind);
}

/** The types of resources with which a run gives somebody access. */
const ACCESS_TYPES: ReadonlySet<string> = new Set([
    ...Object.values(PEOPLE_TYPES).map((type) => `pulumi-nodejs:dynamic/${type}`),
    "aws:identitystore/group:Group",
    "aws:identitystore/groupMembership:GroupMembership",
    "aws:identitystore/user:User",
    "aws:organizations/delegatedAdministrator:DelegatedAdministrator",
]);

/** What features must know of a killed run besides: it may have made these, and they are this stack's. */
const OTHER_CREATIONS: ReadonlySet<string> = new Set(
    Object.values(BASELINE_TYPES).map((type) => `pulumi-nodejs:dynamic/${type}`),
);

/** The access that a killed run was giving or taking away. */
export interface InterruptedAccess {
    /** URNs of what the state has, perhaps not as AWS has it. */
    readonly changed: readonly string[];
    /** What was being created and the state does not have: access, and blocks of the baseline. */
    readonly created: readonly { readonly type: string; readonly name: string }[];
}

/** @param stack what `pulumi stack export` prints. */
export function interruptedAccess(stack: string): InterruptedAccess {
    // The states of large organisations have megabytes. Hardly any has such an operation.
    if (!stack.includes('"pending_operations"')) return { changed: [], created: [] };
    try {
        const { deployment } = JSON.parse(stack) as {
            readonly deployment?: StateContent<{ readonly urn: string }, { readonly urn?: string }>;
        };
        const all = interruptedOperations(deployment ?? {}).map((one) => ({ ...one, ...parseUrn(one.urn) }));
        const isAccess = ({ type }: { readonly type: string }): boolean => ACCESS_TYPES.has(type);
        return {
            changed: all.filter((one) => one.kind !== "creating" && isAccess(one)).map(({ urn }) => urn),
            created: all.flatMap((one) => {
                const { kind, type, name, inState } = one;
                const isTold = isAccess(one) || OTHER_CREATIONS.has(type);
                return kind === "creating" && !inState && isTold ? [{ type, name }] : [];
            }),
        };
    } catch {
        return { changed: [], created: [] };
    }
}
