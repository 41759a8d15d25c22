import type { OrganizationModel, Problem } from "../../definition";
import { refusedDeletions } from "../deletions";
import { findPolicies, policiesToName, sharedIds } from "../identity";
import { planMembers } from "./plannedMembers";
import { infoNotes, warningNotes } from "./notes";
import { carrying } from "./planFailure";
import type { PlanningAws } from "./planningAws";
import type { PlanOptions } from "./planOptions";
import type { RunPlan } from "./runPlan";

/** Asks AWS about what the run creates, renames, takes over or deletes. */
export async function planTakeOver(planned: RunPlan, aws: PlanningAws, options: PlanOptions): Promise<RunPlan> {
    const { model, existing, notes } = planned;
    const asking = planMembers(planned, aws, options);
    // If the organisation cannot be taken over as it is, a first run ends, and does not read its policies.
    if (existing.organizationId === undefined) {
        const { problems, warnings } = await asking;
        if (problems.length > 0) {
            return { ...planned, refusals: problems, notes: [...notes, ...warningNotes("found", warnings)] };
        }
    }
    const others = everyAnswer([
        findTakenOverPolicies(planned, aws),
        refusedDeletions(model, existing, options.location, aws.deletions),
    ]);
    const [members] = await everyAnswer([asking, others.catch(() => undefined)]);
    const [policies, deletions] = await carrying(warningNotes("found", members.warnings), () => others);
    const taken = { ...members.model, policies: policies.models };
    const refusals = [...members.problems, ...policies.problems, ...deletions];
    return {
        ...planned,
        model: taken,
        takenOver: { policies: policies.ids, units: members.units, accounts: members.accounts },
        refusals: refusals.length > 0 ? refusals : sharedIds(taken),
        notes: [
            ...notes,
            ...warningNotes("found", members.warnings),
            ...infoNotes("found", [...members.infos, ...policies.infos]),
        ],
    };
}

/** The policies of a run, with the ids of those that AWS has already. */
interface TakenOverPolicies {
    readonly models: OrganizationModel["policies"];
    readonly ids: ReadonlyMap<string, string>;
    readonly problems: readonly Problem[];
    readonly infos: readonly string[];
}

/**
 * Finds the policies that are in AWS but not in the stack. AWS refuses a second policy with the same name and type, so the run would fail
 * half way. If no policy gets a name, AWS is not asked.
 *
 * - `quarantine` is always taken over: `org quarantine` creates it in an emergency, before the stack does. What differs is updated.
 * - A policy with the same document is taken over too: it comes from an interrupted run, or from one that closed the account it was
 *   attached to.
 * - Any other belongs to somebody else until the definition names its id.
 */
async function findTakenOverPolicies({ model, existing }: RunPlan, aws: PlanningAws): Promise<TakenOverPolicies> {
    const hasOrganization = existing.organizationId !== undefined || model.id !== undefined;
    // With consolidated billing there are no policies, and AWS refuses the question.
    const isAsked = hasOrganization && existing.featureSet !== "CONSOLIDATED_BILLING";
    if (!isAsked || policiesToName(model, existing).length === 0) {
        return { models: model.policies, ids: new Map(), problems: [], infos: [] };
    }
    const { ids, problems } = await findPolicies(model, existing, aws.policies);
    const found = model.policies.filter(({ key }) => ids.has(key));
    return {
        models: model.policies.map((policy) => {
            const id = ids.get(policy.key);
            return id === undefined ? policy : { ...policy, id };
        }),
        ids,
        problems,
        infos:
            problems.length > 0
                ? []
                : found.map(
                      ({ key, name }) =>
                          `policy ${key} (${ids.get(key)}) is in the organisation but not in the stack. It was found by its name ${JSON.stringify(name)}, and is taken over, not created`,
                  ),
    };
}

/** Waits for all answers before it throws the first failure, so that no call is still running afterwards. */
async function everyAnswer<T extends readonly unknown[]>(asking: {
    readonly [Index in keyof T]: Promise<T[Index]>;
}): Promise<{ -readonly [Index in keyof T]: T[Index] }> {
    await Promise.allSettled(asking);
    return Promise.all(asking);
}
