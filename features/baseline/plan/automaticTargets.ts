import type { ExistingResource } from "../../../definition/feature";
import { treeOf } from "../../../definition/modelTree";
import { ROOT_UNIT, type OrganizationModel } from "../../../definition/model";
import type { OrganizationTree } from "../../../tree";
import type { BaselineModel } from "../model";
import { BLOCK_RESOURCE } from "./homeRegion";
import type { PlannedTarget } from "./plannedStackSet";
import { targetsInState, textsInState } from "./targetsInState";

/** The targets through which AWS gives a block to accounts that come, by the stack's state: keys of units, and ROOT_UNIT. */
export interface KnownTargets {
    /** Whether it does so now. */
    readonly isAutomatic: boolean;
    /** Those that the last run wanted, or that AWS had when that run failed. Empty unless it is automatic. */
    readonly present: readonly string[];
    /** Those that AWS has besides, or, if it is not automatic, that AWS had when it was. */
    readonly former: readonly string[];
}

/** A target that AWS keeps, although only a part of it is to have the block. */
export interface FormerTarget {
    readonly unit: string;
    /** Whether this run makes it a former one. */
    readonly isNew: boolean;
}

/** @param units ids by key. A unit that the stack does not have any more is left out. */
export function knownTargets(
    resources: ReadonlyMap<string, readonly ExistingResource[]> | undefined,
    units: Iterable<readonly [string, string]>,
): ReadonlyMap<string, KnownTargets> {
    const keys = new Map([...units].map(([key, id]) => [id, key]));
    const keysOf = (ids: readonly string[]): readonly string[] =>
        ids.flatMap((id) => (id.startsWith("r-") ? ROOT_UNIT : (keys.get(id) ?? [])));
    return new Map(
        (resources?.get(BLOCK_RESOURCE) ?? []).map(({ name, outputs }) => {
            const isAutomatic = outputs["isAutomatic"] === true;
            const present = isAutomatic ? [...targetsInState(outputs["targets"]).keys()] : [];
            const former = textsInState(outputs["keptTargets"]);
            return [name, { isAutomatic, present: keysOf(present), former: keysOf(former) }];
        }),
    );
}

/**
 * The targets that AWS keeps: it ends one only together with all stacks below it (providers/stackSets/targetSteps.ts). It can end one in which no
 * stack stays, and everything below a present target has the block anyway.
 */
export function formerTargets(
    targets: readonly PlannedTarget[],
    organization: OrganizationModel,
    { present, former }: KnownTargets,
): readonly FormerTarget[] {
    const tree = treeOf(organization);
    return [...new Set([...present, ...former])].flatMap((unit): FormerTarget[] => {
        if (unit !== ROOT_UNIT && !tree.unit(unit)) return [];
        const isInTarget = targets.some((target) => isIn(tree, unit, target.unit));
        const hasTarget = targets.some((target) => isIn(tree, target.unit, unit));
        return !isInTarget && hasTarget ? [{ unit, isNew: present.includes(unit) }] : [];
    });
}

/** Whether a unit, or the root, is another one or lies below it. */
export function isIn(tree: OrganizationTree, lower: string, upper: string): boolean {
    return upper === ROOT_UNIT || (lower !== ROOT_UNIT && tree.unitsDownTo(lower).some(({ key }) => key === upper));
}

/**
 * The blocks that AWS gives to no account by itself, because it would give them where the definition no longer has them. It stays so until the
 * definition has the block again wherever AWS would give it. A block of which AWS kept a target before there was this rule stays automatic until it
 * leaves another target.
 *
 * @param known from `knownTargets`.
 */
export function heldBlocks(
    { blocks }: BaselineModel,
    organization: OrganizationModel,
    known: ReadonlyMap<string, KnownTargets>,
): ReadonlySet<string> {
    const held = blocks.filter(({ key, targets }) => {
        const of = known.get(key);
        return of && formerTargets(targets, organization, of).some(({ isNew }) => isNew || !of.isAutomatic);
    });
    return new Set(held.map(({ key }) => key));
}
