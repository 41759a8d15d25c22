import { guidePage, type LimitSource } from "./limitSource";

/** A service whose access to the organisation is in use wherever it is enabled. */
export interface NeededAccess {
    /** What stops when its access is disabled, as a sentence. */
    readonly consequence: string;
    readonly source: LimitSource;
}

/**
 * Services whose access is in use wherever it is enabled, by their principals. For all other services, delegated administrators show
 * whether the access is in use.
 */
export const NEEDED_ACCESS: Readonly<Record<string, NeededAccess>> = {
    "sso.amazonaws.com": {
        consequence:
            "IAM Identity Center works only with it: people who sign in to the accounts by Identity Center lose their way in",
        source: guidePage("services-that-can-integrate-sso"),
    },
    "member.org.stacksets.cloudformation.amazonaws.com": {
        consequence:
            "CloudFormation can no longer deploy or change the service-managed StackSets, and new accounts get no stacks",
        source: guidePage("services-that-can-integrate-cloudformation"),
    },
    "controltower.amazonaws.com": {
        consequence: "Control Tower can no longer govern, enrol or repair accounts: its landing zone drifts",
        source: guidePage("services-that-can-integrate-CTower"),
    },
    "cloudtrail.amazonaws.com": {
        consequence:
            "CloudTrail deletes the organisation's trails in all member accounts, and makes those of the management account trails of that account alone; enabling it again does not bring them back",
        source: guidePage("services-that-can-integrate-cloudtrail"),
    },
    "ram.amazonaws.com": {
        consequence:
            "Resource Access Manager takes the accounts out of all shares inside the organisation: what is shared with them, such as subnets, can no longer be used",
        source: guidePage("services-that-can-integrate-ram"),
    },
};
