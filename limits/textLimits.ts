import { COMMON_KNOWLEDGE, SERVICE_MODEL, type Source } from "./limitSource";
import { quoted } from "./visibleText";

/** What AWS allows for one kind of text: a name, an address, a key. */
export interface TextLimits {
    /** What it is, as a message would name it. */
    readonly what: string;
    readonly min: number;
    readonly max: number;
    /** Anchored; the length is checked apart, so that the message can say which of the two is wrong. */
    readonly pattern: RegExp;
    /** The pattern in words, to follow "use". */
    readonly allowed: string;
    readonly source: Source;
}

/** The name of an account; two accounts may have the same. `<` and `>` are refused when a name is changed, so they are here from the start. */
export const ACCOUNT_NAME: TextLimits = {
    what: "account name",
    min: 1,
    max: 50,
    pattern: /^[\u0020-\u003b\u003d\u003f-\u007e]+$/,
    allowed: "ASCII letters, digits, spaces and punctuation other than < and >",
    source: SERVICE_MODEL,
};

/** The e-mail of an account's root user; unique over all of AWS, and never free again after the account is closed. */
export const EMAIL: TextLimits = {
    what: "e-mail",
    min: 6,
    max: 64,
    pattern:
        /^(?!\.)[!#$*+\-./0-9=?A-Z^_`a-z{}~]+@(?![-.])[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.(?!-)[A-Za-z0-9-]*[A-Za-z0-9]$/,
    allowed: "one address such as aws+shop@example.com, in ASCII and without spaces or any of \"'()<>[]:;,\\|%&",
    source: SERVICE_MODEL,
};

/** The role that AWS makes in a new account for the management account. */
export const ROLE_NAME: TextLimits = {
    what: "role name",
    min: 1,
    max: 64,
    pattern: /^[A-Za-z0-9_+=,.@-]+$/,
    allowed: "letters, digits and _+=,.@-",
    source: SERVICE_MODEL,
};

/** The name of an organisational unit; unique among the units of the same parent. */
export const UNIT_NAME: TextLimits = {
    what: "unit name",
    min: 1,
    max: 128,
    pattern: /^[^\r\n]+$/,
    allowed: "any text on one line",
    source: SERVICE_MODEL,
};

/** The name of a policy; unique in the organisation. The service model allows line breaks here too: nobody means them, and messages show names. */
export const POLICY_NAME: TextLimits = {
    what: "policy name",
    min: 1,
    max: 128,
    pattern: /^[^\r\n]+$/,
    allowed: "any text on one line",
    source: SERVICE_MODEL,
};

/** The service model allows any text, of several lines too. */
export const POLICY_DESCRIPTION: TextLimits = {
    what: "policy description",
    min: 0,
    max: 512,
    pattern: /^[^]*$/,
    allowed: "any text",
    source: SERVICE_MODEL,
};

/** The key of a tag. `aws:` is AWS's own prefix. */
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

/** Who answers for an account: it becomes the value of a tag. */
export const OWNER: TextLimits = { ...TAG_VALUE, what: "owner", min: 1 };

/** The text that comes with an invitation. */
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

/** The id of a policy of the organisation's own. */
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

/** The name of a service that works with the organisation, as it stands in service access. */
export const SERVICE_PRINCIPAL: TextLimits = {
    what: "service principal",
    min: 1,
    max: 128,
    pattern: /^([a-z0-9-]+\.)+amazonaws\.com$/,
    allowed: "a service's name such as cloudtrail.amazonaws.com",
    source: COMMON_KNOWLEDGE,
};

/**
 * Says what is wrong with a text, or nothing when it is right.
 *
 * @returns what is wrong and what is allowed, without the place, such as `account name of 61 characters: AWS allows 1 to 50`.
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
