import type * as pulumi from "@pulumi/pulumi";
import { blockStackSetMark } from "../../aws/blockStackSetMark";
import {
    BlockStackSet,
    ManagementEbsEncryption,
    ManagementPasswordPolicy,
    ManagementPublicAccessBlock,
    type BlockAccountArgs,
    type BlockTargetArgs,
} from "../../components/baseline";
import { ROOT_UNIT, type OrganizationModel } from "../../definition";
import { treeOf } from "../../definition/modelTree";
import type { FeatureOutputs, ProgramFeature, RegisteredOrganization } from "../../program/register";
import { baseline } from "./definition";
import type { BaselineModel, BlockModel, ManagementBlock } from "./model";
import { homeRegion } from "./plan/homeRegion";
import type { PlannedStackSet } from "./plan/plannedStackSet";
import { plannedStackSets } from "./plan/plannedStackSets";

/** The region in which the StackSets are, and the stacks of global blocks. */
type HomeRegion = string;

export const baselineProgram: ProgramFeature<BaselineModel, HomeRegion> = {
    feature: baseline,

    // AWS is asked nothing.
    find: (_, __, { featureResources }, { region }) => Promise.resolve(homeRegion(featureResources, region)),

    register: (model, on, region, organization) => new BaselineRegistrar(model, on, region, organization).registerAll(),
};

/** Registers a StackSet for each block, and the settings of the management account. */
class BaselineRegistrar {
    readonly #model: BaselineModel;
    readonly #on: RegisteredOrganization;
    readonly #region: HomeRegion;
    readonly #organization: OrganizationModel;
    readonly #tree: ReturnType<typeof treeOf>;
    readonly #child: pulumi.CustomResourceOptions;

    constructor(model: BaselineModel, on: RegisteredOrganization, region: HomeRegion, organization: OrganizationModel) {
        this.#model = model;
        this.#on = on;
        this.#region = region;
        this.#organization = organization;
        this.#tree = treeOf(organization);
        // The organisation enables the access of StackSets first.
        this.#child = { parent: on.organization, dependsOn: [on.organization.resource] };
    }

    registerAll(): FeatureOutputs {
        const blocks = new Map(this.#model.blocks.map((block) => [block.key, block]));
        for (const planned of plannedStackSets(this.#model, this.#organization)) {
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
                region: this.#region,
                description: block.title,
                template: block.template,
                parameters: block.parameters,
                capabilities: block.capabilities,
                tags: { [mark]: value },
                isAutomatic: planned.isAutomatic,
                keepsStacks: block.keepsStacks,
                targets,
                accounts: this.#accounts(planned),
                rings: rings.map(({ name }) => name),
                operation: { failureTolerance, concurrency },
            },
            this.#child,
        );
    }

    #target(unit: string, regions: readonly string[], { excluded }: PlannedStackSet): BlockTargetArgs[] {
        const id = this.#idOf(unit);
        if (id === undefined) return [];
        const below = new Set(this.#accountsBelow(unit));
        return [
            {
                unit: id,
                regions: this.#regions(regions),
                excluded: excluded
                    .filter((key) => below.has(key))
                    .flatMap((key) => this.#on.accounts.get(key)?.id ?? []),
            },
        ];
    }

    /** An account that is invited and has not joined yet is no member: AWS, or the run that makes it one, gives it the block then. */
    #accounts({ accounts, leftAlone, targets }: PlannedStackSet): BlockAccountArgs[] {
        const wanted = accounts.flatMap(({ key, target, regions, ring, overrides }): BlockAccountArgs[] => {
            const [id, unit] = [this.#on.accounts.get(key)?.id, this.#idOf(target)];
            if (id === undefined || unit === undefined) return [];
            return [{ id, name: key, target: unit, ring, regions: this.#regions(regions), parameters: overrides }];
        });
        const left = leftAlone.flatMap((key): BlockAccountArgs[] => {
            const { unit: target, regions = [] } =
                targets.find(({ unit }) => this.#accountsBelow(unit).includes(key)) ?? {};
            const [id, unit] = [this.#on.accounts.get(key)?.id, target === undefined ? undefined : this.#idOf(target)];
            if (id === undefined || unit === undefined) return [];
            const ring = this.#model.accounts.get(key)?.ring ?? "";
            return [{ id, name: key, target: unit, ring, regions: this.#regions(regions), isLeftAlone: true }];
        });
        return [...wanted, ...left];
    }

    /** A global block is set up once in each account, in the home region. */
    #regions(regions: readonly string[]): readonly string[] {
        return regions.length === 0 ? [this.#region] : regions;
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
