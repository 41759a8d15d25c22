import { ROOT_UNIT } from "../../../definition/model";
import type { OrganizationTree } from "../../../tree";
import type { DeploymentTarget } from "../model";

/** The regions that a unit, or the root, has a block in; undefined if it does not have the block. */
export type RegionsOfUnit = (unit: string) => readonly string[] | undefined;

/**
 * The topmost nodes below which every unit has a block in the same regions, from the root down. AWS deploys to everything below a target,
 * and cannot leave out a unit there.
 *
 * @param regionsOf takes the key of a unit, or ROOT_UNIT.
 */
export function blockTargets(tree: OrganizationTree, regionsOf: RegionsOfUnit): readonly DeploymentTarget[] {
    /** The targets in a node, and its regions if it is one itself. */
    const within = (
        unit: string | undefined,
    ): { readonly whole?: string; readonly targets: readonly DeploymentTarget[] } => {
        const below = tree.unitsIn(unit).map(({ key }) => within(key));
        const regions = regionsOf(unit ?? ROOT_UNIT);
        const name = regions && JSON.stringify(regions);
        if (regions && name !== undefined && below.every(({ whole }) => whole === name)) {
            return { whole: name, targets: [{ unit: unit ?? ROOT_UNIT, regions }] };
        }
        return { targets: below.flatMap(({ targets }) => targets) };
    };
    return within(undefined).targets;
}
