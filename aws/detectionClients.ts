import type { AccessAnalyzerClient } from "@aws-sdk/client-accessanalyzer";
import type { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import type { ConfigServiceClient } from "@aws-sdk/client-config-service";
import type { GuardDutyClient } from "@aws-sdk/client-guardduty";
import type { Inspector2Client } from "@aws-sdk/client-inspector2";
import type { Macie2Client } from "@aws-sdk/client-macie2";
import type { ResourceExplorer2Client } from "@aws-sdk/client-resource-explorer-2";
import type { SecurityHubClient } from "@aws-sdk/client-securityhub";
import { AwsClients } from "./awsClients";

/** Clients of the services that watch an organisation. All of them are regional. */
export class DetectionClients extends AwsClients {
    /**
     * Clients with the settings of others.
     *
     * @param roleArn the role by which they work in another account. Absent: they work in the same.
     */
    static of(clients: AwsClients, roleArn?: string): DetectionClients {
        return new DetectionClients(clients.settingsFor(roleArn));
    }

    accessAnalyzer(region: string): Promise<AccessAnalyzerClient> {
        return this.client(
            "accessanalyzer",
            async (config) => new (await import("@aws-sdk/client-accessanalyzer")).AccessAnalyzerClient(config),
            region,
        );
    }

    cloudTrail(region: string): Promise<CloudTrailClient> {
        return this.client(
            "cloudtrail",
            async (config) => new (await import("@aws-sdk/client-cloudtrail")).CloudTrailClient(config),
            region,
        );
    }

    config(region: string): Promise<ConfigServiceClient> {
        return this.client(
            "configservice",
            async (config) => new (await import("@aws-sdk/client-config-service")).ConfigServiceClient(config),
            region,
        );
    }

    guardDuty(region: string): Promise<GuardDutyClient> {
        return this.client(
            "guardduty",
            async (config) => new (await import("@aws-sdk/client-guardduty")).GuardDutyClient(config),
            region,
        );
    }

    inspector(region: string): Promise<Inspector2Client> {
        return this.client(
            "inspector2",
            async (config) => new (await import("@aws-sdk/client-inspector2")).Inspector2Client(config),
            region,
        );
    }

    macie(region: string): Promise<Macie2Client> {
        return this.client(
            "macie2",
            async (config) => new (await import("@aws-sdk/client-macie2")).Macie2Client(config),
            region,
        );
    }

    resourceExplorer(region: string): Promise<ResourceExplorer2Client> {
        return this.client(
            "resourceexplorer2",
            async (config) => new (await import("@aws-sdk/client-resource-explorer-2")).ResourceExplorer2Client(config),
            region,
        );
    }

    securityHub(region: string): Promise<SecurityHubClient> {
        return this.client(
            "securityhub",
            async (config) => new (await import("@aws-sdk/client-securityhub")).SecurityHubClient(config),
            region,
        );
    }
}
