import { describeAccount } from "../../../../aws/organization";
import * as fs from "node:fs";
import * as path from "node:path";
import { CommandError, EXIT } from "../../../cli/commandError";
import type { CommandContext } from "../../../cli/commandContext";
import type { PulumiRun, RunOptions, StackRunner } from "../../../cli/stackRunner";
import { isLeaving, editToLeave, editToRemove, writeLeavingEdit, type LeavingEdit } from "./leavingEdits";
import { writeRecord, type RecordFile } from "../record/handOverRecord";
import { accountInStack, namingResources, reasonToStay, refuse, requireLeaving } from "../check/accountInStack";

/** Undoes an edit of the definition, and notes the reason in the record. */
export type UndoEdit = (because: string) => void;

export const undoNothing: UndoEdit = () => undefined;

/** One run of the command. It relies only on the record, the definition, the stack and AWS, so it can continue an earlier run. */
export class HandOverRun {
    readonly #context: CommandContext;
    readonly #by: string;
    readonly #progress: (line: string) => void;
    /** Whether an earlier run has written the record. */
    readonly #isContinued: boolean;
    #hasApplied = false;
    #found: RecordFile;

    /** @param by ARN of the caller, for the record. */
    constructor(context: CommandContext, found: RecordFile, by: string, progress: (line: string) => void) {
        this.#context = context;
        this.#found = found;
        this.#isContinued = found.record.steps.length > 0;
        this.#by = by;
        this.#progress = progress;
    }

    get found(): RecordFile {
        return this.#found;
    }

    /** Records a step. The record is written each time, so that it is complete even after a crash. */
    note(step: string): void {
        const { file, record } = this.#found;
        this.#found = {
            file,
            record: { ...record, steps: [...record.steps, { step, at: new Date().toISOString(), by: this.#by }] },
        };
        writeRecord(this.#found);
        this.#progress(step);
    }

    /**
     * The first change that a reviewer sees: the definition lets the account leave.
     *
     * @returns a function that undoes it.
     */
    sayLeaving(): UndoEdit {
        const { key, id } = this.#found.record;
        const account = this.#context.model.accounts.find((one) => one.key === key);
        if (!account || isLeaving(account, id)) return undoNothing;
        return this.#write(editToLeave(this.#context, account, id), "the definition says `state: leaving`");
    }

    /**
     * The second change: the account leaves the definition.
     *
     * @returns a function that puts it back.
     */
    sayGone(): UndoEdit {
        const { key } = this.#found.record;
        const account = this.#context.model.accounts.find((one) => one.key === key);
        if (!account) return undoNothing;
        return this.#write(editToRemove(this.#context, account), "the account is taken out of the definition");
    }

    #write(edit: LeavingEdit, what: string): UndoEdit {
        const files = edit.draft.changed.join(", ");
        const back = writeLeavingEdit(this.#context, edit);
        this.note(`${what} (${files})`);
        return (because) => {
            back();
            this.note(`${because}: the definition is again as it was before (${files})`);
        };
    }

    /**
     * Shows the whole preview, as a pull request does.
     *
     * @param undo restores the definition if Pulumi or the policy pack refuses it.
     */
    async preview(undo: UndoEdit): Promise<string> {
        const { runner } = await accountInStack(this.#context, this.#found.record.key);
        return (await this.#previewed(runner, {}, undo)).text;
    }

    /**
     * Applies `state: leaving`, which removes Pulumi's protection from the account, unless that is applied already.
     *
     * @param undo restores the definition if Pulumi or the policy pack refuses it.
     * @throws CommandError if the stack would close the account, or if the definition has other changes of it, which would be
     *   applied too.
     */
    async unprotect(undo: UndoEdit): Promise<void> {
        const { key, id } = this.#found.record;
        const found = await accountInStack(this.#context, key);
        const { runner, urns, dependents, isProtected, end } = found;
        this.#undoing(undo, () => refuse(reasonToStay(found, key, id), key, id));
        if (urns.length === 0) return;
        const isApplied = end === "leaves" && !isProtected && dependents.length === 0;
        await this.#bound(async (plan) => {
            const run = { targets: [...urns, ...dependents], plan };
            // The policy pack sees the account in this preview for the last time, so it is asked here also where an `up` without it has
            // applied the state.
            const preview = await this.#previewed(runner, run, undo);
            if (preview.changed) {
                undo("there are other changes");
                throw this.#refused(
                    `the definition has other changes, of ${key} or of other accounts, that are not applied:\n${preview.text}\nApply them first, and run the command again.`,
                );
            }
            if (isApplied) return;
            this.#hasApplied = true;
            await runner.up(run);
        });
        if (!isApplied) this.note("the stack no longer protects the account");
    }

    /**
     * Removes the account from the organisation. It stays open.
     *
     * This command calls RemoveAccountFromOrganization itself. Whether Pulumi's provider removes an account or closes it depends on
     * the state that its run finds, and that may differ from the state that was checked here. When Pulumi then deletes the account
     * from the stack, it is no member any more, and nothing can close it.
     *
     * @param undo puts the account back into the definition if AWS keeps it.
     * @returns whether this run removed it, and not an earlier one.
     */
    async remove(undo: UndoEdit): Promise<boolean> {
        const { key, id } = this.#found.record;
        const found = await accountInStack(this.#context, key);
        this.#undoing(undo, () => requireLeaving(found, key, id));
        const { runner, urns } = found;
        const targets = urns.length > 0 ? [...urns, ...namingResources(found)] : [];
        if (targets.length === 0 && (await this.isMember())) {
            throw new CommandError(
                `${key} is still a member of the organisation, but the stack no longer has it (perhaps it was removed from the state by hand). Remove it with\n` +
                    `aws organizations remove-account-from-organization --account-id ${id}\nand run the command again`,
                EXIT.failed,
            );
        }
        const member = await this.#bound(async (plan) => {
            const run = { targets, plan };
            if (targets.length > 0) await this.#planRemoval(runner, run, undo);
            const isMember = await this.isMember();
            if (isMember) await this.#takeOut(undo);
            if (targets.length > 0) await this.#forget(runner, run);
            return isMember;
        });
        this.finish(member);
        return member;
    }

    async #forget(runner: StackRunner, run: RunOptions): Promise<void> {
        const { key, id } = this.#found.record;
        try {
            await runner.up(run);
        } catch (error) {
            throw new CommandError(
                `${key} (${id}) has left the organisation, but the stack still has it. ${error instanceof Error ? error.message : String(error)}\nRun the command again: it goes on from there.`,
                EXIT.failed,
            );
        }
    }

    /**
     * Asks Pulumi what deleting the account would do: that, and updates of what names the account. Other changes of those resources are
     * not in the definition: `unprotect` would have refused them.
     */
    async #planRemoval(runner: StackRunner, run: RunOptions, undo: UndoEdit): Promise<void> {
        const preview = await this.#previewed(runner, run, undo);
        const deletes = preview.changes.delete ?? 0;
        const others = Object.entries(preview.changes).some(
            ([operation, count]) => !["same", "delete", "update"].includes(operation) && count > 0,
        );
        if (deletes === 0 || others) {
            undo("the preview shows something else");
            throw new CommandError(
                `the preview must show that ${this.#found.record.key} leaves the stack and what names it is updated, and nothing else. It shows:\n${preview.text}\nNothing was done in AWS. Correct the definition, and run the command again.`,
            );
        }
    }

