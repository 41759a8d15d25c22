import * as fs from "node:fs";
import { DefinitionError, type AccountModel } from "../../../../definition";
import { listSome, quoted, visible } from "../../../../limits";
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

/**
 * Removes the account from the definition.
 *
 * @throws DefinitionError if the definition still names the account elsewhere.
 */
export function editToRemove(context: CommandContext, account: AccountModel): LeavingEdit {
    try {
        return edit(context, account.key, (draft) => removeAccount(draft, account));
    } catch (error) {
        throw error instanceof DefinitionError ? stillNamed(error, account.key) : error;
    }
}

/** Says where the definition names an account that cannot be removed for that reason, such as in the `in` of an assertion. */
function stillNamed(error: DefinitionError, key: string): DefinitionError {
    const lists = error.problems
        .filter(({ message }) => message.includes(quoted(key)))
        .map(({ path }) => path.filter((one, index) => index < path.length - 1 || typeof one !== "number").join("."));
    if (lists.length === 0) return error;
    const places = listSome([...new Set(lists)]);
    return new DefinitionError(
        error.problems,
        `First take ${visible(key)} out of ${places}, and run the command again. Without the account, the definition would have`,
    );
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
