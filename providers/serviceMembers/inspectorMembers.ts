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

    /**
     * The administrator first, and alone: AWS lets nobody else in before it scans itself, and takes either the administrator or members in a
     * call. https://github.com/hashicorp/terraform-provider-aws/pull/31038, https://github.com/cloudposse/terraform-aws-components/pull/914,
     * read on 2026-11-27; not tried on AWS.
     */
    async watch(accounts: readonly ServiceMember[]): Promise<ReadonlyMap<string, string>> {
        const { AssociateMemberCommand } = await import("@aws-sdk/client-inspector2");
        const reasons = new Map<string, string>();
        await this.#enable([this.#administratorId], reasons);
        const members = accounts.filter(({ id }) => id !== this.#administratorId);
        await fewAtATime(members, AT_A_TIME, async ({ id }) => {
            try {
                await detectionCall(() => this.#client.send(new AssociateMemberCommand({ accountId: id })));
            } catch (error) {
                reasons.set(id, error instanceof Error ? error.message : String(error));
            }
        });
        await this.#enable(
            members.map(({ id }) => id).filter((id) => !reasons.has(id)),
            reasons,
        );
        return reasons;
    }

    async #enable(ids: readonly string[], reasons: Map<string, string>): Promise<void> {
        const { EnableCommand } = await import("@aws-sdk/client-inspector2");
        const resourceTypes = [...this.#resourceTypes] as ResourceScanType[];
        for (const accountIds of batchesOf(ids, MEMBER_BATCHES.inspector2)) {
            const { failedAccounts = [] } = await detectionCall(() =>
                this.#client.send(new EnableCommand({ accountIds: [...accountIds], resourceTypes })),
            );
            rememberFailed(failedAccounts, reasons);
        }
    }

    /** The administrator last: it could let go of nobody any more. */
    async end(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
        const { DisassociateMemberCommand } = await import("@aws-sdk/client-inspector2");
        const own = ids.filter((id) => id === this.#administratorId);
        const members = ids.filter((id) => id !== this.#administratorId);
        const reasons = new Map(await this.endScans(members, Object.keys(STATES)));
        await fewAtATime(members, AT_A_TIME, async (accountId) => {
            try {
                await detectionCall(() => this.#client.send(new DisassociateMemberCommand({ accountId })));
            } catch (error) {
                reasons.set(accountId, refusalOf(error));
            }
        });
        return new Map([...reasons, ...(await this.endScans(own, Object.keys(STATES)))]);
    }

    endAll(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
        return this.end([this.#administratorId, ...ids]);
    }

    async endScans(ids: readonly string[], resourceTypes: readonly string[]): Promise<ReadonlyMap<string, string>> {
        const { DisableCommand } = await import("@aws-sdk/client-inspector2");
        const reasons = new Map<string, string>();
        const own = ids.filter((id) => id === this.#administratorId);
        const members = ids.filter((id) => id !== this.#administratorId);
        // As above: either the administrator or members in a call, and the administrator last.
        for (const accountIds of [...batchesOf(members, MEMBER_BATCHES.inspector2), ...batchesOf(own, 1)]) {
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
