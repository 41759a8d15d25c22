import type { AccountCreation } from "../../aws/organization";
import type { Problem } from "../../definition";
import { ACCOUNT_QUOTA } from "../../limits";
import { dailyProblems, type InvitationCounts } from "../invitations";

/** What AWS says about the quota of accounts. */
export type QuotaAnswer =
    | {
          readonly quota: number;
          /** The region in which Service Quotas answers for the organisation. */
          readonly region: string;
      }
    /** Why it is not known. */
    | { readonly unknown: string };

/** What is asked of AWS about accounts that are created. */
export interface CreationReader {
    /** The accounts that AWS is creating now. */
    inProgress(): Promise<readonly AccountCreation[]>;
    quota(): Promise<QuotaAnswer>;
    /** How many invitations of the organisation are neither answered nor expired. */
    openInvitations(): Promise<number>;
}

/**
 * Checks whether AWS allows the accounts that a run creates and invites. If AWS does not answer, this only warns, because nothing can be
 * lost: AWS itself refuses each account beyond its quota (ACCOUNT_LIMIT_EXCEEDED), and the accounts that it creates are in the
 * definition. An account that replaces another is created before the other one leaves, so the other one stays if that fails.
 *
 * @param accounts of the organisation, the management account and closed ones too; undefined: it has none yet.
 * @param location the definition's place.
 */
export async function checkQuota(
    aws: CreationReader,
    accounts: number | undefined,
    created: number,
    { toSend, sentToday }: InvitationCounts,
    location: string,
): Promise<{ readonly problems: readonly Problem[]; readonly warnings: readonly string[] }> {
    const unchecked = (why: string): Awaited<ReturnType<typeof checkQuota>> => ({
        problems: [],
        warnings: [`Whether AWS allows ${created + toSend} more accounts was not checked: ${why}`],
    });
    try {
        const [answer, invitations] = await Promise.all([
            aws.quota(),
            accounts === undefined ? 0 : aws.openInvitations(),
        ]);
        if ("unknown" in answer) return unchecked(answer.unknown);
        const { quota, region } = answer;
        const usage = { accounts: accounts ?? 1, invitations };
        return {
            problems: [
                ...quotaProblems(usage, { created, invited: toSend }, quota, region, location),
                ...dailyProblems(sentToday, toSend, quota, location),
            ],
            warnings: [],
        };
    } catch (error) {
        return unchecked(
            `${String(error)} (it takes servicequotas:GetServiceQuota and organizations:ListHandshakesForOrganization)`,
        );
    }
}

/** What AWS counts towards the quota of accounts. */
export interface QuotaUsage {
    /** The management account, and closed accounts until they are purged. */
    readonly accounts: number;
    /** Invitations that are neither answered nor expired. */
    readonly invitations: number;
}

/** What a run adds to that. */
export interface QuotaAddition {
    readonly created: number;
    readonly invited: number;
}

/**
 * Refuses to create and invite more accounts than AWS allows.
 *
 * @param more what would be added.
 * @param quota how many AWS allows.
 * @param region the region in which Service Quotas answers for the organisation.
 * @param location the definition's place.
 */
export function quotaProblems(
    usage: QuotaUsage,
    more: QuotaAddition,
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
                `${describeAddition(more)}. The organisation has ${has.join(" and ")}, which makes ${wanted}, but AWS allows ${quota}. ` +
                "The management account counts, and so do closed accounts for 90 days. Leave some out, or ask AWS for more:\n" +
                `aws service-quotas request-service-quota-increase --region ${region} --service-code ${serviceCode} --quota-code ${quotaCode} --desired-value ${wanted}` +
                (region === "us-east-1"
                    ? `\nor in the console: https://${region}.console.aws.amazon.com/servicequotas/home/services/${serviceCode}/quotas/${quotaCode}`
                    : ""),
        },
    ];
}

function describeAddition({ created, invited }: QuotaAddition): string {
    if (invited === 0) return `${count(created, "account")} would be created`;
    if (created === 0) return `${count(invited, "account")} would be invited`;
    return `${count(created, "account")} would be created, and ${invited} invited`;
}

function count(number: number, what: string): string {
    return `${number} ${what}${number === 1 ? "" : "s"}`;
}
