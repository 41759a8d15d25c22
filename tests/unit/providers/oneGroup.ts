import assert from "node:assert/strict";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import type { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { AccountAccessProvider } from "../../../providers/accountAccessProvider";
import type { AccountAccessInputs } from "../../../providers/identityCenter/accountAccessInputs";
import { IdentityCenterCalls } from "../../../providers/identityCenter/identityCenterCalls";
import type { PartlyDoneError } from "../../../providers/support/partlyDone";

export const SET = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";

export function inputs(accounts: readonly string[], more: Partial<AccountAccessInputs> = {}): AccountAccessInputs {
    return {
        instanceArn: "arn:aws:sso:::instance/ssoins-1",
        region: "eu-central-1",
        permissionSetArn: SET,
        principalType: "GROUP",
        principalId: "g-1",
        accounts,
        principal: "group developers",
        permissionSet: "Developer",
        ...more,
    };
}

interface Sent {
    readonly TargetId?: string;
    readonly AccountId?: string;
    readonly AccountAssignmentCreationRequestId?: string;
    readonly AccountAssignmentDeletionRequestId?: string;
}

/** What the provider tells the user meanwhile. */
export async function saidDuring(run: () => Promise<unknown>): Promise<readonly unknown[]> {
    const said: unknown[] = [];
    const output = console;
    const log = output.log.bind(output);
    output.log = (text: unknown) => said.push(text);
    try {
        await run();
    } finally {
        output.log = log;
    }
    return said;
}

export const named = (name: string, message = name): Error => Object.assign(new Error(message), { name });

/** An AWS in which one group has one permission set in some accounts. */
export class OneGroup {
    readonly has: Set<string>;
    readonly calls: string[] = [];
    /** By account: AWS's reason in the background. */
    readonly reasons = new Map<string, string>();
    /** The next creations and deletions throw these. */
    readonly thrown: Error[] = [];
    /** Accounts that are closed, and those that have left the organisation. */
    readonly closed = new Set<string>();
    readonly left = new Set<string>();
    /** The next questions about an operation throw these. */
    readonly unanswered: Error[] = [];
    isThere = true;
    running = 0;
    most = 0;

    constructor(...has: string[]) {
        this.has = new Set(has);
    }

    provider(): AccountAccessProvider {
        const client = { send: (command: object) => this.#send(command as never) };
        return new AccountAccessProvider(
            new IdentityCenterCalls(
                {
                    ssoAdmin: () => Promise.resolve(client as unknown as SSOAdminClient),
                    organizations: () => Promise.resolve(client as unknown as OrganizationsClient),
                    isLocal: true,
                },
                () => Promise.resolve(),
            ),
        );
    }

    count(operation: string): number {
        return this.calls.filter((call) => call === operation).length;
    }

    // eslint-disable-next-line @typescript-eslint/require-await -- AWS's errors are rejections
    async #send({ constructor, input }: { constructor: { name: string }; input: Sent }): Promise<unknown> {
        const operation = constructor.name.replace(/Command$/, "");
        this.calls.push(operation);
        switch (operation) {
            case "ListAccountAssignmentsForPrincipal":
                if (!this.isThere) throw named("ResourceNotFoundException");
                return {
                    AccountAssignments: [...this.has].map((AccountId) => ({
                        AccountId,
                        PermissionSetArn: SET,
                        PrincipalId: "g-1",
                    })),
                };
            case "DescribeAccount":
                if (this.left.has(input.AccountId ?? "")) throw named("AccountNotFoundException");
                return { Account: { State: this.closed.has(input.AccountId ?? "") ? "CLOSED" : "ACTIVE" } };
            case "CreateAccountAssignment":
                return { AccountAssignmentCreationStatus: this.#start(input) };
            case "DeleteAccountAssignment":
                return { AccountAssignmentDeletionStatus: this.#start(input) };
            case "DescribeAccountAssignmentCreationStatus":
                return {
                    AccountAssignmentCreationStatus: this.#end(input.AccountAssignmentCreationRequestId ?? "", true),
                };
            default:
                return {
                    AccountAssignmentDeletionStatus: this.#end(input.AccountAssignmentDeletionRequestId ?? "", false),
                };
        }
    }

    #start({ TargetId: RequestId = "" }: Sent): object {
        const error = this.thrown.shift();
        if (error) throw error;
        this.most = Math.max(this.most, ++this.running);
        return { RequestId, Status: "IN_PROGRESS" };
    }

    #end(account: string, isGiven: boolean): object {
        const error = this.unanswered.shift();
        if (error) throw error;
        this.running--;
        const FailureReason = this.reasons.get(account);
        if (FailureReason !== undefined) return { Status: "FAILED", FailureReason };
        if (isGiven) this.has.add(account);
        else this.has.delete(account);
        return { Status: "SUCCEEDED" };
    }
}

export async function failureOf(run: Promise<unknown>): Promise<PartlyDoneError<AccountAccessInputs>> {
    return run.then(
        () => assert.fail("it did not fail"),
        (error: unknown) => error as PartlyDoneError<AccountAccessInputs>,
    );
}
