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
    /** The management accounts that the stack is for; empty: any. */
    readonly allowedAccountIds: readonly string[];
}

/**
 * Reads the provider's configuration.
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
        endpoints: Object.assign({}, ...endpoints) as Record<string, string>,
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
