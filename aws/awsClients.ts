import type { AccountClient } from "@aws-sdk/client-account";
import type { AthenaClient } from "@aws-sdk/client-athena";
import type { BCMDataExportsClient } from "@aws-sdk/client-bcm-data-exports";
import type { BudgetsClient } from "@aws-sdk/client-budgets";
import type { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import type { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { IdentitystoreClient } from "@aws-sdk/client-identitystore";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import type { RAMClient } from "@aws-sdk/client-ram";
import type { ResourceGroupsTaggingAPIClient } from "@aws-sdk/client-resource-groups-tagging-api";
import type { S3Client } from "@aws-sdk/client-s3";
import type { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import type { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import type { STSClient } from "@aws-sdk/client-sts";
import { AwsTime } from "./awsTime";
import { isOnLocalAws, LocalAwsError, localAwsNeverStarted } from "./localAws";
import { OrganizationCalls } from "./organization";
import type { AwsSettings } from "./awsSettings";
import { PacedCaller } from "./pacedCaller";
import { LOCAL_PROFILE } from "./sharedConfig";

/** The configuration of every client of the SDK. */
interface ClientConfig {
    readonly region: string;
    readonly endpoint?: string;
    readonly credentials?: never;
}

/** The one region of a partition in which Organizations and the other global services answer. */
function homeRegion(region: string | undefined): string {
    if (region?.startsWith("cn-")) return "cn-northwest-1";
    if (region?.startsWith("us-gov-")) return "us-gov-west-1";
    return "us-east-1";
}

/**
 * Clients of the AWS SDK with the stack's settings. If the settings name no credentials, the SDK finds them as the AWS CLI does. Each
 * client is loaded at its first use, so that commands start fast, which matters in an emergency.
 */
export class AwsClients {
    protected readonly settings: AwsSettings;
    readonly #clients = new Map<string, Promise<unknown>>();
    readonly #time = new AwsTime();
    #organizationCalls: OrganizationCalls | undefined;

    constructor(settings: AwsSettings) {
        this.settings = settings;
    }

    /** Whether they ask the local AWS, which bills nothing. */
    get isLocal(): boolean {
        return isOnLocalAws(this.settings);
    }

    /** The region of the stack's settings; without one, the region in which Organizations answers. */
    get region(): string {
        return this.settings.region ?? this.homeRegion;
    }

    /** The region in which Organizations answers, and Service Quotas for Organizations. */
    get homeRegion(): string {
        return homeRegion(this.settings.region);
    }

    /** The settings with which another client works in an account of the organisation. @param roleArn a role there; absent: these settings */
    settingsFor(roleArn?: string): AwsSettings {
        if (roleArn === undefined) return this.settings;
        const assumeRoles = [...this.settings.assumeRoles, { roleArn, sessionName: "aws-organization" }];
        return { ...this.settings, assumeRoles, allowedAccountIds: [] };
    }

    organizations(): Promise<OrganizationsClient> {
        return this.client("organizations", async (config) => {
            const { OrganizationsClient: Client } = await import("@aws-sdk/client-organizations");
            return new Client(config);
        });
    }

    /** AWS's time: as of its latest answer to one of these clients. Nothing is asked for it; before the first answer it is this machine's. */
    now(): Date {
        return this.#time.now();
    }

    /** The calls that aws/organization/ makes. All readers share them, so that few run at a time. */
    get organizationCalls(): OrganizationCalls {
        this.#organizationCalls ??= new OrganizationCalls(() => this.organizations());
        return this.#organizationCalls;
    }

    /** Paces calls to AWS's rates. Those to the local AWS are not paced. */
    pacedCaller(): PacedCaller {
        const { endpoints, shared } = this.settings;
        return new PacedCaller((endpoints.organizations ?? shared?.endpoint) === undefined);
    }

    account(): Promise<AccountClient> {
        return this.client("account", async (config) => {
            const { AccountClient: Client } = await import("@aws-sdk/client-account");
            return new Client(config);
        });
    }

    serviceQuotas(): Promise<ServiceQuotasClient> {
        return this.client("servicequotas", async (config) => {
            const { ServiceQuotasClient: Client } = await import("@aws-sdk/client-service-quotas");
            return new Client(config);
        });
    }

    sts(): Promise<STSClient> {
        return this.client("sts", async (config) => {
            const { STSClient: Client } = await import("@aws-sdk/client-sts");
            return new Client(config);
        });
    }

    /** The account of the credentials. AWS asks for no permission. */
    async callerAccount(): Promise<string> {
        const { GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
        const { Account = "" } = await (await this.sts()).send(new GetCallerIdentityCommand({}));
        return Account;
    }

    budgets(): Promise<BudgetsClient> {
        return this.client("budgets", async (config) => {
            const { BudgetsClient: Client } = await import("@aws-sdk/client-budgets");
            return new Client(config);
        });
    }

    /** Each request for costs is billed: 0.01 USD. */
    costExplorer(): Promise<CostExplorerClient> {
        return this.client("costexplorer", async (config) => {
            const { CostExplorerClient: Client } = await import("@aws-sdk/client-cost-explorer");
            return new Client(config);
        });
    }

    dataExports(): Promise<BCMDataExportsClient> {
        return this.client("bcmdataexports", async (config) => {
            const { BCMDataExportsClient: Client } = await import("@aws-sdk/client-bcm-data-exports");
            return new Client(config);
        });
    }

    /** @param region the bucket's region. */
    s3(region: string): Promise<S3Client> {
        return this.client(
            "s3",
            async (config) => {
                const { S3Client: Client } = await import("@aws-sdk/client-s3");
                // An address without a name of its own for each bucket, such as the local AWS's, has the bucket in the path.
                return new Client({ ...config, forcePathStyle: config.endpoint !== undefined });
            },
            region,
        );
    }

    /** @param region the region of the database with the export. */
    athena(region: string): Promise<AthenaClient> {
        return this.client(
            "athena",
            async (config) => {
                const { AthenaClient: Client } = await import("@aws-sdk/client-athena");
                return new Client(config);
            },
            region,
        );
    }

    tagging(): Promise<ResourceGroupsTaggingAPIClient> {
        return this.client("resourcegroupstaggingapi", async (config) => {
            const sdk = await import("@aws-sdk/client-resource-groups-tagging-api");
            return new sdk.ResourceGroupsTaggingAPIClient(config);
        });
    }

    /** IAM of the account of the credentials, and the organisation's features of IAM. */
    iam(): Promise<IAMClient> {
        return this.client("iam", async (config) => {
            const { IAMClient: Client } = await import("@aws-sdk/client-iam");
            return new Client(config);
        });
    }

    /** @param region the one of the Identity Center instance. Default: the stack's region */
    ssoAdmin(region = this.settings.region): Promise<SSOAdminClient> {
        return this.client(
            "ssoadmin",
            async (config) => {
                const { SSOAdminClient: Client } = await import("@aws-sdk/client-sso-admin");
                return new Client(config);
            },
            region,
        );
    }

    /** The users and groups of Identity Center. @param region the one of the instance. Default: the stack's region */
    identityStore(region = this.settings.region): Promise<IdentitystoreClient> {
        return this.client(
            "identitystore",
            async (config) => {
                const { IdentitystoreClient: Client } = await import("@aws-sdk/client-identitystore");
                return new Client(config);
            },
            region,
        );
    }

    /** Each region has its own StackSets. */
    cloudFormation(region: string): Promise<CloudFormationClient> {
        return this.client(
            "cloudformation",
            async (config) => {
                const { CloudFormationClient: Client } = await import("@aws-sdk/client-cloudformation");
                return new Client(config);
            },
            region,
        );
    }

    /** Each region has its own resource shares. */
    ram(region: string): Promise<RAMClient> {
        return this.client(
            "ram",
            async (config) => {
                const { RAMClient: Client } = await import("@aws-sdk/client-ram");
                return new Client(config);
            },
            region,
        );
    }

    protected client<T extends object>(
        service: string,
        make: (config: ClientConfig) => Promise<T>,
        region?: string,
    ): Promise<T> {
        const key = region === undefined ? service : `${service} ${region}`;
        const made = this.#clients.get(key) ?? this.#make(service, region, make);
        this.#clients.set(key, made);
        return made as Promise<T>;
    }

    async #make<T extends object>(
        service: string,
        region: string | undefined,
        make: (config: ClientConfig) => Promise<T>,
    ): Promise<T> {
        const client = await make(await this.#config(service, region));
        this.#time.watch(client);
        return client;
    }

    async #config(service: string, region: string | undefined): Promise<ClientConfig> {
        const { endpoints, shared, region: stackRegion } = this.settings;
        const endpoint = endpoints[service] ?? shared?.endpoint;
        // Never ask the real AWS when the local one is meant.
        if (endpoint === undefined && this.settings.profile === LOCAL_PROFILE) {
            throw new LocalAwsError(localAwsNeverStarted(shared?.file ?? "aws:sharedConfigFiles"));
        }
        const credentials = await this.#credentials();
        return {
            region: region ?? homeRegion(stackRegion),
            ...(endpoint !== undefined && { endpoint }),
            ...(credentials !== undefined && { credentials: credentials as never }),
        };
    }

    /** Undefined where the SDK finds the credentials by itself. */
    async #credentials(): Promise<unknown> {
        const { credentials, profile, shared, assumeRoles, region } = this.settings;
        if (!credentials && profile === undefined && assumeRoles.length === 0) return undefined;
        const { fromIni, fromNodeProviderChain, fromTemporaryCredentials } =
            await import("@aws-sdk/credential-providers");
        const base =
            credentials ??
            (profile === undefined
                ? fromNodeProviderChain()
                : fromIni({ profile, ...(shared && { configFilepath: shared.file }) }));
        return assumeRoles.reduce<unknown>(
            (masterCredentials, { roleArn, externalId, sessionName }) =>
                fromTemporaryCredentials({
                    masterCredentials: masterCredentials as never,
                    params: {
                        RoleArn: roleArn,
                        RoleSessionName: sessionName ?? "org",
                        ...(externalId !== undefined && { ExternalId: externalId }),
                    },
                    clientConfig: {
                        region: homeRegion(region),
                        ...(this.settings.endpoints.sts !== undefined && { endpoint: this.settings.endpoints.sts }),
                    },
                }),
            base,
        );
    }
}
