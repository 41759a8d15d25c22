/** Where a rule was read and when, so that it can be read again. */
export interface LimitSource {
    /** The page or service model that states the rule. */
    readonly from: string;
    /** The day it was read, as YYYY-MM-DD. */
    readonly read: string;
}

const READ = "2026-11-23";

/** AWS Organizations' page of quotas and service limits. */
export const QUOTAS: LimitSource = {
    from: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html",
    read: READ,
};

/** The service model of AWS Organizations (botocore's data/organizations/2016-11-28/service-2.json). */
export const SERVICE_MODEL: LimitSource = {
    from: "https://docs.aws.amazon.com/organizations/latest/APIReference/",
    read: READ,
};

/** The reasons that ConstraintViolationException gives, in the API reference of AWS Organizations. */
export const ERRORS: LimitSource = {
    from: "https://docs.aws.amazon.com/organizations/latest/APIReference/API_EnablePolicyType.html#API_EnablePolicyType_Errors",
    read: "2026-11-24",
};

/** A page of AWS Organizations' user guide. */
export function guidePage(page: string): LimitSource {
    return { from: `https://docs.aws.amazon.com/organizations/latest/userguide/${page}.html`, read: "2026-11-24" };
}

/** A rule without a page to cite. Check it again if AWS answers differently. */
export const COMMON_KNOWLEDGE: LimitSource = { from: "common knowledge, to be confirmed", read: READ };
