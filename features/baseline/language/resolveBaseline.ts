import type { InputOf, Said } from "../../../definition/feature";
import { treeOf } from "../../../definition/modelTree";
import { ROOT_UNIT, type OrganizationModel } from "../../../definition/model";
import { isRegionsPolicy } from "../../../definition/policies/regionsPolicy";
import { deniesAction } from "../../../evaluator/policyPurpose";
import type { Report } from "../../../definition/problemReport";
import { isDeepStrictEqual } from "node:util";
import { STACK_ACTIONS, STACK_SETS_SERVICE, TEMPLATE_BYTES, formatCount, visible } from "../../../limits";
import type {
    AccountBaseline,
    AccountBlock,
    BaselineModel,
    BlockModel,
    DeploymentTarget,
    ManagementBlock,
} from "../model";
import type { BlockLibrary } from "./blockLibrary";
import type { baselineSchema } from "./baselineSchema";
import { BlockSettler } from "./blockSettler";
import { blockTargets } from "./blockTargets";
import { PlaceRegions, type RegionLimits } from "../plan/placeRegions";
import { AccountRings, rollOutModel } from "./ringModels";
import { checkNamedRegions, checkOneCollector } from "./blockRegions";
import { checkTakenNames } from "./takenStackNames";
import type { BlocksAtPlace, BroughtBlock, SettledBlock } from "./settledBlock";

type BaselineInput = InputOf<typeof baselineSchema>;

/** What every place of an organisation has. */
interface SettledPlaces {
    /** By the key of a unit; ROOT_UNIT for the root. */
    readonly units: ReadonlyMap<string, BlocksAtPlace>;
    /** By the key of an account. */
    readonly accounts: ReadonlyMap<string, BlocksAtPlace>;
}

/** Turns what a definition says of the baseline into the feature's model. */
export function resolveBaseline(
    said: Said<BaselineInput>,
    organization: OrganizationModel,
    report: Report,
    library: BlockLibrary,
): BaselineModel {
    const rollOut = rollOutModel(said.root.values.rollOut ?? {}, organization, report);
    const settler = new BlockSettler(organization, library, report);
    const places = settledPlaces(said, organization, settler);
    const blocks = [...settler.first]
        .map(([key, brought]) => blockModel(key, brought, organization, places))
        .sort((one, two) => (one.key < two.key ? -1 : 1));
    if (blocks.length > 0) checkOrganization(organization, report);
    for (const block of blocks) checkSize(block, report);
    const model: BaselineModel = {
        blocks,
        rollOut,
        accounts: accountBaselines(blocks, rollOut, organization, places),
        managementAccount: managementBlocks(places),
    };
    checkTakenNames(model, organization, library, report);
    checkNamedRegions(model, library, report);
    checkOneCollector(model, organization, library, report);
    return model;
}

function settledPlaces(
    said: Said<BaselineInput>,
    organization: OrganizationModel,
    settler: BlockSettler,
): SettledPlaces {
    const regions = new PlaceRegions(organization);
    const ofStacks = new PlaceRegions(
        organization,
        (policy) => isRegionsPolicy(policy) && deniesAction(policy.content, STACK_ACTIONS.make),
    );
    const limitsOf = (unit: string): RegionLimits => ({
        regions: regions.ofUnit(unit),
        ofStacks: ofStacks.ofUnit(unit),
    });
    const { values, path } = said.root;
    const root = settler.settle(new Map(), values.baseline, [...path, "baseline"], limitsOf(ROOT_UNIT));
    const units = new Map([[ROOT_UNIT, root]]);
    // The model lists parents before their children.
    for (const unit of organization.units) {
        const entry = said.unit(unit);
        const above = units.get(unit.parent ?? ROOT_UNIT) ?? root;
        const at = [...entry.path, "baseline"];
        units.set(unit.key, settler.settle(above, entry.values.baseline, at, limitsOf(unit.key)));
    }
    const accounts = new Map(
        organization.accounts.map((account) => {
            const entry = said.account(account);
            const above = units.get(account.unit) ?? root;
            const at = [...entry.path, "baseline"];
            const limits = { regions: regions.ofAccount(account), ofStacks: ofStacks.ofAccount(account) };
            return [account.key, settler.settle(above, entry.values.baseline, at, limits)] as const;
        }),
    );
    return { units, accounts };
}

/** The regions in which a place has a block. Undefined: it does not have it, or may not work in any of them. */
function presentRegions(block: SettledBlock | undefined): readonly string[] | undefined {
    return block && (block.regions.length > 0 || block.broughtBy.source.isGlobal) ? block.regions : undefined;
}

/** The same with the regions that it skips. */
function wholeRegions(block: SettledBlock | undefined): readonly string[] | undefined {
    return block && presentRegions({ ...block, regions: [...block.regions, ...block.skipped].sort() });
}

