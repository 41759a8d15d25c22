import type { TextLimits } from "./textLimits";

/** The name of a trail. */
export const TRAIL_NAME: TextLimits = {
    what: "name of a trail",
    min: 3,
    max: 128,
    pattern: /^(?!\d+(\.\d+){3}$)(?=.{3,128}$)[a-zA-Z0-9](?:[._-]?[a-zA-Z0-9])*$/,
    allowed: "3 to 128 letters, digits, and single . _ - between them",
    source: {
        from: "botocore 1.44.5: cloudtrail 2013-11-01 (CreateTrail)",
        read: "2026-11-27",
    },
};

/** Days of lifecycle rules and of an object lock. S3 takes more; a hundred years are a typing mistake. */
export const TRAIL_DAYS = { min: 1, max: 36_500 } as const;

/** The ids of Security Hub's controls, such as `IAM.6`. */
export const CONTROL_ID: TextLimits = {
    what: "control",
    min: 3,
    max: 64,
    pattern: /^[A-Za-z0-9]+\.\d+$/,
    allowed: "an id such as IAM.6",
    source: {
        from: "the beginning of https://docs.amazonaws.cn/en_us/securityhub/latest/userguide/securityhub-controls-reference.html, a stored copy: ids such as Account.1 and ACM.1. The lengths are our own",
        read: "2026-11-27",
    },
};

/** For how many days nobody may have used access that IAM Access Analyzer reports. */
export const UNUSED_ACCESS_DAYS = {
    min: 1,
    max: 365,
    source: {
        from: "botocore 1.44.5: accessanalyzer 2019-11-01 (UnusedAccessConfiguration)",
        read: "2026-11-27",
    },
} as const;
