import type { AccountState, FailedAccount, Inspector2Client, ResourceScanType } from "@aws-sdk/client-inspector2";
import { fewAtATime } from "../../aws/fewAtATime";
import { MEMBER_BATCHES } from "../../limits";
import { batchesOf, detectionCall, refusalOf, type MemberService, type ServiceMember } from "./memberService";

/** Calls that run at a time, where AWS takes one account in each. */
const AT_A_TIME = 5;

/** AWS's names of what Inspector scans, and of their states in its answer. */
const STATES: Readonly<Record<string, keyof NonNullable<AccountState["resourceState"]>>> = {
    EC2: "ec2",
    ECR: "ecr",
    LAMBDA: "lambda",
    LAMBDA_CODE: "lambdaCode",
};

/** The members of Inspector. An account is associated with the administrator, and then scanned. The administrator scans itself too. */
export class InspectorMembers implements MemberService {
    readonly #client: Inspector2Client;
    readonly #administratorId: string;
    readonly #resourceTypes: readonly string[];
    readonly #asked: readonly string[];

    /** @param asked the ids of the accounts that are looked at. */
    constructor(
        client: Inspector2Client,
        administratorId: string,
        resourceTypes: readonly string[],
        asked: readonly string[],
    ) {
        this.#client = client;
        this.#administratorId = administratorId;
        this.#resourceTypes = resourceTypes;
        this.#asked = asked;
    }

    async watched(): Promise<ReadonlySet<string>> {
        const { BatchGetAccountStatusCommand } = await import("@aws-sdk/client-inspector2");
        const found = new Set<string>();
        for (const accountIds of batchesOf([this.#administratorId, ...this.#asked], MEMBER_BATCHES.inspector2)) {
            const { accounts = [] } = await detectionCall(() =>
                this.#client.send(new BatchGetAccountStatusCommand({ accountIds: [...accountIds] })),
            );
            for (const account of accounts) {
                if (account.accountId !== undefined && this.#isScanned(account)) found.add(account.accountId);
            }
        }
        return found;
    }

    async watch(accounts: readonly ServiceMember[]): Promise<ReadonlyMap<string, string>> {
        const { AssociateMemberCommand, EnableCommand } = await import("@aws-sdk/client-inspector2");
        const reasons = new Map<string, string>();
        const members = accounts.filter(({ id }) => id !== this.#administratorId);
        await fewAtATime(members, AT_A_TIME, async ({ id }) => {
            try {
                await detectionCall(() => this.#client.send(new AssociateMemberCommand({ accountId: id })));
            } catch (error) {
                reasons.set(id, error instanceof Error ? error.message : String(error));
            }
        });
        const ids = [this.#administratorId, ...members.map(({ id }) => id).filter((id) => !reasons.has(id))];
        for (const accountIds of batchesOf(ids, MEMBER_BATCHES.inspector2)) {
            const { failedAccounts = [] } = await detectionCall(() =>
                this.#client.send(
                    new EnableCommand({
                        accountIds: [...accountIds],
                        resourceTypes: [...this.#resourceTypes] as ResourceScanType[],
                    }),
                ),
            );
            rememberFailed(failedAccounts, reasons);
        }
        return reasons;
    }

    async end(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
        const { DisassociateMemberCommand } = await import("@aws-sdk/client-inspector2");
        const reasons = new Map(await this.endScans(ids, Object.keys(STATES)));
        const members = ids.filter((id) => id !== this.#administratorId);
        await fewAtATime(members, AT_A_TIME, async (accountId) => {
            try {
                await detectionCall(() => this.#client.send(new DisassociateMemberCommand({ accountId })));
            } catch (error) {
                reasons.set(accountId, refusalOf(error));
            }
        });
        return reasons;
    }

    endAll(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
        return this.end([this.#administratorId, ...ids]);
    }

    async endScans(ids: readonly string[], resourceTypes: readonly string[]): Promise<ReadonlyMap<string, string>> {
        const { DisableCommand } = await import("@aws-sdk/client-inspector2");
        const reasons = new Map<string, string>();
        for (const accountIds of batchesOf(ids, MEMBER_BATCHES.inspector2)) {
            const { failedAccounts = [] } = await detectionCall(() =>
                this.#client.send(
                    new DisableCommand({
                        accountIds: [...accountIds],
                        resourceTypes: [...resourceTypes] as ResourceScanType[],
                    }),
                ),
            );
            rememberFailed(failedAccounts, reasons);
        }
        return reasons;
    }

    #isScanned({ resourceState }: AccountState): boolean {
        return this.#resourceTypes.every((type) => {
            const key = STATES[type];
            const status = key && resourceState?.[key]?.status;
            return status === "ENABLED" || status === "ENABLING";
        });
    }
}

function rememberFailed(failed: readonly FailedAccount[], reasons: Map<string, string>): void {
    for (const { accountId, errorMessage, errorCode } of failed) {
        if (accountId !== undefined) reasons.set(accountId, errorMessage ?? errorCode ?? "AWS gives no reason");
    }
}
