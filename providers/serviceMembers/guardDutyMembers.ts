import type { GuardDutyClient, UnprocessedAccount } from "@aws-sdk/client-guardduty";
import { pagesOf } from "../../aws/pagesOf";
import { MEMBER_BATCHES } from "../../limits";
import { batchesOf, detectionCall, type MemberService, type ServiceMember } from "./memberService";

/** The members of GuardDuty. Creating a member of the organisation turns GuardDuty on in its account: nobody has to accept an invitation. */
export class GuardDutyMembers implements MemberService {
    readonly #client: GuardDutyClient;
    readonly #detectorId: string;

    constructor(client: GuardDutyClient, detectorId: string) {
        this.#client = client;
        this.#detectorId = detectorId;
    }

    async watched(): Promise<ReadonlySet<string>> {
        const states = await this.#states();
        return new Set([...states].flatMap(([id, state]) => (state === "Enabled" ? [id] : [])));
    }

    async watch(accounts: readonly ServiceMember[]): Promise<ReadonlyMap<string, string>> {
        const { CreateMembersCommand, StartMonitoringMembersCommand } = await import("@aws-sdk/client-guardduty");
        const states = await this.#states();
        const reasons = new Map<string, string>();
        const isStopped = ({ id }: ServiceMember): boolean =>
            states.get(id) === "Disabled" || states.get(id) === "Paused";
        const stopped = accounts.filter(isStopped);
        const missing = accounts.filter((account) => !isStopped(account));
        for (const batch of batchesOf(missing, MEMBER_BATCHES.guardduty)) {
            const AccountDetails = batch.map(({ id, email }) => ({ AccountId: id, Email: email }));
            const { UnprocessedAccounts = [] } = await detectionCall(() =>
                this.#client.send(new CreateMembersCommand({ DetectorId: this.#detectorId, AccountDetails })),
            );
            remember(UnprocessedAccounts, reasons);
        }
        for (const batch of batchesOf(stopped, MEMBER_BATCHES.guardduty)) {
            const AccountIds = batch.map(({ id }) => id);
            const { UnprocessedAccounts = [] } = await detectionCall(() =>
                this.#client.send(new StartMonitoringMembersCommand({ DetectorId: this.#detectorId, AccountIds })),
            );
            remember(UnprocessedAccounts, reasons);
        }
        return reasons;
    }

    /** Stopped members keep their findings, and cost nothing. */
    async end(ids: readonly string[]): Promise<void> {
        const { DeleteMembersCommand, DisassociateMembersCommand, StopMonitoringMembersCommand } =
            await import("@aws-sdk/client-guardduty");
        for (const AccountIds of batchesOf(ids, MEMBER_BATCHES.guardduty)) {
            const input = { DetectorId: this.#detectorId, AccountIds: [...AccountIds] };
            await detectionCall(() => this.#client.send(new StopMonitoringMembersCommand(input)));
            await detectionCall(() => this.#client.send(new DisassociateMembersCommand(input)));
            await detectionCall(() => this.#client.send(new DeleteMembersCommand(input)));
        }
    }

    /** GuardDuty refuses to let go of members while it turns itself on in all accounts, and an administrator with members keeps its detector. */
    async endAll(): Promise<void> {
        const { UpdateOrganizationConfigurationCommand } = await import("@aws-sdk/client-guardduty");
        await detectionCall(() =>
            this.#client.send(
                new UpdateOrganizationConfigurationCommand({
                    DetectorId: this.#detectorId,
                    AutoEnableOrganizationMembers: "NONE",
                }),
            ),
        );
        await this.end([...(await this.#states()).keys()]);
    }

    async #states(): Promise<ReadonlyMap<string, string>> {
        const { ListMembersCommand } = await import("@aws-sdk/client-guardduty");
        const found = new Map<string, string>();
        const pages = pagesOf((NextToken) =>
            detectionCall(() =>
                this.#client.send(
                    new ListMembersCommand({
                        DetectorId: this.#detectorId,
                        OnlyAssociated: "false",
                        MaxResults: MEMBER_BATCHES.guardduty,
                        ...(NextToken && { NextToken }),
                    }),
                ),
            ),
        );
        for await (const { Members = [] } of pages) {
            for (const { AccountId, RelationshipStatus } of Members) {
                if (AccountId !== undefined) found.set(AccountId, RelationshipStatus ?? "");
            }
        }
        return found;
    }
}

function remember(unprocessed: readonly UnprocessedAccount[], reasons: Map<string, string>): void {
    for (const { AccountId, Result } of unprocessed) {
        if (AccountId !== undefined) reasons.set(AccountId, Result ?? "AWS gives no reason");
    }
}
