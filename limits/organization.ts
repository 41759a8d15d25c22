import { QUOTAS } from "./source";

/** The most units below each other, the root not counted. */
export const UNIT_DEPTH = { max: 5, source: QUOTAS } as const;

/** The most units in an organisation. */
export const UNITS = { max: 2_000, source: QUOTAS } as const;

/**
 * The most accounts that AWS can raise the quota to. The quota of a new organisation is 10 or fewer, and only
 * AWS knows what it is.
 */
export const ACCOUNTS = { max: 50_000, source: QUOTAS } as const;

/** The most tags on one resource. */
export const TAGS = { max: 50, source: QUOTAS } as const;
