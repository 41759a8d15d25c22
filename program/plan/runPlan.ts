import type { OrganizationModel, Problem } from "../../definition";
import type { EffectInWords } from "../../evaluator/effect";
import { NO_ATTACHMENTS, type FoundAttachments } from "../attachments";
import { NO_INVITATIONS, type InvitationCounts, type Invited } from "../invitations";
import type { OrganizationChange } from "../organization";
import type { ExistingResources } from "../state";
import type { Note } from "./notes";

/** What the components are registered from. */
export interface Registration {
    /** The definition as this run applies it: with the ids of what is taken over, and without what has to wait. */
    readonly model: OrganizationModel;
    /** What the stack has before this run. */
    readonly existing: ExistingResources;
    /** The attachments that AWS has and the stack has not: they are taken over. */
    readonly attachments: FoundAttachments;
    /** The keys of the accounts that AWS has in their new units already. */
    readonly moved: ReadonlySet<string>;
    /** The accounts that are invited and not yet members. They are not in the model. */
    readonly invited: readonly Invited[];
    readonly change: OrganizationChange;
}

/**
 * What a run will do, as one value. It is printed (program/report), registered, and read by whoever shows a change to people.
 * Planning itself prints, registers and changes nothing.
 */
export interface RunPlan extends Registration {
    /**
     * Everything that stands against the run; empty: it may go on. Planning ends with the stage that refuses, so a plan with
     * refusals holds only what the stages before it have found, and must not be registered.
     */
    readonly refusals: readonly Problem[];
    /** What people are told, in the order in which they read it. */
    readonly notes: readonly Note[];
    /** What the change does in the accounts; only in a preview, because it takes long. The notes say it too. */
    readonly effect?: EffectInWords;
    /** What AWS has and the stack has not, by key: this run takes it over and does not create it. */
    readonly takenOver: TakenOver;
    /** By key the ids of the invited accounts that have become members. */
    readonly joined: ReadonlyMap<string, string>;
    readonly invitations: InvitationCounts;
}

/** By key the ids of what was found in AWS and is taken over. What has its id in the definition is not among them. */
export interface TakenOver {
    readonly policies: ReadonlyMap<string, string>;
    readonly units: ReadonlyMap<string, string>;
    readonly accounts: ReadonlyMap<string, string>;
}

const NOTHING: ReadonlyMap<string, string> = new Map();

/** The plan before anything has been looked at. */
export function emptyPlan(model: OrganizationModel, existing: ExistingResources): RunPlan {
    return {
        model,
        existing,
        attachments: NO_ATTACHMENTS,
        moved: new Set(),
        invited: [],
        change: { unchanged: [] },
        refusals: [],
        notes: [],
        takenOver: { policies: NOTHING, units: NOTHING, accounts: NOTHING },
        joined: NOTHING,
        invitations: NO_INVITATIONS,
    };
}
