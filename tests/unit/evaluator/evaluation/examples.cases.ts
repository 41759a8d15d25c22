/* eslint-disable max-lines -- AWS's example policies, each with what it denies and allows */
import type { AccessRequest } from "../../../../evaluator/evaluation";

type Document = Readonly<Record<string, unknown>>;

/**
 * The outcome of requests under a policy of AWS's documentation. The policy is attached to the root beside FullAWSAccess, or with `alone`
 * instead of it.
 */
export interface Example {
    readonly what: string;
    readonly source: string;
    readonly alone?: boolean;
    readonly statements: readonly Document[];
    readonly outcomes: readonly (readonly [AccessRequest, string])[];
}

const GUIDE = "https://docs.aws.amazon.com/organizations/latest/userguide";
const GENERAL = `${GUIDE}/orgs_manage_policies_scps_examples_general.html`;
const EC2 = `${GUIDE}/orgs_manage_policies_scps_examples_ec2.html`;
const TAGGING = `${GUIDE}/orgs_manage_policies_scps_examples_tagging.html`;
const S3 = `${GUIDE}/orgs_manage_policies_scps_examples_s3.html`;
const LANGUAGE =
    "https://aws.amazon.com/blogs/security/unlock-new-possibilities-aws-organizations-service-control-policy-now-supports-full-iam-language/";
const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
const INSTANCE = "arn:aws:ec2:eu-west-1:111122223333:instance/*";
const VOLUME = "arn:aws:ec2:eu-west-1:111122223333:volume/*";
const DENIED = "explicitly denied by It at root";
const run = { action: "ec2:RunInstances", principal: role("Dev") };

