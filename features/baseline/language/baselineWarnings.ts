import { list } from "../../../limits";
import type { BaselineModel } from "../model";
import { hasManagementSetting, type BlockLibrary } from "./blockLibrary";

/** Warns of blocks whose setting matters in the management account too, which StackSets do not reach. */
export function baselineWarnings({ blocks, managementAccount }: BaselineModel, library: BlockLibrary): string[] {
    const there = new Set(managementAccount.map(({ block }) => block));
    const lacking = blocks
        .filter(
            ({ key, kind, path }) => path.length === 2 && !there.has(key) && hasManagementSetting(library.get(kind)),
        )
        .map(({ key }) => key);
    if (lacking.length === 0) return [];
    return [
        `the management account does not get ${list(lacking)}: StackSets do not reach it. Write \`managementAccount: true\` below ${lacking.length === 1 ? "the block" : "the blocks"} at the root, and the AWS provider sets ${lacking.length === 1 ? "it" : "them"} there`,
    ];
}
