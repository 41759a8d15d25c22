import type { DefinitionModel, Problem } from "../../definition";
import type { EffectText } from "../../evaluator/effect";
import { NO_ATTACHMENTS } from "../attachments";
import { NO_INVITATIONS, type InvitationCounts } from "../invitations";
import type { RegistrationOrder } from "../order";
import type { Registration } from "../register";
import type { ExistingResources } from "../state";
import type { Note } from "./notes";

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
    readonly effect?: EffectText;
    /** What AWS has and the stack has not, by key: this run takes it over and does not create it. */
    readonly takenOver: TakenOverIds;
    /** By key the ids of the invited accounts that have become members. */
    readonly joined: ReadonlyMap<string, string>;
    readonly invitations: InvitationCounts;
    /** The order of things. A plan with refusals has none. */
    readonly order: RegistrationOrder;
}

/** By key the ids of what was found in AWS and is taken over. What has its id in the definition is not among them. */
export interface TakenOverIds {
    readonly policies: ReadonlyMap<string, string>;
    readonly units: ReadonlyMap<string, string>;
    readonly accounts: ReadonlyMap<string, string>;
}

const NOTHING: ReadonlyMap<string, string> = new Map();

/** The plan before anything has been looked at. */
export function emptyPlan(definition: DefinitionModel, existing: ExistingResources): RunPlan {
    return {
        // The very same object: the places of its policies are remembered for it.
        model: definition,
        features: definition.features,
        found: NOTHING,
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
        order: { steps: [] },
    };
}
