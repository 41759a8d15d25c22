import { exceptionName } from "../../aws/organization";
import type { AccountAssignmentOperationStatus } from "@aws-sdk/client-sso-admin";
import { formatCount, list } from "../../limits";
import type { AccountAccessInputs } from "./accountAccessInputs";
import { type IdentityCenterCalls } from "./identityCenterCalls";
import { showProgress } from "../support/showProgress";

/** Accounts in which access is given and taken away. */
export interface AssignmentChange {
    readonly add: readonly string[];
    readonly remove: readonly string[];
}

export interface ChangedAssignments {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    /** Where access was to be given, and AWS has begun and may still do it. */
    readonly begun: readonly string[];
    /** One sentence for each of AWS's reasons, with the accounts. */
    readonly failures: readonly string[];
}

/** The fewest accounts of which progress is reported. */
const MANY = 20;

/** The most accounts that a message names. */
const MOST_NAMED = 20;

/** AWS has begun with an assignment, and it is not known how it ended. */
class UnknownEndError extends Error {
    constructor(cause: unknown) {
        super(cause instanceof Error ? cause.message : String(cause), { cause });
        this.name = "UnknownEndError";
    }
}

interface RefusedAccount {
    readonly account: string;
    /** The access was to be given, and not to be taken away. */
    readonly isGiven: boolean;
    readonly error: unknown;
}

/** Gives and takes away the access of one principal to one permission set, in all accounts at the same time. */
export class AssignmentChanges {
    readonly #of: AccountAccessInputs;

    constructor(of: AccountAccessInputs) {
        this.#of = of;
    }

