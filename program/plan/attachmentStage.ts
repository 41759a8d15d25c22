import { findMovedAccounts } from "../adoption";
import { findAttachments } from "../attachments";
import { infoNotes } from "./notes";
import type { PlanningAws } from "./planningAws";
import type { PlanOptions } from "./planOptions";
import type { RunPlan } from "./runPlan";

/** Finds the policies that are attached already, and the accounts that are already in their new units. */
export async function planAttachments(planned: RunPlan, aws: PlanningAws, { location }: PlanOptions): Promise<RunPlan> {
    const { model, existing, notes } = planned;
    const [attachments, moved] = await Promise.all([
        findAttachments(model, existing, location, aws.attachments),
        findMovedAccounts(model, existing, aws.parentOf),
    ]);
    return {
        ...planned,
        attachments: attachments.found,
        moved: moved.keys,
        refusals: [...attachments.problems, ...moved.problems],
        notes: [...notes, ...infoNotes("found", moved.infos)],
    };
}
