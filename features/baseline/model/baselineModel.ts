import type { FeatureModel } from "../../../definition/feature";
import type { AccountBlock, BlockModel } from "./blockModel";
import type { ManagementBlock } from "./managementBlock";

/** What a definition sets up inside the accounts, after inheritance. */
export interface BaselineModel extends FeatureModel {
    /** Sorted by key. */
    readonly blocks: readonly BlockModel[];
    readonly rollOut: RollOutModel;
    /** By account key, for every account of the definition; without blocks, for those that are quarantined. */
    readonly accounts: ReadonlyMap<string, AccountBaseline>;
    /** What the AWS provider sets up in the management account, which StackSets do not reach. Sorted by block. */
    readonly managementAccount: readonly ManagementBlock[];
}

/** What is set up in one account. */
export interface AccountBaseline {
    /** Sorted by block. */
    readonly blocks: readonly AccountBlock[];
    /**
     * The same if no place skipped a region of a block. Absent: it is the same. A block with stacks in such a region stays as it is
     * (plan/standingRegions.ts).
     */
    readonly whole?: readonly AccountBlock[];
    /** The name of its ring. */
    readonly ring: string;
    /** It is quarantined: its stacks stay as they are, because nobody could change them. */
    readonly isLeftAlone: boolean;
}

/** How changes reach the accounts. */
export interface RollOutModel {
    /** In order. A ring waits for the one before. */
    readonly rings: readonly RingModel[];
    /** How many accounts of a ring may fail before the rollout stops: a number, or a share such as `5%`. */
    readonly failureTolerance: number | string;
    /** How many accounts of a ring change at a time: a number, or a share such as `25%`. */
    readonly concurrency: number | string;
    /** Denials that do not keep a run from changing a block. Absent: there are none. */
    readonly acknowledgedDenials?: readonly AcknowledgedDenial[];
}

/** A policy that may deny what a block's stacks do: a roll-out that stops there is not refused. */
export interface AcknowledgedDenial {
    /** The key of the block. */
    readonly block: string;
    /** The key of the policy. Absent: no policy allows it. */
    readonly policy?: string;
}

/** The accounts that change together. */
export interface RingModel {
    /** The names of its units, such as `Sandbox`, or `others`. Unique. */
    readonly name: string;
    /** Keys of units, with everything below them that no other ring names. Empty: all that no ring names. */
    readonly units: readonly string[];
}
