import { organizationIdProblems } from "../adoption";
import type { PlanningAws } from "./planningAws";
import type { PlanOptions } from "./planOptions";
import type { RunPlan } from "./runPlan";

/** In a first run, whether the credentials lead to the organisation that is meant. A later run has its id in the state. */
export async function checkOrganizationId(
    planned: RunPlan,
    aws: PlanningAws,
    { location }: PlanOptions,
): Promise<RunPlan> {
    const { model, existing } = planned;
    if (existing.organizationId !== undefined) return planned;
    const refusals = organizationIdProblems(model, await aws.organizationIdentity(), location);
    return refusals.length > 0 ? { ...planned, refusals, notes: [] } : planned;
}
