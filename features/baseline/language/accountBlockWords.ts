import type { AccountEvent } from "../../../definition/feature";
import { countOf, list } from "../../../limits";
import type { BaselineModel } from "../model";

const MOST_NAMES = 6;

/** What people should know of an account's baseline before something happens to the account. */
export function baselineWords(
    { blocks, accounts }: BaselineModel,
    account: { readonly key: string },
    event: Pick<AccountEvent, "kind">,
): readonly string[] {
    const own = (accounts.get(account.key)?.blocks ?? []).map(({ block }) => block);
    if (own.length === 0) return [];
    const many = `${countOf(own.length, "block")} (${list(own, MOST_NAMES)})`;
    switch (event.kind) {
        case "addition":
            return [`The baseline sets up ${many} in it, in the same \`up\`.`];
        case "quarantine":
            return [`Its baseline, ${many}, stays as it is: no change reaches it while it is quarantined.`];
        case "closing":
            return [`Its baseline, ${many}, ends with the account: AWS no longer changes stacks in a closed one.`];
        case "hand-over":
            return handOverWords(own, { blocks, accounts });
        case "expiry":
            return [];
    }
}

/** AWS acts on stacks of an account that leaves only where it deploys by itself. */
function handOverWords(
    own: readonly string[],
    { blocks, accounts }: Pick<BaselineModel, "blocks" | "accounts">,
): string[] {
    const byName = new Set(
        [...accounts.values()].flatMap((one) =>
            one.blocks.filter(({ target }) => target === undefined).map(({ block }) => block),
        ),
    );
    const keeping = new Set(blocks.filter(({ keepsStacks }) => keepsStacks).map(({ key }) => key));
    const deleted = own.filter((block) => !byName.has(block) && !keeping.has(block));
    const left = own.filter((block) => !deleted.includes(block));
    return [
        ...(deleted.length > 0
            ? [
                  `When it leaves, AWS deletes the stacks of ${list(deleted, MOST_NAMES)} in it, with their roles, as far as AWS gives them by itself; what their templates retain stays.`,
              ]
            : []),
        ...(left.length > 0
            ? [
                  `The stacks of ${list(left, MOST_NAMES)} stay in it, and nobody manages them: take the block out first if it should not keep them.`,
              ]
            : []),
    ];
}
