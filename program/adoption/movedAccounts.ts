import * as pulumi from "@pulumi/pulumi";
import { findParent } from "../../aws/organization";
import { DefinitionError, ROOT_UNIT, type OrganizationModel, type Problem } from "../../definition";
import { needed } from "../neededFromAws";
import type { ExistingResources } from "../state";
import { providerClients } from "../openStack/providerSettings";

/**
 * Finds the accounts that a run has moved which then broke off, before the stack knew of it: AWS refuses to move them a second
 * time. Asks AWS only where an account is to be moved, once for each.
 *
 * @param parentOf asks AWS for the id of the unit or root that an account is in.
 * @returns the keys of the accounts that are in their units already.
 * @throws DefinitionError where AWS has an account in a third place, from which the provider cannot move it.
 */
export async function findMoved(
    model: OrganizationModel,
    existing: ExistingResources,
    parentOf: (accountId: string) => Promise<string | undefined> = parentInAws(),
    info: (message: string) => void = (message) => void pulumi.log.info(message),
): Promise<ReadonlySet<string>> {
    const moved = new Set<string>();
    const problems: Problem[] = [];
    const unitId = (key: string): string | undefined =>
        existing.units.get(key)?.id ?? model.units.find((unit) => unit.key === key)?.id;
    for (const { key, unit, place, path } of model.accounts) {
        const before = existing.accounts.get(key);
        if (!before || before.unit === unit) continue;
        const isRoot = (id: string | undefined): boolean => unit === ROOT_UNIT && id?.startsWith("r-") === true;
        if (isRoot(before.parentId)) continue;
        const actual = await parentOf(before.id);
        if (actual === undefined || actual === before.parentId) continue;
        if (actual === unitId(unit) || isRoot(actual)) {
            moved.add(key);
            info(
                `account ${key} (${before.id}) is in ${unit} already: a run that broke off has moved it. \`pulumi refresh\` tells the stack.`,
            );
        } else if (before.parentId !== undefined) {
            problems.push({
                place,
                path: [...path, "unit"],
                message: `account ${key} (${before.id}) is in ${actual} in AWS and in ${before.parentId} in the stack, so that it cannot be moved to ${unit === ROOT_UNIT ? "the root" : unit}: run \`pulumi refresh\` first`,
            });
        }
    }
    if (problems.length > 0) throw new DefinitionError(problems);
    return moved;
}

/** An account that is gone from AWS has no parent: that is reported where it is registered. */
function parentInAws(): (accountId: string) => Promise<string | undefined> {
    const calls = providerClients().organizationCalls;
    return async (accountId) => (await needed("before an account is moved", () => findParent(calls, accountId)))?.id;
}
