import type { ExistingResource } from "../../../definition/feature";
import type { Switch } from "../securityModel";

/** The types of security's resources in a state. */
export const SECURITY_RESOURCES = {
    detector: "aws:guardduty/detector:Detector",
    guardDutyAdministrator: "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount",
    hubAccount: "aws:securityhub/account:Account",
    hubAdministrator: "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount",
    hubAggregator: "aws:securityhub/findingAggregator:FindingAggregator",
    inspectorAdministrator: "aws:inspector2/delegatedAdminAccount:DelegatedAdminAccount",
    macieAccount: "aws:macie2/account:Account",
    macieAdministrator: "aws:macie2/organizationAdminAccount:OrganizationAdminAccount",
    analyzer: "aws:accessanalyzer/analyzer:Analyzer",
    index: "aws:resourceexplorer/index:Index",
    trail: "aws:cloudtrail/trail:Trail",
    bucket: "aws:s3/bucket:Bucket",
    bucketPolicy: "aws:s3/bucketPolicy:BucketPolicy",
    key: "aws:kms/key:Key",
    lock: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    lifecycle: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
} as const;

/** The name of the trail and of its bucket in the stack. */
export const TRAIL = "audit-trail";
/** The name of the bucket that logs who reads the trail's bucket. */
export const ACCESS_LOGS = "access-logs";
/** The name of the key that encrypts the trail's logs. */
export const TRAIL_KEY = "trail";

/** The types of the components of the switches: those of components/typeTokens.ts, which only program.ts may import. */
export const COMPONENT_OF: Readonly<Record<Switch, string>> = {
    auditTrail: "aws-organization:security:AuditTrail",
    configuration: "aws-organization:security:ConfigAggregation",
    guardDuty: "aws-organization:security:ThreatDetection",
    securityHub: "aws-organization:security:SecurityPosture",
    accessAnalyzer: "aws-organization:security:AccessAnalysis",
    inspector: "aws-organization:security:VulnerabilityScanning",
    macie: "aws-organization:security:DataDiscovery",
    search: "aws-organization:security:ResourceSearch",
    findings: "aws-organization:security:FindingsNotification",
};

export type SecurityInState = ReadonlyMap<string, readonly ExistingResource[]>;

export function namesOf(resources: SecurityInState, type: string): ReadonlySet<string> {
    return new Set((resources.get(type) ?? []).map(({ name }) => name));
}

/** The outputs of the resource with a name; undefined if the state does not have it. */
export function outputsOf(
    resources: SecurityInState,
    type: string,
    name: string,
): ExistingResource["outputs"] | undefined {
    return (resources.get(type) ?? []).find((one) => one.name === name)?.outputs;
}
