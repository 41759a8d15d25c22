import { readEndpoint } from "./sharedConfig";

/** How AWS is reached: the stack's settings of Pulumi's AWS provider. */
export interface AwsSettings {
    readonly region?: string;
    readonly profile?: string;
    readonly credentials?: {
        readonly accessKeyId: string;
        readonly secretAccessKey: string;
        readonly sessionToken?: string;
    };
    /** Roles to assume, one after the other. */
    readonly assumeRoles: readonly {
        readonly roleArn: string;
        readonly externalId?: string;
        readonly sessionName?: string;
    }[];
    /** URLs by the provider's name of the service: organizations, account, sts. */
    readonly endpoints: Readonly<Record<string, string>>;
    /** The URL of all services that are not in `endpoints`, and the configuration file that it comes from. */
    readonly shared?: { readonly endpoint?: string; readonly file: string };
    /** The management accounts that the stack may be used with. Empty: any. */
    readonly allowedAccountIds: readonly string[];
}

/** The services that this project or the provider calls. An endpoint for all services is set for each of these. */
const SERVICES = [
    "accessanalyzer",
    "account",
    "athena",
    "bcmdataexports",
    "budgets",
    "cloudformation",
    "cloudtrail",
    "configservice",
    "costexplorer",
    "guardduty",
    "iam",
    "identitystore",
    "inspector2",
    "macie2",
    "organizations",
    "ram",
    "resourceexplorer2",
    "resourcegroupstaggingapi",
    "s3",
    "securityhub",
    "servicequotas",
    "ssoadmin",
    "sts",
];

/**
 * Reads the provider's configuration, and the configuration file of AWS's tools that it may name.
 *
 * @param configured returns the stack's setting for a key of the provider, such as `region`. A list or map is a value, or text with JSON as
 * `pulumi config set` writes it.
 */
export function awsSettings(configured: (key: string) => unknown): AwsSettings {
    const text = (key: string): string | undefined => asText(configured(key));
    const [region, profile, accessKeyId, secretAccessKey, sessionToken] = [
        text("region"),
        text("profile"),
        text("accessKey"),
        text("secretKey"),
        text("token"),
    ];
    const assumed = [asValue(configured("assumeRole")), asValue(configured("assumeRoles"))].flat().filter(isMap);
    const endpoints = [asValue(configured("endpoints"))].flat().filter(isMap);
    const [file] = [asValue(configured("sharedConfigFiles"))].flat().filter((one) => typeof one === "string");
    const endpoint = file === undefined ? undefined : readEndpoint(file, profile);
    return {
        ...(region !== undefined && { region }),
        ...(profile !== undefined && { profile }),
        ...(accessKeyId !== undefined &&
            secretAccessKey !== undefined && {
                credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
            }),
        assumeRoles: assumed.flatMap(({ roleArn, externalId, sessionName }) =>
            typeof roleArn === "string"
                ? [
                      {
                          roleArn,
                          ...(typeof externalId === "string" && { externalId }),
                          ...(typeof sessionName === "string" && { sessionName }),
                      },
                  ]
                : [],
        ),
        endpoints: Object.assign(
            {},
            endpoint !== undefined && Object.fromEntries(SERVICES.map((service) => [service, endpoint])),
            ...endpoints,
        ) as Record<string, string>,
        ...(file !== undefined && { shared: { file, ...(endpoint !== undefined && { endpoint }) } }),
        allowedAccountIds: [asValue(configured("allowedAccountIds"))]
            .flat()
            .filter((id) => id !== undefined)
            .map(String),
    };
}

export function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null;
}

export function asText(value: unknown): string | undefined {
    if (value === undefined || value === null) return undefined;
    return typeof value === "string" ? value : JSON.stringify(value);
}

export function asValue(value: unknown): unknown {
    if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
    try {
        return JSON.parse(value) as unknown;
    } catch {
        return value;
    }
}
