/** What an organisation has to see what happens in its accounts: the trail, detection, findings, search. */
export { AccessAnalysis, type AccessAnalysisArgs } from "./accessAnalysis";
export { AuditTrail, type AuditTrailArgs, type AuditTrailHistory, type DataEventKind } from "./auditTrail";
export { ConfigAggregation, type ConfigAggregationArgs } from "./configAggregation";
export { DataDiscovery, type DataDiscoveryArgs, type DataDiscoveryHistory } from "./dataDiscovery";
export {
    findingPatterns,
    FINDING_SEVERITIES,
    type FindingPattern,
    type FindingSeverity,
    type FindingSource,
} from "./findingPatterns";
export { FindingsNotification, type FindingsNotificationArgs } from "./findingsNotification";
export { ResourceSearch, type ResourceSearchArgs, type ResourceSearchHistory } from "./resourceSearch";
export {
    SecurityPosture,
    type SecurityPostureArgs,
    type SecurityPostureHistory,
    type SecurityStandard,
} from "./securityPosture";
export { ServiceMembers, type MemberAccount, type ServiceMembersArgs } from "./serviceMembers";
export { accountProvider, type ProviderSettings, type SecuredOrganization, type SharedAccount } from "./sharedAccount";
export {
    ThreatDetection,
    type Protection,
    type ThreatDetectionArgs,
    type ThreatDetectionHistory,
} from "./threatDetection";
export {
    VulnerabilityScanning,
    type Scan,
    type VulnerabilityScanningArgs,
    type VulnerabilityScanningHistory,
} from "./vulnerabilityScanning";
export { accessLogPolicy } from "./policies/accessLogPolicy";
export { findingsTopicPolicy } from "./policies/findingsTopicPolicy";
export { trailBucketPolicy, type TrailParties } from "./policies/trailBucketPolicy";
export { trailKeyPolicy } from "./policies/trailKeyPolicy";
