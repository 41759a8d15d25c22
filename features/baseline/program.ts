import type * as pulumi from "@pulumi/pulumi";
import { blockStackSetMark } from "../../aws/blockStackSetMark";
import { stackSetQuestion } from "../../aws/stackSetQuestion";
import {
    BlockStackSet,
    ManagementEbsEncryption,
    ManagementPasswordPolicy,
    ManagementPublicAccessBlock,
    type BlockAccountArgs,
    type BlockStackSetArgs,
    type BlockTargetArgs,
} from "../../components/baseline";
import { ROOT_UNIT, type OrganizationModel } from "../../definition";
import { treeOf } from "../../definition/modelTree";
import type { FeatureOutputs, ProgramFeature, RegisteredOrganization } from "../../program/register";
import { baseline } from "./definition";
import type { BaselineModel, BlockModel, ManagementBlock } from "./model";
import { heldBlocks, knownTargets } from "./plan/automaticTargets";
import type { BaselineFindings } from "./plan/baselineFindings";
import { globalRegion, regionsInState } from "./plan/globalRegion";
import { BLOCK_RESOURCE, homeRegion } from "./plan/homeRegion";
import type { PlannedStackSet } from "./plan/plannedStackSet";
import { plannedStackSets } from "./plan/plannedStackSets";
import { movedKeys, withStandingRegions } from "./plan/standingRegions";
import { stacksInState } from "./plan/stacksInState";
import { strangeStackSets } from "./plan/strangeStackSets";

/** What the stack's state has. */
type StackBefore = Parameters<NonNullable<ProgramFeature["find"]>>[2];

function findingsInState(
    organization: OrganizationModel,
    { featureResources, units, accounts }: StackBefore,
    region: string,
): BaselineFindings {
    return {
        home: homeRegion(featureResources, region),
        ofStacks: regionsInState(featureResources),
        standing: stacksInState(featureResources),
        moved: movedKeys(accounts, organization),
        targets: knownTargets(
            featureResources,
            [...units].map(([key, { id }]) => [key, id]),
        ),
        strange: [],
    };
}

export const baselineProgram: ProgramFeature<BaselineModel, BaselineFindings> = {
    feature: baseline,

    // AWS is asked only about blocks that are new to the stack.
    async find(model, organization, before, aws) {
        const { featureResources, interruptedCreations = [] } = before;
        const inState = findingsInState(organization, before, aws.region);
        const named = (resources: readonly { readonly name: string }[]): ReadonlySet<string> =>
            new Set(resources.map(({ name }) => name));
        const caller = aws.pacedCaller();
        return {
            ...inState,
            strange: await strangeStackSets(
                {
                    blocks: model.blocks,
                    known: named(featureResources?.get(BLOCK_RESOURCE) ?? []),
                    interrupted: named(interruptedCreations.filter(({ type }) => type === BLOCK_RESOURCE)),
                    region: inState.home,
                },
                () => stackSetQuestion(aws, caller, inState.home),
            ),
        };
    },

    findInState: (_, organization, before, region) => findingsInState(organization, before, region),

    register: (model, on, found, organization) => {
        const standing = withStandingRegions(model, {
            stacks: found.standing,
            targets: found.targets,
            moved: found.moved,
        });
        return new BaselineRegistrar(standing, on, found, organization).registerAll();
    },
};

/** Registers a StackSet for each block, and the settings of the management account. */
class BaselineRegistrar {
    readonly #model: BaselineModel;
    readonly #on: RegisteredOrganization;
    readonly #placement: BaselineFindings;
    readonly #organization: OrganizationModel;
    readonly #tree: ReturnType<typeof treeOf>;
    readonly #child: pulumi.CustomResourceOptions;

    constructor(
        model: BaselineModel,
        on: RegisteredOrganization,
        placement: BaselineFindings,
        organization: OrganizationModel,
    ) {
        this.#model = model;
        this.#on = on;
        this.#placement = placement;
        this.#organization = organization;
        this.#tree = treeOf(organization);
        // The organisation enables the access of StackSets first, and a policy that now lets a stack through changes before the stack comes.
        this.#child = { parent: on.organization, dependsOn: [on.organization.resource, ...on.policies.values()] };
    }

