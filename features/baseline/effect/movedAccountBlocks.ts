import type { ExistingState } from "../../../definition/feature";
import { treeOf } from "../../../definition/modelTree";
import { ROOT_UNIT, type OrganizationModel } from "../../../definition/model";
import { list, visible } from "../../../limits";
import type { BaselineModel } from "../model";
import { plannedStackSets } from "../plan/plannedStackSets";
import type { BaselineSide, BlockSide } from "./blockSide";

/** What keeps the stacks of a block at the root where an account moves. */
export const SAME_REGIONS = "give the block the same regions in both units and take it out of neither";

/** What an account that changes its unit gets and loses. */
export interface MovedAccount {
    readonly account: string;
    /** Keys of units; undefined: the root. */
    readonly from: string | undefined;
    readonly to: string | undefined;
    /** Keys of blocks, sorted. */
    readonly gets: readonly string[];
    readonly loses: readonly string[];
    /** AWS deletes their stacks and makes them anew, because the units are two targets of the block. */
    readonly anew: readonly string[];
    /** Those of them that the root brings: their regions differ, or a place is taken out, so that AWS gives them with each unit. */
    readonly anewFromAbove: readonly string[];
    /** Nothing happens to their stacks. */
    readonly keeps: readonly string[];
}

export function movedAccounts(
    model: BaselineModel,
    organization: OrganizationModel,
    state: ExistingState,
    had: BaselineSide,
    held: ReadonlySet<string>,
): readonly MovedAccount[] {
    const planned = plannedStackSets(model, organization, held).filter(({ isAutomatic }) => isAutomatic);
    const targets = new Map(planned.map(({ block, targets: of }) => [block, new Set(of.map(({ unit }) => unit))]));
    const atRoot = new Set(model.blocks.filter(({ path }) => path.length === 2).map(({ key }) => key));
    const tree = treeOf(organization);
    const targetAbove = (block: string, unit: string | undefined): string | undefined =>
        [ROOT_UNIT, ...tree.unitsDownTo(unit).map(({ key }) => key)].find((one) => targets.get(block)?.has(one));
    return organization.accounts.flatMap(({ key, unit }): MovedAccount[] => {
        const before = state.accounts.get(key);
        const to = unit === ROOT_UNIT ? undefined : unit;
        // The unit that an account was in may be gone, or have another key: then nobody can say that the account moves.
        if (!before || before.unit === to || (before.unit !== undefined && !tree.unit(before.unit))) return [];
        const old = [...had.values()].filter(({ accounts }) => accounts.has(key)).map((block) => block.key);
        const has = (model.accounts.get(key)?.blocks ?? []).map(({ block }) => block);
        const stays = has.filter((block) => old.includes(block));
        const isAnew = (block: string): boolean => {
            const side = had.get(block);
            if (side?.isAutomatic !== true) return false;
            const wasOne = reachesAlso(side, key, to, state);
            // Before anybody is there, the units of the definition say it.
            return !(wasOne ?? (!targets.has(block) || targetAbove(block, before.unit) === targetAbove(block, to)));
        };
        return [
            {
                account: key,
                from: before.unit,
                to,
                gets: has.filter((block) => !old.includes(block)),
                loses: old.filter((block) => !has.includes(block)).sort(),
                anew: stays.filter(isAnew),
                anewFromAbove: stays.filter(
                    (block) =>
                        atRoot.has(block) &&
                        targetAbove(block, before.unit) !== targetAbove(block, to) &&
                        isAnew(block),
                ),
                keeps: stays.filter((block) => !isAnew(block)),
            },
        ];
    });
}

/**
 * Whether the target through which an account has a block reaches its new unit too: AWS moves accounts by the targets that it has when the account
 * moves, which is before the StackSet changes. Undefined: the state does not show it.
 */
function reachesAlso(
    { accounts }: BlockSide,
    account: string,
    to: string | undefined,
    state: ExistingState,
): boolean | undefined {
    const target = accounts.get(account)?.target;
    if (target === undefined) return undefined;
    if (target.startsWith("r-")) return true;
    const there = [...state.accounts].filter(([key, { unit }]) => unit === to && key !== account && accounts.has(key));
    return there.length > 0 ? there.some(([key]) => accounts.get(key)?.target === target) : undefined;
}

/** One sentence, or none if nothing happens to any block. */
export function movedText({ account, from, to, gets, loses, anew, anewFromAbove, keeps }: MovedAccount): string[] {
    const apart = anew.filter((block) => !anewFromAbove.includes(block));
    const parts = [
        ...(gets.length > 0 ? [`gets ${list(gets)}`] : []),
        ...(loses.length > 0 ? [`loses ${list(loses)}`] : []),
        ...(anewFromAbove.length > 0
            ? [
                  `has ${list(anewFromAbove)} deleted and set up anew, because AWS takes a block away with one unit and gives it with the other where its regions are not the same everywhere, or a place has \`false\` (${SAME_REGIONS}, and a move changes nothing)`,
              ]
            : []),
        ...(apart.length > 0
            ? [
                  `has ${list(apart)} deleted and set up anew, because AWS takes a block away with one unit and gives it with the other (write it at a place above both, and a move changes nothing)`,
              ]
            : []),
    ];
    if (parts.length === 0) return [];
    const place = (unit: string | undefined): string => (unit === undefined ? "the root" : visible(unit));
    const kept = keeps.length > 0 ? [`keeps ${list(keeps)} as before`] : [];
    return [`${account}, from ${place(from)} to ${place(to)}: ${[...parts, ...kept].join("; ")}`];
}
