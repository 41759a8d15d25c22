import type { Source } from "./limitSource";
import type { TextLimits } from "./textLimits";

/** The service model of AWS Account Management (botocore's data/account/2021-02-01/service-2.json). */
const ACCOUNT_SERVICE_MODEL: Source = {
    from: "https://docs.aws.amazon.com/accounts/latest/reference/API_PutAlternateContact.html",
    read: "2026-11-24",
};

/** The service that renames accounts and sets their contacts and regions; AWS lets it in where the organisation trusts it. */
export const ACCOUNT_MANAGEMENT = "account.amazonaws.com";

/** The parts of an alternate contact: AWS wants all four. */
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

/** AWS's page of Regions, which says of each whether an account has to opt in. */
const REGIONS_PAGE: Source = {
    from: "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html",
    read: "2026-11-24",
};

/** The code of a Region. AWS adds Regions every year: one that is not known here may exist. */
export const REGION: TextLimits = {
    what: "region",
    min: 9,
    max: 50,
    pattern: /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/,
    allowed: "a code such as ap-east-1",
    source: REGIONS_PAGE,
};

/** The Regions that every account has from the start, and that cannot be switched off. */
export const REGIONS_ON_BY_DEFAULT: { readonly codes: readonly string[]; readonly source: Source } = {
    codes: [
        "ap-northeast-1",
        "ap-northeast-2",
        "ap-northeast-3",
        "ap-south-1",
        "ap-southeast-1",
        "ap-southeast-2",
        "ca-central-1",
        "eu-central-1",
        "eu-north-1",
        "eu-west-1",
        "eu-west-2",
        "eu-west-3",
        "sa-east-1",
        "us-east-1",
        "us-east-2",
        "us-west-1",
        "us-west-2",
    ],
    source: REGIONS_PAGE,
};

/** The Regions that an account has to opt in to, for suggestions. */
export const OPT_IN_REGIONS: { readonly codes: readonly string[]; readonly source: Source } = {
    codes: [
        "af-south-1",
        "ap-east-1",
        "ap-east-2",
        "ap-south-2",
        "ap-southeast-3",
        "ap-southeast-4",
        "ap-southeast-5",
        "ap-southeast-6",
        "ap-southeast-7",
        "ca-west-1",
        "eu-central-2",
        "eu-south-1",
        "eu-south-2",
        "il-central-1",
        "me-central-1",
        "me-south-1",
        "mx-central-1",
    ],
    source: REGIONS_PAGE,
};

/** Every Region of every partition, for what must not be misspelt. AWS adds some every year. */
export const KNOWN_REGIONS: { readonly codes: readonly string[]; readonly source: Source } = {
    codes: [
        ...REGIONS_ON_BY_DEFAULT.codes,
        ...OPT_IN_REGIONS.codes,
        "cn-north-1",
        "cn-northwest-1",
        "eusc-de-east-1",
        "us-gov-east-1",
        "us-gov-west-1",
    ].sort(),
    source: REGIONS_PAGE,
};
