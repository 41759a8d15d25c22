import { pagesOf } from "../../aws/pagesOf";
import type { IdentityCenterCalls } from "./identityCenterCalls";

/** A user or group of an instance. */
export interface AssignedPrincipal {
    readonly instanceArn: string;
    readonly region: string;
    readonly principalType: "USER" | "GROUP";
    readonly principalId: string;
}

/** The accounts of a principal by the ARN of the permission set. */
type AccountsBySet = ReadonlyMap<string, ReadonlySet<string>>;

/** What each principal has in all accounts. Resources of one principal share the answer: one call for each 100 of its assignments. */
export class AssignmentLists {
    readonly #calls: IdentityCenterCalls;
    readonly #answers = new Map<string, Promise<AccountsBySet>>();
    /** By principal, the ARNs of the permission sets that this run has changed since the answer. */
    readonly #changed = new Map<string, Set<string>>();

    constructor(calls: IdentityCenterCalls) {
        this.#calls = calls;
    }

    /** The accounts in which the principal itself has the permission set, without what a user has through groups. */
    async accountsOf(principal: AssignedPrincipal, permissionSetArn: string): Promise<ReadonlySet<string>> {
        const key = keyOf(principal);
        if (this.#changed.get(key)?.has(permissionSetArn) === true) this.#forgetAll(key);
        const answer = this.#answers.get(key) ?? this.#ask(principal);
        this.#answers.set(key, answer);
        // A failure is asked again by the next resource.
        answer.catch(() => this.#forgetAll(key));
        return (await answer).get(permissionSetArn) ?? new Set();
    }

    /** After a change of a permission set's accounts, the next question about it is asked anew. For the principal's others, the answer holds. */
    forget(principal: AssignedPrincipal, permissionSetArn: string): void {
        const key = keyOf(principal);
        this.#changed.set(key, (this.#changed.get(key) ?? new Set()).add(permissionSetArn));
    }

    #forgetAll(key: string): void {
        this.#answers.delete(key);
        this.#changed.delete(key);
    }

    async #ask({ instanceArn, region, principalType, principalId }: AssignedPrincipal): Promise<AccountsBySet> {
        const { ListAccountAssignmentsForPrincipalCommand } = await import("@aws-sdk/client-sso-admin");
        const found = new Map<string, Set<string>>();
        const pages = pagesOf((NextToken) =>
            this.#calls.call(region, (client) =>
                client.send(
                    new ListAccountAssignmentsForPrincipalCommand({
                        InstanceArn: instanceArn,
                        PrincipalId: principalId,
                        PrincipalType: principalType,
                        MaxResults: 100,
                        NextToken,
                    }),
                ),
            ),
        );
        for await (const { AccountAssignments = [] } of pages) {
            for (const { AccountId = "", PermissionSetArn = "", PrincipalId } of AccountAssignments) {
                if (PrincipalId !== principalId) continue;
                const accounts = found.get(PermissionSetArn) ?? new Set();
                found.set(PermissionSetArn, accounts.add(AccountId));
            }
        }
        return found;
    }
}

function keyOf({ instanceArn, principalType, principalId }: AssignedPrincipal): string {
    return JSON.stringify([instanceArn, principalType, principalId]);
}
