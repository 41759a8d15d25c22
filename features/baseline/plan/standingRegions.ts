import type { AccountBlock, BaselineModel, BlockModel } from "../model";
import type { KnownTargets } from "./automaticTargets";
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

/** What the stack's state says of the baseline. */
export interface StandingBaseline {
    /** From `stacksInState`. */
    readonly stacks: ReadonlyMap<string, readonly StandingAccount[]>;
    /** From `knownTargets`. */
    readonly targets: ReadonlyMap<string, KnownTargets>;
}

/**
 * The blocks that stay in all of their regions: those of which an account has a stack, by the stack's state, in a region that it would skip; and those that
 * only units without such accounts would skip, while AWS gives them there already. The first account that comes there changes that.
 */
export function standingBlocks(model: BaselineModel, { stacks, targets }: StandingBaseline): ReadonlySet<string> {
    const skipped = skippedRegions(model);
    const isStanding = (block: BlockModel): boolean => {
        const accounts = skipped.get(block.key);
        if (!accounts) return isGivenAsWhole(block, targets.get(block.key));
        const all = stacks.get(block.key) ?? [];
        return all.some(({ name, regions }) => accounts.get(name)?.some((region) => regions.includes(region)) === true);
    };
    return new Set(model.blocks.filter(isStanding).map(({ key }) => key));
}

/** Whether AWS gives a block through the targets that it would have if no unit skipped a region. */
function isGivenAsWhole({ wholeTargets }: BlockModel, known: KnownTargets | undefined): boolean {
    if (!wholeTargets || known?.isAutomatic !== true) return false;
    const units = new Set(wholeTargets.map(({ unit }) => unit));
    return units.size === known.present.length && known.present.every((unit) => units.has(unit));
}

/**
 * The baseline with each block as it is: one with stacks in regions that accounts would skip stays in all of its regions. CloudFormation could not
 * delete these stacks, because the policy that makes the account skip the region denies that too.
 */
export function withStandingRegions(model: BaselineModel, standingIn: StandingBaseline): BaselineModel {
    const standing = standingBlocks(model, standingIn);
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
