import type { AwsClients } from "../../aws/clients";
import type { Problem } from "../../definition";
import { ACCOUNT_QUOTA } from "../../limits";

/** What AWS counts towards the quota of accounts. */
export interface Usage {
    /** The management account, and closed accounts until they are purged. */
    readonly accounts: number;
    /** Invitations that are neither answered nor expired. */
    readonly invitations: number;
}

/**
 * @param fresh how many accounts would be created.
 * @param quota how many AWS allows.
 * @param region where Service Quotas answers for the organisation.
 * @param location the definition's place.
 */
export function quotaProblems(usage: Usage, fresh: number, quota: number, region: string, location: string): Problem[] {
    const { accounts, invitations } = usage;
    const wanted = accounts + invitations + fresh;
    if (wanted <= quota) return [];
    const { serviceCode, quotaCode } = ACCOUNT_QUOTA;
    const has = [count(accounts, "account"), ...(invitations > 0 ? [count(invitations, "open invitation")] : [])];
    return [
        {
            place: { file: location },
            path: ["accounts"],
            message:
                `${count(fresh, "account")} would be created. The organisation has ${has.join(" and ")}, which makes ${wanted}, and AWS allows ${quota}. ` +
                "The management account counts, and so do closed accounts for 90 days. Leave some out, or ask AWS for more:\n" +
                `aws service-quotas request-service-quota-increase --region ${region} --service-code ${serviceCode} --quota-code ${quotaCode} --desired-value ${wanted}` +
                (region === "us-east-1"
                    ? `\nor in the console: https://${region}.console.aws.amazon.com/servicequotas/home/services/${serviceCode}/quotas/${quotaCode}`
                    : ""),
        },
    ];
}

function count(number: number, what: string): string {
    return `${number} ${what}${number === 1 ? "" : "s"}`;
}

/** How many accounts AWS allows the organisation. Until somebody asks for more, only the default is known. */
export async function accountQuota(clients: AwsClients): Promise<number> {
    const { GetAWSDefaultServiceQuotaCommand, GetServiceQuotaCommand, NoSuchResourceException } =
        await import("@aws-sdk/client-service-quotas");
    const client = await clients.serviceQuotas();
    const asked = { ServiceCode: ACCOUNT_QUOTA.serviceCode, QuotaCode: ACCOUNT_QUOTA.quotaCode };
    const value = async (): Promise<number | undefined> => {
        try {
            return (await client.send(new GetServiceQuotaCommand(asked))).Quota?.Value;
        } catch (error) {
            if (!(error instanceof NoSuchResourceException)) throw error;
            return (await client.send(new GetAWSDefaultServiceQuotaCommand(asked))).Quota?.Value;
        }
    };
    const quota = await value();
    if (quota === undefined) throw new Error("Service Quotas gave no value");
    return quota;
}

/** How many invitations of the organisation are open. */
export async function openInvitations(clients: AwsClients): Promise<number> {
    const { paginateListHandshakesForOrganization } = await import("@aws-sdk/client-organizations");
    const pages = paginateListHandshakesForOrganization(
        { client: await clients.organizations() },
        { Filter: { ActionType: "INVITE" } },
    );
    let open = 0;
    for await (const { Handshakes = [] } of pages) {
        open += Handshakes.filter(({ State }) => State === "REQUESTED" || State === "OPEN").length;
    }
    return open;
}
