import type { AwsClients } from "./awsClients";
import { exceptionName } from "./organization";
import { REGIONS_ON_BY_DEFAULT } from "../limits";

/** The organisation's instance of IAM Identity Center. It is enabled once in the console; no API makes one. */
export interface IdentityCenterInstance {
    readonly arn: string;
    readonly identityStoreId: string;
    /** The one region in which it answers. */
    readonly region: string;
}

/** The one region that is known, or the region that is likely and, if it has none, all others. */
export type InstanceRegion = { readonly in: string } | { readonly likely: string };

/**
 * Finds the organisation's instance. One call if it is in the region that is known or likely; otherwise one for each region that every
 * account has.
 *
 * @returns undefined if there is none.
 */
export async function findIdentityCenter(
    region: InstanceRegion,
    clients: AwsClients,
): Promise<IdentityCenterInstance | undefined> {
    const first = "in" in region ? region.in : region.likely;
    const found = await instanceIn(first, clients);
    if (found || "in" in region || clients.isLocal || !/^(?!cn-|us-gov-)/.test(first)) return found;
    const others = REGIONS_ON_BY_DEFAULT.codes.filter((one) => one !== first);
    const all = await Promise.all(others.map((one) => instanceIn(one, clients)));
    return all.find((one) => one !== undefined);
}

async function instanceIn(region: string, clients: AwsClients): Promise<IdentityCenterInstance | undefined> {
    const { ListInstancesCommand } = await import("@aws-sdk/client-sso-admin");
    const client = await clients.ssoAdmin(region);
    const { Instances = [] } = await client.send(new ListInstancesCommand({})).catch((error: unknown) => {
        // A region that is not enabled refuses the credentials.
        if (exceptionName(error) === "UnrecognizedClientException") return { Instances: [] };
        throw error;
    });
    const [{ InstanceArn: arn, IdentityStoreId: identityStoreId } = {}] = Instances;
    return arn === undefined || identityStoreId === undefined ? undefined : { arn, identityStoreId, region };
}
