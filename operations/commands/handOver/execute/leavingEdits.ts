import * as fs from "node:fs";
import type { AccountModel } from "../../../../definition";
import type { CommandContext } from "../../../cli/commandContext";
import { acknowledge, removeAccount, setOf } from "../../../edit/accountEdits";
import { DefinitionDraft, onlyAccount } from "../../../edit/definitionDraft";

/** An edit of the definition, ready to be written. */
export interface LeavingEdit {
    readonly draft: DefinitionDraft;
    /** The files with their changed lines. */
    readonly lines: readonly string[];
}

/** Whether the definition lets this account leave: the state and the acknowledged id. */
export function isLeaving({ state, acknowledge: acknowledged }: AccountModel, id: string): boolean {
    return state === "leaving" && acknowledged.leaving === id;
}

/** Writes `state: leaving` with the account's id as the acknowledgement. */
export function editToLeave(context: CommandContext, account: AccountModel, id: string): LeavingEdit {
    return edit(context, account.key, (draft) => {
        setOf(draft, account, "state", "leaving");
        acknowledge(draft, account, { leaving: id });
    });
}

/** Removes the account from the definition. */
export function editToRemove(context: CommandContext, account: AccountModel): LeavingEdit {
    return edit(context, account.key, (draft) => removeAccount(draft, account));
}

/** A policy that only this account uses is removed with it. Everything else stays unchanged. */
function edit(
    { settings, features, model }: CommandContext,
    key: string,
    change: (draft: DefinitionDraft) => void,
): LeavingEdit {
    const draft = new DefinitionDraft(settings.definition, features);
    change(draft);
    draft.check(model, onlyAccount(model, key));
    return { draft, lines: draft.describe() };
}

/**
 * Writes an edit.
 *
 * @returns a function that restores the files.
 */
export function writeLeavingEdit(context: CommandContext, { draft }: LeavingEdit): () => void {
    const before = draft.changed.map((file) => [file, fs.readFileSync(file, "utf8")] as const);
    draft.write();
    context.forgetModel();
    return () => {
        for (const [file, text] of before) fs.writeFileSync(file, text);
        context.forgetModel();
    };
}
