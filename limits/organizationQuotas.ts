import { QUOTAS, SERVICE_MODEL } from "./limitSource";

/** The most units below each other, the root not counted. */
export const UNIT_DEPTH = { max: 5, source: QUOTAS } as const;

/** The most units in an organisation. */
export const UNITS = { max: 2_000, source: QUOTAS } as const;

/**
 * The most accounts that AWS can raise the quota to. The quota of a new organisation is 10 or fewer, and only
 * AWS knows what it is.
 */
export const ACCOUNTS = { max: 50_000, source: QUOTAS } as const;

/** How AWS creates accounts: so many at a time; so many in a row, and after them one every so many seconds. */
export const ACCOUNT_CREATION = { concurrent: 5, burst: 3, secondsBetween: 10, source: QUOTAS } as const;

/**
 * The quota of accounts in Service Quotas. AWS's page says that codes may change, names and values do not; the code is
 * public, and was not tried on AWS.
 */
export const ACCOUNT_QUOTA = { serviceCode: "organizations", quotaCode: "L-E619E033", source: QUOTAS } as const;

/**
 * Invitations: open for so many days; kept so many days after their end; sent in 24 hours so many, or as many as the quota of
 * accounts, whichever is greater, those that were accepted not counted.
 */
export const INVITATIONS = { days: 15, keptDays: 30, leastADay: 20, source: QUOTAS } as const;

/** The most tags on one resource. */
export const TAGS = { max: 50, source: QUOTAS } as const;

/**
 * What AWS closes: so many accounts at a time; in a rolling window of days 20 % of the member accounts, but 250 at least and
 * 1,000 at most.
 */
export const CLOSINGS = {
    concurrent: 3,
    days: 30,
    least: 250,
    share: 0.2,
    most: 1_000,
    source: SERVICE_MODEL,
} as const;

/**
 * How many accounts AWS closes in 30 days.
 *
 * @param members the number of member accounts.
 */
export function closingsAllowed(members: number): number {
    return Math.min(CLOSINGS.most, Math.max(CLOSINGS.least, Math.floor(members * CLOSINGS.share)));
}
