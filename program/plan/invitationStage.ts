import { prepareInvitations } from "../invitations";
import { infoNotes, warningNotes } from "./notes";
import type { PlanningAws } from "./planningAws";
import type { PlanOptions } from "./planOptions";
import type { RunPlan } from "./runPlan";

/** Finds the invited accounts that have joined, and decides about the invitations of the others. */
export async function planInvitations(planned: RunPlan, aws: PlanningAws, options: PlanOptions): Promise<RunPlan> {
    const { model, existing, notes } = planned;
    const prepared = await prepareInvitations(model, existing, options, aws.invitationFacts);
    if (prepared.problems.length > 0) return { ...planned, refusals: prepared.problems };
    return {
        ...planned,
        model: prepared.model,
        invited: prepared.invited,
        joined: prepared.joined,
        invitations: prepared.counts,
        notes: options.isPreview
            ? [...notes, ...infoNotes("invitations", prepared.infos), ...warningNotes("invitations", prepared.warnings)]
            : notes,
    };
}
