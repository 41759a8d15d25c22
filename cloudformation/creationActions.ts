import { isDeepStrictEqual } from "node:util";
import type { CloudFormationTemplate, TemplateResource } from "./template";

/**
 * The action without which a resource of a type cannot be made, for types that guardrails are about. AWS's registry of types names it among
 * the permissions of the handler `create` of each schema: all were compared with the schemas in cfn-lint 1.58.0 (of 2026-10-20) on 2026-11-27.
 * AWS::IAM::AccessKey has no handlers there: its action is not confirmed.
 */
const CREATION_ACTIONS: ReadonlyMap<string, string> = new Map([
    ["AWS::AccessAnalyzer::Analyzer", "access-analyzer:CreateAnalyzer"],
    ["AWS::Backup::BackupPlan", "backup:CreateBackupPlan"],
    ["AWS::Backup::BackupVault", "backup:CreateBackupVault"],
    ["AWS::CloudTrail::Trail", "cloudtrail:CreateTrail"],
    ["AWS::CloudWatch::Alarm", "cloudwatch:PutMetricAlarm"],
    ["AWS::Config::ConfigRule", "config:PutConfigRule"],
    ["AWS::Config::ConfigurationRecorder", "config:PutConfigurationRecorder"],
    ["AWS::Config::DeliveryChannel", "config:PutDeliveryChannel"],
    ["AWS::DynamoDB::Table", "dynamodb:CreateTable"],
    ["AWS::EC2::FlowLog", "ec2:CreateFlowLogs"],
    ["AWS::EC2::Instance", "ec2:RunInstances"],
    ["AWS::EC2::InternetGateway", "ec2:CreateInternetGateway"],
    ["AWS::EC2::NatGateway", "ec2:CreateNatGateway"],
    ["AWS::EC2::Route", "ec2:CreateRoute"],
    ["AWS::EC2::SecurityGroup", "ec2:CreateSecurityGroup"],
    ["AWS::EC2::Subnet", "ec2:CreateSubnet"],
    ["AWS::EC2::VPC", "ec2:CreateVpc"],
    ["AWS::EC2::VPCEndpoint", "ec2:CreateVpcEndpoint"],
    ["AWS::EC2::VPCPeeringConnection", "ec2:CreateVpcPeeringConnection"],
    ["AWS::Events::Rule", "events:PutRule"],
    ["AWS::GuardDuty::Detector", "guardduty:CreateDetector"],
    ["AWS::IAM::AccessKey", "iam:CreateAccessKey"],
    ["AWS::IAM::InstanceProfile", "iam:CreateInstanceProfile"],
    ["AWS::IAM::ManagedPolicy", "iam:CreatePolicy"],
    ["AWS::IAM::OIDCProvider", "iam:CreateOpenIDConnectProvider"],
    ["AWS::IAM::Role", "iam:CreateRole"],
    ["AWS::IAM::SAMLProvider", "iam:CreateSAMLProvider"],
    ["AWS::IAM::User", "iam:CreateUser"],
    ["AWS::KMS::Key", "kms:CreateKey"],
    ["AWS::Lambda::Function", "lambda:CreateFunction"],
    ["AWS::Logs::LogGroup", "logs:CreateLogGroup"],
    ["AWS::RDS::DBInstance", "rds:CreateDBInstance"],
    ["AWS::ResourceExplorer2::Index", "resource-explorer-2:CreateIndex"],
    ["AWS::S3::Bucket", "s3:CreateBucket"],
    ["AWS::SNS::Topic", "sns:CreateTopic"],
    ["AWS::SQS::Queue", "sqs:CreateQueue"],
    ["AWS::SecretsManager::Secret", "secretsmanager:CreateSecret"],
    ["AWS::SecurityHub::Hub", "securityhub:EnableSecurityHub"],
]);

type PropertyActions = Readonly<Record<string, string>>;

/**
 * The action that a property of a new resource needs besides, by the property's path. Only properties for which the service has an action of
 * their own, which CloudFormation calls after it has made the resource, or which a tag needs by the service's documentation. The source is that
 * of CREATION_ACTIONS: the handler `create` of the type's schema has each of them. Tags of buckets are left out, because that schema has two actions for them.
 */
