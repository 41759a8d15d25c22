import { COMMON_KNOWLEDGE, ERRORS, guidePage, QUOTAS, type LimitSource } from "./limitSource";

/** What AWS allows for one type of organisation policy. */
export interface PolicyTypeLimits {
    /**
     * `authorization`: statements that allow and deny, all of which apply. `management`: settings that are merged from the root down to
     * the effective policy of an account.
     */
    readonly kind: "authorization" | "management";
    /** The longest document, in characters as sent (white space counts, so documents are minified). */
    readonly maxCharacters: number;
    /** The most policies of the type attached to one root, unit or account. AWS's own (FullAWSAccess) counts. */
    readonly maxAttached: number;
    /** The most policies of the type in one organisation. */
    readonly maxPolicies: number;
    /** The number of policies that AWS itself attaches to every root, unit and account once the type is enabled. */
    readonly attachedByAws: number;
    /** Whether a policy attached to the root binds the management account too. */
    readonly bindsManagementAccount: boolean;
    /** The service that needs access to the organisation before the type is enabled, and as long as it is. */
    readonly service?: { readonly principal: string; readonly source: LimitSource };
    readonly source: LimitSource;
}

/** AWS has published no figure, so nothing is checked. */
const NOT_PUBLISHED = Number.POSITIVE_INFINITY;

const MANAGEMENT = {
    kind: "management",
    maxCharacters: 10_000,
    maxAttached: 10,
    maxPolicies: 1_000,
    attachedByAws: 0,
    bindsManagementAccount: true,
    source: QUOTAS,
} as const;

const UNPUBLISHED = {
    ...MANAGEMENT,
    maxCharacters: NOT_PUBLISHED,
    maxAttached: NOT_PUBLISHED,
    maxPolicies: NOT_PUBLISHED,
    source: COMMON_KNOWLEDGE,
} as const;

/** The organisation policies that the program manages, by AWS's name of the type. */
export const POLICY_TYPES = {
    SERVICE_CONTROL_POLICY: {
        kind: "authorization",
        maxCharacters: 10_240,
        maxAttached: 10,
        maxPolicies: 10_000,
        attachedByAws: 1,
        bindsManagementAccount: false,
        source: QUOTAS,
    },
    RESOURCE_CONTROL_POLICY: {
        kind: "authorization",
        maxCharacters: 5_120,
        maxAttached: 5,
        maxPolicies: 2_000,
        attachedByAws: 1,
        bindsManagementAccount: false,
        source: QUOTAS,
    },
    /** ec2.amazonaws.com needs access for the account status report only. */
    DECLARATIVE_POLICY_EC2: MANAGEMENT,
    /** The console also gives tagpolicies.tag.amazonaws.com access when it enables the type. AWS does not require that. */
    TAG_POLICY: MANAGEMENT,
    /** backup.amazonaws.com needs access to show the jobs of all accounts. The backup plans work without it. */
    BACKUP_POLICY: MANAGEMENT,
    AISERVICES_OPT_OUT_POLICY: { ...MANAGEMENT, maxCharacters: 2_500, maxAttached: 5 },
    CHATBOT_POLICY: { ...MANAGEMENT, maxAttached: 5 },
    SECURITYHUB_POLICY: {
        ...MANAGEMENT,
        service: { principal: "securityhub.amazonaws.com", source: ERRORS },
    },
    INSPECTOR_POLICY: UNPUBLISHED,
    UPGRADE_ROLLOUT_POLICY: {
        ...UNPUBLISHED,
        maxCharacters: 5_120,
        source: guidePage("orgs_manage_policies_upgrade_syntax"),
    },
    BEDROCK_POLICY: UNPUBLISHED,
    S3_POLICY: UNPUBLISHED,
    NETWORK_SECURITY_DIRECTOR_POLICY: UNPUBLISHED,
} as const satisfies Record<string, PolicyTypeLimits>;

/** The id of the policy that AWS attaches to every root, unit and account once service control policies are enabled. */
export const FULL_AWS_ACCESS = "p-FullAWSAccess";

/** Whether a policy belongs to AWS Control Tower, which names its policies of every type aws-guardrails-AbCdEf, and changes and attaches them itself. */
export function isControlTowers(policyName: string): boolean {
    return policyName.startsWith("aws-guardrails-");
}

/** AWS's name of a type of organisation policy. */
export type PolicyType = keyof typeof POLICY_TYPES;

/** What AWS allows for a type, including the members that only some types have. */
export function policyTypeLimits(type: PolicyType): PolicyTypeLimits {
    return POLICY_TYPES[type];
}

/** Types that AWS has and the AWS provider refuses (terraform-provider-aws 6.47.1, tried 2026-11-24), with the reason for a message. */
export const REFUSED_POLICY_TYPES: Readonly<Record<string, string>> = Object.fromEntries(
    ["GUARDDUTY_POLICY", "SECURITYHUB_CSPM_POLICY"].map((type) => [
        type,
        `AWS has the type ${type}, but the AWS provider in use does not support it. Until a newer provider does, enable the type and create its policies outside this program`,
    ]),
);

/** The sizes of IAM's own policy documents, in characters without white space. */
export const IAM_POLICY_SIZES = {
    managed: 6_144,
    inlineUser: 2_048,
    inlineGroup: 5_120,
    inlineRole: 10_240,
    trust: 2_048,
    permissionSetInline: 32_768,
    source: { ...COMMON_KNOWLEDGE, from: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html" },
} as const;
