import type { AlternateContact, AlternateContactType, RegionOptStatus } from "@aws-sdk/client-account";
import type { AwsClients } from "./awsClients";
import { unlessNamed } from "./organization";
import type { PacedCaller } from "./pacedCaller";

/**
 * AWS Account Management, as the management account asks it about members of its organisation. It answers only where the service has access to
 * the organisation.
 */
export class AccountManagement {
    readonly #clients: Pick<AwsClients, "account">;
    readonly #caller: PacedCaller;

    constructor(clients: Pick<AwsClients, "account">, caller: PacedCaller) {
        this.#clients = clients;
        this.#caller = caller;
    }

    /** Undefined if the account has no such contact. */
    async alternateContact(accountId: string, type: AlternateContactType): Promise<AlternateContact | undefined> {
        const { GetAlternateContactCommand } = await import("@aws-sdk/client-account");
        const client = await this.#clients.account();
        return unlessNamed("ResourceNotFoundException", async () => {
            const { AlternateContact: found } = await this.#caller.call("account.GetAlternateContact", () =>
                client.send(new GetAlternateContactCommand({ AccountId: accountId, AlternateContactType: type })),
            );
            return found;
        });
    }

    async regionStatus(accountId: string, region: string): Promise<RegionOptStatus | undefined> {
        const { GetRegionOptStatusCommand } = await import("@aws-sdk/client-account");
        const client = await this.#clients.account();
        const { RegionOptStatus: status } = await this.#caller.call("account.GetRegionOptStatus", () =>
            client.send(new GetRegionOptStatusCommand({ AccountId: accountId, RegionName: region })),
        );
        return status;
    }

    /**
     * The account's regions with one of these statuses, sorted.
     *
     * @param accountId undefined for the account of the credentials. AWS then needs no access of the service to the organisation.
     */
    async regions(accountId: string | undefined, statuses: RegionOptStatus[]): Promise<string[]> {
        const { ListRegionsCommand } = await import("@aws-sdk/client-account");
        const client = await this.#clients.account();
        const found = await this.#caller.pages(
            "account.ListRegions",
            (NextToken) =>
                client.send(
                    new ListRegionsCommand({ AccountId: accountId, RegionOptStatusContains: statuses, NextToken }),
                ),
            ({ Regions = [] }) => Regions.flatMap(({ RegionName }) => RegionName ?? []),
        );
        return found.sort();
    }
}