    async #takeOut(undo: UndoEdit): Promise<void> {
        const { RemoveAccountFromOrganizationCommand } = await import("@aws-sdk/client-organizations");
        const { key, id } = this.#found.record;
        try {
            const client = await this.#context.clients.organizations();
            await client.send(new RemoveAccountFromOrganizationCommand({ AccountId: id }));
        } catch (error) {
            if (!(await this.isMember())) return;
            undo("the account has not left");
            throw new CommandError(
                `${key} is still a member of the organisation. AWS says: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}\n` +
                    "Correct what AWS names (a missing payment method or support plan shows only now), and run the command again.",
                EXIT.failed,
            );
        }
        this.#progress(`account ${id} has left the organisation`);
    }

    /**
     * @param run gets the path of a plan. Its preview writes the plan, and its `up` then does exactly that, even if the definition
     *   has changed meanwhile.
     */
    async #bound<T>(run: (plan: string) => Promise<T>): Promise<T> {
        const plan = path.resolve(".build", `hand-over-${this.#found.record.id}.json`);
        fs.mkdirSync(path.dirname(plan), { recursive: true });
        try {
            return await run(plan);
        } finally {
            fs.rmSync(plan, { force: true });
        }
    }

    async #previewed(runner: StackRunner, run: RunOptions, undo: UndoEdit): Promise<PulumiRun> {
        try {
            return await runner.preview(run);
        } catch (error) {
            undo("the preview was refused");
            if (error instanceof CommandError && isRefusedByPack(error)) throw this.#refused(error.message);
            if (error instanceof CommandError && needsMoreTargets(error)) {
                throw this.#refused(
                    `${error.message}\nThe definition has changes that are not applied, and what names the account waits for them. Apply them first, and run the command again.`,
                );
            }
            throw error;
        }
    }

    /** Ends the run after the definition was restored. A record of this run alone is removed, because nothing was done. */
    #refused(message: string): CommandError {
        const { file } = this.#found;
        if (this.#isContinued || this.#hasApplied) {
            return new CommandError(`${message}\nThe record ${file} stays: the next run goes on from there.`);
        }
        fs.rmSync(file, { force: true });
        return new CommandError(`${message}\nThe definition is as it was, and there is no record: nothing was done.`);
    }

    /** Undoes an edit of the definition if a check refuses. */
    #undoing(undo: UndoEdit, check: () => void): void {
        try {
            check();
        } catch (error) {
            undo("it was refused");
            throw error;
        }
    }

    /** @param here whether this run removed the account, and not an earlier one. */
    finish(here: boolean): void {
        this.note(
            here ? "the account has left the organisation, and is open" : "the organisation has the account no longer",
        );
        const { file, record } = this.#found;
        this.#found = { file, record: { ...record, finished: new Date().toISOString() } };
        writeRecord(this.#found);
    }

    async isMember(): Promise<boolean> {
        return (await describeAccount(this.#context.clients.organizationCalls, this.#found.record.id)) !== undefined;
    }
}

/** Whether the policy pack has refused a preview. The other failures of a preview are those of AWS, the network or Pulumi. */
function isRefusedByPack({ message }: CommandError): boolean {
    return message.includes("[mandatory]");
}

/** Whether a resource of the run depends on one that does not exist yet and is not part of the run. */
function needsMoreTargets({ message }: CommandError): boolean {
    return message.includes("specified in --target list");
}
