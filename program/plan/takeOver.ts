import { DefinitionError, type OrganizationModel } from "../../definition";
import { prepare } from "../creation";
import type { Invitations } from "../creation";
import { providerClients } from "../openStack/providerSettings";
import { sharedIds } from "../identity";
import { leftOutInAws, leftOutProblems } from "../deletions/refusedDeletions";
import { takeOverPolicies } from "../identity/takeOverPolicies";
import type { ExistingResources } from "../state";

/**
 * Prepares what a run creates, renames, takes over or deletes, by what AWS has, before anything is registered.
 *
 * @param location the definition's place.
 * @param invitations those that the run sends.
 * @returns the definition, with the ids of what was found.
 * @throws DefinitionError with everything that stands against it.
 */
export async function takeOver(
    model: OrganizationModel,
    existing: ExistingResources,
    location: string,
    invitations: Invitations,
): Promise<OrganizationModel> {
    const members = prepare(model, existing, location, invitations);
    // A first run may have the credentials of another organisation: its policies are looked at when that is known.
    if (existing.organizationId === undefined) await members;
    const [prepared, { policies }] = await everyProblem(
        members,
        takeOverPolicies(model, existing),
        refuseLeftOut(model, existing, location),
    );
    const taken = { ...prepared, policies };
    const shared = sharedIds(taken);
    if (shared.length > 0) throw new DefinitionError(shared);
    return taken;
}

async function refuseLeftOut(model: OrganizationModel, existing: ExistingResources, location: string): Promise<void> {
    const problems = await leftOutProblems(model, existing, location, leftOutInAws(providerClients()));
    if (problems.length > 0) throw new DefinitionError(problems);
}

/** Waits for all, so that the mistakes that one finds do not hide those of the others. */
async function everyProblem<A, B>(one: Promise<A>, other: Promise<B>, more: Promise<void>): Promise<[A, B]> {
    const results = await Promise.allSettled([one, other, more]);
    const reasons: unknown[] = results.flatMap((result) =>
        result.status === "rejected" ? [result.reason as unknown] : [],
    );
    const mistakes = reasons.filter((reason): reason is DefinitionError => reason instanceof DefinitionError);
    if (mistakes.length > 1 && mistakes.length === reasons.length) {
        throw new DefinitionError(mistakes.flatMap(({ problems }) => problems));
    }
    await more;
    return Promise.all([one, other]);
}