function blockModel(
    key: string,
    { source, made, keepsStacks, existing, path }: BroughtBlock,
    organization: OrganizationModel,
    { units }: SettledPlaces,
): BlockModel {
    const { kind, title, capabilities, isGlobal, file, warnings } = source;
    const targetsBy = (regionsOf: typeof presentRegions): BlockModel["targets"] =>
        blockTargets(treeOf(organization), (unit) => regionsOf(settled(units.get(unit), key)));
    const [targets, wholeTargets] = [targetsBy(presentRegions), targetsBy(wholeRegions)];
    return {
        key,
        kind,
        title,
        template: made.template,
        capabilities,
        parameters: made.parameters,
        isGlobal,
        keepsStacks,
        targets,
        ...(!isDeepStrictEqual(targets, wholeTargets) && { wholeTargets }),
        path,
        ...(existing && { existing }),
        ...(file !== undefined && { file }),
        ...(made.documents && made.documents.length > 0 && { documents: made.documents }),
        ...(warnings && warnings.length > 0 && { warnings }),
    };
}

function settled(place: BlocksAtPlace | undefined, key: string): SettledBlock | undefined {
    const block = place?.get(key);
    return block === "broken" ? undefined : block;
}

function accountBaselines(
    blocks: readonly BlockModel[],
    { rings }: BaselineModel["rollOut"],
    organization: OrganizationModel,
    { accounts }: SettledPlaces,
): ReadonlyMap<string, AccountBaseline> {
    const ringOf = new AccountRings(rings, organization);
    const tree = treeOf(organization);
    const byUnit = (of: BlockModel["targets"]) => new Map(of.map((one) => [one.unit, one]));
    const present = blocks.map(({ key, targets }) => ({ key, units: byUnit(targets) }));
    const whole = blocks.map(({ key, targets, wholeTargets = targets }) => ({ key, units: byUnit(wholeTargets) }));
    return new Map(
        relevantAccounts(blocks, organization).map((account) => {
            const above = [ROOT_UNIT, ...tree.unitsDownTo(account.unit).map(({ key }) => key)];
            const has = accounts.get(account.key);
            const blocksBy = (of: typeof present, regionsOf: typeof presentRegions): readonly AccountBlock[] =>
                of.flatMap(({ key, units }) => accountBlocks(settled(has, key), units, above, regionsOf));
            const [own, all] = [blocksBy(present, presentRegions), blocksBy(whole, wholeRegions)];
            const isLeftAlone = account.state === "quarantined";
            const found: AccountBaseline = {
                blocks: own,
                ...(!isDeepStrictEqual(own, all) && { whole: all }),
                ring: ringOf.ringOf(account),
                isLeftAlone,
            };
            return [account.key, found];
        }),
    );
}

/**
 * @param units the targets of the block by their units.
 * @param above the units above the account, from the root down.
 * @returns one, or none.
 */
function accountBlocks(
    block: SettledBlock | undefined,
    units: ReadonlyMap<string, DeploymentTarget>,
    above: readonly string[],
    regionsOf: typeof presentRegions,
): readonly AccountBlock[] {
    const regions = regionsOf(block);
    if (!block || !regions) return [];
    const { key, made, path } = block;
    const target = units.get(above.find((unit) => units.has(unit)) ?? "");
    // An account in other regions than all others below a target is reached by its name.
    const isReached = target !== undefined && isDeepStrictEqual(target.regions, regions);
    return [{ block: key, parameters: made.parameters, regions, ...(isReached && { target: target.unit }), path }];
}

/** Without blocks, only those whose stacks nobody can take away. */
function relevantAccounts(
    blocks: readonly BlockModel[],
    { accounts }: OrganizationModel,
): OrganizationModel["accounts"] {
    return blocks.length > 0 ? accounts : accounts.filter(({ state }) => state === "quarantined");
}

function managementBlocks({ units }: SettledPlaces): readonly ManagementBlock[] {
    return [...(units.get(ROOT_UNIT) ?? [])]
        .flatMap(([block, at]): ManagementBlock[] => {
            const library = at === "broken" ? undefined : at.broughtBy.source.library;
            if (at === "broken" || !library?.inManagementAccount) return [];
            const read = library.parameters.safeParse(at.written);
            const settings = read.success ? library.inManagementAccount(read.data, at.regions) : [];
            return settings.length > 0 ? [{ block, settings }] : [];
        })
        .sort((one, two) => (one.block < two.block ? -1 : 1));
}

/** What every StackSet of an organisation needs. */
function checkOrganization({ featureSet, serviceAccess }: OrganizationModel, report: Report): void {
    if (featureSet !== "ALL") {
        report.add(
            ["organization", "featureSet"],
            "a baseline needs all features, because StackSets reach the accounts of an organisation only then. Use featureSet: ALL, or leave the baseline out",
        );
    } else if (!serviceAccess.includes(STACK_SETS_SERVICE)) {
        report.add(
            ["organization", "serviceAccess"],
            `a baseline needs the access of CloudFormation's StackSets to the organisation. Add it:\norganization: { serviceAccess: [${[...serviceAccess, STACK_SETS_SERVICE].sort().join(", ")}] }`,
        );
    }
}

/** A template of a file is measured where it is read. */
function checkSize({ key, template, path, file }: BlockModel, report: Report): void {
    const bytes = Buffer.byteLength(template);
    if (file !== undefined || bytes <= TEMPLATE_BYTES.max) return;
    report.add(
        path,
        `the template of block ${visible(key)} has ${formatCount(bytes)} bytes: AWS allows ${formatCount(TEMPLATE_BYTES.max)}. Make two blocks of it`,
    );
}