const PROPERTY_ACTIONS: ReadonlyMap<string, PropertyActions> = new Map<string, PropertyActions>([
    [
        "AWS::Backup::BackupVault",
        {
            AccessPolicy: "backup:PutBackupVaultAccessPolicy",
            LockConfiguration: "backup:PutBackupVaultLockConfiguration",
            Notifications: "backup:PutBackupVaultNotifications",
        },
    ],
    [
        "AWS::CloudTrail::Trail",
        {
            EventSelectors: "cloudtrail:PutEventSelectors",
            InsightSelectors: "cloudtrail:PutInsightSelectors",
            IsLogging: "cloudtrail:StartLogging",
        },
    ],
    [
        "AWS::DynamoDB::Table",
        {
            "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled": "dynamodb:UpdateContinuousBackups",
            Tags: "dynamodb:TagResource",
            "TimeToLiveSpecification.Enabled": "dynamodb:UpdateTimeToLive",
        },
    ],
    ["AWS::EC2::SecurityGroup", { Tags: "ec2:CreateTags" }],
    ["AWS::EC2::Subnet", { Tags: "ec2:CreateTags" }],
    ["AWS::EC2::VPC", { Tags: "ec2:CreateTags" }],
    ["AWS::Events::Rule", { Targets: "events:PutTargets" }],
    ["AWS::IAM::InstanceProfile", { Roles: "iam:AddRoleToInstanceProfile" }],
    [
        "AWS::IAM::Role",
        { ManagedPolicyArns: "iam:AttachRolePolicy", Policies: "iam:PutRolePolicy", Tags: "iam:TagRole" },
    ],
    [
        "AWS::IAM::User",
        {
            Groups: "iam:AddUserToGroup",
            LoginProfile: "iam:CreateLoginProfile",
            ManagedPolicyArns: "iam:AttachUserPolicy",
            Policies: "iam:PutUserPolicy",
            Tags: "iam:TagUser",
        },
    ],
    ["AWS::KMS::Key", { EnableKeyRotation: "kms:EnableKeyRotation", Tags: "kms:TagResource" }],
    [
        "AWS::Lambda::Function",
        { ReservedConcurrentExecutions: "lambda:PutFunctionConcurrency", Tags: "lambda:TagResource" },
    ],
    [
        "AWS::Logs::LogGroup",
        { DataProtectionPolicy: "logs:PutDataProtectionPolicy", RetentionInDays: "logs:PutRetentionPolicy" },
    ],
    [
        "AWS::S3::Bucket",
        {
            BucketEncryption: "s3:PutEncryptionConfiguration",
            CorsConfiguration: "s3:PutBucketCORS",
            LifecycleConfiguration: "s3:PutLifecycleConfiguration",
            LoggingConfiguration: "s3:PutBucketLogging",
            NotificationConfiguration: "s3:PutBucketNotification",
            OwnershipControls: "s3:PutBucketOwnershipControls",
            PublicAccessBlockConfiguration: "s3:PutBucketPublicAccessBlock",
            ReplicationConfiguration: "s3:PutReplicationConfiguration",
            VersioningConfiguration: "s3:PutBucketVersioning",
            WebsiteConfiguration: "s3:PutBucketWebsite",
        },
    ],
    ["AWS::SNS::Topic", { Subscription: "sns:Subscribe", Tags: "sns:TagResource" }],
    ["AWS::SQS::Queue", { Tags: "sqs:TagQueue" }],
    ["AWS::SecretsManager::Secret", { Tags: "secretsmanager:TagResource" }],
]);

/** Properties that switch something on: another value than `true` needs nothing. */
const SWITCHES = /^(?:EnableKeyRotation|IsLogging|.*Enabled)$/;
/** Properties with one number. Of others, what a reference stands for may be empty. */
const NUMBERS = /^(?:RetentionInDays|ReservedConcurrentExecutions)$/;

/**
 * The actions that making a template's resources needs at least, as far as they are known here; sorted.
 *
 * @param existing the template of the stack as it is: only what its resources do not have yet counts, and values that are replaced.
 */
export function creationActions(
    { Resources }: CloudFormationTemplate,
    existing?: CloudFormationTemplate,
): readonly string[] {
    const found = Object.entries(Resources).flatMap(([id, resource]) => {
        const old = existing && Object.hasOwn(existing.Resources, id) ? existing.Resources[id] : undefined;
        const isNew = old?.Type !== resource.Type;
        return [
            ...(isNew ? [CREATION_ACTIONS.get(resource.Type) ?? []].flat() : []),
            ...propertyActions(resource, isNew ? undefined : old),
        ];
    });
    return [...new Set(found)].sort();
}

function propertyActions({ Type, Properties }: TemplateResource, old: TemplateResource | undefined): string[] {
    return Object.entries(PROPERTY_ACTIONS.get(Type) ?? {})
        .filter(([path]) => {
            const [value, former] = [valueAt(Properties, path), valueAt(old?.Properties, path)];
            if (!isCertainlySet(value, path)) return false;
            // A list may only become shorter, which needs another action.
            return !isCertainlySet(former, path) || (!Array.isArray(value) && !isDeepStrictEqual(value, former));
        })
        .map(([, action]) => action);
}

function valueAt(properties: unknown, path: string): unknown {
    let value = properties;
    for (const key of path.split(".")) {
        if (!isMap(value) || !Object.hasOwn(value, key)) return undefined;
        value = value[key];
    }
    return value;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null;
}

/** Not so: what is empty, what a condition may leave out, and what only the value of a parameter decides. */
function isCertainlySet(value: unknown, path: string): boolean {
    if (SWITCHES.test(path)) return value === true || value === "true";
    if (value === undefined || value === null) return false;
    if (!isMap(value)) return true;
    if (Array.isArray(value)) return value.some(isCertainItem);
    const keys = Object.keys(value);
    if (!keys.some(isIntrinsic)) return keys.length > 0;
    return NUMBERS.test(path) && isCertainItem(value);
}

function isCertainItem(item: unknown): boolean {
    return !isMap(item) || (!Object.hasOwn(item, "Fn::If") && item["Ref"] !== "AWS::NoValue");
}

function isIntrinsic(key: string): boolean {
    return key === "Ref" || key.startsWith("Fn::");
}
