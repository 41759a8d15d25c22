import type { AccountBlock, BaselineModel } from "../model";
import type { StandingAccount } from "./stacksInState";

/** Accounts that skip regions of a block, with these regions. */
export type SkippedRegions = ReadonlyMap<string, readonly string[]>;

/** By the keys of blocks. */
export function skippedRegions({ accounts }: BaselineModel): ReadonlyMap<string, SkippedRegions> {
    const found = new Map<string, Map<string, readonly string[]>>();
    for (const [account, { blocks, whole = blocks }] of accounts) {
        const present = new Map(blocks.map(({ block, regions }) => [block, regions]));
        for (const { block, regions } of whole) {
            const skipped = regions.filter((region) => present.get(block)?.includes(region) !== true);
            if (skipped.length === 0) continue;
            const of = found.get(block) ?? new Map<string, readonly string[]>();
            found.set(block, of.set(account, skipped));
        }
    }
    return found;
}

/**
 * The blocks of which an account has a stack, by the stack's state, in a region that it would skip.
 *
 * @param inState from `stacksInState`.
 */
export function standingBlocks(
    model: BaselineModel,
    inState: ReadonlyMap<string, readonly StandingAccount[]>,
): ReadonlySet<string> {
    const standing = [...skippedRegions(model)].filter(([block, accounts]) =>
        inState
            .get(block)
            ?.some(({ name, regions }) => accounts.get(name)?.some((region) => regions.includes(region)) === true),
    );
    return new Set(standing.map(([block]) => block));
}

/**
 * The baseline with each block as it is: one with stacks in regions that accounts would skip stays in all of its regions. CloudFormation could not
 * delete these stacks, because the policy that makes the account skip the region denies that too.
 */
export function withStandingRegions(
    model: BaselineModel,
    inState: ReadonlyMap<string, readonly StandingAccount[]>,
): BaselineModel {
    const standing = standingBlocks(model, inState);
    if (standing.size === 0) return model;
    const isStanding = ({ block }: AccountBlock): boolean => standing.has(block);
    return {
        ...model,
        blocks: model.blocks.map((block) =>
            standing.has(block.key) ? { ...block, targets: block.wholeTargets ?? block.targets } : block,
        ),
        accounts: new Map(
            [...model.accounts].map(([key, account]) => {
                const { blocks, whole = blocks } = account;
                const all = [...blocks.filter((one) => !isStanding(one)), ...whole.filter(isStanding)];
                return [key, { ...account, blocks: all.sort((one, two) => (one.block < two.block ? -1 : 1)) }];
            }),
        ),
    };
}
