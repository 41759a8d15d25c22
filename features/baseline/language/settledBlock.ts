import type { Path } from "../../../definition/problemReport";
import type { BlockSource, MadeTemplate } from "./blockSource";
import type { BlockInput } from "./baselineSchema";

/** A block as it holds at one place. */
export interface SettledBlock {
    readonly key: string;
    /** The place that brings it: the highest on the way down. */
    readonly broughtBy: BroughtBlock;
    /** Its parameters as the definition writes them, with those of the places above. */
    readonly written: Readonly<Record<string, unknown>>;
    readonly made: MadeTemplate;
    /** Sorted. Empty for a global block without a region of its own. */
    readonly regions: readonly string[];
    /** Regions that the block names, and in which the key `regions` denies stacks here, although not at the place that brings it. Sorted. */
    readonly skipped: readonly string[];
    /** The place that says so last. */
    readonly path: Path;
}

/** Where a block begins, and what holds from there down. */
export interface BroughtBlock {
    readonly source: BlockSource;
    readonly made: MadeTemplate;
    /** As it is written there. */
    readonly input: WrittenBlock;
    /** Absent: those in which the accounts may work. */
    readonly regions?: readonly string[];
    /** The regions in which the key `regions` of that place lets CloudFormation make stacks; absent: nothing limits them. */
    readonly allowed?: readonly string[];
    readonly keepsStacks: boolean;
    readonly existing?: true;
    readonly path: Path;
}

/** A block as a place writes it, without parameters of a block of the library. */
export type WrittenBlock = Extract<NonNullable<BlockInput>, object>;

/** What one place has, by key. `broken`: a mistake is reported, and nothing more is said of it below. */
export type BlocksAtPlace = ReadonlyMap<string, SettledBlock | "broken">;
