import type { AwsClients } from "../../aws/awsClients";
import type { AwsSettings } from "../../aws/awsSettings";
import { ACCOUNT_QUOTA } from "../../limits";
import type { QuotaAnswer } from "../creation";

/** How many accounts AWS allows the organisation. Until somebody asks for more, only the default is known. */
export async function accountQuota(clients: AwsClients, { endpoints }: AwsSettings): Promise<QuotaAnswer> {
    // Never ask the real AWS about the accounts of a local one.
    if (endpoints.organizations !== undefined && endpoints.servicequotas === undefined) {
        return { unknown: "aws:endpoints names organizations but not servicequotas" };
    }
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
    return { quota, region: clients.homeRegion };
}