export const EXAMPLES: readonly Example[] = [
    {
        what: "deny access outside of two regions, but for global services and two roles",
        source: GENERAL,
        statements: [
            {
                Sid: "It",
                Effect: "Deny",
                NotAction: ["iam:*", "organizations:*", "route53:*", "budgets:*", "cloudfront:*", "sts:*", "support:*"],
                Condition: {
                    StringNotEquals: { "aws:RequestedRegion": ["eu-central-1", "eu-west-1"] },
                    ArnNotLike: {
                        "aws:PrincipalARN": [
                            "arn:aws:iam::*:role/Role1AllowedToBypassThisSCP",
                            "arn:aws:iam::*:role/Role2*",
                        ],
                    },
                },
            },
        ],
        outcomes: [
            [{ ...run, region: "eu-central-1" }, "allowed"],
            [{ ...run, region: "us-east-1" }, DENIED],
            [{ ...run, region: "us-east-1", principal: role("Role1AllowedToBypassThisSCP") }, "allowed"],
            [{ ...run, region: "us-east-1", principal: role("Role2AllowedToo") }, "allowed"],
            [{ ...run, region: "us-east-1", principal: "arn:aws:iam::111122223333:root" }, DENIED],
            [{ action: "iam:CreateRole", region: "us-east-1" }, "allowed"],
            [{ action: "CloudFront:ListDistributions", region: "us-east-1" }, "allowed"],
            [{ action: "s3:CreateBucket", region: "ap-south-1", principal: role("Dev") }, DENIED],
            [{ action: "s3:CreateBucket", region: "ap-south-1" }, "undetermined"],
            [{ ...run }, "undetermined"],
        ],
    },
    {
        what: "keep an administrator's role from being changed, but by another role",
        source: GENERAL,
        statements: [
            {
                Sid: "It",
                Effect: "Deny",
                Action: ["iam:AttachRolePolicy", "iam:DeleteRole", "iam:PutRolePolicy", "iam:UpdateRole"],
                Resource: ["arn:aws:iam::*:role/name-of-role-to-deny"],
                Condition: { StringNotLike: { "aws:PrincipalARN": "arn:aws:iam::*:role/name-of-admin-role-to-allow" } },
            },
        ],
        outcomes: [
            [{ action: "iam:DeleteRole", principal: role("Dev"), resource: role("name-of-role-to-deny") }, DENIED],
            [{ action: "iam:DeleteRole", principal: role("Dev"), resource: role("other") }, "allowed"],
            [
                {
                    action: "iam:DeleteRole",
                    principal: role("name-of-admin-role-to-allow"),
                    resource: role("name-of-role-to-deny"),
                },
                "allowed",
            ],
            [{ action: "iam:GetRole", principal: role("Dev"), resource: role("name-of-role-to-deny") }, "allowed"],
            [{ action: "iam:DeleteRole", principal: role("Dev") }, "undetermined"],
        ],
    },
    {
        what: "require MFA to stop or end instances",
        source: GENERAL,
        statements: [
            {
                Sid: "It",
                Effect: "Deny",
                Action: ["ec2:StopInstances", "ec2:TerminateInstances"],
                Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": false } },
            },
        ],
        outcomes: [
            [{ action: "ec2:StopInstances", context: { "aws:MultiFactorAuthPresent": true } }, "allowed"],
            [{ action: "ec2:StopInstances", context: { "aws:MultiFactorAuthPresent": false } }, DENIED],
            [{ action: "ec2:TerminateInstances", context: { "aws:MultiFactorAuthPresent": null } }, DENIED],
            [{ action: "ec2:StopInstances" }, "undetermined"],
            [{ action: "ec2:StartInstances" }, "allowed"],
        ],
    },
    {
        what: "block a service for the root user",
        source: GENERAL,
        statements: [
            {
                Sid: "It",
                Effect: "Deny",
                Action: ["ec2:*"],
                Condition: { StringLike: { "aws:PrincipalArn": ["arn:aws:iam::*:root"] } },
            },
        ],
        outcomes: [
            [{ ...run, principal: "arn:aws:iam::111122223333:root" }, DENIED],
            [{ ...run, principal: { type: "root" } }, DENIED],
            [run, "allowed"],
            [{ ...run, principal: role("root") }, "allowed"],
            [{ action: "s3:GetObject", principal: { type: "root" } }, "allowed"],
        ],
    },
    {
        what: "require a type of instances",
        source: EC2,
        statements: [
            {
                Sid: "It",
                Effect: "Deny",
                Action: "ec2:RunInstances",
                Resource: ["arn:aws:ec2:*:*:instance/*"],
                Condition: { StringNotEquals: { "ec2:InstanceType": "t2.micro" } },
            },
        ],
        outcomes: [
            [{ ...run, resource: INSTANCE, context: { "ec2:InstanceType": "t2.micro" } }, "allowed"],
            [{ ...run, resource: INSTANCE, context: { "ec2:InstanceType": "p5.48xlarge" } }, DENIED],
            [{ ...run, resource: VOLUME, context: { "ec2:InstanceType": null } }, "allowed"],
            [{ ...run, resource: INSTANCE }, "undetermined"],
        ],
    },
    {
        what: "require IMDSv2",
        source: EC2,
        statements: [
            {
                Sid: "It",
                Effect: "Deny",
                Action: "ec2:RunInstances",
                Resource: "arn:aws:ec2:*:*:instance/*",
                Condition: { StringNotEquals: { "ec2:MetadataHttpTokens": "required" } },
            },
            {
                Sid: "Hops",
                Effect: "Deny",
                Action: "ec2:RunInstances",
                Resource: "arn:aws:ec2:*:*:instance/*",
                Condition: { NumericGreaterThan: { "ec2:MetadataHttpPutResponseHopLimit": "3" } },
            },
            { Sid: "Role", Effect: "Deny", Action: "*", Condition: { NumericLessThan: { "ec2:RoleDelivery": "2.0" } } },
        ],
        outcomes: [
            [
                {
                    ...run,
                    resource: INSTANCE,
                    context: {
                        "ec2:MetadataHttpTokens": "required",
                        "ec2:MetadataHttpPutResponseHopLimit": 2,
                        "ec2:RoleDelivery": null,
                    },
                },
                "allowed",
            ],
            [{ ...run, resource: INSTANCE, context: { "ec2:MetadataHttpTokens": "optional" } }, DENIED],
            [{ ...run, resource: INSTANCE, context: { "ec2:MetadataHttpTokens": null } }, DENIED],
            [
                {
                    ...run,
                    resource: INSTANCE,
                    context: { "ec2:MetadataHttpTokens": "required", "ec2:MetadataHttpPutResponseHopLimit": "4" },
                },
                "explicitly denied by Hops at root",
            ],
            [{ action: "s3:GetObject", context: { "ec2:RoleDelivery": "1.0" } }, "explicitly denied by Role at root"],
            [{ action: "s3:GetObject", context: { "ec2:RoleDelivery": "2.0" } }, "allowed"],
            [{ action: "s3:GetObject", context: { "ec2:RoleDelivery": null } }, "allowed"],
        ],
    },
    {
        what: "require a tag on what is made",
        source: TAGGING,
        statements: [
            {
                Sid: "It",
                Effect: "Deny",
                Action: ["secretsmanager:CreateSecret", "ec2:RunInstances"],
                Resource: ["arn:aws:secretsmanager:*:*:secret:*", "arn:aws:ec2:*:*:instance/*"],
                Condition: { Null: { "aws:RequestTag/Project": "true" } },
            },
        ],
        outcomes: [
            [{ ...run, resource: INSTANCE, context: { "aws:RequestTag/Project": null } }, DENIED],
            [{ ...run, resource: INSTANCE, context: { "aws:RequestTag/Project": "x" } }, "allowed"],
            [{ ...run, resource: INSTANCE, context: { "aws:RequestTag/project": "x" } }, "allowed"],
            [{ ...run, resource: VOLUME, context: { "aws:RequestTag/Project": null } }, "allowed"],
            [
                {
                    action: "secretsmanager:CreateSecret",
                    resource: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:x",
                    context: { "aws:RequestTag/Project": null },
                },
                DENIED,
            ],
        ],
    },
    {
        what: "only administrators change their tags",
        source: TAGGING,
        statements: [
            {
                Sid: "It",
                Effect: "Deny",
                Action: ["ec2:CreateTags", "ec2:DeleteTags"],
                Condition: {
                    StringNotEquals: {
                        "ec2:ResourceTag/access-project": "${aws:PrincipalTag/access-project}",
                        "aws:PrincipalArn": role("org-admins"),
                    },
                    Null: { "ec2:ResourceTag/access-project": false },
                },
            },
        ],
        outcomes: [
            [
                {
                    action: "ec2:CreateTags",
                    principal: { arn: role("Dev"), tags: { "access-project": "a" } },
                    context: { "ec2:ResourceTag/access-project": "b" },
                },
                DENIED,
            ],
            [
                {
                    action: "ec2:CreateTags",
                    principal: { arn: role("Dev"), tags: { "access-project": "a" } },
                    context: { "ec2:ResourceTag/access-project": "a" },
                },
                "allowed",
            ],
            [
                {
                    action: "ec2:CreateTags",
                    principal: { arn: role("Dev"), tags: {} },
                    context: { "ec2:ResourceTag/access-project": "a" },
                },
                DENIED,
            ],
            [
                {
                    action: "ec2:CreateTags",
                    principal: { arn: role("Dev"), tags: {} },
                    context: { "ec2:ResourceTag/access-project": null },
                },
                "allowed",
            ],
            [
                {
                    action: "ec2:CreateTags",
                    principal: { arn: role("org-admins"), tags: {} },
                    context: { "ec2:ResourceTag/access-project": "a" },
                },
                "allowed",
            ],
            [
                {
                    action: "ec2:CreateTags",
                    principal: role("Dev"),
                    context: { "ec2:ResourceTag/access-project": "a" },
                },
                "undetermined",
            ],
        ],
    },
    {
        what: "refuse objects that are not encrypted",
        source: S3,
        statements: [
            {
                Sid: "It",
                Effect: "Deny",
                Action: "s3:PutObject",
                Condition: { Null: { "s3:x-amz-server-side-encryption": "true" } },
            },
        ],
        outcomes: [
            [{ action: "s3:PutObject", context: { "s3:x-amz-server-side-encryption": null } }, DENIED],
            [{ action: "s3:PutObject", context: { "s3:x-amz-server-side-encryption": "AES256" } }, "allowed"],
            [{ action: "s3:PutObject" }, "undetermined"],
            [{ action: "s3:GetObject" }, "allowed"],
        ],
    },
    {
        what: "keep resource shares inside",
        source: `${GUIDE}/orgs_manage_policies_scps_examples_ram.html`,
        statements: [
            {
                Sid: "It",
                Effect: "Deny",
                Action: ["ram:CreateResourceShare", "ram:UpdateResourceShare"],
                Condition: { Bool: { "ram:RequestedAllowsExternalPrincipals": "true" } },
            },
        ],
        outcomes: [
            [{ action: "ram:CreateResourceShare", context: { "ram:RequestedAllowsExternalPrincipals": true } }, DENIED],
            [
                { action: "ram:CreateResourceShare", context: { "ram:RequestedAllowsExternalPrincipals": false } },
                "allowed",
            ],
            [
                { action: "ram:CreateResourceShare", context: { "ram:RequestedAllowsExternalPrincipals": null } },
                "allowed",
            ],
        ],
    },
    {
        what: "a data perimeter of networks",
        source: "https://github.com/aws-samples/data-perimeter-policy-examples",
        statements: [
            {
                Sid: "It",
                Effect: "Deny",
                Action: "*",
                Condition: {
                    NotIpAddressIfExists: { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"] },
                    StringNotEqualsIfExists: { "aws:SourceVpc": ["vpc-1", "vpc-2"] },
                    BoolIfExists: { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" },
                    ArnNotLikeIfExists: { "aws:PrincipalArn": ["arn:aws:iam::*:role/aws:ec2-infrastructure"] },
                },
            },
        ],
        outcomes: [
            [
                {
                    ...run,
                    context: { "aws:SourceIp": "203.0.113.9", "aws:SourceVpc": null, "aws:ViaAWSService": false },
                },
                "allowed",
            ],
            [
                {
                    ...run,
                    context: { "aws:SourceIp": "2001:db8::9", "aws:SourceVpc": null, "aws:ViaAWSService": false },
                },
                "allowed",
            ],
            [
                {
                    ...run,
                    context: { "aws:SourceIp": "198.51.100.9", "aws:SourceVpc": null, "aws:ViaAWSService": false },
                },
                DENIED,
            ],
            [
                { ...run, context: { "aws:SourceIp": null, "aws:SourceVpc": "vpc-2", "aws:ViaAWSService": false } },
                "allowed",
            ],
            [
                { ...run, context: { "aws:SourceIp": null, "aws:SourceVpc": "vpc-3", "aws:ViaAWSService": false } },
                DENIED,
            ],
            [
                {
                    ...run,
                    context: { "aws:SourceIp": "198.51.100.9", "aws:SourceVpc": null, "aws:ViaAWSService": true },
                },
                "allowed",
            ],
            [{ ...run, context: { "aws:SourceIp": "198.51.100.9" } }, "undetermined"],
        ],
    },
    {
        what: "an allow list with a condition",
        source: LANGUAGE,
        alone: true,
        statements: [
            {
                Effect: "Allow",
                Action: ["s3:*", "ec2:*"],
                Condition: { StringEquals: { "aws:RequestedRegion": ["eu-central-1"] } },
            },
            { Effect: "Allow", Action: ["iam:*"] },
        ],
        outcomes: [
            [{ ...run, region: "eu-central-1" }, "allowed"],
            [{ ...run, region: "us-east-1" }, "implicitly denied at root"],
            [{ action: "iam:CreateRole" }, "allowed"],
            [{ action: "rds:CreateDBInstance", region: "eu-central-1" }, "implicitly denied at root"],
            [run, "undetermined"],
        ],
    },
    {
        what: "an allow list with NotAction and single resources",
        source: LANGUAGE,
        alone: true,
        statements: [
            { Effect: "Allow", NotAction: ["s3:*", "iam:*AccessKey*"] },
            { Effect: "Allow", Action: "s3:*", Resource: ["arn:aws:s3:::shop", "arn:aws:s3:::shop/*"] },
        ],
        outcomes: [
            [{ action: "ec2:RunInstances" }, "allowed"],
            [{ action: "iam:CreateUser" }, "allowed"],
            [{ action: "iam:CreateAccessKey" }, "implicitly denied at root"],
            [{ action: "s3:GetObject", resource: "arn:aws:s3:::shop/x" }, "allowed"],
            [{ action: "s3:GetObject", resource: "arn:aws:s3:::else/x" }, "implicitly denied at root"],
            [{ action: "s3:ListAllMyBuckets", resource: "*" }, "implicitly denied at root"],
            [{ action: "s3:GetObject" }, "undetermined"],
        ],
    },
    {
        what: "NotResource in an Allow and in a Deny, wildcards at the start and in the middle",
        source: LANGUAGE,
        alone: true,
        statements: [
            { Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::secret*" },
            { Sid: "It", Effect: "Deny", Action: "ec2:*Vpc*", NotResource: "arn:aws:ec2:*:*:vpc/vpc-1" },
        ],
        outcomes: [
            [{ action: "s3:GetObject", resource: "arn:aws:s3:::open/x" }, "allowed"],
            [{ action: "s3:GetObject", resource: "arn:aws:s3:::secret/x" }, "implicitly denied at root"],
            [{ action: "ec2:DeleteVpc", resource: "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1" }, "allowed"],
            [{ action: "ec2:DeleteVpc", resource: "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-2" }, DENIED],
            [{ action: "ec2:CreateVpcEndpoint", resource: "*" }, DENIED],
        ],
    },
];
