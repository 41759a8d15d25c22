import type { AwsClients } from "../../aws/awsClients";
import { isInvitation, isOpen, listHandshakes } from "../../aws/organization";
import type { Problem } from "../../definition";
import { ACCOUNT_QUOTA } from "../../limits";

/** What AWS counts towards the quota of accounts. */
export interface Usage {
    /** The management account, and closed accounts until they are purged. */
    readonly accounts: number;
    /** Invitations that are neither answered nor expired. */
    readonly invitations: number;
}

/** What a run adds to that. */
export interface Addition {
    readonly created: number;
    readonly invited: number;
}

/**
 * @param more what would be added.
 * @param quota how many AWS allows.
 * @param region where Service Quotas answers for the organisation.
 * @param location the definition's place.
 */
export function quotaProblems(
    usage: Usage,
    more: Addition,
    quota: number,
    region: string,
    location: string,
): Problem[] {
    const { accounts, invitations } = usage;
    const { created, invited } = more;
    const wanted = accounts + invitations + created + invited;
    if (wanted <= quota) return [];
    const { serviceCode, quotaCode } = ACCOUNT_QUOTA;
    const has = [count(accounts, "account"), ...(invitations > 0 ? [count(invitations, "open invitation")] : [])];
    return [
        {
            place: { file: location },
            path: ["accounts"],
            message:
                `${what(more)}. The organisation has ${has.join(" and ")}, which makes ${wanted}, and AWS allows ${quota}. ` +
                "The management account counts, and so do closed accounts for 90 days. Leave some out, or ask AWS for more:\n" +
                `aws service-quotas request-service-quota-increase --region ${region} --service-code ${serviceCode} --quota-code ${quotaCode} --desired-value ${wanted}` +
                (region === "us-east-1"
                    ? `\nor in the console: https://${region}.console.aws.amazon.com/servicequotas/home/services/${serviceCode}/quotas/${quotaCode}`
                    : ""),
        },
    ];
}

function what({ created, invited }: Addition): string {
    if (invited === 0) return `${count(created, "account")} would be created`;
    if (created === 0) return `${count(invited, "account")} would be invited`;
    return `${count(created, "account")} would be created, and ${invited} invited`;
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
    const handshakes = await listHandshakes(clients.organizationCalls);
    return handshakes.filter((handshake) => isInvitation(handshake) && isOpen(handshake)).length;
}
