import { COMMON_KNOWLEDGE, type LimitSource } from "./limitSource";

/**
 * Services that work with an organisation, and for which AWS registers no delegated administrator. The list may lack some: AWS then refuses
 * the registration itself. The table "AWS services that you can use with AWS Organizations" was not read again for it.
 */
export const NEVER_DELEGATED: { readonly principals: readonly string[]; readonly source: LimitSource } = {
    principals: [
        "controltower.amazonaws.com",
        "ram.amazonaws.com",
        "servicequotas.amazonaws.com",
        "tagpolicies.tag.amazonaws.com",
    ],
    source: COMMON_KNOWLEDGE,
};

/** The most delegated administrators of a service, where a number is known. AWS refuses more. */
export const MOST_ADMINISTRATORS: {
    readonly ofService: ReadonlyMap<string, number>;
    readonly source: LimitSource;
} = {
    ofService: new Map([
        ["sso.amazonaws.com", 1],
        // Read on 2026-11-27: stored copies of https://docs.aws.amazon.com/inspector/latest/user/designating-admin.html (one, the same in
        // all regions) and https://docs.aws.amazon.com/macie/latest/APIReference/admin.html (one). botocore 1.44.5, config 2014-11-12: three
        // for AWS Config's rules. The others are from memory: not confirmed.
        ["access-analyzer.amazonaws.com", 1],
        ["guardduty.amazonaws.com", 1],
        ["inspector2.amazonaws.com", 1],
        ["macie.amazonaws.com", 1],
        ["resource-explorer-2.amazonaws.com", 1],
        ["securityhub.amazonaws.com", 1],
        ["cloudtrail.amazonaws.com", 3],
        ["config.amazonaws.com", 3],
        ["member.org.stacksets.cloudformation.amazonaws.com", 5],
    ]),
    source: COMMON_KNOWLEDGE,
};

/**
 * Services whose delegated administrator changes other accounts from its own: it gives people access to them, brings stacks with roles into
 * them, acts as their root user, runs commands in them, or changes the e-mail of their root user.
 */
export const REACHING_SERVICES: { readonly principals: readonly string[]; readonly source: LimitSource } = {
    principals: [
        "account.amazonaws.com",
        "config-multiaccountsetup.amazonaws.com",
        "iam.amazonaws.com",
        "member.org.stacksets.cloudformation.amazonaws.com",
        "ssm-quicksetup.amazonaws.com",
        "ssm.amazonaws.com",
        "sso.amazonaws.com",
    ],
    source: COMMON_KNOWLEDGE,
};

/** The most characters of the organisation's resource policy. Source: ResourcePolicyContent in the service model of AWS Organizations. */
export const RESOURCE_POLICY_CHARACTERS = 40_000;

/** IAM's service principal. Central root access needs its access to the organisation. */
export const IAM_SERVICE = "iam.amazonaws.com";
