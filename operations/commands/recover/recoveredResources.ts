import type { Deployment } from "@pulumi/pulumi/automation/index.js";
import type { AwsClients } from "../../../aws/awsClients";
import { fewAtATime } from "../../../aws/fewAtATime";
import { BASELINE_TYPES, PEOPLE_TYPES } from "../../../components/typeTokens";
import { exportedResources, pendingOperations, withContent, type ExportedResource } from "../../cli/exportedState";
import { AccessInAws } from "./accessInAws";
import { BaselineInAws } from "./baselineInAws";
import { DelegationInAws } from "./delegationInAws";
import { DirectoryInAws } from "./directoryInAws";
import { interruptedChanges, type InterruptedChange } from "./interruptedChange";
import type { ResourceFinder, ResourceInAws } from "./resourceInAws";
import { CORE } from "../../../program/state";

/** What becomes of a change that a killed run has begun. */
export type Recovery =
    /** AWS has something of it, which is put into the state. */
    | { readonly put: InterruptedChange; readonly found: Extract<ResourceInAws, { has: "resource" }> }
    /** AWS has nothing of it, or the state has it already. */
    | { readonly forget: InterruptedChange }
    /** AWS has it, and it does not belong into the state. */
    | { readonly leave: InterruptedChange; readonly why: string }
    /** Nobody knows. It stays pending, so that the command can be run again. */
    | { readonly keep: InterruptedChange; readonly why: string }
    /** AWS is not asked about its type. */
    | { readonly unasked: InterruptedChange };

const AT_A_TIME = 5;

/** Asks AWS what it has of each change that a killed run has begun. Nothing is changed. */
export async function lookForInterrupted(state: Deployment, clients: AwsClients): Promise<readonly Recovery[]> {
    const finders = findersByType(clients);
    const known = new Set(exportedResources(state).map(({ urn }) => urn));
    return fewAtATime(interruptedChanges(state), AT_A_TIME, async (change): Promise<Recovery> => {
        const find = finders.get(change.type);
        if (!find) return { unasked: change };
        try {
            return recoveryOf(change, await find(change), known);
        } catch (error) {
            return { keep: change, why: error instanceof Error ? error.message : String(error) };
        }
    });
}

/** The same if AWS cannot be asked at all. @param why the reason. */
export function notLookedFor(state: Deployment, clients: AwsClients, why: string): readonly Recovery[] {
    const finders = findersByType(clients);
    return interruptedChanges(state).map((change) =>
        finders.has(change.type) ? { keep: change, why } : { unasked: change },
    );
}

function recoveryOf(change: InterruptedChange, found: ResourceInAws, known: ReadonlySet<string>): Recovery {
    const { kind, inState, resource } = change;
    if (found.has === "foreign") return { leave: change, why: found.why };
    if (found.has === "nothing") {
        if (kind === "creating") return { forget: change };
        return { keep: change, why: "AWS no longer has it. Run `pulumi refresh`, which takes it out of the state" };
    }
    if (kind === "creating" && inState) {
        if (inState.id === found.id) return { forget: change };
        const why = "it was being replaced. Run `up` with its lines in the definition first, which completes that";
        return { keep: change, why };
    }
    const missing = [resource.parent, ...(resource.dependencies ?? [])].filter(
        (urn) => urn !== undefined && !known.has(urn),
    );
    if (kind !== "creating" || missing.length === 0) return { put: change, found };
    return { keep: change, why: "the state has not everything that it depends on. Run `up` with its lines first" };
}

/** The types that AWS is asked about: those with which a run gives somebody something, or takes something away. */
function findersByType(clients: AwsClients): ReadonlyMap<string, ResourceFinder> {
    const access = new AccessInAws(clients);
    const directory = new DirectoryInAws(clients);
    const delegation = new DelegationInAws(clients);
    const baseline = new BaselineInAws(clients);
    return new Map<string, ResourceFinder>([
        [`pulumi-nodejs:dynamic/${PEOPLE_TYPES.access}`, (change) => access.accountAccess(change)],
        [`pulumi-nodejs:dynamic/${PEOPLE_TYPES.permissionSet}`, (change) => access.permissionSet(change)],
        [`pulumi-nodejs:dynamic/${BASELINE_TYPES.block}`, (change) => baseline.block(change)],
        ["aws:identitystore/group:Group", (change) => directory.group(change)],
        ["aws:identitystore/user:User", (change) => directory.user(change)],
        ["aws:identitystore/groupMembership:GroupMembership", (change) => directory.membership(change)],
        [
            "aws:organizations/delegatedAdministrator:DelegatedAdministrator",
            (change) => delegation.administrator(change),
        ],
        [CORE.attachment, (change) => delegation.attachment(change)],
    ]);
}

/** The state with what was found in AWS, and without the changes of which nothing more is to be found out. */
export function recoveredState(state: Deployment, recoveries: readonly Recovery[]): Deployment {
    const put = new Map(recoveries.flatMap((one) => ("put" in one ? [[one.put.urn, one] as const] : [])));
    const resources = exportedResources(state).map((resource): ExportedResource => {
        const one = resource.delete === true ? undefined : put.get(resource.urn);
        if (!one) return resource;
        const { inputs, outputs } = one.found;
        return { ...resource, ...(inputs && { inputs }), outputs: { ...resource.outputs, ...outputs } };
    });
    const isThere = new Set(resources.filter((one) => one.delete !== true).map(({ urn }) => urn));
    // Nothing that depends on them was begun, so they may stand at the end.
    const created = [...put.values()]
        .filter(({ put: { urn } }) => !isThere.has(urn))
        .map(({ put: { urn, resource, inputs }, found }) => ({
            ...resource,
            urn,
            id: found.id,
            inputs: found.inputs ?? inputs,
            outputs: found.outputs,
        }));
    const gone = new Set(recoveries.filter((one) => !isKept(one)).map((one) => keyOf(changeOf(one))));
    const pending = pendingOperations(state).filter(
        ({ type: kind, resource }) => !gone.has(keyOf({ kind, urn: resource?.urn ?? "" })),
    );
    return withContent(state, [...resources, ...created], pending);
}

/** Whether the change stays among the pending operations. Pulumi itself forgets changes of what the state has. */
export function isKept(recovery: Recovery): boolean {
    return "keep" in recovery || ("unasked" in recovery && recovery.unasked.kind !== "creating");
}

export function changeOf(recovery: Recovery): InterruptedChange {
    if ("put" in recovery) return recovery.put;
    if ("forget" in recovery) return recovery.forget;
    if ("leave" in recovery) return recovery.leave;
    return "keep" in recovery ? recovery.keep : recovery.unasked;
}

function keyOf({ kind, urn }: { readonly kind: string; readonly urn: string }): string {
    return `${kind} ${urn}`;
}
