import type { DefinitionModel, Problem } from "../../definition";
import { NO_ATTACHMENTS } from "../attachments";
import { NO_INVITATIONS, type InvitationCounts } from "../invitations";
import type { EffectInWords } from "../effect";
import type { LostAccount } from "../lostAccounts";
import type { RegistrationOrder } from "../order";
import type { Registration } from "../register";
import type { ExistingResources } from "../state";
import type { Note } from "./notes";

/**
 * What a run will do, as one value. It is printed (program/report), registered (program/register), and read by programs that show a change
 * to people. Planning itself prints, registers and changes nothing.
 */
export interface RunPlan extends Registration {
    /**
     * Everything that is refused. If it is empty, the run may continue. Planning ends with the stage that refuses, so a plan with refusals
     * is incomplete and must not be registered.
     */
    readonly refusals: readonly Problem[];
    /** Why it is refused, without a point, if the refusals are no mistakes of the definition: nobody has acknowledged or reviewed the run. */
    readonly refusedBecause?: string;
    /** What people read, in this order. */
    readonly notes: readonly Note[];
    /** What the change does in the accounts. Only in a preview, because it takes long. The notes contain it too. */
    readonly effect?: EffectInWords;
    readonly lost: readonly LostAccount[];
    /** The marks of the definition's standing warnings, which the stack's outputs keep. */
    readonly warningMarks: readonly string[];
    /** What is in AWS but not in the stack, by key: this run takes it over and does not create it. */
    readonly takenOver: TakenOverIds;
    /** By key the ids of the invited accounts that have become members. */
    readonly joined: ReadonlyMap<string, string>;
    readonly invitations: InvitationCounts;
    /** The order of registration. It is empty in a plan with refusals. */
    readonly order: RegistrationOrder;
}

/** By key the ids of what was found in AWS and is taken over, without what has its id in the definition. */
export interface TakenOverIds {
    readonly policies: ReadonlyMap<string, string>;
    readonly units: ReadonlyMap<string, string>;
    readonly accounts: ReadonlyMap<string, string>;
}

const NOTHING: ReadonlyMap<string, string> = new Map();

/** The plan before the first stage. */
export function emptyPlan(definition: DefinitionModel, existing: ExistingResources): RunPlan {
    return {
        // It must be the same object, because the places of its policies are remembered for it.
        model: definition,
        features: definition.features,
        found: NOTHING,
        existing,
        attachments: NO_ATTACHMENTS,
        moved: new Set(),
        invited: [],
        change: { unchanged: [] },
        lost: [],
        refusals: [],
        notes: [],
        warningMarks: [],
        takenOver: { policies: NOTHING, units: NOTHING, accounts: NOTHING },
        joined: NOTHING,
        invitations: NO_INVITATIONS,
        order: { steps: [] },
    };
}
