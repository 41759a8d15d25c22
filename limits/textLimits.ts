import { COMMON_KNOWLEDGE, SERVICE_MODEL, type LimitSource } from "./limitSource";
import { quoted } from "./visibleText";

/** What AWS allows for one kind of text: a name, an address, a key. */
export interface TextLimits {
    /** How a message names it. */
    readonly what: string;
    readonly min: number;
    readonly max: number;
    /** Anchored. The length is checked separately, so that the message can say which of the two is wrong. */
    readonly pattern: RegExp;
    /** The pattern in words. In a message it follows "use". */
    readonly allowed: string;
    readonly source: LimitSource;
}

/**
 * The name of an account. Two accounts may have the same one. AWS refuses `<` and `>` when a name is changed, so they are refused for new
 * names too.
 */
export const ACCOUNT_NAME: TextLimits = {
    what: "account name",
    min: 1,
    max: 50,
    pattern: /^[\u0020-\u003b\u003d\u003f-\u007e]+$/,
    allowed: "ASCII letters, digits, spaces and punctuation other than < and >",
    source: SERVICE_MODEL,
};

/** The e-mail of an account's root user. It is unique over all of AWS, and stays taken after the account is closed. */
export const EMAIL: TextLimits = {
    what: "e-mail",
    min: 6,
    max: 64,
    pattern:
        /^(?!\.)[!#$*+\-./0-9=?A-Z^_`a-z{}~]+@(?![-.])[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.(?!-)[A-Za-z0-9-]*[A-Za-z0-9]$/,
    allowed: "one address such as aws+shop@example.com, in ASCII and without spaces or any of \"'()<>[]:;,\\|%&",
    source: SERVICE_MODEL,
};

/** The role that AWS creates in a new account for the management account. */
export const ROLE_NAME: TextLimits = {
    what: "role name",
    min: 1,
    max: 64,
    pattern: /^[A-Za-z0-9_+=,.@-]+$/,
    allowed: "letters, digits and _+=,.@-",
    source: SERVICE_MODEL,
};

/** What botocore says of IAM and STS. */
const IAM_MODEL: LimitSource = {
    from: "botocore 1.44.5: iam 2010-05-08 (CreateRole) and sts 2011-06-15 (AssumeRole)",
    read: "2026-11-27",
};

export const ROLE_DESCRIPTION: TextLimits = {
    what: "description of a role",
    min: 0,
    max: 1_000,
    pattern: /^[\t\n\r -~\u00a1-\u00ff]*$/,
    allowed: "letters and punctuation of Western European languages",
    source: IAM_MODEL,
};

/** The path of a role. AWS keeps two of them for itself. */
export const ROLE_PATH: TextLimits = {
    what: "path of a role",
    min: 1,
    max: 512,
    pattern: /^\/(?!(aws-reserved|aws-service-role)\/)([!-~]+\/)?$/,
    allowed:
        "a text that begins and ends with a slash, such as /platform/, and is not /aws-reserved/ or /aws-service-role/",
    source: IAM_MODEL,
};

/** What somebody who acts for many customers must say to assume a role. */
export const EXTERNAL_ID: TextLimits = {
    what: "external id",
    min: 2,
    max: 1_224,
    pattern: /^[\w+=,.@:/-]+$/,
    allowed: "letters, digits and _+=,.@:/-",
    source: IAM_MODEL,
};

/** The name of an organisational unit. It is unique among the units of one parent. */
export const UNIT_NAME: TextLimits = {
    what: "unit name",
    min: 1,
    max: 128,
    pattern: /^[^\r\n]+$/,
    allowed: "any text on one line",
    source: SERVICE_MODEL,
};

/**
 * The name of a policy. It is unique among the policies of its type. AWS also allows line breaks, which are refused here because messages
 * show names.
 */
export const POLICY_NAME: TextLimits = {
    what: "policy name",
    min: 1,
    max: 128,
    pattern: /^[^\r\n]+$/,
    allowed: "any text on one line",
    source: SERVICE_MODEL,
};

/** The description of a policy. AWS allows any text, also of several lines. */
export const POLICY_DESCRIPTION: TextLimits = {
    what: "policy description",
    min: 0,
    max: 512,
    pattern: /^[^]*$/,
    allowed: "any text",
    source: SERVICE_MODEL,
};

/** The key of a tag. The prefix `aws:` is reserved for AWS. */
export const TAG_KEY: TextLimits = {
    what: "tag key",
    min: 1,
    max: 128,
    pattern: /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/iu,
    allowed: "letters, digits, spaces and _.:/=+-@, not beginning with aws:",
    source: SERVICE_MODEL,
};

export const TAG_VALUE: TextLimits = {
    what: "tag value",
    min: 0,
    max: 256,
    pattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u,
    allowed: "letters, digits, spaces and _.:/=+-@",
    source: SERVICE_MODEL,
};

/** The owner of an account, which becomes the value of a tag. */
export const OWNER: TextLimits = { ...TAG_VALUE, what: "owner", min: 1 };

/** The text that AWS sends with an invitation. */
export const INVITATION_NOTES: TextLimits = {
    what: "the invitation's notes",
    min: 0,
    max: 1_024,
    pattern: /^[^]*$/,
    allowed: "any text",
    source: SERVICE_MODEL,
};

/** The id of an invitation. */
export const HANDSHAKE_ID: TextLimits = {
    what: "invitation id",
    min: 10,
    max: 34,
    pattern: /^h-[0-9a-z]{8,32}$/,
    allowed: "an id such as h-12ab34cd56",
    source: SERVICE_MODEL,
};

/** The id of an account: twelve digits, leading zeros kept. */
export const ACCOUNT_ID: TextLimits = {
    what: "account id",
    min: 12,
    max: 12,
    pattern: /^\d{12}$/,
    allowed: "twelve digits, in quotes",
    source: SERVICE_MODEL,
};

/** The id of a unit. */
export const UNIT_ID: TextLimits = {
    what: "unit id",
    min: 16,
    max: 68,
    pattern: /^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/,
    allowed: "an id such as ou-ab12-34cd56ef",
    source: SERVICE_MODEL,
};

/** The id of a policy, other than AWS's own. */
export const POLICY_ID: TextLimits = {
    what: "policy id",
    min: 10,
    max: 130,
    pattern: /^p-[0-9a-zA-Z_]{8,128}$/,
    allowed: "an id such as p-12ab34cd",
    source: SERVICE_MODEL,
};

/** The id of an organisation. */
export const ORGANIZATION_ID: TextLimits = {
    what: "organisation id",
    min: 12,
    max: 34,
    pattern: /^o-[0-9a-z]{10,32}$/,
    allowed: "an id such as o-12ab34cd56",
    source: SERVICE_MODEL,
};

/** The principal of a service, as trusted access to the organisation names it. */
export const SERVICE_PRINCIPAL: TextLimits = {
    what: "service principal",
    min: 1,
    max: 128,
    pattern: /^([a-z0-9-]+\.)+amazonaws\.com$/,
    allowed: "a service's name such as cloudtrail.amazonaws.com",
    source: COMMON_KNOWLEDGE,
};

/**
 * Says what is wrong with a name, an id or another text that goes to AWS. Every message about such a text comes from here.
 *
 * @returns what is wrong and what AWS allows, without the place: `account name "..." has 61 characters: AWS allows 1 to 50`. Undefined
 * if the text is right.
 */
export function textError(limits: TextLimits, text: string): string | undefined {
    if (text.length < limits.min || text.length > limits.max) {
        const allowed = limits.min === limits.max ? `${limits.min}` : `${limits.min} to ${limits.max}`;
        return `${limits.what} ${quoted(text, 300)} has ${text.length} characters: AWS allows ${allowed}`;
    }
    if (!limits.pattern.test(text)) {
        return `${limits.what} ${quoted(text, 300)} has a form that AWS refuses: use ${limits.allowed}`;
    }
    return undefined;
}
