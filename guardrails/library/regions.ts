import { z } from "zod";
import { denying, exemptRoles, guardrail, unlessRoles } from "../guardrail";

/** Services that are global, or that answer in us-east-1 alone whatever region is asked for. */
const GLOBAL_SERVICES = [
    "a4b:*",
    "account:*",
    "artifact:*",
    "aws-marketplace-management:*",
    "aws-marketplace:*",
    "aws-portal:*",
    "bcm-data-exports:*",
    "billing:*",
    "billingconductor:*",
    "budgets:*",
    "ce:*",
    "chime:*",
    "cloudfront:*",
    "cloudtrail:LookupEvents",
    "config:*",
    "consolidatedbilling:*",
    "cost-optimization-hub:*",
    "cur:*",
    "directconnect:*",
    "ec2:DescribeRegions",
    "ec2:DescribeTransitGateways",
    "ec2:DescribeVpnGateways",
    "ecr-public:*",
    "fms:*",
    "freetier:*",
    "globalaccelerator:*",
    "health:*",
    "iam:*",
    "importexport:*",
    "invoicing:*",
    "kms:*",
    "mobileanalytics:*",
    "networkmanager:*",
    "notifications:*",
    "organizations:*",
    "payments:*",
    "pricing:*",
    "resource-explorer-2:*",
    "route53-recovery-cluster:*",
    "route53-recovery-control-config:*",
    "route53-recovery-readiness:*",
    "route53:*",
    "route53domains:*",
    "s3:CreateMultiRegionAccessPoint",
    "s3:DeleteMultiRegionAccessPoint",
    "s3:DescribeMultiRegionAccessPointOperation",
    "s3:GetAccountPublicAccessBlock",
    "s3:GetBucketLocation",
    "s3:GetBucketPolicyStatus",
    "s3:GetBucketPublicAccessBlock",
    "s3:GetMultiRegionAccessPoint",
    "s3:GetMultiRegionAccessPointPolicy",
    "s3:GetMultiRegionAccessPointPolicyStatus",
    "s3:GetStorageLensConfiguration",
    "s3:GetStorageLensDashboard",
    "s3:ListAllMyBuckets",
    "s3:ListMultiRegionAccessPoints",
    "s3:ListStorageLensConfigurations",
    "s3:PutAccountPublicAccessBlock",
    "s3:PutMultiRegionAccessPointPolicy",
    "savingsplans:*",
    "shield:*",
    "sts:*",
    "support:*",
    "supportapp:*",
    "supportplans:*",
    "sustainability:*",
    "tag:GetResources",
    "tax:*",
    "trustedadvisor:*",
    "vendor-insights:ListEntitledSecurityProfiles",
    "waf-regional:*",
    "waf:*",
    "wafv2:*",
];

/** A region by its code. */
export const regionCodes = z
    .string()
    .regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/, "use the codes of regions such as eu-central-1");

export const regionDeny = guardrail({
    name: "region-deny",
    type: "SERVICE_CONTROL_POLICY",
    description: "Work happens in the named regions only; global services stay usable.",
    mayBreak:
        "What is done in us-east-1 for the world: certificates for CloudFront (acm:*), Lambda@Edge, services that have their control plane there. Name it in alsoAllowed. Copies of backups, images and snapshots to other regions.",
    source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html",
    example: { regions: ["eu-central-1", "us-east-1"] },
    parameters: z.strictObject({
        regions: z.array(regionCodes).min(1).describe("The regions in which work is allowed."),
        alsoAllowed: z
            .array(z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9*]+$/, "use actions such as translate:*"))
            .default([])
            .describe("Actions that stay allowed everywhere, beside those of global services."),
        exemptRoles: exemptRoles.default([]),
    }),
    document: ({ regions, alsoAllowed, exemptRoles: roles }) =>
        denying({
            Sid: "DenyOtherRegions",
            NotAction: [...new Set([...GLOBAL_SERVICES, ...alsoAllowed])].sort(),
            Condition: {
                StringNotEquals: { "aws:RequestedRegion": [...regions].sort() },
                ...unlessRoles(roles).Condition,
            },
        }),
});
