import { treeOf } from "../../../definition/modelTree";
import { ROOT_UNIT, type OrganizationModel } from "../../../definition/model";
import type { AccountBlock, BaselineModel, BlockModel } from "../model";
import type { PlannedAccount, PlannedStackSet, PlannedTarget } from "./plannedStackSet";
import { PlaceRegions } from "./placeRegions";
import { stackSetName } from "./stackSetName";

const NONE: ReadonlySet<string> = new Set();

/** An account that has a block. */
interface AccountWithBlock {
    readonly key: string;
    readonly unit: string;
    readonly block: AccountBlock;
    readonly ring: string;
    readonly isLeftAlone: boolean;
}

/**
 * The StackSets of a baseline: one for each block, whoever has it, so that an account that moves or a unit that is taken out never changes
 * the StackSet that an account's stack belongs to.
 *
 * @param held the blocks that AWS gives to no account by itself (`heldBlocks`), although it could. Default: none.
 */
export function plannedStackSets(
    { blocks, accounts }: BaselineModel,
    organization: OrganizationModel,
    held: ReadonlySet<string> = NONE,
): readonly PlannedStackSet[] {
    const having = new Map<string, AccountWithBlock[]>(blocks.map(({ key }) => [key, []]));
    for (const { key, unit } of organization.accounts) {
        const { blocks: own = [], ring = "", isLeftAlone = false } = accounts.get(key) ?? {};
        for (const block of own) having.get(block.block)?.push({ key, unit, block, ring, isLeftAlone });
    }
    const regions = new PlaceRegions(organization);
    return blocks.map((block) => {
        const of = having.get(block.key) ?? [];
        const isAutomatic = !held.has(block.key) && of.every((one) => one.block.target !== undefined);
        const planned = plannedStackSet(block, isAutomatic, of, accounts, organization);
        const possible = block.isGlobal ? possibleRegions(planned, organization, regions) : undefined;
        return possible ? { ...planned, possibleRegions: possible } : planned;
    });
}

/** The regions in which all accounts and targets of a block may work. */
function possibleRegions(
    { accounts, targets }: PlannedStackSet,
    organization: OrganizationModel,
    regions: PlaceRegions,
): readonly string[] | undefined {
    const tree = treeOf(organization);
    const limited = [
        ...accounts.map(({ key }) => tree.account(key)).map((account) => account && regions.ofAccount(account)),
        ...targets.map(({ unit }) => regions.ofUnit(unit)),
    ].filter((list) => list !== undefined);
    const [first, ...others] = new Set(limited);
    const common = first?.filter((region) => others.every((list) => list.includes(region)));
    return common && common.length > 0 ? common : undefined;
}

function plannedStackSet(
    block: BlockModel,
    isAutomatic: boolean,
    having: readonly AccountWithBlock[],
    accounts: BaselineModel["accounts"],
    organization: OrganizationModel,
): PlannedStackSet {
    const targets = isAutomatic ? block.targets : targetsByName(having);
    const keys = new Set(having.map(({ key }) => key));
    const tree = treeOf(organization);
    const below = targets.flatMap(({ unit }) => tree.accountsBelow(unit === ROOT_UNIT ? undefined : unit));
    const others = [...new Set(below.map(({ key }) => key))].filter((key) => !keys.has(key)).sort();
    const isLeftAlone = (key: string): boolean => accounts.get(key)?.isLeftAlone === true;
    return {
        block: block.key,
        name: stackSetName(block.key),
        isAutomatic,
        targets,
        accounts: having.filter((one) => !one.isLeftAlone).map((one) => plannedAccount(one, block, isAutomatic)),
        excluded: others.filter((key) => !isLeftAlone(key)),
        leftAlone: [...having.map(({ key }) => key), ...others].filter(isLeftAlone).sort(),
    };
}

function plannedAccount(
    { key, unit, ring, block: { target, regions, parameters } }: AccountWithBlock,
    block: BlockModel,
    isAutomatic: boolean,
): PlannedAccount {
    const overrides = Object.entries(parameters).filter(([name, value]) => block.parameters[name] !== value);
    return {
        key,
        target: isAutomatic ? (target ?? unit) : unit,
        regions,
        ring,
        overrides: Object.fromEntries(overrides),
    };
}

/** The units that accounts lie in directly, each with every region that one of them has the block in. */
function targetsByName(having: readonly AccountWithBlock[]): readonly PlannedTarget[] {
    const regions = new Map<string, Set<string>>();
    for (const { unit, block } of having) {
        const all = regions.get(unit) ?? new Set();
        for (const region of block.regions) all.add(region);
        regions.set(unit, all);
    }
    return [...regions]
        .map(([unit, all]) => ({ unit, regions: [...all].sort() }))
        .sort((one, two) => (one.unit < two.unit ? -1 : 1));
}