    /** It tries every account, also after a failure. */
    async run({ add, remove }: AssignmentChange, calls: IdentityCenterCalls): Promise<ChangedAssignments> {
        const [added, removed, begun]: [string[], string[], string[]] = [[], [], []];
        const failures: RefusedAccount[] = [];
        const progress = new ReportedProgress(
            `${this.#of.permissionSet} of ${this.#of.principal}`,
            add.length + remove.length,
        );
        const each = async (account: string, done: string[], run: () => Promise<void>): Promise<void> => {
            try {
                await calls.outstanding(run);
                done.push(account);
            } catch (error) {
                const isGiven = done === added;
                if (isGiven && error instanceof UnknownEndError) begun.push(account);
                failures.push({ account, isGiven, error });
            }
            progress.advance();
        };
        await Promise.all([
            ...add.map((account) => each(account, added, () => this.#give(account, calls))),
            ...remove.map((account) => each(account, removed, () => this.#takeAway(account, calls))),
        ]);
        return { added, removed, begun, failures: this.#reasons(failures) };
    }

    async #give(account: string, calls: IdentityCenterCalls): Promise<void> {
        const { CreateAccountAssignmentCommand, DescribeAccountAssignmentCreationStatusCommand } =
            await import("@aws-sdk/client-sso-admin");
        const { region, instanceArn: InstanceArn } = this.#of;
        const { AccountAssignmentCreationStatus: started = {} } = await calls.call(region, (client) =>
            client.send(new CreateAccountAssignmentCommand(this.#assignment(account))),
        );
        await this.#finished(started, calls, async (AccountAssignmentCreationRequestId) => {
            const { AccountAssignmentCreationStatus: status = {} } = await calls.call(region, (client) =>
                client.send(
                    new DescribeAccountAssignmentCreationStatusCommand({
                        InstanceArn,
                        AccountAssignmentCreationRequestId,
                    }),
                ),
            );
            return status;
        });
    }

    /** In an account that has left the organisation or is closed, nothing is left to take away. */
    async #takeAway(account: string, calls: IdentityCenterCalls): Promise<void> {
        const { DeleteAccountAssignmentCommand, DescribeAccountAssignmentDeletionStatusCommand } =
            await import("@aws-sdk/client-sso-admin");
        const { region, instanceArn: InstanceArn } = this.#of;
        try {
            const { AccountAssignmentDeletionStatus: started = {} } = await calls.call(region, (client) =>
                client.send(new DeleteAccountAssignmentCommand(this.#assignment(account))),
            );
            await this.#finished(started, calls, async (AccountAssignmentDeletionRequestId) => {
                const { AccountAssignmentDeletionStatus: status = {} } = await calls.call(region, (client) =>
                    client.send(
                        new DescribeAccountAssignmentDeletionStatusCommand({
                            InstanceArn,
                            AccountAssignmentDeletionRequestId,
                        }),
                    ),
                );
                return status;
            });
        } catch (error) {
            const isGone = !(error instanceof UnknownEndError) && exceptionName(error) === "ResourceNotFoundException";
            if (isGone || (await hasGone(account, calls))) return;
            throw error;
        }
    }

    async #finished(
        started: AccountAssignmentOperationStatus,
        calls: IdentityCenterCalls,
        ask: (request: string) => Promise<AccountAssignmentOperationStatus>,
    ): Promise<void> {
        const { RequestId = "" } = started;
        const isDone = ({ Status }: AccountAssignmentOperationStatus): boolean =>
            Status === "SUCCEEDED" || Status === "FAILED";
        const done = isDone(started)
            ? started
            : await calls
                  .untilDone("assignment", async () => {
                      const status = await ask(RequestId);
                      return isDone(status) ? status : undefined;
                  })
                  .catch((error: unknown) => {
                      throw new UnknownEndError(error);
                  });
        if (done.Status === "FAILED") throw new Error(done.FailureReason ?? "AWS gives no reason");
    }

    #assignment(account: string) {
        const { instanceArn, permissionSetArn, principalType, principalId } = this.#of;
        return {
            InstanceArn: instanceArn,
            PermissionSetArn: permissionSetArn,
            PrincipalType: principalType,
            PrincipalId: principalId,
            TargetType: "AWS_ACCOUNT" as const,
            TargetId: account,
        };
    }

    /** AWS refuses all accounts for the same reason more often than one. Some reasons name the account. */
    #reasons(refused: readonly RefusedAccount[]): string[] {
        const { principal, permissionSet } = this.#of;
        const accounts = new Map<string, string[]>();
        for (const { account, isGiven, error } of refused) {
            const why = (error instanceof Error ? error.message : String(error)).replaceAll(account, "(the account)");
            const what = isGiven
                ? `give ${principal} ${permissionSet}`
                : `take ${permissionSet} away from ${principal}`;
            const reason =
                error instanceof UnknownEndError
                    ? `AWS has begun to ${what}, and how it ended is not known: ${why}`
                    : `AWS did not ${what}: ${why}`;
            accounts.set(reason, [...(accounts.get(reason) ?? []), account]);
        }
        return [...accounts]
            .map(([reason, ids]) => {
                const all = ids.sort();
                return all.length === 1
                    ? `account ${all.join("")}: ${reason}`
                    : `${formatCount(all.length)} accounts (${list(all, MOST_NAMED)}): ${reason}`;
            })
            .sort();
    }
}

/** States of an account in which nobody can work. */
const GONE: readonly string[] = ["SUSPENDED", "PENDING_CLOSURE", "CLOSED"];

/** Whether the account is no active member of the organisation. */
export async function hasGone(account: string, calls: IdentityCenterCalls): Promise<boolean> {
    const { DescribeAccountCommand } = await import("@aws-sdk/client-organizations");
    try {
        const client = await calls.organizations();
        const { Account } = await client.send(new DescribeAccountCommand({ AccountId: account }));
        // AWS is about to remove the member Status; State says the same and more.
        return GONE.includes(Account?.State ?? Account?.Status ?? "");
    } catch (error) {
        return exceptionName(error) === "AccountNotFoundException";
    }
}

/** Lines of text that Pulumi shows while it waits: a tenth of the accounts each. */
class ReportedProgress {
    readonly #what: string;
    readonly #all: number;
    #done = 0;

    constructor(what: string, all: number) {
        this.#what = what;
        this.#all = all;
    }

    advance(): void {
        this.#done++;
        if (this.#all < MANY || this.#done === this.#all) return;
        if (this.#done % Math.ceil(this.#all / 10) === 0) {
            showProgress(`${this.#what}: ${formatCount(this.#done)} of ${formatCount(this.#all)} accounts`);
        }
    }
}
