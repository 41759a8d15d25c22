import { blockStackSetMark } from "../../../aws/blockStackSetMark";
import { describeStackSet, type StackSetQuestion } from "../../../aws/stackSetInAws";
import type { BlockModel } from "../model";
import { stackSetName } from "./stackSetName";

/** A block that the state does not have, although AWS has a StackSet of its name; or one that is to be taken over, and AWS has none. */
export interface StrangeStackSet {
    readonly block: string;
    readonly stackSet: string;
    readonly region: string;
    /** `marked`: this program has made it, for this block. `foreign`: it has not. `missing`: AWS has none. */
    readonly found: "marked" | "foreign" | "missing";
}

/** What to look for. */
export interface NewBlocks {
    readonly blocks: readonly Pick<BlockModel, "key" | "existing">[];
    /** The keys of blocks that the state has. */
    readonly known: ReadonlySet<string>;
    /** The keys of blocks that a killed run of this stack was making. */
    readonly interrupted: ReadonlySet<string>;
    /** Where the StackSets are. */
    readonly region: string;
}

/** Asks AWS about the blocks that are new to the stack, one call for each. */
export async function strangeStackSets(
    { blocks, known, interrupted, region }: NewBlocks,
    ask: () => StackSetQuestion,
): Promise<readonly StrangeStackSet[]> {
    const all = blocks.filter(({ key }) => !known.has(key));
    const found = await Promise.all(
        all.map(async ({ key: block, existing }): Promise<StrangeStackSet[]> => {
            const stackSet = stackSetName(block);
            const set = await describeStackSet(stackSet, ask());
            const of = { block, stackSet, region };
            if (!set) return existing ? [{ ...of, found: "missing" }] : [];
            const [mark, value] = blockStackSetMark(block);
            if (set.tags[mark] !== value) return [{ ...of, found: "foreign" }];
            return existing || interrupted.has(block) ? [] : [{ ...of, found: "marked" }];
        }),
    );
    return found.flat();
}
