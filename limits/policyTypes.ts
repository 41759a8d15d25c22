import { COMMON_KNOWLEDGE, QUOTAS, type Source } from "./source";

/** What AWS allows for one type of organisation policy. */
export interface PolicyTypeLimits {
    /** The longest document, in characters as sent (white space counts, so documents are minified). */
    readonly maxCharacters: number;
    /** The most policies of the type attached to one root, unit or account; AWS's own (FullAWSAccess) count. */
    readonly maxAttached: number;
    /** The most policies of the type in one organisation. */
    readonly maxPolicies: number;
    /** How many policies AWS itself attaches everywhere as soon as the type is enabled. */
    readonly attachedByAws: number;
    readonly source: Source;
}

/** The organisation policies that the program manages, by AWS's name of the type. */
export const POLICY_TYPES = {
    SERVICE_CONTROL_POLICY: {
        maxCharacters: 10_240,
        maxAttached: 10,
        maxPolicies: 10_000,
        attachedByAws: 1,
        source: QUOTAS,
    },
    RESOURCE_CONTROL_POLICY: {
        maxCharacters: 5_120,
        maxAttached: 5,
        maxPolicies: 2_000,
        attachedByAws: 1,
        source: QUOTAS,
    },
    DECLARATIVE_POLICY_EC2: {
        maxCharacters: 10_000,
        maxAttached: 10,
        maxPolicies: 1_000,
        attachedByAws: 0,
        source: QUOTAS,
    },
    TAG_POLICY: { maxCharacters: 10_000, maxAttached: 10, maxPolicies: 1_000, attachedByAws: 0, source: QUOTAS },
    BACKUP_POLICY: { maxCharacters: 10_000, maxAttached: 10, maxPolicies: 1_000, attachedByAws: 0, source: QUOTAS },
    AISERVICES_OPT_OUT_POLICY: {
        maxCharacters: 2_500,
        maxAttached: 5,
        maxPolicies: 1_000,
        attachedByAws: 0,
        source: QUOTAS,
    },
    CHATBOT_POLICY: { maxCharacters: 10_000, maxAttached: 5, maxPolicies: 1_000, attachedByAws: 0, source: QUOTAS },
    SECURITYHUB_POLICY: {
        maxCharacters: 10_000,
        maxAttached: 10,
        maxPolicies: 1_000,
        attachedByAws: 0,
        source: QUOTAS,
    },
} as const satisfies Record<string, PolicyTypeLimits>;

/** AWS's name of a type of organisation policy. */
export type PolicyType = keyof typeof POLICY_TYPES;

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
