/** What a run will do, as a value. Nothing here prints, registers or needs Pulumi. */
import type { DefinitionModel } from "../../definition";
import { order } from "../order";
import type { ProgramFeature } from "../register";
import type { ExistingResources } from "../state";
import { planAttachments } from "./attachmentStage";
import { planInvitations } from "./invitationStage";
import type { PlanningAws } from "./planningAws";
import type { PlanOptions } from "./planOptions";
import { planChange } from "./changeStage";
import { checkOrganizationId } from "./organizationIdStage";
import { carrying } from "./planFailure";
import { emptyPlan, type RunPlan } from "./runPlan";
import { planTakeOver } from "./takeOverStage";
import { testDefinition } from "./testStage";

export type { Note, NoteTopic } from "./notes";
export type { PlanningAws } from "./planningAws";
export { PlanFailure } from "./planFailure";
export type { PlanOptions } from "./planOptions";

export type { RunPlan, TakenOverIds } from "./runPlan";

/**
 * Each stage takes the plan of the stages before it and adds to it. What the definition itself says is tested before AWS is asked. The id
 * of the organisation comes next, because everything that another organisation answers would be wrong.
 */
const STAGES = [testDefinition, checkOrganizationId, planChange, planInvitations, planTakeOver, planAttachments];

/**
 * Plans a run: reviews the change, and asks AWS about what the run would create, rename, take over or delete. A run that changes nothing
 * asks AWS only which organisation the credentials are for, what is enabled in it, and which accounts of the stack are no longer active.
 *
 * The plan contains all refusals that one stage finds. A stage that refuses is the last one, because the next stages rely on it.
 *
 * @param definition the definition.
 * @param existing what the stack's state has.
 * @param programFeatures what the features of the definition ask AWS.
 * @throws PlanFailure with what was found before. Its cause is a RunEnd if AWS does not answer what has to be known, or if an account of
 * an earlier run is still being created.
 */
export async function plan(
    definition: DefinitionModel,
    existing: ExistingResources,
    aws: PlanningAws,
    options: PlanOptions,
    programFeatures: readonly ProgramFeature[],
): Promise<RunPlan> {
    let planned = emptyPlan(definition, existing);
    for (const stage of STAGES) {
        const before = planned;
        planned = await carrying(before.notes, () => stage(before, aws, options, programFeatures));
        if (planned.refusals.length > 0) return planned;
    }
    return { ...planned, order: order(planned.model, planned.existing) };
}
