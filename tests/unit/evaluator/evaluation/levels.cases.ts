import type { LevelSketch } from "./support";

const DENY_S3 = { Sid: "DenyS3", Effect: "Deny", Action: "s3:*" };
const DENY_EC2 = { Sid: "DenyEc2", Effect: "Deny", Action: "ec2:*" };
const ALLOW_S3 = { Effect: "Allow", Action: "s3:*" };
const ALLOW_EC2 = { Effect: "Allow", Action: "ec2:*" };
const ALLOW_BOTH = { Effect: "Allow", Action: ["s3:*", "ec2:*"] };

/** What is attached at each level, and the outcome of actions. */
export type LevelCase = readonly [levels: LevelSketch, outcomes: Readonly<Record<string, string>>];

/**
 * An Allow at every level, no Deny at any.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export const LEVEL_CASES: readonly LevelCase[] = [
    [
        { root: ["full"], Workloads: ["full"], shop: ["full"] },
        { "s3:GetObject": "allowed", "ec2:RunInstances": "allowed", "iam:CreateUser": "allowed" },
    ],
    [
        { root: ["full", DENY_S3], Workloads: ["full"], shop: ["full"] },
        { "s3:GetObject": "explicitly denied by DenyS3 at root", "ec2:RunInstances": "allowed" },
    ],
    [
        { root: ["full"], Workloads: ["full", DENY_S3], shop: ["full"] },
        { "s3:GetObject": "explicitly denied by DenyS3 at Workloads", "ec2:RunInstances": "allowed" },
    ],
    [
        { root: ["full"], Workloads: ["full"], shop: ["full", DENY_S3] },
        { "s3:GetObject": "explicitly denied by DenyS3 at shop", "ec2:RunInstances": "allowed" },
    ],
    [
        { root: ["full"], Workloads: ["full", DENY_S3], shop: ["full", DENY_EC2] },
        {
            "s3:GetObject": "explicitly denied by DenyS3 at Workloads",
            "ec2:RunInstances": "explicitly denied by DenyEc2 at shop",
            "iam:CreateUser": "allowed",
        },
    ],
    // An allow list at one level limits all levels below.
    [
        { root: ["full"], Workloads: [ALLOW_EC2], shop: ["full"] },
        { "ec2:RunInstances": "allowed", "s3:GetObject": "implicitly denied at Workloads" },
    ],
    [
        { root: [ALLOW_EC2], Workloads: ["full"], shop: ["full"] },
        { "ec2:RunInstances": "allowed", "s3:GetObject": "implicitly denied at root" },
    ],
    [
        { root: ["full"], Workloads: ["full"], shop: [ALLOW_EC2] },
        { "ec2:RunInstances": "allowed", "s3:GetObject": "implicitly denied at shop" },
    ],
    // Every level must allow an action: an Allow below does not restore what a level above leaves out.
    [
        { root: [ALLOW_S3], Workloads: [ALLOW_EC2], shop: ["full"] },
        { "s3:GetObject": "implicitly denied at Workloads", "ec2:RunInstances": "implicitly denied at root" },
    ],
    [
        { root: [ALLOW_BOTH], Workloads: [ALLOW_EC2], shop: [ALLOW_BOTH] },
        { "s3:GetObject": "implicitly denied at Workloads", "ec2:RunInstances": "allowed" },
    ],
    [
        { root: [ALLOW_S3, ALLOW_EC2], Workloads: ["full"], shop: ["full"] },
        { "s3:GetObject": "allowed", "ec2:RunInstances": "allowed", "iam:CreateUser": "implicitly denied at root" },
    ],
    // If FullAWSAccess is detached and nothing replaces it, nothing is allowed below.
    [
        { root: ["full"], Workloads: [], shop: ["full"] },
        { "s3:GetObject": "implicitly denied at Workloads", "ec2:RunInstances": "implicitly denied at Workloads" },
    ],
    [
        { root: ["full"], Workloads: [DENY_S3], shop: ["full"] },
        {
            "s3:GetObject": "explicitly denied by DenyS3 at Workloads",
            "ec2:RunInstances": "implicitly denied at Workloads",
        },
    ],
    [{ root: [], Workloads: [], shop: [] }, { "s3:GetObject": "implicitly denied at root" }],
    // A Deny wins over an Allow in one policy, at one level, and at two levels.
    [
        { root: ["full", [ALLOW_S3, DENY_S3]], shop: ["full"] },
        { "s3:GetObject": "explicitly denied by DenyS3 at root" },
    ],
    [
        { root: [DENY_S3, ALLOW_S3], shop: ["full"] },
        { "s3:GetObject": "explicitly denied by DenyS3 at root", "ec2:RunInstances": "implicitly denied at root" },
    ],
    [
        { root: [DENY_S3, "full"], Workloads: [ALLOW_S3], shop: [ALLOW_S3] },
        { "s3:GetObject": "explicitly denied by DenyS3 at root" },
    ],
    // A Deny below and a missing Allow above are an explicit denial.
    [
        { root: [ALLOW_EC2], Workloads: ["full", DENY_S3], shop: ["full"] },
        { "s3:GetObject": "explicitly denied by DenyS3 at Workloads", "iam:CreateUser": "implicitly denied at root" },
    ],
    // Of two denials, the one nearer to the root is named.
    [
        {
            root: ["full"],
            Workloads: ["full", { ...DENY_S3, Sid: "Above" }],
            shop: ["full", { ...DENY_S3, Sid: "Below" }],
        },
        { "s3:GetObject": "explicitly denied by Above at Workloads" },
    ],
    // Five levels of units below the root, AWS's maximum.
    [
        {
            root: ["full"],
            A: ["full"],
            "A/B": ["full"],
            "A/B/C": ["full"],
            "A/B/C/D": ["full", DENY_EC2],
            "A/B/C/D/E": ["full"],
            shop: ["full"],
        },
        { "ec2:RunInstances": "explicitly denied by DenyEc2 at A/B/C/D", "s3:GetObject": "allowed" },
    ],
    [
        { root: ["full"], A: ["full"], "A/B": ["full"], "A/B/C": [ALLOW_BOTH], "A/B/C/D": ["full"], shop: [ALLOW_S3] },
        {
            "s3:GetObject": "allowed",
            "ec2:RunInstances": "implicitly denied at shop",
            "iam:CreateUser": "implicitly denied at A/B/C",
        },
    ],
    // An account directly under the root.
    [
        { root: ["full", DENY_S3], shop: ["full"] },
        { "s3:GetObject": "explicitly denied by DenyS3 at root", "ec2:RunInstances": "allowed" },
    ],
    // Statements without a Sid are named by their position.
    [
        { root: ["full", [ALLOW_S3, { Effect: "Deny", Action: "ec2:*" }]], shop: ["full"] },
        { "ec2:RunInstances": "explicitly denied by 1 at root" },
    ],
];
