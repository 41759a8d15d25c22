import type { LimitSource } from "./limitSource";

/** The API reference of IAM, which says the same of both reports of last accessed data. */
const LAST_ACCESSED: LimitSource = {
    from: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateServiceLastAccessedDetails.html",
    read: "2026-11-27",
};

/** How many days IAM looks back in its report of the services that accounts used. Fewer where it began to track a region later. */
export const ACCESS_REPORT_DAYS = { value: 400, source: LAST_ACCESSED };

/** What the report cannot say, one sentence each. */
export const ACCESS_REPORT_GAPS = {
    sentences: [
        "The report is per service, not per action, and counts every authenticated attempt, also one that was denied.",
        "The newest attempts appear after about four hours.",
    ],
    source: LAST_ACCESSED,
};
