import * as path from "node:path";
import type { OrganizationModel } from "../../definition";
import { CommandError } from "../cli/commandError";
import { widthOf } from "../cli/textWidth";
import type { DefinitionDraft } from "./definitionDraft";
import { block, flow, scalar, type DefinitionValue } from "./yamlValue";
import { has, isFlow, keysAt, stepOf, valueAt, type YamlPath } from "./yamlNodes";
import { LINE_WIDTH } from "./lineWidth";
import { insert, type YamlEntry } from "./yamlEdits";

/** An account that is about to be written. */
export interface NewAccount {
    readonly key: string;
    /** The key of its unit. */
    readonly unit: string;
    /** The account's own keys, without its unit. */
    readonly properties: Readonly<Record<string, DefinitionValue>>;
}

/** The map that an account is written into. */
interface AccountList {
    readonly file: string;
    /** `["accounts"]`, or `[..., "accounts"]` of a unit. */
    readonly path: YamlPath;
}

/**
 * Chooses the place where a person would write a new account: beside the other accounts of its unit. If several files hold these,
 * it takes the file whose accounts are most like it (tags, file name, beginning of the key).
 *
 * @param where `inside`: always inside the unit.
 */
export function placeFor(
    draft: DefinitionDraft,
    model: OrganizationModel,
    account: NewAccount,
    where: "anywhere" | "inside" = "anywhere",
): AccountList {
    const unit = model.units.find(({ key }) => key === account.unit);
    if (!unit) throw new CommandError(`there is no unit ${account.unit}`);
    const inside: YamlPath = [...unit.path, "accounts"];
    const withAccounts = draft.files.filter((file) => keysAt(draft.text(file), inside).length > 0);
    const siblings = model.accounts.filter((one) => one.unit === account.unit && one.path[0] === "accounts");
    const apart = draft.files.filter((file) => keysAt(draft.text(file), ["accounts"]).length > 0);
    const empty = siblings.length === 0 && draft.files.some((file) => has(draft.text(file), inside));
    if (where === "anywhere" && withAccounts.length === 0 && apart.length > 0 && !empty) {
        const score = (file: string): number =>
            likeness(
                draft,
                file,
                account,
                siblings.map(({ key }) => key),
            );
        return { file: chosen(apart, score), path: ["accounts"] };
    }
    const candidates =
        withAccounts.length > 0
            ? withAccounts
            : draft.files.filter((file) => has(draft.text(file), inside) || has(draft.text(file), unit.path));
    const own = candidates.filter((file) => file === unit.place.file);
    const file = chosen(own.length > 0 && withAccounts.length === 0 ? own : candidates, (one) =>
        likeness(draft, one, account, [], inside),
    );
    return { file, path: has(draft.text(file), unit.path) ? inside : ["accounts"] };

    /** The file with the best score. Beside the accounts of other units, an account can be written into any file. */
    function chosen(files: readonly string[], score: (file: string) => number): string {
        const ranked = files.map((file) => ({ file, score: score(file) })).sort((one, two) => two.score - one.score);
        if (ranked.length === 0)
            throw new CommandError("the definition has no file that the account could be written into");
        return draft.chooseFile(
            `account ${account.key}`,
            ranked.map(({ file }) => file),
            where === "inside" ? files : draft.files,
        );
    }
}

/** How much an account has in common with the accounts of a file. Higher is more. */
function likeness(
    draft: DefinitionDraft,
    file: string,
    { key, properties }: NewAccount,
    siblings: readonly string[],
    at: YamlPath = ["accounts"],
): number {
    const text = draft.text(file);
    const tags = Object.entries((properties.tags ?? {}) as Record<string, string>);
    const [prefix] = key.split("-");
    const name = path.basename(file).replace(/\.ya?ml$/, "");
    const named = [prefix, ...tags.map(([, value]) => value)].includes(name) ? 50 : 0;
    const shared = keysAt(text, at).map((other) => {
        const theirs = (valueAt(text, [...at, other, "tags"]) ?? {}) as Record<string, unknown>;
        return (
            tags.filter(([tag, value]) => theirs[tag] === value).length * 10 +
            (other.split("-")[0] === prefix ? 4 : 0) +
            (siblings.includes(other) ? 1 : 0)
        );
    });
    return named + Math.max(0, ...shared) + (shared.some((score) => score % 2 === 1) ? 1 : 0);
}

/** Writes an account into a map, in the style of the entries that are there, and in order if they are sorted. */
export function putInto(
    draft: DefinitionDraft,
    { file, path: at }: AccountList,
    account: NewAccount,
    entry?: YamlEntry,
): void {
    draft.edit(file, (text) => {
        const own = entry ?? entryFor(text, at, account);
        const keys = keysAt(text, at);
        const sorted = keys.length > 1 && keys.every((key, index) => index === 0 || (keys[index - 1] ?? "") <= key);
        const before = sorted ? keys.find((key) => key > account.key) : undefined;
        if (has(text, at)) return insert(text, at, own, { ...(before !== undefined && { before }), container: true });
        const step = stepOf(text);
        const unit = at.slice(0, -1);
        const inline = own.inline === undefined ? undefined : `accounts: { ${own.inline} }`;
        return insert(
            text,
            unit,
            {
                lines: ["accounts:", ...own.lines.map((line) => (line === "" ? "" : " ".repeat(step) + line))],
                ...(inline !== undefined && { inline }),
            },
            { container: true },
        );
    });
}

function entryFor(text: string, at: YamlPath, { key, unit, properties }: NewAccount): YamlEntry {
    const value = at.length === 1 ? { unit, ...properties } : properties;
    const inline = `${scalar(key)}: ${flow(value)}`;
    const others = keysAt(text, at).filter((other) => keysAt(text, [...at, other]).length > 0);
    const inBraces = others.filter((other) => isFlow(text, [...at, other])).length;
    const onLines = others.length > 0 && inBraces * 2 < others.length;
    const indent = at.length * stepOf(text);
    return {
        lines: onLines || indent + widthOf(inline) > LINE_WIDTH ? block(key, value, stepOf(text)) : [inline],
        inline,
    };
}
