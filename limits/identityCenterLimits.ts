import type { LimitSource } from "./limitSource";
import { TAG_KEY, TAG_VALUE, type TextLimits } from "./textLimits";

const READ = "2026-11-27";

/** The quotas of IAM Identity Center and of its directory. */
const IDENTITY_CENTER_QUOTAS: LimitSource = {
    from: "https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html",
    read: READ,
};

/** The service model of IAM Identity Center (botocore's data/sso-admin/2020-07-20), which has the patterns and lengths. */
function centerReference(page: string): LimitSource {
    return { from: `https://docs.aws.amazon.com/singlesignon/latest/APIReference/${page}.html`, read: READ };
}

/** The service model of the identity store (botocore's data/identitystore/2020-06-15). */
function storeReference(page: string): LimitSource {
    return {
        from: `https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/${page}.html`,
        read: READ,
    };
}

/** The service principal of IAM Identity Center. */
export const IDENTITY_CENTER_SERVICE = "sso.amazonaws.com";

/** The name of a permission set, unique in the instance. AWS cannot change it. */
export const PERMISSION_SET_NAME: TextLimits = {
    what: "permission set name",
    min: 1,
    max: 32,
    pattern: /^[A-Za-z0-9_+=,.@-]+$/,
    allowed: "letters, digits and _+=,.@-",
    source: centerReference("API_CreatePermissionSet"),
};

/** The description of a permission set. AWS allows no empty one: leave it out. */
export const PERMISSION_SET_DESCRIPTION: TextLimits = {
    what: "description of a permission set",
    min: 1,
    max: 700,
    pattern: /^[\t\n\r\u0020-\u007e\u00a1-\u00ff]*$/,
    allowed: "Latin letters, digits and punctuation (no quotation marks of a word processor, no dashes other than -)",
    source: centerReference("API_CreatePermissionSet"),
};

/** Where people land after they sign in to an account. */
export const RELAY_STATE: TextLimits = {
    what: "relay state",
    min: 1,
    max: 240,
    pattern: /^[a-zA-Z0-9&$@#\\/%?=~\-_'"|!:,.;*+[\] (){}]+$/,
    allowed: "an address such as https://console.aws.amazon.com/billing",
    source: centerReference("API_CreatePermissionSet"),
};

/** How long a session of a permission set may last. AWS's default is one hour. */
export const SESSION_MINUTES = {
    min: 60,
    max: 720,
    default: 60,
    source: { from: "https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html", read: READ },
} as const;

/**
 * The inline policy of a permission set, as a text. AWS counts the characters other than white space apart (`maxWithoutSpaces`), because
 * they become the inline policy of a role.
 */
export const INLINE_POLICY = {
    max: 32_768,
    maxWithoutSpaces: 10_240,
    /** The characters that AWS takes; others can be written as `\u2013` in JSON. */
    pattern: /^[\t\n\r\u0020-\u00ff]+$/,
    source: IDENTITY_CENTER_QUOTAS,
} as const;

/**
 * The most managed policies of a permission set: those of AWS and those of customers together. Copies of AWS's page of unknown age say 20,
 * as IAM's own highest quota was once. IAM lets a role have `unlessRaised`; more
 * need a higher quota of IAM in every account where the set is used.
 */
export const PERMISSION_SET_POLICIES = { max: 25, unlessRaised: 10, source: IDENTITY_CENTER_QUOTAS } as const;

/** The most permission sets of an instance, and the most that are used in one account. AWS raises both. */
export const PERMISSION_SETS = { max: 3_500, perAccount: 500, source: IDENTITY_CENTER_QUOTAS } as const;

/** The most tags of a permission set or of an instance. */
export const IDENTITY_CENTER_TAGS = {
    max: 50,
    key: TAG_KEY,
    value: TAG_VALUE,
    source: { from: "https://docs.aws.amazon.com/singlesignon/latest/userguide/tagging.html", read: READ },
} as const;

/** The ARN of a permission set. */
export const PERMISSION_SET_ARN: TextLimits = {
    what: "ARN of a permission set",
    min: 10,
    max: 1_224,
    pattern: /^arn:aws(-[a-z]{1,5}){0,3}:sso:::permissionSet\/(sso)?ins-[a-zA-Z0-9-.]{16}\/ps-[a-zA-Z0-9-./]{16}$/,
    allowed: "one such as arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef",
    source: centerReference("API_DescribePermissionSet"),
};

/** The name of a customer-managed policy, or of an AWS-managed one without its path. */
export const MANAGED_POLICY_NAME: TextLimits = {
    what: "policy name",
    min: 1,
    max: 128,
    pattern: /^[A-Za-z0-9_+=,.@-]+$/,
    allowed: "letters, digits and _+=,.@-",
    source: centerReference("API_CustomerManagedPolicyReference"),
};

/** The path of a customer-managed policy. */
export const MANAGED_POLICY_PATH: TextLimits = {
    what: "policy path",
    min: 1,
    max: 512,
    pattern: /^((\/[A-Za-z0-9.,+@=_-]+)*)\/$/,
    allowed: "/, or a path such as /people/",
    source: centerReference("API_CustomerManagedPolicyReference"),
};

/**
 * How fast AWS's API takes calls: `perSecond` of all operations together, and `outstanding` assignments that are being created or deleted
 * at the same time.
 */
export const IDENTITY_CENTER_RATE = { perSecond: 20, outstanding: 15, source: IDENTITY_CENTER_QUOTAS } as const;

/** The most results of a page of each list, and AWS's default. */
export const IDENTITY_CENTER_PAGE = { max: 100, source: centerReference("API_ListAccountAssignments") } as const;

/** The name with which a user signs in, unique in the directory. */
export const USER_NAME: TextLimits = {
    what: "user name",
    min: 1,
    max: 128,
    pattern: /^(?!(Administrator|AWSAdministrators)$)[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/iu,
    allowed:
        "an e-mail address, or another word without spaces. AWS keeps Administrator and AWSAdministrators for itself",
    source: storeReference("API_CreateUser"),
};

/** The name of a group, unique in the directory. */
export const GROUP_NAME: TextLimits = {
    what: "group name",
    min: 1,
    max: 1_024,
    pattern: /^(?!(Administrator|AWSAdministrators)$)[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00a0\u3000]+$/iu,
    allowed: "letters, digits, spaces and punctuation. AWS keeps Administrator and AWSAdministrators for itself",
    source: storeReference("API_CreateGroup"),
};

/** The description of a group, and each name of a user: given name, family name, display name. */
export const DIRECTORY_TEXT: TextLimits = {
    what: "text",
    min: 1,
    max: 1_024,
    pattern: /^[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00a0\u3000]+$/u,
    allowed: "letters, digits, spaces and punctuation",
    source: storeReference("API_CreateUser"),
};

/** The id of a user or group in the directory. */
export const PRINCIPAL_ID: TextLimits = {
    what: "id of a user or group",
    min: 1,
    max: 47,
    pattern: /^([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}$/,
    allowed: "an id such as 12ab34cd56-12345678-1234-1234-1234-123456789012",
    source: centerReference("API_CreateAccountAssignment"),
};

/**
 * The most users and groups of a directory; AWS raises the number of users. At most `groupsOfUser` groups of a user count for the user's
 * access (common knowledge, to be confirmed).
 */
export const DIRECTORY = {
    users: 100_000,
    groups: 100_000,
    groupsOfUser: 1_000,
    source: IDENTITY_CENTER_QUOTAS,
} as const;
