/**
 * The types of the components and of our own resources, as they are in URNs. They never change: another type would replace the resource and
 * everything below it.
 *
 * All components are children of the Organization, whatever unit they belong to. The types of the parents are part of a URN, so an account
 * that was a child of its unit would be replaced when it moves to a unit at another depth. For the same reason units of all kinds have one
 * type.
 */
export const TYPES = {
    organization: "aws-organization:index:Organization",
    unit: "aws-organization:index:OrganizationalUnit",
    account: "aws-organization:index:Account",
    fullAccessDetached: "organizations:FullAccessDetached",
    invitation: "organizations:Invitation",
    allFeatures: "organizations:AllFeatures",
} as const;

/** The same of the components for costs. The program reads their resources from the state as it does those of the AWS provider. */
export const COST_TYPES = {
    category: "costs:CostCategory",
    spendingStop: "aws-organization:costs:SpendingStop",
    export: "aws-organization:costs:CostExport",
} as const;

/** The same of the resources for people. */
export const PEOPLE_TYPES = {
    permissionSet: "people:PermissionSet",
    access: "people:AccountAccess",
} as const;

/** The same of the resources for the baseline. */
export const BASELINE_TYPES = {
    block: "baseline:BlockStackSet",
} as const;

/** The same of the components for security. */
export const SECURITY_TYPES = {
    auditTrail: "aws-organization:security:AuditTrail",
    configAggregation: "aws-organization:security:ConfigAggregation",
    threatDetection: "aws-organization:security:ThreatDetection",
    securityPosture: "aws-organization:security:SecurityPosture",
    accessAnalysis: "aws-organization:security:AccessAnalysis",
    vulnerabilityScanning: "aws-organization:security:VulnerabilityScanning",
    dataDiscovery: "aws-organization:security:DataDiscovery",
    resourceSearch: "aws-organization:security:ResourceSearch",
    findingsNotification: "aws-organization:security:FindingsNotification",
    members: "security:ServiceMembers",
} as const;
