import type { BaselineSide } from "../../effect/blockSide";
import { stayingResources } from "../../effect/stayingResources";
import type { ResourceInTheWay, FoundDrift } from "./driftText";

/**
 * What would stay with a name of its own where a stack has to end and be made anew: something of it was deleted, or AWS could not look at it.
 *
 * @param state the blocks as the last `up` has left them.
 */
export function resourcesInTheWay(
    { resources, failed }: Pick<FoundDrift, "resources" | "failed">,
    state: BaselineSide,
): readonly ResourceInTheWay[] {
    const deleted = resources.filter(({ status }) => status === "DELETED");
    const stacks = new Map(
        [...deleted, ...failed].map(({ block, account }) => [JSON.stringify([block, account]), { block, account }]),
    );
    return [...stacks.values()].flatMap(({ block, account }) => {
        const side = state.get(block);
        if (!side) return [];
        const isGone = (resource: string): boolean =>
            deleted.filter((one) => one.block === block && one.account === account && one.resource === resource)
                .length >= (side.accounts.get(account)?.regions.length ?? 1);
        return stayingResources(side, account)
            .filter(({ resource }) => !isGone(resource))
            .map(({ text }) => ({ block, account, resource: text }));
    });
}
