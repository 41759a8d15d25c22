import type { KnownTargets } from "./automaticTargets";
import type { StandingAccount } from "./stacksInState";
import type { StrangeStackSet } from "./strangeStackSets";

/** Where StackSets and stacks are, and what of them is not this stack's. */
export interface BaselineFindings {
    /** The region in which the StackSets are. */
    readonly home: string;
    /** The first region of each block's stacks, by the block's key. */
    readonly ofStacks: ReadonlyMap<string, string>;
    /** Who has the blocks by the stack's state, by the block's key. */
    readonly standing: ReadonlyMap<string, readonly StandingAccount[]>;
    /** The accounts that this run moves to another unit, by key. */
    readonly moved: ReadonlySet<string>;
    /** Through which targets AWS gives the blocks by itself, by the block's key. */
    readonly targets: ReadonlyMap<string, KnownTargets>;
    /** StackSets that are in the way of new blocks. */
    readonly strange: readonly StrangeStackSet[];
}
