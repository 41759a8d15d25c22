import type { AccountModel, OrganizationModel } from "../../definition";
import { CommandError } from "../cli/commandError";
import type { DefinitionDraft } from "./definitionDraft";
import { fileOf, filesWith, firstFileOf, removeWhole, setKey, unsetKey, type LocatedEntry } from "./entryEdits";
import { removeEntry } from "./entryRemoval";
import { placeFor, putInto, type NewAccount } from "./accountPlacement";
import { has, keysAt, valueAt, type YamlPath } from "./yamlNodes";
import { entryAt, set } from "./yamlEdits";
import type { DefinitionValue } from "./yamlValue";

/** Edits of accounts in a draft. An account's keys may be spread over several files, so each edit looks for them. */

/** Where an account is written. */
export type LocatedAccount = Pick<AccountModel, "key" | "path" | "place">;

/** An account as the edits of any entry take it. */
export function accountEntry({ key, path, place }: LocatedAccount): LocatedEntry {
    return { title: `account ${key}`, path, file: place.file };
}

function filesOf(draft: DefinitionDraft, account: LocatedAccount): readonly string[] {
    return filesWith(draft, accountEntry(account));
}

/** Sets one key of an account. */
export function setOf(draft: DefinitionDraft, account: LocatedAccount, key: string, value: DefinitionValue): void {
    setKey(draft, accountEntry(account), key, value);
}

/** Sets the account's acknowledgements. `loses` is added to the list that is there. */
export function acknowledge(
    draft: DefinitionDraft,
    account: LocatedAccount,
    { closing, leaving, loses = [] }: { closing?: string; leaving?: string; loses?: readonly string[] },
): void {
    const path: YamlPath = [...account.path, "acknowledge"];
    const file = fileOf(draft, accountEntry(account), "acknowledge");
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
    unsetKey(draft, accountEntry(account), key);
}

/** Removes an account from the definition, with its comments. */
export function removeAccount(draft: DefinitionDraft, account: LocatedAccount): void {
    removeWhole(draft, accountEntry(account));
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
    const file = firstFileOf(draft, accountEntry(account));
    const entry = entryAt(draft.text(file), account.path);
    const place = placeFor(draft, model, { key: account.key, unit, properties: {} }, "inside");
    draft.edit(file, (text) => removeEntry(text, account.path));
    putInto(draft, place, { key: account.key, unit, properties: {} }, entry);
    return { key: account.key, path: [...place.path, account.key], place: { file: place.file } };
}
