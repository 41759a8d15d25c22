import type { AwsClients } from "./awsClients";
import { exceptionName } from "./organization";
import { REGIONS_ON_BY_DEFAULT } from "../limits";

/** The organisation's instance of IAM Identity Center. It is enabled once in the console; no API makes one. */
export interface IdentityCenterInstance {
    readonly arn: string;
    readonly identityStoreId: string;
    /** The region in which it is managed. */
    readonly region: string;
    /** Others that AWS shows and that may be the organisation's too, in words; absent: none. */
    readonly others?: readonly string[];
}

/** The one region that is known, or the region that is likely and, if it has none, all others. */
export type InstanceRegion = { readonly in: string } | { readonly likely: string };

/**
 * Finds the organisation's instance. One call if it is in the region that is known or likely; otherwise one for each region that every
 * account has. AWS also shows account instances, which have no permission sets. The management account has none: AWS refuses to make one.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreateInstance.html, API_ListInstances.html, read on 2026-11-27
 *
 * @param managementAccountId absent: not known, so that any owner may be it.
 * @returns undefined if there is none.
 */
export async function findIdentityCenter(
    region: InstanceRegion,
    clients: AwsClients,
    managementAccountId?: string,
): Promise<IdentityCenterInstance | undefined> {
    const isOurs = ({ owner }: ShownInstance): boolean =>
        owner === undefined || managementAccountId === undefined || owner === managementAccountId;
    const first = "in" in region ? region.in : region.likely;
    const found = (await instancesIn(first, clients)).filter(isOurs);
    if ("in" in region) return oneOf(found.map((one) => ({ ...one, region: region.in })));
    if (found.length > 0 || clients.isLocal || !/^(?!cn-|us-gov-)/.test(first)) return oneOf(found);
    const others = REGIONS_ON_BY_DEFAULT.codes.filter((one) => one !== first);
    const all = await Promise.all(others.map((one) => instancesIn(one, clients)));
    return oneOf(all.flat().filter(isOurs));
}

interface ShownInstance extends IdentityCenterInstance {
    readonly owner: string | undefined;
}

/** The first one, and what the others are. */
function oneOf(shown: readonly ShownInstance[]): IdentityCenterInstance | undefined {
    // The same instance is shown in each of its regions.
    const [first, ...more] = shown.filter(({ arn }, index) => shown.findIndex((one) => one.arn === arn) === index);
    if (!first) return undefined;
    const { arn, identityStoreId, region } = first;
    const others = more.map(
        (one) => `${one.arn} in ${one.region}${one.owner === undefined ? "" : ` of account ${one.owner}`}`,
    );
    return { arn, identityStoreId, region, ...(others.length > 0 && { others }) };
}

async function instancesIn(region: string, clients: AwsClients): Promise<readonly ShownInstance[]> {
    const { ListInstancesCommand } = await import("@aws-sdk/client-sso-admin");
    const client = await clients.ssoAdmin(region);
    const { Instances = [] } = await client.send(new ListInstancesCommand({})).catch((error: unknown) => {
        // A region that is not enabled refuses the credentials.
        if (exceptionName(error) === "UnrecognizedClientException") return { Instances: [] };
        throw error;
    });
    return Instances.flatMap(({ InstanceArn, IdentityStoreId, OwnerAccountId, PrimaryRegion }) =>
        InstanceArn === undefined || IdentityStoreId === undefined
            ? []
            : [
                  {
                      arn: InstanceArn,
                      identityStoreId: IdentityStoreId,
                      region: PrimaryRegion ?? region,
                      owner: OwnerAccountId,
                  },
              ],
    );
}
