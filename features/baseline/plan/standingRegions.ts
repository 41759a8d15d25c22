import type { ExistingState } from "../../../definition/feature";
import { ROOT_UNIT, type OrganizationModel } from "../../../definition/model";
import type { AccountBlock, BaselineModel, BlockModel } from "../model";
import { knownTargets, type KnownTargets } from "./automaticTargets";
import { stacksInState, type StandingAccount } from "./stacksInState";

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
    /** From `movedKeys`. */
    readonly moved: ReadonlySet<string>;
}

/** What a state says of the baseline, as far as it decides which stacks stay. */
export function standingBaseline(state: ExistingState, organization: OrganizationModel): StandingBaseline {
    return {
        stacks: stacksInState(state.resources),
        targets: knownTargets(state.resources, state.units ?? []),
        moved: movedKeys(state.accounts, organization),
    };
}

/** The accounts of the state that the definition has in another unit, by key. */
export function movedKeys(
    before: ReadonlyMap<string, { readonly unit?: string }>,
    { accounts }: Pick<OrganizationModel, "accounts">,
): ReadonlySet<string> {
    const isMoved = (key: string, unit: string): boolean => {
        const of = before.get(key);
        return of !== undefined && (of.unit ?? ROOT_UNIT) !== unit;
    };
    return new Set(accounts.filter(({ key, unit }) => isMoved(key, unit)).map(({ key }) => key));
}

/**
 * The blocks of which an account has a stack, by the stack's state, in a region that it would skip where it is; and those that only units without such
 * accounts would skip, while AWS gives them there already. The first account that comes there changes that. An account that moves to a place that skips
 * the region is to lose its stack there, so it keeps nothing standing.
 */
export function standingBlocks(model: BaselineModel, standing: StandingBaseline): ReadonlySet<string> {
    const skipped = skippedRegions(model);
    const isStanding = (block: BlockModel): boolean => {
        const accounts = skipped.get(block.key);
        if (!accounts) return isGivenAsWhole(block, standing.targets.get(block.key));
        const regions = regionsStanding(block.key, standing);
        return [...accounts].some(([name, skips]) => skips.some((one) => regions.get(name)?.includes(one) === true));
    };
    return new Set(model.blocks.filter(isStanding).map(({ key }) => key));
}

/** The regions in which accounts that do not move have stacks of a block, by their keys. */
function regionsStanding(block: string, { stacks, moved }: StandingBaseline): ReadonlyMap<string, readonly string[]> {
    const staying = (stacks.get(block) ?? []).filter(({ name }) => !moved.has(name));
    return new Map(staying.map(({ name, regions }) => [name, regions]));
}

/** Whether AWS gives a block through the targets that it would have if no unit skipped a region. */
function isGivenAsWhole({ wholeTargets }: BlockModel, known: KnownTargets | undefined): boolean {
    if (!wholeTargets || known?.isAutomatic !== true) return false;
    const units = new Set(wholeTargets.map(({ unit }) => unit));
    return units.size === known.present.length && known.present.every((unit) => units.has(unit));
}

/**
 * The baseline in which an account keeps a stack that it has in a region that its place skips now. CloudFormation could not delete it, because the policy
 * that makes the account skip the region denies that too. If all accounts keep all regions of a block, it stays as it was. Otherwise AWS gives it to no
 * account by itself, because its targets could not tell apart who has it where.
 *
 * @param keys from `standingBlocks`.
 */
export function withStandingRegions(
    model: BaselineModel,
    standing: StandingBaseline,
    keys: ReadonlySet<string> = standingBlocks(model, standing),
): BaselineModel {
    if (keys.size === 0) return model;
    const regions = new Map([...keys].map((key) => [key, regionsStanding(key, standing)]));
    const kept = new Map(
        [...model.accounts].map(([account, { blocks, whole = blocks }]) => [
            account,
            whole
                .filter(({ block }) => keys.has(block))
                .flatMap((one) => {
                    const present = blocks.find(({ block }) => block === one.block);
                    return keptBlock(one, present, regions.get(one.block)?.get(account) ?? []) ?? [];
                }),
        ]),
    );
    const isWhole = (key: string): boolean =>
        [...model.accounts].every(([account, { blocks, whole = blocks }]) => {
            const one = whole.find(({ block }) => block === key);
            return one === undefined || kept.get(account)?.includes(one) === true;
        });
    const untouched = new Set([...keys].filter(isWhole));
    return {
        ...model,
        blocks: model.blocks.map((block) =>
            untouched.has(block.key) ? { ...block, targets: block.wholeTargets ?? block.targets } : block,
        ),
        accounts: new Map(
            [...model.accounts].map(([key, account]) => {
                const of = (kept.get(key) ?? []).map((one) => (untouched.has(one.block) ? one : withoutTarget(one)));
                const all = [...account.blocks.filter(({ block }) => !keys.has(block)), ...of];
                return [key, { ...account, blocks: all.sort((one, two) => (one.block < two.block ? -1 : 1)) }];
            }),
        ),
    };
}

/** The block of an account in the regions that its place allows, and in those in which it has a stack. */
function keptBlock(
    whole: AccountBlock,
    present: AccountBlock | undefined,
    standing: readonly string[],
): AccountBlock | undefined {
    const regions = whole.regions.filter((one) => present?.regions.includes(one) === true || standing.includes(one));
    if (regions.length === whole.regions.length) return whole;
    if (regions.length === present?.regions.length) return present;
    return regions.length === 0 ? undefined : { ...whole, regions };
}

function withoutTarget({ target: _, ...block }: AccountBlock): AccountBlock {
    return block;
}
