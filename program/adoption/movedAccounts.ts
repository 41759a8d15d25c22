import { ROOT_UNIT, type OrganizationModel, type Problem } from "../../definition";
import type { ExistingResources } from "../state";

/** The accounts that AWS has in their new units already. */
export interface MovedAccounts {
    readonly keys: ReadonlySet<string>;
    readonly problems: readonly Problem[];
    readonly infos: readonly string[];
}

/**
 * Finds the accounts that a run has moved which then broke off, before the stack knew of it: AWS refuses to move an account to the
 * unit that it is in. An account that AWS has in a third place is refused, because the provider cannot move it from there.
 *
 * Asks AWS only where an account is to be moved, once for each.
 *
 * @param parentOf asks AWS for the id of the unit or root that an account is in. An account that is gone from AWS has none: that is
 * reported where it is registered.
 */
export async function findMovedAccounts(
    model: OrganizationModel,
    existing: ExistingResources,
    parentOf: (accountId: string) => Promise<string | undefined>,
): Promise<MovedAccounts> {
    const keys = new Set<string>();
    const problems: Problem[] = [];
    const infos: string[] = [];
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
            keys.add(key);
            infos.push(
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
    return { keys, problems, infos };
}
