import type { LimitSource } from "./limitSource";

const READ = "2026-11-27";
const REFERENCE = "https://docs.aws.amazon.com/IAM/latest/APIReference";

/** The user guide of IAM, of the reports of a principal and of an organisation alike. A copy of an older edition was read, which says 365 days. */
const TRACKING: LimitSource = {
    from: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html",
    read: READ,
};

/** The report of one principal, of which the API reference says how far it looks back. */
const OF_A_PRINCIPAL: LimitSource = { from: `${REFERENCE}/API_GenerateServiceLastAccessedDetails.html`, read: READ };

/**
 * How many days IAM looks back in its report of the services that accounts used: at least so many, and fewer where it began to track a region
 * later. The reference says it of the report of one principal; of an organisation's report it points to the user guide (TRACKING), which
 * has one period for both.
 */
export const ACCESS_REPORT_DAYS = { value: 400, source: OF_A_PRINCIPAL };

/** What the report cannot say. */
export const ACCESS_REPORT_GAPS: readonly { readonly sentence: string; readonly source: LimitSource }[] = [
    {
        sentence: "The report is per service, not per action, and does not say who in an account used a service.",
        source: { from: `${REFERENCE}/API_AccessDetail.html`, read: READ },
    },
    {
        sentence: "It counts every authenticated attempt, also one that was denied.",
        source: { from: `${REFERENCE}/API_GenerateOrganizationsAccessReport.html`, read: READ },
    },
    { sentence: "The newest attempts usually appear within four hours.", source: TRACKING },
    { sentence: "Regions that AWS does not track are missing.", source: TRACKING },
];
