import type { Problem } from "../../definition";
import type { EffectInWords } from "../../evaluator/effect";
import type { FoundAttachments } from "../attachments/findAttachments";
import type { OrganizationModel } from "../../definition";
import type { Invited } from "../invitations";
import type { OrganizationChange } from "../organization";
import type { ExistingResources } from "../state";

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
 * Nothing has been printed, registered or changed when it is there.
 */
export interface RunPlan extends Registration {
    /**
     * Everything that stands against the run; empty: it may go on. Planning ends at the stage that refuses, so a plan with
     * refusals holds only what the stages before it have found, and must not be registered.
     */
    readonly refusals: readonly Problem[];
    /** What people are told, in the order in which they read it. */
    readonly notes: readonly Note[];
    /** What the change does in the accounts; only in a preview, for it takes long. The notes hold it as well. */
    readonly effect?: EffectInWords;
    /** What AWS has and the stack has not, by key: this run takes it over and does not create it. */
    readonly takenOver: TakenOver;
    /** By key the ids of the invited accounts that have become members. */
    readonly joined: ReadonlyMap<string, string>;
}

/** By key the ids of what is found in AWS and taken over. What the definition itself gives an id for is not among them. */
export interface TakenOver {
    readonly policies: ReadonlyMap<string, string>;
    readonly units: ReadonlyMap<string, string>;
    readonly accounts: ReadonlyMap<string, string>;
}

/** One message for people. */
export interface Note {
    readonly severity: "warning" | "info";
    /** What it is about: the change itself, what it does in the accounts, the invitations, or what AWS has already. */
    readonly topic: "review" | "effect" | "invitations" | "found";
    readonly message: string;
}
