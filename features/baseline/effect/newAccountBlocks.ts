import type { ExistingState } from "../../../definition/feature";
import { paragraphText } from "../../../evaluator/effect";
import { countOf, list, listSome, visible } from "../../../limits";
import type { BlockChange } from "./blockChange";

/** New accounts that get the same. */
interface NewAccountGroup {
    readonly accounts: readonly string[];
    /** `ebs-encryption (eu-central-1)`; a block that is about the account has no region. */
    readonly blocks: readonly string[];
}

/**
 * What accounts get that this run makes: one line for all that get the same, because nothing in them can be lost. Where every block of an account
 * is new too, nothing: what is said of the new blocks names the accounts.
 *
 * @param globals the keys of the blocks that are about the account.
 * @param most the most lines.
 */
export function newAccountTexts(
    changes: readonly BlockChange[],
    state: Pick<ExistingState, "accounts">,
    globals: ReadonlySet<string>,
    most: number,
): string[] {
    const groups = newAccountGroups(changes, state, globals);
    const [first] = groups;
    if (!first) return [];
    const count = groups.reduce((sum, { accounts }) => sum + accounts.length, 0);
    const heading = `Baseline: ${count === 1 ? "new account" : countOf(count, "new account")}`;
    if (groups.length === 1) {
        return [
            `${heading} ${count === 1 ? `${listSome(first.accounts)} gets` : `(${listSome(first.accounts)}) get`} ${list(first.blocks)}`,
        ];
    }
    const lines = groups.map(({ accounts, blocks }) => ({
        text: `${listSome(accounts)} ${accounts.length === 1 ? "gets" : "get"} ${list(blocks)}`,
    }));
    return [paragraphText({ heading, lines, most })];
}

function newAccountGroups(
    changes: readonly BlockChange[],
    { accounts: known }: Pick<ExistingState, "accounts">,
    globals: ReadonlySet<string>,
): readonly NewAccountGroup[] {
    const blocks = new Map<string, { readonly texts: string[]; isKnown: boolean }>();
    for (const { key, before, gains } of changes) {
        for (const [account, { regions }] of gains) {
            if (known.has(account)) continue;
            const own = blocks.get(account) ?? { texts: [], isKnown: false };
            blocks.set(account, own);
            const where = globals.has(key) || regions.length === 0 ? "" : ` (${list(regions, 3)})`;
            own.texts.push(`${visible(key)}${where}`);
            own.isKnown ||= before !== undefined;
        }
    }
    const groups = new Map<string, { readonly accounts: string[]; readonly blocks: readonly string[] }>();
    for (const [account, { texts, isKnown }] of [...blocks].sort(([one], [two]) => (one < two ? -1 : 1))) {
        if (!isKnown) continue;
        const group = groups.get(texts.join("\n")) ?? { accounts: [], blocks: texts };
        groups.set(texts.join("\n"), group);
        group.accounts.push(account);
    }
    return [...groups.values()];
}