    registerAll(): FeatureOutputs {
        const blocks = new Map(this.#model.blocks.map((block) => [block.key, block]));
        const held = heldBlocks(this.#model, this.#organization, this.#placement.targets);
        for (const planned of plannedStackSets(this.#model, this.#organization, held)) {
            const block = blocks.get(planned.block);
            if (block) this.#registerBlock(block, planned);
        }
        for (const block of this.#model.managementAccount) this.#registerSettings(block);
        return {};
    }

    #registerBlock(block: BlockModel, planned: PlannedStackSet): void {
        const targets = planned.targets.flatMap(({ unit, regions }) => this.#target(unit, regions, planned));
        const { rings, failureTolerance, concurrency } = this.#model.rollOut;
        const [mark, value] = blockStackSetMark(block.key);
        new BlockStackSet(
            block.key,
            {
                block: block.key,
                name: planned.name,
                region: this.#placement.home,
                description: block.title,
                template: block.template,
                parameters: block.parameters,
                capabilities: block.capabilities,
                tags: { ...this.#organization.tags, [mark]: value },
                isAutomatic: planned.isAutomatic,
                keepsStacks: block.keepsStacks,
                targets,
                units: this.#units(),
                accounts: this.#accounts(planned),
                rings: rings.map(({ name }) => name),
                operation: { failureTolerance, concurrency },
            },
            this.#child,
        );
    }

    /** The tree of units, by their ids. */
    #units(): BlockStackSetArgs["units"] {
        return this.#organization.units.flatMap(({ key, parent }) => {
            const [unit, above] = [this.#idOf(key), this.#idOf(parent ?? ROOT_UNIT)];
            return unit === undefined || above === undefined ? [] : [{ unit, parent: above }];
        });
    }

    #target(unit: string, regions: readonly string[], planned: PlannedStackSet): BlockTargetArgs[] {
        const id = this.#idOf(unit);
        if (id === undefined) return [];
        const below = new Set(this.#accountsBelow(unit));
        return [
            {
                unit: id,
                regions: this.#regions(regions, planned),
                excluded: planned.excluded
                    .filter((key) => below.has(key))
                    .flatMap((key) => this.#on.accounts.get(key)?.id ?? []),
            },
        ];
    }

    /** An account that is invited and has not joined yet is no member: AWS, or the run that makes it one, gives it the block then. */
    #accounts(planned: PlannedStackSet): BlockAccountArgs[] {
        const { accounts, leftAlone, targets } = planned;
        const wanted = accounts.flatMap(({ key, target, regions, ring, overrides }): BlockAccountArgs[] => {
            const [id, unit] = [this.#on.accounts.get(key)?.id, this.#idOf(target)];
            if (id === undefined || unit === undefined) return [];
            return [
                { id, name: key, target: unit, ring, regions: this.#regions(regions, planned), parameters: overrides },
            ];
        });
        const left = leftAlone.flatMap((key): BlockAccountArgs[] => {
            const { unit: target, regions = [] } =
                targets.find(({ unit }) => this.#accountsBelow(unit).includes(key)) ?? {};
            const [id, unit] = [this.#on.accounts.get(key)?.id, target === undefined ? undefined : this.#idOf(target)];
            if (id === undefined || unit === undefined) return [];
            const ring = this.#model.accounts.get(key)?.ring ?? "";
            return [{ id, name: key, target: unit, ring, regions: this.#regions(regions, planned), isLeftAlone: true }];
        });
        return [...wanted, ...left, ...this.#standing(planned, new Set([...wanted, ...left].map(({ name }) => name)))];
    }

    /** Quarantined accounts where the definition no longer has the block: their stacks stay until somebody can take them away. */
    #standing({ block }: PlannedStackSet, said: ReadonlySet<string>): BlockAccountArgs[] {
        return (this.#placement.standing.get(block) ?? [])
            .filter(({ name }) => !said.has(name) && this.#model.accounts.get(name)?.isLeftAlone === true)
            .map((one) => ({ ...one, isLeftAlone: true }));
    }

    /** A global block is set up once in each account. */
    #regions(regions: readonly string[], planned: PlannedStackSet): readonly string[] {
        const { home, ofStacks } = this.#placement;
        return regions.length === 0 ? [globalRegion(planned, home, ofStacks)] : regions;
    }

    #idOf(unit: string): pulumi.Input<string> | undefined {
        return unit === ROOT_UNIT ? this.#on.organization.rootId : this.#on.units.get(unit)?.id;
    }

    #accountsBelow(unit: string): readonly string[] {
        return this.#tree.accountsBelow(unit === ROOT_UNIT ? undefined : unit).map(({ key }) => key);
    }

    #registerSettings({ settings }: ManagementBlock): void {
        for (const setting of settings) {
            switch (setting.kind) {
                case "password-policy":
                    new ManagementPasswordPolicy("management", setting.policy, this.#child);
                    break;
                case "ebs-encryption":
                    new ManagementEbsEncryption(setting.region, { region: setting.region }, this.#child);
                    break;
                case "s3-public-access-block":
                    new ManagementPublicAccessBlock("management", this.#child);
            }
        }
    }
}
