/**
 * Services of the partition aws that have one global endpoint: a request to them carries that endpoint's region in
 * aws:RequestedRegion, whatever region the caller works in. Services with regional endpoints besides a global one (STS) are not here.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion
 * and the endpoints of botocore 1.44.5 (partitionEndpoint, or one region), read 2026-11-26. Services whose prefix
 * also has endpoints in several regions, such as chime and health, are not here.
 */
const ENDPOINT_REGIONS: Readonly<Record<string, string>> = {
    account: "us-east-1",
    billing: "us-east-1",
    billingconductor: "us-east-1",
    budgets: "us-east-1",
    ce: "us-east-1",
    cloudfront: "us-east-1",
    "cost-optimization-hub": "us-east-1",
    cur: "us-east-1",
    devicefarm: "us-west-2",
    freetier: "us-east-1",
    globalaccelerator: "us-west-2",
    iam: "us-east-1",
    importexport: "us-east-1",
    networkmanager: "us-west-2",
    "notifications-contacts": "us-east-1",
    organizations: "us-east-1",
    pricingplanmanager: "us-east-1",
    route53: "us-east-1",
    "route53-recovery-control-config": "us-west-2",
    route53domains: "us-east-1",
    savingsplans: "us-east-1",
    shield: "us-east-1",
    support: "us-east-1",
    sustainability: "us-east-1",
    tax: "us-east-1",
    trustedadvisor: "us-east-1",
    waf: "us-east-1",
};

/** The region of a service's only endpoint; undefined for a regional service. */
export function endpointRegion(service: string): string | undefined {
    return Object.hasOwn(ENDPOINT_REGIONS, service) ? ENDPOINT_REGIONS[service] : undefined;
}

/** The partition of a region: `aws`, `aws-cn` or `aws-us-gov`. */
export function partitionOf(region: string): string {
    if (region.startsWith("cn-")) return "aws-cn";
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** Why regions cannot be those of one organisation; undefined if they are all of one partition. */
export function mixedPartitions(regions: readonly string[]): string | undefined {
    const [first, ...others] = regions;
    if (first === undefined) return undefined;
    const other = others.find((one) => partitionOf(one) !== partitionOf(first));
    return other === undefined
        ? undefined
        : `names ${first} and ${other}, which are in two partitions of AWS: an organisation is in one (${partitionOf(first)} or ${partitionOf(other)}). Keep those of yours`;
}
