import type { BaselineModel } from "../model";

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
