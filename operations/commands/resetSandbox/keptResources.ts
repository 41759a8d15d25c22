/** Something that is kept in a sandbox, and the reason. */
export interface KeptResources {
    readonly because: string;
    /** Filters by aws-nuke's resource types. A resource that matches is kept. */
    readonly filters: Readonly<Record<string, readonly NukeFilter[]>>;
}

/** One of aws-nuke's filters. Without `type` the value must match exactly. */
export interface NukeFilter {
    readonly property: string;
    readonly type?: "glob" | "contains";
    readonly value: string;
}

/** Filters that keep a role with its policies and instance profiles. */
function role(value: string): KeptResources["filters"] {
    const filter = (property: string): NukeFilter => ({
        property,
        ...(value.includes("*") && { type: "glob" }),
        value,
    });
    return {
        IAMRole: [filter("Name")],
        IAMRolePolicy: [filter("role:RoleName")],
        IAMRolePolicyAttachment: [filter("RoleName")],
    };
}

/**
 * The resources that are kept. The names of types and properties are those of aws-nuke 3.64.3 (its folder resources/, read
 * 2026-11-24). A filter on a property that a type lacks keeps nothing.
 *
 * @param roles names of the access role and the break-glass role.
 */
export function keptResources(roles: readonly string[]): KeptResources[] {
    const own = new Set(["OrganizationAccountAccessRole", ...roles]);
    return [
        ...[...own].map((name) => ({
            because: "the way in for the management account, and in an emergency",
            filters: role(name),
        })),
        { because: "the way in through IAM Identity Center", filters: role("AWSReservedSSO_*") },
        {
            because: "Identity Center's own identity provider",
            filters: { IAMSAMLProvider: [{ property: "ARN", type: "contains", value: ":saml-provider/AWSSSO_" }] },
        },
        { because: "AWS's own service-linked roles", filters: role("AWSServiceRoleFor*") },
        { because: "the role by which StackSets work in the account", filters: role("stacksets-exec-*") },
        { because: "AWS Control Tower's roles", filters: role("AWSControlTower*") },
        { because: "AWS Control Tower's roles", filters: role("aws-controltower-*") },
        {
            because:
                "what the organisation's StackSets have made: their stacks, and all that carries the stack's name or tag",
            filters: {
                CloudFormationStack: [{ property: "Name", type: "glob", value: "StackSet-*" }],
                __global__: [
                    { property: "tag:aws:cloudformation:stack-name", type: "glob", value: "StackSet-*" },
                    { property: "Name", type: "glob", value: "StackSet-*" },
                ],
                // These types have no property Name.
                IAMRolePolicy: [{ property: "role:RoleName", type: "glob", value: "StackSet-*" }],
                IAMRolePolicyAttachment: [{ property: "RoleName", type: "glob", value: "StackSet-*" }],
            },
        },
        {
            because: "the organisation's own rules of AWS Config",
            filters: {
                ConfigServiceConfigRule: [{ property: "Name", type: "glob", value: "OrgConfigRule-*" }],
                ConfigServiceConformancePack: [{ property: "Name", type: "glob", value: "OrgConformsPack-*" }],
            },
        },
        {
            because: "the default network: a new account has one, and many examples need it",
            filters: {
                EC2VPC: [{ property: "IsDefault", value: "true" }],
                ...Object.fromEntries(
                    [
                        "EC2Subnet",
                        "EC2InternetGateway",
                        "EC2InternetGatewayAttachment",
                        "EC2RouteTable",
                        "EC2DHCPOption",
                        "EC2DefaultSecurityGroupRule",
                    ].map((type) => [type, [{ property: "DefaultVPC", value: "true" }]]),
                ),
            },
        },
    ];
}

/** Resource types that aws-nuke leaves alone entirely. */
export const UNTOUCHED: Readonly<Record<string, string>> = {
    CloudTrailTrail:
        "every member account shows the organisation's trail, and nothing distinguishes it from a trail of the account's own",
    ConfigServiceConfigurationRecorder: "what the organisation records",
    ConfigServiceDeliveryChannel: "where it records it",
    GuardDutyDetector: "security monitoring must continue",
    Inspector2: "security monitoring must continue",
    Macie: "security monitoring must continue",
    SecurityHub: "security monitoring must continue",
    IAMAccountSettingPasswordPolicy: "the organisation's, not the experiment's",
    S3Object: "a bucket is emptied when it is removed: listing every object first costs hours",
};

/** Deletion protection that users switch on. It must not keep an experiment alive. */
export const UNPROTECTED: Readonly<Record<string, readonly string[]>> = {
    CloudFormationStack: ["DisableDeletionProtection"],
    CloudWatchLogsLogGroup: ["DisableDeletionProtection"],
    CognitoUserPool: ["DisableDeletionProtection"],
    DynamoDBTable: ["DisableDeletionProtection"],
    EC2Instance: ["DisableDeletionProtection", "DisableStopProtection"],
    EKSCluster: ["DisableDeletionProtection"],
    ELBv2: ["DisableDeletionProtection"],
    RDSInstance: ["DisableDeletionProtection"],
};
