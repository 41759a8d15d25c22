import type { LimitSource } from "./limitSource";
import type { TextLimits } from "./textLimits";

/** The service model of AWS Account Management (botocore's data/account/2021-02-01/service-2.json). */
const ACCOUNT_SERVICE_MODEL: LimitSource = {
    from: "https://docs.aws.amazon.com/accounts/latest/reference/API_PutAlternateContact.html",
    read: "2026-11-24",
};

/** AWS Account Management, which renames accounts and sets their contacts and regions. It needs trusted access to the organisation. */
export const ACCOUNT_MANAGEMENT = "account.amazonaws.com";

/** The parts of an alternate contact. AWS requires all four. */
export const CONTACT = {
    name: {
        what: "contact name",
        min: 1,
        max: 64,
        pattern: /^[^\r\n]+$/,
        allowed: "any text on one line",
        source: ACCOUNT_SERVICE_MODEL,
    },
    title: {
        what: "contact title",
        min: 1,
        max: 50,
        pattern: /^[^\r\n]+$/,
        allowed: "any text on one line",
        source: ACCOUNT_SERVICE_MODEL,
    },
    email: {
        what: "contact e-mail",
        min: 1,
        max: 254,
        pattern: /^[\w+=.#|!&-]+@[\w.-]+\.\w+$/,
        allowed: "one address such as security@example.com",
        source: ACCOUNT_SERVICE_MODEL,
    },
    phone: {
        what: "contact phone",
        min: 1,
        max: 25,
        pattern: /^[\s0-9()+-]+$/,
        allowed: "digits, spaces and ()+-, such as +49 30 1234567",
        source: ACCOUNT_SERVICE_MODEL,
    },
} as const satisfies Record<string, TextLimits>;
