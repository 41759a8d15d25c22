import { CommandError, EXIT } from "../command";
import type { Context } from "../context";
import type { PulumiRun } from "../pulumi";
import { isLeaving, letLeave, takeOut, write, type Edit } from "./definition";
import { writeRecord, type FoundRecord } from "./record";
import { accountInStack } from "./stack";

/** Takes an edit of the definition back, and says why in the record. */
export type Undo = (because: string) => void;

export const nothing: Undo = () => undefined;

/** What one run of the command does: it knows nothing but what the record, the definition, the stack and AWS tell. */
export class HandOver {
    readonly #context: Context;
    readonly #by: string;
    readonly #progress: (line: string) => void;
    #found: FoundRecord;

    /** @param by ARN of the caller, for the record. */
    constructor(context: Context, found: FoundRecord, by: string, progress: (line: string) => void) {
        this.#context = context;
        this.#found = found;
        this.#by = by;
        this.#progress = progress;
    }

    get found(): FoundRecord {
        return this.#found;
    }

    /** Keeps what was done. The record is written anew each time: whoever comes after a crash finds it. */
    note(step: string): void {
        const { file, record } = this.#found;
        this.#found = {
            file,
            record: { ...record, steps: [...record.steps, { step, at: new Date().toISOString(), by: this.#by }] },
        };
        writeRecord(this.#found);
        this.#progress(step);
    }

    /** The definition lets the account leave: the first of the two changes that a reviewer sees. @returns takes it back. */
    sayLeaving(): Undo {
        const { key, id } = this.#found.record;
        const account = this.#context.model.accounts.find((one) => one.key === key);
        if (!account || isLeaving(account, id)) return nothing;
        return this.#write(letLeave(this.#context, account, id), "the definition says `state: leaving`");
    }

    /** The second change. @returns puts the account back into the definition. */
    sayGone(): Undo {
        const { key } = this.#found.record;
        const account = this.#context.model.accounts.find((one) => one.key === key);
        if (!account) return nothing;
        return this.#write(takeOut(this.#context, account), "the account is taken out of the definition");
    }

    #write(edit: Edit, what: string): Undo {
        const files = edit.draft.changed.join(", ");
        const back = write(this.#context, edit);
        this.note(`${what} (${files})`);
        return (because) => {
            back();
            this.note(`${because}: the definition is again as it was before (${files})`);
        };
    }

    /**
     * Shows the whole preview, as a pull request does.
     *
     * @param undo takes the definition back, where Pulumi or the policy pack refuses it.
     */
    async preview(undo: Undo): Promise<string> {
        const { runner } = await accountInStack(this.#context, this.#found.record.key);
        try {
            return (await runner.preview()).text;
        } catch (error) {
            undo("the preview was refused");
            throw error;
        }
    }

    /**
     * Takes Pulumi's protection off the account.
     *
     * @param undo takes the definition back, where Pulumi or the policy pack refuses it.
     * @throws CommandError where the definition has other changes of the account, which would be carried along.
     */
    async unprotect(undo: Undo): Promise<void> {
        const { key } = this.#found.record;
        const { runner, urns, dependents, isProtected } = await accountInStack(this.#context, key);
        if (urns.length === 0 || (!isProtected && dependents.length === 0)) return;
        const targets = [...urns, ...dependents];
        let preview: PulumiRun;
        try {
            preview = await runner.preview({ targets });
        } catch (error) {
            undo("the preview was refused");
            throw error;
        }
        if (preview.changed) {
            undo("there are other changes");
            throw new CommandError(
                `the definition has other changes of ${key}, or of accounts beside it, that are not applied:\n${preview.text}\nApply them first, and run the command again.`,
            );
        }
        await runner.up({ targets });
        this.note("the stack no longer protects the account");
    }

    /**
     * The account leaves the organisation, open: Pulumi deletes it, and its provider calls RemoveAccountFromOrganization.
     *
     * @param undo puts the account back into the definition, for the case that AWS keeps it.
     */
    async remove(undo: Undo): Promise<void> {
        const { key } = this.#found.record;
        const { runner, urns } = await accountInStack(this.#context, key);
        try {
            if (urns.length > 0) await runner.up({ targets: urns });
        } catch (error) {
            if (await this.isMember()) {
                undo("the account has not left");
                throw new CommandError(
                    `${key} is still a member of the organisation. ${error instanceof Error ? error.message : String(error)}\n` +
                        "Mend what AWS says (a missing payment method or support plan is known to nobody before), and run the command again.",
                    EXIT.failed,
                );
            }
            throw error;
        }
        if (await this.isMember()) {
            throw new CommandError(
                `${key} is still a member of the organisation, and the stack no longer knows it: was it imported by hand? Take it out with\n` +
                    `aws organizations remove-account-from-organization --account-id ${this.#found.record.id}\nand run the command again`,
                EXIT.failed,
            );
        }
        this.finish();
    }

    finish(): void {
        this.note("the account has left the organisation, and is open");
        const { file, record } = this.#found;
        this.#found = { file, record: { ...record, finished: new Date().toISOString() } };
        writeRecord(this.#found);
    }

    async isMember(): Promise<boolean> {
        const { DescribeAccountCommand } = await import("@aws-sdk/client-organizations");
        try {
            await (
                await this.#context.clients.organizations()
            ).send(new DescribeAccountCommand({ AccountId: this.#found.record.id }));
            return true;
        } catch (error) {
            if (error instanceof Error && error.name === "AccountNotFoundException") return false;
            throw error;
        }
    }
}
