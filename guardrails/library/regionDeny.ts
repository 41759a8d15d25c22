import { z } from "zod";
import { REGION, regionError } from "../../limits";
import { denying, exemptRoles, guardrail, unlessRoles } from "../guardrail";

/**
 * What AWS's own region deny exempts: services that are global or have their endpoint in one region only, and some that are used
 * together with those, such as certificates for CloudFront.
 *
 * Source: https://docs.aws.amazon.com/controltower/latest/controlreference/primary-region-deny-policy.html, read 2026-09-26
 */
const OF_AWS = [
    "a4b:*",
    "access-analyzer:*",
    "account:*",
    "acm:*",
    "activate:*",
    "artifact:*",
    "aws-marketplace-management:*",
    "aws-marketplace:*",
    "aws-portal:*",
    "billing:*",
    "billingconductor:*",
    "budgets:*",
    "ce:*",
    "chatbot:*",
    "chime:*",
    "cloudfront:*",
    "cloudtrail:LookupEvents",
    "compute-optimizer:*",
    "config:*",
    "consoleapp:*",
    "consolidatedbilling:*",
    "cur:*",
    "datapipeline:GetAccountLimits",
    "devicefarm:*",
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
    "iq:*",
    "kms:*",
    "license-manager:ListReceivedLicenses",
    "lightsail:Get*",
    "mobileanalytics:*",
    "networkmanager:*",
    "notifications-contacts:*",
    "notifications:*",
    "organizations:*",
    "payments:*",
    "pricing:*",
    "quicksight:DescribeAccountSubscription",
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
    "sso:*",
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

/** Services for the whole account that AWS's list does not have: billing, support, settings of the console. */
const LATER = [
    "bcm-dashboards:*",
    "bcm-data-exports:*",
    "bcm-pricing-calculator:*",
    "bcm-recommended-actions:*",
    "cost-optimization-hub:*",
    "pricingplanmanager:*",
    "purchase-orders:*",
    "support-console:*",
    "uxc:*",
];

const GLOBAL_SERVICES = [...OF_AWS, ...LATER];

/** A region by its code. */
export const regionCodes = z.string().regex(REGION.pattern, { error: ({ input }) => regionError(String(input)) });

export const regionDeny = guardrail({
    name: "region-deny",
    type: "SERVICE_CONTROL_POLICY",
    description: "Work happens in the named regions only; global services stay usable.",
    mayBreak:
        "Services that are run from us-east-1 for all regions, such as Lambda@Edge (name their actions in alsoAllowed), and copies of backups, images and snapshots to other regions.",
    source: "https://docs.aws.amazon.com/controltower/latest/controlreference/primary-region-deny-policy.html",
    example: { regions: ["eu-central-1", "us-east-1"] },
    parameters: z.strictObject({
        regions: z.array(regionCodes).min(1).describe("The regions in which work is allowed."),
        alsoAllowed: z
            .array(z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9*]+$/, "use actions such as translate:*"))
            .default([])
            .describe("Actions that stay allowed in all regions, in addition to those of global services."),
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
