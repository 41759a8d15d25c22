import type { IndexCollector } from "../../../definition/feature";
import type { BaselineModel } from "../model";
import type { BlockLibrary } from "./blockLibrary";
import { regionsByAccount } from "./blockRegions";

/** A block of the library, and the type with which a template of the definition's own does the same. */
const [BLOCK, TYPE] = ["search-index", "AWS::ResourceExplorer2::Index"];

/** Keys of the accounts in which a block makes an index of Resource Explorer. */
export function indexedAccounts({ blocks, accounts }: Pick<BaselineModel, "blocks" | "accounts">): readonly string[] {
    const making = new Set(
        blocks
            .filter(({ kind, template }) => kind === BLOCK || template.includes(JSON.stringify(TYPE)))
            .map(({ key }) => key),
    );
    return [...accounts].flatMap(([key, own]) => (own.blocks.some(({ block }) => making.has(block)) ? [key] : []));
}

/** The indexes of accounts that collect those of other regions. */
export function indexCollectors(model: BaselineModel, library: BlockLibrary): readonly IndexCollector[] {
    return [...regionsByAccount(model, library, BLOCK)].flatMap(([account, named]) =>
        named.map(({ region, block: { path } }) => ({ account, region, path: [...path, "aggregator"] })),
    );
}
