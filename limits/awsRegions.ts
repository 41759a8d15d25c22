import type { LimitSource } from "./limitSource";
import type { TextLimits } from "./textLimits";

/** AWS's page of Regions, which says for each whether an account has to opt in. */
const REGIONS_PAGE: LimitSource = {
    from: "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html",
    read: "2026-11-24",
};

/**
 * The code of a Region: an area, perhaps parts of it, a direction and a number. AWS adds Regions every year, so a code of this form that is
 * missing below may exist. Every code of AWS's partitions so far has one of these directions, those of us-iso-east-1 and eusc-de-east-1 too.
 */
export const REGION: TextLimits = {
    what: "region",
    min: 9,
    max: 50,
    pattern: /^[a-z]{2,4}(-[a-z]+)*-(central|(north|south)(east|west)?|east|west)-\d{1,2}$/,
    allowed: "a code such as eu-central-1",
    source: REGIONS_PAGE,
};

/** The Regions that are enabled in every account and cannot be disabled. */
export const REGIONS_ON_BY_DEFAULT: { readonly codes: readonly string[]; readonly source: LimitSource } = {
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

/** The Regions that an account has to opt in to. Used for suggestions. */
export const OPT_IN_REGIONS: { readonly codes: readonly string[]; readonly source: LimitSource } = {
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

/** The Regions of all partitions that are known here, to find misspelt codes. */
export const KNOWN_REGIONS: { readonly codes: readonly string[]; readonly source: LimitSource } = {
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
