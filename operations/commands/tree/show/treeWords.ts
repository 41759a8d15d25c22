import { countOf, formatCount, listSome, visible } from "../../../../limits";
import type { TreeChange, TreeChangedValue, TreeDocument, TreeDocumentNode } from "../../../../pages/data/treeDocument";
import { describeNode } from "../../../../tree";

/** The most nodes that a paragraph names. */
const NAMED = 6;

/** The most accounts that are all listed. Of more, units with many list some of those that are special. */
const MOST_LISTED = 100;

/** The most accounts of a unit that are listed in a large organisation. */
const MOST_IN_UNIT = 10;

export function isLargeTree({ nodes }: TreeDocument): boolean {
    return nodes.filter(({ kind }) => kind === "account").length > MOST_LISTED;
}

/** The accounts of one unit as they are shown. */
export interface ShownAccounts {
    readonly listed: readonly TreeDocumentNode[];
    /** The others, of which a number is shown. */
    readonly counted: readonly TreeDocumentNode[];
}

/** @param isLarge the organisation has too many accounts to list all. Those that are not active, or have changed, come first then. */
export function shownAccounts(accounts: readonly TreeDocumentNode[], isLarge: boolean): ShownAccounts {
    if (!isLarge || accounts.length <= MOST_IN_UNIT) return { listed: accounts, counted: [] };
    const listed = accounts.filter((account) => specialWord(account) !== undefined).slice(0, MOST_IN_UNIT);
    return { listed, counted: accounts.filter((account) => !listed.includes(account)) };
}

/** `12 accounts`; beside others that are listed, `12 more accounts: 3 quarantined`. */
export function countedAccounts({ listed, counted }: ShownAccounts): string {
    const special = new Map<string, number>();
    for (const word of counted.flatMap((account) => specialWord(account) ?? [])) {
        special.set(word, (special.get(word) ?? 0) + 1);
    }
    const words = [...special].map(([word, count]) => `${formatCount(count)} ${word}`);
    const what = countOf(counted.length, listed.length === 0 ? "account" : "more account");
    return words.length === 0 ? what : `${what}: ${words.join(", ")}`;
}

function specialWord({ state, change }: TreeDocumentNode): string | undefined {
    return change?.kind ?? (state === "active" ? undefined : state);
}

/** The last key of a unit, or an account's key. */
export function ownKey({ kind, key }: TreeDocumentNode): string {
    if (kind === "root") return "the root";
    return visible(kind === "unit" ? key.slice(key.lastIndexOf("/") + 1) : key);
}

/** `quarantined`, `invited, PENDING until 2026-12-09 (h-12ab34cd56)`; empty for a node that is active. */
export function stateWords({ state, stateNote }: TreeDocumentNode): string {
    return [...(state === "active" ? [] : [state]), ...(stateNote === undefined ? [] : [visible(stateNote)])].join(
        ", ",
    );
}

/** `moved from Sandbox`, `added`; empty for a node that is the same. */
export function changeKindWords(change: TreeChange | undefined): string {
    if (!change) return "";
    const { kind, movedFrom = "" } = change;
    return kind === "moved" ? `moved from ${movedFrom === "/" ? "the root" : visible(movedFrom)}` : kind;
}

/** What differs, with the nodes of which it does: one paragraph for all nodes with the same differences. */
export function changedValueLines({ nodes }: TreeDocument): string[] {
    const paragraphs = new Map<string, TreeDocumentNode[]>();
    for (const node of nodes) {
        if (!node.change || node.change.values.length === 0) continue;
        const text = [changeKindWords(node.change), ...node.change.values.map((value) => `    ${valueWords(value)}`)];
        const same = paragraphs.get(text.join("\n"));
        if (same) same.push(node);
        else paragraphs.set(text.join("\n"), [node]);
    }
    return [...paragraphs].map(([text, same]) => `${listSome(same.map(describedNode), NAMED)}: ${text}`);
}

function describedNode({ kind, key }: TreeDocumentNode): string {
    return describeNode({ kind, key });
}

function valueWords({ name, from, to, accounts = 0 }: TreeChangedValue): string {
    const what = `${visible(name)}${accounts > 0 ? ` (in ${countOf(accounts, "account")})` : ""}`;
    if (from === undefined) return `${what}: ${visible(to ?? "")} (new)`;
    return to === undefined ? `${what}: ${visible(from)} (gone)` : `${what}: ${visible(from)} → ${visible(to)}`;
}

/** `Compared with main (13af0a2f1c2d): 1 added, 2 moved.` */
export function comparisonWords({ comparison }: TreeDocument): readonly string[] {
    if (!comparison) return [];
    const { ref, commit, counts, policies } = comparison;
    const nodes = Object.entries(counts).flatMap(([kind, count]) => (count > 0 ? [`${count} ${kind}`] : []));
    return [
        `Compared with ${visible(ref)} (${commit}): ${nodes.join(", ") || "no unit and no account differs"}.`,
        ...(policies.length === 0
            ? []
            : [`Policies: ${policies.map(({ key, kind }) => `${visible(key)} ${kind}`).join(", ")}.`]),
    ];
}

/** `Stack dev, organisation o-abc, management account 111122223333: 3 units, 12 accounts` */
export function headline({ stack, organizationId, managementAccountId, nodes }: TreeDocument): string {
    const standing = nodes.filter(({ change }) => change?.kind !== "removed");
    const count = (kind: string): number => standing.filter((node) => node.kind === kind).length;
    const what = [
        `Stack ${stack}`,
        ...(organizationId === undefined ? [] : [`organisation ${organizationId}`]),
        ...(managementAccountId === undefined ? [] : [`management account ${managementAccountId}`]),
    ];
    return `${what.join(", ")}: ${countOf(count("unit"), "unit")}, ${countOf(count("account"), "account")}`;
}
