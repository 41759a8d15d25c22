import { readEndpoint } from "./sharedConfig";

/** How AWS is reached, as the stack's settings say it for Pulumi's provider. */
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
    /** The URL of all services that have none in `endpoints`, and the configuration file that it was read from. */
    readonly shared?: { readonly endpoint?: string; readonly file: string };
    /** The management accounts that the stack is for; empty: any. */
    readonly allowedAccountIds: readonly string[];
}

/** The services that are asked here or by the provider: an endpoint for all services is one for each of these. */
const SERVICES = [
    "account",
    "budgets",
    "cloudformation",
    "iam",
    "organizations",
    "ram",
    "servicequotas",
    "ssoadmin",
    "sts",
];

/**
 * Reads the provider's configuration, and the configuration file of AWS's own tools where it names one.
 *
 * @param configured what the stack's settings have for a key of the provider, `region`. Lists and maps may stand as they are,
 * or as JSON in a text, as `pulumi config set` writes them.
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

function asValue(value: unknown): unknown {
    if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
    try {
        return JSON.parse(value) as unknown;
    } catch {
        return value;
    }
}
