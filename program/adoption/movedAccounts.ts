import { ROOT_UNIT, type OrganizationModel, type Problem } from "../../definition";
import type { ExistingResources } from "../state";

/** The accounts that AWS already has in their new units. */
export interface MovedAccounts {
    readonly keys: ReadonlySet<string>;
    readonly problems: readonly Problem[];
    readonly infos: readonly string[];
}

/**
 * Finds the accounts that an interrupted run, or somebody by hand, has moved, but that the state still has in their old units: AWS refuses to move an account to
 * the unit that it is in. An account that AWS has in a third place is refused, because the provider cannot move it from there.
 *
 * Asks AWS only about accounts that move, once for each.
 *
 * @param parentOf asks AWS for the id of the unit or root that an account is in. An account that AWS no longer has is reported when it is
 * registered.
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
                `account ${key} (${before.id}) is in ${unit} already: somebody or an interrupted run has moved it. \`pulumi refresh\` brings that into the state.`,
            );
        } else if (before.parentId !== undefined) {
            problems.push({
                place,
                path: [...path, "unit"],
                message: `account ${key} (${before.id}) is in ${actual} in AWS and in ${before.parentId} in the stack, so it cannot be moved to ${unit === ROOT_UNIT ? "the root" : unit}: run \`pulumi refresh\` first`,
            });
        }
    }
    return { keys, problems, infos };
}
