/* eslint-disable max-lines -- tables of what each guardrail denies and still allows */
import { ACCOUNT, arn, ROLE } from "../../evaluator/evaluation/support";
import { casesOf } from "./support";

const EXEMPT = { exemptRoles: ["arn:*:iam::*:role/Admin"] };
const OTHER_ROLE = arn("role/Developer");
const LINKED = arn("role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling");
const ROOT = arn("root");
const ec2 = (resource: string): string => `arn:aws:ec2:eu-central-1:${ACCOUNT}:${resource}`;
const INSTANCE = ec2("instance/*");
const rds = (resource: string): string => `arn:aws:rds:eu-central-1:${ACCOUNT}:${resource}`;
const OBJECT = "arn:aws:s3:::bucket/key";

describe("library: what each guardrail denies, and what it still allows", () => {
    casesOf("deny-closing-account", [
        ["DenyClosingAccount", { action: "account:CloseAccount" }],
        ["DenyClosingAccount", { action: "account:CloseAccount", principal: ROOT }],
        ["allowed", { action: "account:GetContactInformation" }],
    ]);

    casesOf("deny-everything", [
        ["DenyEverything", { action: "s3:GetObject", resource: OBJECT }],
        ["DenyEverything", { action: "s3:GetObject", resource: OBJECT, principal: OTHER_ROLE }, EXEMPT],
        ["allowed", { action: "s3:GetObject", resource: OBJECT, principal: ROLE }, EXEMPT],
        ["exempt", { action: "ec2:RunInstances", resource: INSTANCE, principal: LINKED }],
    ]);

    casesOf("quarantine", [
        ["Quarantine", { action: "iam:CreateUser", principal: OTHER_ROLE }, { roleName: "Admin" }],
        ["Quarantine", { action: "iam:CreateUser", principal: ROOT }, { roleName: "Admin" }],
        ["allowed", { action: "iam:CreateUser", principal: ROLE }, { roleName: "Admin" }],
    ]);

    const SPARED = { roleName: "Admin" };
    const denied = [
        [
            "bedrock:InvokeModel",
            "cloudwatch:GetMetricData",
            "dynamodb:CreateTable",
            "dynamodb:PutItem",
            "ec2:CreateVolume",
        ],
        [
            "ec2:ModifyInstanceAttribute",
            "ec2:PurchaseReservedInstancesOffering",
            "ec2:RunInstances",
            "ec2:StartInstances",
        ],
        ["autoscaling:SetDesiredCapacity", "ecs:UpdateService", "eks:UpdateNodegroupConfig", "iam:CreateUser"],
        ["iam:PassRole", "lambda:InvokeFunction", "logs:StartQuery", "rds:CreateDBInstance", "rds:StartDBInstance"],
        ["redshift:ResumeCluster", "s3:CreateBucket", "s3:GetObject", "s3:PutObject", "sagemaker:CreateEndpoint"],
        ["savingsplans:CreateSavingsPlan", "ses:SendEmail", "sns:Publish"],
    ].flat();
    const allowed = [
        ["budgets:ViewBudget", "ce:GetCostAndUsage", "cloudformation:DeleteStack", "cloudformation:DescribeStacks"],
        [
            "dynamodb:DeleteTable",
            "ec2:DeleteVolume",
            "ec2:DescribeInstances",
            "ec2:ReleaseAddress",
            "ec2:StopInstances",
        ],
        ["ec2:TerminateInstances", "autoscaling:DeleteAutoScalingGroup", "ecs:DeleteService", "eks:DeleteCluster"],
        ["iam:DeleteRole", "iam:GetRole", "iam:ListRoles", "lambda:DeleteFunction", "rds:DeleteDBInstance"],
        ["rds:StopDBInstance", "redshift:PauseCluster", "s3:DeleteBucket", "s3:DeleteObject", "s3:ListAllMyBuckets"],
        [
            "sagemaker:DeleteEndpoint",
            "sts:AssumeRole",
            "sts:GetCallerIdentity",
            "support:CreateCase",
            "tag:GetResources",
        ],
    ].flat();
    casesOf("stop-spending", [
        ...denied.map((action) => ["StopSpending", { action, principal: OTHER_ROLE }, SPARED] as const),
        ...allowed.map((action) => ["allowed", { action, principal: OTHER_ROLE }, SPARED] as const),
        ["StopSpending", { action: "ec2:RunInstances", principal: ROOT }, SPARED],
        ["allowed", { action: "ec2:RunInstances", principal: ROLE }, SPARED],
        [
            "allowed",
            { action: "translate:ListTerminologies", principal: OTHER_ROLE },
            { ...SPARED, alsoAllowed: ["translate:List*"] },
        ],
    ]);

    casesOf("deny-leaving-organization", [
        ["DenyLeavingOrganization", { action: "organizations:LeaveOrganization", principal: ROOT }],
        ["allowed", { action: "organizations:DescribeOrganization" }],
    ]);

    casesOf("deny-purchases", [
        ["DenyPurchases", { action: "ec2:PurchaseReservedInstancesOffering" }],
        ["DenyPurchases", { action: "savingsplans:CreateSavingsPlan" }],
        ["DenyPurchases", { action: "route53domains:RegisterDomain" }],
        ["allowed", { action: "savingsplans:DescribeSavingsPlans" }],
        ["allowed", { action: "ec2:RunInstances", resource: INSTANCE }],
    ]);

    const central = { "aws:AssumedRoot": "true" };
    casesOf("deny-root-user", [
        ["DenyRootUser", { action: "s3:PutBucketPolicy", principal: ROOT }],
        ["DenyRootUser", { action: "s3:PutBucketPolicy", principal: ROOT, context: central }],
        ["DenyRootUser", { action: "s3:PutBucketPolicy", principal: ROOT }, { allowCentral: true }],
        ["allowed", { action: "s3:PutBucketPolicy", principal: ROOT, context: central }, { allowCentral: true }],
        ["allowed", { action: "s3:PutBucketPolicy", principal: ROLE }],
        ["undetermined", { action: "s3:PutBucketPolicy" }],
    ]);

    casesOf("protect-access-role", [
        [
            "ProtectAccessRole",
            { action: "iam:DeleteRole", resource: ROLE, principal: OTHER_ROLE },
            { roleName: "Admin" },
        ],
        ["allowed", { action: "iam:DeleteRole", resource: ROLE, principal: ROLE }, { roleName: "Admin" }],
        ["allowed", { action: "iam:DeleteRole", resource: OTHER_ROLE, principal: OTHER_ROLE }, { roleName: "Admin" }],
        ["allowed", { action: "iam:GetRole", resource: ROLE, principal: OTHER_ROLE }, { roleName: "Admin" }],
        [
            "ProtectAccessRole",
            { action: "iam:PutRolePolicy", resource: arn("role/stacksets-exec-1"), principal: OTHER_ROLE },
            { roleName: "Admin", otherRoles: ["stacksets-exec-*"] },
        ],
        [
            "allowed",
            { action: "iam:PutRolePolicy", resource: arn("role/stacksets-exec-1"), principal: ROLE },
            { roleName: "Admin", otherRoles: ["stacksets-exec-*"] },
        ],
    ]);

    casesOf("protect-logs", [
        ["ProtectLogs", { action: "s3:DeleteObject", resource: OBJECT, principal: OTHER_ROLE }, EXEMPT],
        ["ProtectLogs", { action: "kms:ScheduleKeyDeletion" }],
        ["allowed", { action: "s3:DeleteObject", resource: OBJECT, principal: ROLE }, EXEMPT],
        ["allowed", { action: "s3:PutObject", resource: OBJECT }],
        ["allowed", { action: "logs:PutLogEvents" }],
    ]);

    casesOf("protect-security-services", [
        ["ProtectSecurityServices", { action: "cloudtrail:StopLogging" }],
        ["ProtectSecurityServices", { action: "config:StopConfigurationRecorder" }],
        ["ProtectSecurityServices", { action: "guardduty:DeleteDetector" }],
        ["ProtectSecurityServices", { action: "securityhub:DisableSecurityHub", principal: ROOT }, EXEMPT],
        ["ProtectSecurityServices", { action: "inspector2:Disable" }, { services: ["inspector", "macie"] }],
        ["allowed", { action: "cloudtrail:StopLogging" }, { services: ["inspector", "macie"] }],
        ["allowed", { action: "cloudtrail:StopLogging", principal: ROLE }, EXEMPT],
        ["allowed", { action: "cloudtrail:LookupEvents" }],
        ["allowed", { action: "guardduty:CreateDetector" }],
        ["allowed", { action: "securityhub:EnableSecurityHub" }],
    ]);

    const EU = { regions: ["eu-central-1"] };
    casesOf("region-deny", [
        ["DenyOtherRegions", { action: "ec2:RunInstances", region: "us-east-1" }, EU],
        ["allowed", { action: "ec2:RunInstances", region: "eu-central-1" }, EU],
        ["allowed", { action: "iam:CreateRole", region: "us-east-1" }, EU],
        ["DenyOtherRegions", { action: "translate:TranslateText", region: "us-east-1" }, EU],
        [
            "allowed",
            { action: "translate:TranslateText", region: "us-east-1" },
            { ...EU, alsoAllowed: ["translate:*"] },
        ],
        ["allowed", { action: "ec2:RunInstances", region: "us-east-1", principal: ROLE }, { ...EU, ...EXEMPT }],
        ["undetermined", { action: "ec2:RunInstances" }, EU],
    ]);

    const volume = (encrypted: string): Record<string, string> => ({ "ec2:Encrypted": encrypted });
    const database = (engine: string, encrypted?: string): Record<string, string> => ({
        "rds:DatabaseEngine": engine,
        ...(encrypted !== undefined && { "rds:StorageEncrypted": encrypted }),
    });
    casesOf("require-encryption", [
        ["DenyUnencryptedVolumes", { action: "ec2:CreateVolume", resource: ec2("volume/*"), context: volume("false") }],
        ["DenyUnencryptedVolumes", { action: "ec2:RunInstances", resource: ec2("volume/*"), context: volume("false") }],
        ["allowed", { action: "ec2:RunInstances", resource: ec2("volume/*"), context: volume("true") }],
        ["allowed", { action: "ec2:RunInstances", resource: INSTANCE }],
        ["allowed", { action: "ec2:RunInstances", resource: ec2("subnet/subnet-1") }],
        ["undetermined", { action: "ec2:CreateVolume", resource: ec2("volume/*") }],
        ["KeepEncryptionByDefault", { action: "ec2:DisableEbsEncryptionByDefault" }],
        ["allowed", { action: "ec2:EnableEbsEncryptionByDefault" }],
        ["allowed", { action: "ec2:DisableEbsEncryptionByDefault", principal: ROLE }, EXEMPT],
        ["DenyUnencryptedFileSystems", { action: "elasticfilesystem:CreateFileSystem" }],
        [
            "allowed",
            { action: "elasticfilesystem:CreateFileSystem", context: { "elasticfilesystem:Encrypted": "true" } },
        ],
        ["DenyUnencryptedClusters", { action: "rds:CreateDBCluster", context: database("aurora-mysql", "false") }],
        ["DenyUnencryptedClusters", { action: "rds:CreateDBCluster", context: database("aurora-mysql") }],
        ["allowed", { action: "rds:CreateDBCluster", context: database("aurora-mysql", "true") }],
        [
            "DenyUnencryptedDatabases",
            { action: "rds:CreateDBInstance", resource: rds("db:a"), context: database("postgres") },
        ],
        ["allowed", { action: "rds:CreateDBInstance", resource: rds("db:a"), context: database("postgres", "true") }],
        [
            "allowed",
            { action: "rds:CreateDBInstance", resource: rds("db:a"), context: database("aurora-mysql", "false") },
        ],
        ["allowed", { action: "rds:CreateDBInstance", resource: rds("db:a"), context: database("aurora-postgresql") }],
        ["allowed", { action: "rds:CreateDBInstance", resource: rds("db:a"), context: database("docdb") }],
        ["allowed", { action: "rds:CreateDBInstance", context: database("postgres") }, { services: ["ebs"] }],
        ["allowed", { action: "rds:CreateDBInstance", context: database("postgres"), principal: ROLE }, EXEMPT],
        ["allowed", { action: "rds:DescribeDBInstances" }],
    ]);

    const header = (value: string): Record<string, string> => ({ "s3:x-amz-server-side-encryption": value });
    const put = { action: "s3:PutObject", resource: OBJECT, principal: ROLE };
    casesOf("s3-encryption", [
        ["DenyCustomerKeys", { ...put, context: { "s3:x-amz-server-side-encryption-customer-algorithm": "AES256" } }],
        [
            "allowed",
            { ...put, context: { "s3:x-amz-server-side-encryption-customer-algorithm": "AES256" } },
            { denyCustomerKeys: false, kms: "stated" },
        ],
        ["allowed", put],
        ["allowed", { ...put, context: header("AES256") }],
        ["RequireKms", { ...put, context: header("AES256") }, { kms: "stated" }],
        ["allowed", put, { kms: "stated" }],
        ["allowed", { ...put, context: header("aws:kms") }, { kms: "stated" }],
        ["RequireKms", put, { kms: "always" }],
        ["allowed", { ...put, context: header("aws:kms:dsse") }, { kms: "always" }],
        ["allowed", { ...put, principal: "delivery.logs.amazonaws.com" }, { kms: "always" }, "outside"],
        ["allowed", { ...put, action: "s3:GetObject" }, { kms: "always" }],
    ]);

    casesOf("deny-iam-users", [
        ["DenyIamUsers", { action: "iam:CreateUser" }],
        ["DenyIamUsers", { action: "iam:CreateAccessKey", principal: ROOT }],
        ["DenyIamUsers", { action: "iam:CreateLoginProfile", principal: OTHER_ROLE }, EXEMPT],
        ["allowed", { action: "iam:CreateAccessKey", principal: ROLE }, EXEMPT],
        ["allowed", { action: "iam:DeleteAccessKey" }],
        ["allowed", { action: "iam:UpdateAccessKey" }],
        ["allowed", { action: "iam:CreateRole" }],
        ["allowed", { action: "iam:DeleteUser" }],
    ]);

    const type = (one: string): Record<string, string> => ({ "ec2:InstanceType": one });
    const run = { action: "ec2:RunInstances", resource: INSTANCE };
    const change = { action: "ec2:ModifyInstanceAttribute", resource: INSTANCE };
    const to = (one: string): Record<string, string> => ({ "ec2:Attribute/InstanceType": one });
    const SMALL = { allowedOnly: ["t3.*", "t4g.*"] };
    casesOf("deny-expensive-instances", [
        ...[
            "p5.48xlarge",
            "p5.4xlarge",
            "g6.xlarge",
            "inf2.xlarge",
            "trn1.2xlarge",
            "x2idn.16xlarge",
            "u-6tb1.metal",
            "mac2.metal",
            "m7i.metal-24xl",
            "m5.12xlarge",
            "r7iz.32xlarge",
            "u7i-12tb.224xlarge",
            "hpc7a.96xlarge",
            "dl1.24xlarge",
            "f1.2xlarge",
            "vt1.3xlarge",
        ].map((one) => ["DenyExpensiveInstances", { ...run, context: type(one) }] as const),
        ...["t3.micro", "t4g.nano", "m7g.large", "m5.2xlarge", "c7i.8xlarge", "r6g.4xlarge", "i4i.large"].map(
            (one) => ["allowed", { ...run, context: type(one) }] as const,
        ),
        ["allowed", { ...run, resource: ec2("volume/*") }],
        ["allowed", { ...run, resource: ec2("subnet/subnet-1") }],
        ["undetermined", run],
        ["allowed", { ...run, context: type("p5.48xlarge"), principal: ROLE }, EXEMPT],
        ["exempt", { ...run, context: type("p5.48xlarge"), principal: LINKED }],
        ["DenyChangeToExpensiveType", { ...change, context: to("p5.48xlarge") }],
        ["allowed", { ...change, context: to("m5.large") }],
        ["allowed", { ...change, context: { "ec2:Attribute": "UserData" } }],
        ["DenyOtherInstances", { ...run, context: type("m5.large") }, SMALL],
        ["allowed", { ...run, context: type("t3.large") }, SMALL],
        ["DenyChangeToOtherType", { ...change, context: to("m5.large") }, SMALL],
        ["allowed", { ...change, context: { "ec2:Attribute": "UserData" } }, SMALL],
        [
            "DenyExpensiveDatabases",
            { action: "rds:CreateDBInstance", context: { "rds:DatabaseClass": "db.r6g.16xlarge" } },
        ],
        ["allowed", { action: "rds:CreateDBInstance", context: { "rds:DatabaseClass": "db.r6g.large" } }],
        ["allowed", { action: "rds:CreateDBCluster" }, SMALL],
        [
            "DenyOtherDatabases",
            { action: "rds:CreateDBInstance", context: { "rds:DatabaseClass": "db.r6g.large" } },
            SMALL,
        ],
        [
            "DenyExpensiveMachineLearning",
            {
                action: "sagemaker:CreateTrainingJob",
                context: { "sagemaker:InstanceTypes": ["ml.m5.large", "ml.p4d.24xlarge"] },
            },
        ],
        ["allowed", { action: "sagemaker:CreateTrainingJob", context: { "sagemaker:InstanceTypes": ["ml.m5.large"] } }],
        [
            "DenyOtherMachineLearning",
            {
                action: "sagemaker:CreateNotebookInstance",
                context: { "sagemaker:InstanceTypes": ["ml.t3.medium", "ml.m5.large"] },
            },
            SMALL,
        ],
        [
            "allowed",
            { action: "sagemaker:CreateNotebookInstance", context: { "sagemaker:InstanceTypes": ["ml.t3.medium"] } },
            SMALL,
        ],
        ["allowed", { action: "sagemaker:CreateEndpointConfig" }, SMALL],
        [
            "allowed",
            { action: "sagemaker:CreateTrainingJob", context: { "sagemaker:InstanceTypes": ["ml.p4d.24xlarge"] } },
            { services: ["ec2"] },
        ],
        ["allowed", { action: "ec2:StopInstances" }],
    ]);

    const tokens = (value: string): Record<string, string> => ({ "ec2:MetadataHttpTokens": value });
    const modify = { action: "ec2:ModifyInstanceMetadataOptions", resource: INSTANCE };
    const delivered = (version: string): Record<string, string> => ({ "ec2:RoleDelivery": version });
    casesOf("deny-imdsv1", [
        ["DenyLaunchWithImdsv1", { ...run, context: tokens("optional") }],
        ["allowed", { ...run, context: tokens("required") }],
        ["allowed", run],
        ["DenyLaunchWithImdsv1", run, { everyLaunchSays: true }],
        ["allowed", { ...run, context: tokens("required") }, { everyLaunchSays: true }],
        ["allowed", { ...run, resource: ec2("volume/*") }, { everyLaunchSays: true }],
        ["allowed", { ...run, context: tokens("optional"), principal: ROLE }, EXEMPT],
        ["DenyChangeToImdsv1", { ...modify, context: { "ec2:Attribute/HttpTokens": "optional" } }],
        ["allowed", { ...modify, context: { "ec2:Attribute/HttpTokens": "required" } }],
        ["allowed", { ...modify, context: { "ec2:Attribute/HttpEndpoint": "disabled" } }],
        ["allowed", { action: "s3:GetObject", resource: OBJECT, context: delivered("1.0") }],
        [
            "DenyCredentialsOfImdsv1",
            { action: "s3:GetObject", resource: OBJECT, context: delivered("1.0") },
            { denyOldCredentials: true },
        ],
        [
            "allowed",
            { action: "s3:GetObject", resource: OBJECT, context: delivered("2.0") },
            { denyOldCredentials: true },
        ],
        ["allowed", { action: "s3:GetObject", resource: OBJECT }, { denyOldCredentials: true }],
        ["undetermined", { action: "s3:GetObject", resource: OBJECT }, { denyOldCredentials: true }],
    ]);

    const block = { action: "s3:PutBucketPublicAccessBlock" };
    const grant = 'uri="http://acs.amazonaws.com/groups/global/AllUsers"';
    casesOf("deny-public-s3", [
        ["KeepPublicAccessBlock", { action: "s3:PutAccountPublicAccessBlock" }],
        ["allowed", { action: "s3:PutAccountPublicAccessBlock", principal: ROLE }, EXEMPT],
        ["allowed", block],
        ["KeepPublicAccessBlock", block, { bucketBlocks: true }],
        ["allowed", { ...block, principal: ROLE }, { bucketBlocks: true, ...EXEMPT }],
        ["DenyPublicAcl", { action: "s3:PutObject", resource: OBJECT, context: { "s3:x-amz-acl": "public-read" } }],
        ["DenyPublicAcl", { action: "s3:PutBucketAcl", context: { "s3:x-amz-acl": "authenticated-read" } }],
        [
            "allowed",
            { action: "s3:PutObject", resource: OBJECT, context: { "s3:x-amz-acl": "bucket-owner-full-control" } },
        ],
        ["allowed", { action: "s3:PutObject", resource: OBJECT }],
        ["allowed", { action: "s3:CreateBucket", resource: "arn:aws:s3:::bucket" }],
        [
            "DenyPublicGrantRead",
            { action: "s3:PutObjectAcl", resource: OBJECT, context: { "s3:x-amz-grant-read": grant } },
        ],
        [
            "DenyPublicGrantFullControl",
            { action: "s3:CreateBucket", context: { "s3:x-amz-grant-full-control": grant } },
        ],
        ["allowed", { action: "s3:PutObjectAcl", resource: OBJECT, context: { "s3:x-amz-grant-read": 'id="0123"' } }],
        ["allowed", { action: "s3:PutBucketPolicy" }],
    ]);

    const external = (value: string): Record<string, string> => ({ "ram:RequestedAllowsExternalPrincipals": value });
    casesOf("deny-external-sharing", [
        ["DenyExternalSharing", { action: "ram:CreateResourceShare", context: external("true") }],
        ["allowed", { action: "ram:CreateResourceShare", context: external("false") }],
        ["allowed", { action: "ram:CreateResourceShare", context: external("true"), principal: ROLE }, EXEMPT],
        ["allowed", { action: "ram:UpdateResourceShare" }],
        ["undetermined", { action: "ram:CreateResourceShare" }],
    ]);

    casesOf("protect-backups", [
        ["ProtectBackups", { action: "backup:DeleteRecoveryPoint" }],
        ["ProtectBackups", { action: "backup:DeleteBackupVault", principal: ROOT }, EXEMPT],
        ["allowed", { action: "backup:DeleteRecoveryPoint", principal: ROLE }, EXEMPT],
        ["allowed", { action: "backup:StartBackupJob" }],
        ["allowed", { action: "backup:StartRestoreJob" }],
    ]);

    const tagged = (...keys: string[]): Record<string, string> =>
        Object.fromEntries(keys.map((key) => [`aws:RequestTag/${key}`, "x"]));
    const OWNER = { tags: ["Owner"] };
    casesOf("require-tags-on-create", [
        ["Require1OnInstances", run, OWNER],
        ["allowed", { ...run, context: tagged("Owner") }, OWNER],
        ["Require2OnInstances", { ...run, context: tagged("Owner") }, { tags: ["Owner", "Team"] }],
        ["allowed", { ...run, context: tagged("Owner", "Team") }, { tags: ["Owner", "Team"] }],
        ["allowed", { ...run, resource: ec2("volume/*") }, OWNER],
        ["allowed", { ...run, resource: ec2("subnet/subnet-1") }, OWNER],
        ["Require1OnVolumes", { ...run, resource: ec2("volume/*") }, { ...OWNER, resources: ["ec2:volume"] }],
        ["Require1", { action: "rds:CreateDBInstance" }, OWNER],
        ["allowed", { action: "rds:CreateDBInstance" }, { ...OWNER, resources: ["ec2:instance"] }],
        ["allowed", { action: "s3:CreateBucket" }, OWNER],
        ["Require1", { action: "s3:CreateBucket" }, { ...OWNER, resources: ["s3:bucket"] }],
        ["allowed", { ...run, principal: ROLE }, { ...OWNER, ...EXEMPT }],
        ["undetermined", run, OWNER],
    ]);
});
