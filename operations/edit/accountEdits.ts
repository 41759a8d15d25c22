import type { AccountModel, OrganizationModel } from "../../definition";
import { CommandError } from "../cli/commandError";
import type { DefinitionDraft } from "./definitionDraft";
import { removeEntry } from "./entryRemoval";
import { placeFor, putInto, type NewAccount } from "./accountPlacement";
import { has, keysAt, valueAt, type YamlPath } from "./yamlNodes";
import { entryAt, set } from "./yamlEdits";
import type { DefinitionValue } from "./yamlValue";

/** Edits of accounts in a draft. An account's keys may be spread over several files, so each edit looks for them. */

/** Where an account is written. */
export type LocatedAccount = Pick<AccountModel, "key" | "path" | "place">;

/** The files with keys of the account. The account's own place comes first. */
function filesOf(draft: DefinitionDraft, { path, place }: LocatedAccount): string[] {
    return draft.files
        .filter((file) => has(draft.text(file), path))
        .sort((one, two) => Number(two === place.file) - Number(one === place.file));
}

function firstFile(draft: DefinitionDraft, account: LocatedAccount): string {
    const [file] = filesOf(draft, account);
    if (file === undefined) {
        throw new CommandError(
            `account ${account.key} is not written in ${draft.location} in a way that org can edit (perhaps by a YAML alias, *name): edit it by hand`,
        );
    }
    return file;
}

/** Sets one key of an account. */
export function setOf(draft: DefinitionDraft, account: LocatedAccount, key: string, value: DefinitionValue): void {
    const files = filesOf(draft, account);
    const file = files.find((one) => has(draft.text(one), [...account.path, key])) ?? firstFile(draft, account);
    draft.edit(file, (text) => set(text, account.path, key, value));
}

/** Sets the account's acknowledgements. `loses` is added to the list that is there. */
export function acknowledge(
    draft: DefinitionDraft,
    account: LocatedAccount,
    { closing, leaving, loses = [] }: { closing?: string; leaving?: string; loses?: readonly string[] },
): void {
    const path: YamlPath = [...account.path, "acknowledge"];
    const file = filesOf(draft, account).find((one) => has(draft.text(one), path)) ?? firstFile(draft, account);
    const before = valueAt(draft.text(file), [...path, "loses"]);
    const known = Array.isArray(before) ? before.map(String) : [];
    const all = [...new Set([...known, ...loses])];
    const values: Record<string, DefinitionValue> = {
        ...(closing !== undefined && { closing }),
        ...(leaving !== undefined && { leaving }),
        ...(all.length > known.length && { loses: all }),
    };
    if (Object.keys(values).length === 0) return;
    draft.edit(file, (text) =>
        has(text, path) && keysAt(text, path).length > 0
            ? Object.entries(values).reduce((done, [key, value]) => set(done, path, key, value), text)
            : set(text, account.path, "acknowledge", values),
    );
}

/** Removes a key of an account from every file. Does nothing if there is none. */
export function unset(draft: DefinitionDraft, account: LocatedAccount, key: string): void {
    const path: YamlPath = [...account.path, key];
    for (const file of filesOf(draft, account).filter((one) => has(draft.text(one), path))) {
        draft.edit(file, (text) => removeEntry(text, path));
    }
}

/** Removes an account from the definition, with its comments. */
export function removeAccount(draft: DefinitionDraft, account: LocatedAccount): void {
    firstFile(draft, account);
    for (const file of filesOf(draft, account)) draft.edit(file, (text) => removeEntry(text, account.path));
}

/** Writes an account at the place that a person would choose. */
export function addAccount(draft: DefinitionDraft, model: OrganizationModel, account: NewAccount): void {
    putInto(draft, placeFor(draft, model, account), account);
}

/**
 * Moves an account to another unit. If the account names its unit, only that changes. If it is written inside its unit, it moves to
 * the new one with its comments.
 *
 * @returns where it is written now, for further edits.
 */
export function moveAccount(
    draft: DefinitionDraft,
    model: OrganizationModel,
    account: LocatedAccount,
    unit: string,
): LocatedAccount {
    if (account.path[0] === "accounts") {
        setOf(draft, account, "unit", unit);
        return account;
    }
    const files = filesOf(draft, account);
    if (files.length !== 1) {
        throw new CommandError(
            `account ${account.key} is written in ${files.join(" and ") || "no file that can be edited"}: move it by hand`,
        );
    }
    const file = firstFile(draft, account);
    const entry = entryAt(draft.text(file), account.path);
    const place = placeFor(draft, model, { key: account.key, unit, properties: {} }, "inside");
    draft.edit(file, (text) => removeEntry(text, account.path));
    putInto(draft, place, { key: account.key, unit, properties: {} }, entry);
    return { key: account.key, path: [...place.path, account.key], place: { file: place.file } };
}
