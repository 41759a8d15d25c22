import type { Macie2Client } from "@aws-sdk/client-macie2";
import { fewAtATime } from "../../aws/fewAtATime";
import { detectionCall, refusalOf, type MemberService, type ServiceMember } from "./memberService";

/** Calls that run at a time: AWS takes one account in each. */
const AT_A_TIME = 5;

/** The members of Macie. Creating a member of the organisation turns Macie on in its account. */
export class MacieMembers implements MemberService {
    readonly #client: Macie2Client;

    constructor(client: Macie2Client) {
        this.#client = client;
    }

    async watched(): Promise<ReadonlySet<string>> {
        const states = await this.#states();
        return new Set([...states].flatMap(([id, state]) => (state === "Enabled" ? [id] : [])));
    }

    /** An account that was let go is still paused when it comes back. */
    async watch(accounts: readonly ServiceMember[]): Promise<ReadonlyMap<string, string>> {
        const { CreateMemberCommand, UpdateMemberSessionCommand } = await import("@aws-sdk/client-macie2");
        const before = await this.#states();
        const isMember = (states: ReadonlyMap<string, string>, id: string): boolean =>
            states.get(id) === "Enabled" || states.get(id) === "Paused";
        const reasons = await this.#each(
            accounts.filter(({ id }) => !isMember(before, id)),
            ({ id, email }) => this.#client.send(new CreateMemberCommand({ account: { accountId: id, email } })),
        );
        const after = await this.#states();
        const resumed = await this.#each(
            accounts.filter(({ id }) => after.get(id) === "Paused"),
            ({ id }) => this.#client.send(new UpdateMemberSessionCommand({ id, status: "ENABLED" })),
        );
        return new Map([...reasons, ...resumed]);
    }

    /** Calls AWS for each account. Returns AWS's reason for each that it refuses. */
    async #each(
        accounts: readonly ServiceMember[],
        call: (account: ServiceMember) => Promise<unknown>,
    ): Promise<Map<string, string>> {
        const reasons = new Map<string, string>();
        await fewAtATime(accounts, AT_A_TIME, async (account) => {
            try {
                await detectionCall(() => call(account));
            } catch (error) {
                reasons.set(account.id, error instanceof Error ? error.message : String(error));
            }
        });
        return reasons;
    }

    /** A paused account keeps its findings for 90 days, and costs nothing. One that is only let go would go on, and be billed. */
    async end(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
        const { DeleteMemberCommand, DisassociateMemberCommand, UpdateMemberSessionCommand } =
            await import("@aws-sdk/client-macie2");
        const reasons = new Map<string, string>();
        await fewAtATime(ids, AT_A_TIME, async (id) => {
            try {
                await detectionCall(() => this.#client.send(new UpdateMemberSessionCommand({ id, status: "PAUSED" })));
                await detectionCall(() => this.#client.send(new DisassociateMemberCommand({ id })));
                await detectionCall(() => this.#client.send(new DeleteMemberCommand({ id })));
            } catch (error) {
                reasons.set(id, refusalOf(error));
            }
        });
        return reasons;
    }

    async endAll(): Promise<ReadonlyMap<string, string>> {
        const states = await this.#states();
        return this.end([...states].flatMap(([id, state]) => (state === "Enabled" || state === "Paused" ? [id] : [])));
    }

    async #states(): Promise<ReadonlyMap<string, string>> {
        const { ListMembersCommand } = await import("@aws-sdk/client-macie2");
        const found = new Map<string, string>();
        let nextToken: string | undefined;
        do {
            const token: string | undefined = nextToken;
            const page = await detectionCall(() =>
                this.#client.send(
                    new ListMembersCommand({ onlyAssociated: "false", ...(token && { nextToken: token }) }),
                ),
            );
            for (const { accountId, relationshipStatus } of page.members ?? []) {
                if (accountId !== undefined) found.set(accountId, relationshipStatus ?? "");
            }
            nextToken = page.nextToken;
        } while (nextToken !== undefined);
        return found;
    }
}
