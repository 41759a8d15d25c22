import type { Findings } from "../../../definition/feature";
import { countOf, list, visible } from "../../../limits";
import type { BlockChange } from "../effect/blockChange";
import type { BaselineSide, BlockSide } from "../effect/blockSide";
import { SAME_REGIONS, type MovedAccount } from "../effect/movedAccountBlocks";
import { stayingResources } from "../effect/stayingResources";
import type { JudgedBaseline } from "./judgedBaseline";

const MOST_NAMES = 5;

/**
 * Warns of resources that stay with a name of their own where a block ends: CloudFormation would not make them a second time, so the block cannot
 * come back as it is.
 */
export function retainedNames(
    { changes }: Pick<JudgedBaseline, "changes">,
    had: BaselineSide,
    moved: readonly MovedAccount[],
): Findings {
    const warnings = [
        ...changes.flatMap(warningOf),
        ...[...had.values()].flatMap((block) => anewWarning(block, moved)),
    ];
    return { problems: [], warnings };
}

/** Where AWS deletes a stack with one unit and makes it anew with another, what stays is in the way at once. */
function anewWarning(block: BlockSide, moved: readonly MovedAccount[]): string[] {
    const accounts = moved.filter(({ anew }) => anew.includes(block.key)).map(({ account }) => account);
    const names = [...new Set(accounts.flatMap((account) => staying(block, account)))];
    if (names.length === 0) return [];
    const one = names.length === 1;
    const advice = moved.some(({ anewFromAbove }) => anewFromAbove.includes(block.key))
        ? `First ${SAME_REGIONS}`
        : "First write the block at a place above both units";
    return [
        `block ${visible(block.key)} is at the old and at the new unit of ${list(accounts.sort(), MOST_NAMES)}: AWS deletes its stack there and sets it up anew, and ${list(names.sort(), MOST_NAMES)} ${one ? "stays there with its name" : "stay there with their names"}, so the new stack fails. ${advice}, and run \`up\`; then a move changes nothing`,
    ];
}

function warningOf({ key, before, after, loses }: BlockChange): string[] {
    if (!before || loses.size === 0) return [];
    const keepsStacks = (after ?? before).keepsStacks;
    const names = new Set([...loses.keys()].flatMap((account) => staying(before, account, keepsStacks)));
    if (names.size === 0) return [];
    const accounts = [...loses.keys()].sort();
    const one = names.size === 1;
    return [
        `block ${visible(key)} ${after ? "leaves" : "ends in"} ${countOf(accounts.length, "account")} (${list(accounts, MOST_NAMES)}), and ${list([...names].sort(), MOST_NAMES)} ${one ? "stays" : "stay"} there with ${one ? "its name" : "their names"}. ` +
            `A stack that makes ${one ? "it" : "them"} again fails, because the ${one ? "name is" : "names are"} taken: before you write the block there again, delete ${one ? "it" : "them"} in the account or import ${one ? "it" : "them"} into a stack, or use another name`,
    ];
}

function staying(before: BlockSide, account: string, keepsStacks?: boolean): string[] {
    return stayingResources(before, account, keepsStacks).map(({ text }) => text);
}
