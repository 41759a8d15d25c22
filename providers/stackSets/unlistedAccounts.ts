import type { PlaceTexts } from "../../aws/organization";
import type { StackInAccount } from "../../aws/stackSetInAws";
import type { BlockStackSetInputs } from "./blockStackSetInputs";

/**
 * The ids of accounts to which AWS has given the block by itself, because they have come below a target. Operations name accounts, so no change
 * reaches them.
 *
 * @param known the ids of the accounts of the definition, or of the state.
 */
export function unlistedAccounts(
    { isAutomatic, targets }: Pick<BlockStackSetInputs, "isAutomatic" | "targets">,
    stacks: readonly StackInAccount[],
    known: ReadonlySet<string>,
): readonly string[] {
    if (!isAutomatic) return [];
    const excluded = new Map(targets.map((target) => [target.unit, new Set(target.excluded)]));
    const unlisted = stacks.filter(
        ({ account, unit }) => !known.has(account) && excluded.get(unit)?.has(account) === false,
    );
    return [...new Set(unlisted.map(({ account }) => account))].sort();
}

/** What to say of them. @param isSure the definition does not have them: a refresh knows the state only. */
export async function unlistedText(
    what: string,
    ids: readonly string[],
    places: PlaceTexts,
    isSure: boolean,
): Promise<string> {
    const isOne = ids.length === 1;
    const them = isOne ? "the account" : "the accounts";
    return (
        `${what}: AWS has given it by itself to ${await places.accounts(ids)}, because ${isOne ? "it is" : "they are"} below a unit that has the block. ` +
        `${isSure ? `The definition does not have ${them}, so` : `If the definition does not have ${them},`} later changes never reach ${isOne ? "it" : "them"}: \`./org baseline\` says what to do`
    );
}
