import { QUOTAS, SERVICE_MODEL } from "./limitSource";

/** The most levels of units, not counting the root. */
export const UNIT_DEPTH = { max: 5, source: QUOTAS } as const;

/** The most units in an organisation. */
export const UNITS = { max: 2_000, source: QUOTAS } as const;

/**
 * The highest number of accounts to which AWS raises the quota. The quota of a new organisation is 10 or fewer, and only AWS knows it.
 */
export const ACCOUNTS = { max: 50_000, source: QUOTAS } as const;

/** How fast AWS creates accounts: at most `concurrent` at a time, `burst` in a row, and then one every `secondsBetween`. */
export const ACCOUNT_CREATION = { concurrent: 5, burst: 3, secondsBetween: 10, source: QUOTAS } as const;

/**
 * The quota of accounts in Service Quotas. AWS's page says that codes may change, while names and values do not. The code is public; it
 * has not been tried on AWS.
 */
export const ACCOUNT_QUOTA = { serviceCode: "organizations", quotaCode: "L-E619E033", source: QUOTAS } as const;

/**
 * Invitations are open for `days`, and AWS lists them for `keptDays` after their end. In 24 hours AWS sends `leastADay`, or as many as the
 * quota of accounts where that is greater; accepted ones do not count.
 */
export const INVITATIONS = { days: 15, keptDays: 30, leastADay: 20, source: QUOTAS } as const;

/** The most tags on one resource. */
export const TAGS = { max: 50, source: QUOTAS } as const;

/**
 * How many accounts AWS closes: `concurrent` at a time, and in a rolling window of `days` the `share` of the member accounts, but `least` at
 * least and `most` at most.
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
 * The most accounts that AWS closes in 30 days.
 *
 * @param members the number of member accounts.
 */
export function closingsAllowed(members: number): number {
    return Math.min(CLOSINGS.most, Math.max(CLOSINGS.least, Math.floor(members * CLOSINGS.share)));
}
