import type { ExistingState } from "../../../definition/feature";
import { paragraphMessage, type ChangeMessage } from "../../../evaluator/effect";
import { countOf, list, listSome, visible } from "../../../limits";
import type { BlockChange } from "./blockChange";

/** New accounts that get the same. */
interface NewAccountGroup {
    readonly accounts: readonly string[];
    /** `ebs-encryption (eu-central-1)`; a block that is about the account has no region. */
    readonly blocks: readonly string[];
    readonly keys: readonly string[];
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
): ChangeMessage[] {
    const groups = newAccountGroups(changes, state, globals);
    const [first] = groups;
    if (!first) return [];
    const count = groups.reduce((sum, { accounts }) => sum + accounts.length, 0);
    const saidBy = { subject: "baseline", names: [...new Set(groups.flatMap(({ keys }) => keys))] };
    const heading = `Baseline: ${count === 1 ? "new account" : countOf(count, "new account")}`;
    if (groups.length === 1) {
        const gets = count === 1 ? `${listSome(first.accounts)} gets` : `(${listSome(first.accounts)}) get`;
        return [{ message: `${heading} ${gets} ${list(first.blocks)}`, saidBy }];
    }
    const lines = groups.map(({ accounts, blocks }) => ({
        text: `${listSome(accounts)} ${accounts.length === 1 ? "gets" : "get"} ${list(blocks)}`,
    }));
    return [paragraphMessage({ heading, lines, most, saidBy })];
}

function newAccountGroups(
    changes: readonly BlockChange[],
    { accounts: known }: Pick<ExistingState, "accounts">,
    globals: ReadonlySet<string>,
): readonly NewAccountGroup[] {
    const blocks = new Map<string, { readonly texts: string[]; readonly keys: string[]; isKnown: boolean }>();
    for (const { key, before, gains } of changes) {
        for (const [account, { regions }] of gains) {
            if (known.has(account)) continue;
            const own = blocks.get(account) ?? { texts: [], keys: [], isKnown: false };
            blocks.set(account, own);
            const where = globals.has(key) || regions.length === 0 ? "" : ` (${list(regions, 3)})`;
            own.texts.push(`${visible(key)}${where}`);
            own.keys.push(key);
            own.isKnown ||= before !== undefined;
        }
    }
    const groups = new Map<string, NewAccountGroup & { readonly accounts: string[] }>();
    for (const [account, { texts, keys, isKnown }] of [...blocks].sort(([one], [two]) => (one < two ? -1 : 1))) {
        if (!isKnown) continue;
        const group = groups.get(texts.join("\n")) ?? { accounts: [], blocks: texts, keys };
        groups.set(texts.join("\n"), group);
        group.accounts.push(account);
    }
    return [...groups.values()];
}
