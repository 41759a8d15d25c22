import type { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import type { ConfigServiceClient } from "@aws-sdk/client-config-service";
import type { ResourceExplorer2Client } from "@aws-sdk/client-resource-explorer-2";
import type { AwsClients } from "./awsClients";

/** What makes clients: replaced in tests. */
export type ClientSource = Pick<AwsClients, "client">;

/** Each region has its own events. Those of global services are in the partition's home region. */
export function cloudTrailIn(clients: ClientSource, region: string): Promise<CloudTrailClient> {
    return clients.client(
        "cloudtrail",
        async (config) => {
            const { CloudTrailClient: Client } = await import("@aws-sdk/client-cloudtrail");
            return new Client(config);
        },
        region,
    );
}

/** @param region the region of the aggregator. */
export function configServiceIn(clients: ClientSource, region: string): Promise<ConfigServiceClient> {
    return clients.client(
        "configservice",
        async (config) => {
            const { ConfigServiceClient: Client } = await import("@aws-sdk/client-config-service");
            return new Client(config);
        },
        region,
    );
}

/** @param region the region of the index that collects those of the others. */
export function resourceExplorerIn(clients: ClientSource, region: string): Promise<ResourceExplorer2Client> {
    return clients.client(
        "resourceexplorer2",
        async (config) => {
            const { ResourceExplorer2Client: Client } = await import("@aws-sdk/client-resource-explorer-2");
            return new Client(config);
        },
        region,
    );
}
