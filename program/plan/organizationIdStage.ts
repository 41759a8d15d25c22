import { RunEnd } from "../runEndError";
import { foreignCredentials, organizationIdProblems } from "../adoption";
import type { PlanningAws } from "./planningAws";
import type { PlanOptions } from "./planOptions";
import type { RunPlan } from "./runPlan";

/**
 * Whether the credentials lead to the organisation that is meant: in a first run that of the definition, in a later one that of the state.
 *
 * @throws RunEnd in a later run, if they do not.
 */
export async function checkOrganizationId(
    planned: RunPlan,
    aws: PlanningAws,
    { location }: PlanOptions,
): Promise<RunPlan> {
    const { model, existing } = planned;
    const organization = await aws.organizationIdentity();
    if (existing.organizationId === undefined) {
        const refusals = organizationIdProblems(model, organization, location);
        return refusals.length > 0 ? { ...planned, refusals, notes: [] } : planned;
    }
    if (organization?.id === existing.organizationId) return planned;
    const account = await aws.callerAccount();
    const foreign = foreignCredentials(existing, { account, organization });
    if (foreign !== undefined) throw new RunEnd(foreign);
    return planned;
}
