import type { GuardDutyClient, UnprocessedAccount } from "@aws-sdk/client-guardduty";
import { pagesOf } from "../../aws/pagesOf";
import { MEMBER_BATCHES } from "../../limits";
import { batchesOf, detectionCall, refusalOf, type MemberService, type ServiceMember } from "./memberService";

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

    /**
     * GuardDuty is on for all accounts of the organisation, and refuses to let one of them go: it ends when the account has left the
     * organisation or is closed. What it refuses is AWS's reason.
     * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_StopMonitoringMembers.html, read on 2026-11-27.
     */
    async end(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
        try {
            return await this.#end(ids);
        } catch (error) {
            const reason = refusalOf(error);
            return new Map(ids.map((id) => [id, reason]));
        }
    }

    /** GuardDuty refuses to let go of members while it turns itself on in all accounts, and an administrator with members keeps its detector. */
    async endAll(): Promise<ReadonlyMap<string, string>> {
        const { UpdateOrganizationConfigurationCommand } = await import("@aws-sdk/client-guardduty");
        await detectionCall(() =>
            this.#client.send(
                new UpdateOrganizationConfigurationCommand({
                    DetectorId: this.#detectorId,
                    AutoEnableOrganizationMembers: "NONE",
                }),
            ),
        );
        return this.#end([...(await this.#states()).keys()]);
    }

    /** Stopped members keep their findings, and cost nothing. */
    async #end(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
        const { DeleteMembersCommand, DisassociateMembersCommand, StopMonitoringMembersCommand } =
            await import("@aws-sdk/client-guardduty");
        const reasons = new Map<string, string>();
        for (const AccountIds of batchesOf(ids, MEMBER_BATCHES.guardduty)) {
            const input = { DetectorId: this.#detectorId, AccountIds: [...AccountIds] };
            for (const command of [
                () => this.#client.send(new StopMonitoringMembersCommand(input)),
                () => this.#client.send(new DisassociateMembersCommand(input)),
                () => this.#client.send(new DeleteMembersCommand(input)),
            ]) {
                const { UnprocessedAccounts = [] } = await detectionCall(command);
                remember(UnprocessedAccounts, reasons);
            }
        }
        return reasons;
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
