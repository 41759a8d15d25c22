import { z } from "zod";
import { BUCKET_NAME, textError } from "../../../../limits";
import type { TemplateResource } from "../../../../cloudformation";
import { regionOrNone } from "./regionParameter";
import { libraryBlock } from "../libraryBlock";
import { FUNCTION_STACK_ACTIONS, settingFunction, type FunctionStatement } from "../template/settingFunction";
import { stackParameters } from "../template/stackParameters";
import { attribute, ref, sub } from "../template/templateIntrinsics";
import { RETAINED, typedResource } from "../template/typedResource";

const SERVICE_ROLE = "role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";

/**
 * One function instead of CloudFormation's own types, because a region has one recorder and one delivery channel, an account may have them
 * already, and the service-linked role is the account's: the second region, or an account that has it, would fail.
 *
 * The recorder's name says who made it: only our own is deleted.
 */
const CODE = `
OWN = "aws-organization"


def apply(properties, old, identity):
    config = boto3.client("config")
    here = [one["name"] for one in config.describe_configuration_recorders()["ConfigurationRecorders"]]
    others = [name for name in here if name != OWN]
    if others and properties["WhenExists"] == "fail":
        raise RuntimeError(
            f"{properties['Region']} has the recorder {others[0]} already, and AWS allows one. Say whenExists: leave, or"
            " adopt, or delete that recorder, or leave this account out of the block"
        )
    if others and properties["WhenExists"] == "leave":
        return identity, {"Recorder": others[0]}
    name = others[0] if others else OWN
    make_service_role(properties["Role"])
    config.put_configuration_recorder(ConfigurationRecorder=recorder(name, properties))
    channels = [one["name"] for one in config.describe_delivery_channels()["DeliveryChannels"]]
    if not channels or channels == [OWN]:
        channel = {"name": OWN, "s3BucketName": properties["Bucket"]}
        config.put_delivery_channel(DeliveryChannel=channel)
    config.start_configuration_recorder(ConfigurationRecorderName=name)
    return identity, {"Recorder": name}


def recorder(name, properties):
    return {
        "name": name,
        "roleARN": properties["Role"],
        "recordingGroup": {
            "allSupported": True,
            "includeGlobalResourceTypes": properties["GlobalTypesIn"] == properties["Region"],
        },
        "recordingMode": {"recordingFrequency": properties["Frequency"].upper()},
    }


def make_service_role(arn):
    iam = boto3.client("iam")
    try:
        iam.get_role(RoleName=arn.split("/")[-1])
    except iam.exceptions.NoSuchEntityException:
        try:
            iam.create_service_linked_role(AWSServiceName="config.amazonaws.com")
        except iam.exceptions.InvalidInputException:
            # Another region's function was faster.
            pass


def remove(properties, identity):
    config = boto3.client("config")
    here = [one["name"] for one in config.describe_configuration_recorders()["ConfigurationRecorders"]]
    if OWN not in here:
        return
    config.stop_configuration_recorder(ConfigurationRecorderName=OWN)
    channels = [one["name"] for one in config.describe_delivery_channels()["DeliveryChannels"]]
    if OWN in channels:
        config.delete_delivery_channel(DeliveryChannelName=OWN)
    config.delete_configuration_recorder(ConfigurationRecorderName=OWN)
`;

const { Parameters, references } = stackParameters({
    Frequency: "continuous or daily",
    GlobalTypesIn: "The region that records IAM's resources; empty: none does",
    WhenExists: "fail, adopt or leave, if the region has a recorder already",
});
const SHARED_BUCKET = stackParameters({ Bucket: "The bucket for the history" });
const OWN_BUCKET = stackParameters({ HistoryDays: "The days after which history is deleted" });

const CONFIG_ACTIONS = [
    "config:DeleteConfigurationRecorder",
    "config:DeleteDeliveryChannel",
    "config:DescribeConfigurationRecorders",
    "config:DescribeDeliveryChannels",
    "config:PutConfigurationRecorder",
    "config:PutDeliveryChannel",
    "config:StartConfigurationRecorder",
    "config:StopConfigurationRecorder",
] as const;

const SERVICE_ROLE_ARN = sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:${SERVICE_ROLE}`);
const STATEMENTS: readonly FunctionStatement[] = [
    { Sid: "Recorder", Effect: "Allow", Action: CONFIG_ACTIONS, Resource: "*" },
    {
        Sid: "RecorderRole",
        Effect: "Allow",
        Action: ["iam:CreateServiceLinkedRole", "iam:GetRole", "iam:PassRole"],
        Resource: SERVICE_ROLE_ARN,
    },
];

export const configRecorder = libraryBlock({
    name: "config-recorder",
    title: "AWS Config recorder",
    description:
        "AWS Config records how every resource is set up and what changes. Security Hub and Config rules need it, and `configuration` in `security` collects it from all accounts. The history goes into the bucket that you name, or into one of the account's own, which stays when the block goes.",
    parameters: z.strictObject({
        frequency: z
            .enum(["continuous", "daily"])
            .default("continuous")
            .describe("`continuous` records each change, `daily` what has changed since yesterday. See the price."),
        globalTypesIn: regionOrNone
            .default("")
            .describe(
                "The one region that records IAM's roles, users and policies too: each region that does is billed for them.",
            ),
        bucket: z
            .string()
            .check(({ value, issues }) => {
                const message = textError(BUCKET_NAME, value);
                if (message !== undefined) issues.push({ code: "custom", input: value, message });
            })
            .optional()
            .describe(
                "The bucket for the history, such as one in the log archive; its policy must let AWS Config write. Absent: each account and region has its own.",
            ),
        historyDays: z
            .int()
            .min(30)
            .max(36_500)
            .default(2_557)
            .describe(
                "The days after which history in a bucket of the account's own is deleted. AWS Config itself keeps seven years.",
            ),
        whenExists: z
            .enum(["fail", "adopt", "leave"])
            .default("fail")
            .describe(
                "What happens where there is a recorder already: `fail` says so as the stack's reason; `adopt` makes it record everything, and keeps its delivery channel; `leave` leaves it, as where AWS Control Tower has made it.",
            ),
    }),
    isGlobal: false,
    sets: "the region's recorder of AWS Config",
    // The two prices: a cost guide of AWS's security team in China, read 2026-11-27. What an account costs is an estimate.
    price: "0.003 USD for each change with `continuous`, 0.012 USD for each changed resource a day with `daily` (us-east-1). A quiet account costs 1 to 5 USD a month, one that starts containers all day a hundred times that.",
    traps: [
        "A region has one recorder. In an account that has one, the stack fails by default: choose `adopt` or `leave`, for single accounts too.",
        "The guardrail `protect-security-services` denies deleting recorders: taking the block away needs `arn:*:iam::*:role/aws-organization/*` in its `exemptRoles`.",
        "Security Hub's control Config.1 fails in a region that does not record IAM's resources.",
    ],
    whenRemoved:
        "The recorder is deleted if the block has made it. What it recorded stays, in the bucket and in AWS Config.",
    source: "https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html",
    capabilities: ["CAPABILITY_IAM"],
    actions: [...FUNCTION_STACK_ACTIONS, "s3:CreateBucket", "s3:PutBucketPolicy", "s3:PutLifecycleConfiguration"],
    functionActions: [...CONFIG_ACTIONS, "iam:CreateServiceLinkedRole", "iam:GetRole", "iam:PassRole"],
    template: ({ bucket }) => ({
        AWSTemplateFormatVersion: "2010-09-09",
        Description: "Records how the region's resources are set up",
        Parameters: { ...Parameters, ...(bucket === undefined ? OWN_BUCKET : SHARED_BUCKET).Parameters },
        Resources: {
            ...(bucket === undefined && historyBucket()),
            ...settingFunction({
                description: "Makes and starts the region's recorder of AWS Config",
                code: CODE,
                statements: STATEMENTS,
                properties: {
                    Region: ref("AWS::Region"),
                    Role: SERVICE_ROLE_ARN,
                    Bucket: bucket === undefined ? ref("History") : SHARED_BUCKET.references.Bucket,
                    ...references,
                },
                ...(bucket === undefined && { dependsOn: ["HistoryPolicy"] }),
            }),
        },
    }),
    cloudFormationParameters: (said) => ({
        Frequency: said.frequency,
        GlobalTypesIn: said.globalTypesIn,
        WhenExists: said.whenExists,
        ...(said.bucket === undefined ? { HistoryDays: String(said.historyDays) } : { Bucket: said.bucket }),
    }),
    namedRegions: ({ GlobalTypesIn: region = "" }) =>
        region === ""
            ? []
            : [{ parameter: "globalTypesIn", region, purpose: "no region would record IAM's resources" }],
});

/** Kept when the stack goes. It has no name of its own, so that a new stack makes a new one. */
function historyBucket(): Record<string, TemplateResource> {
    return {
        History: typedResource(
            "AWS::S3::Bucket",
            {
                BucketEncryption: {
                    ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
                },
                PublicAccessBlockConfiguration: {
                    BlockPublicAcls: true,
                    BlockPublicPolicy: true,
                    IgnorePublicAcls: true,
                    RestrictPublicBuckets: true,
                },
                OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
                LifecycleConfiguration: {
                    Rules: [{ Id: "history", Status: "Enabled", ExpirationInDays: OWN_BUCKET.references.HistoryDays }],
                },
            },
            RETAINED,
        ),
        HistoryPolicy: historyPolicy(),
    };
}

function historyPolicy(): TemplateResource {
    const ofAccount = { StringEquals: { "aws:SourceAccount": ref("AWS::AccountId") } };
    const Principal = { Service: "config.amazonaws.com" };
    return typedResource(
        "AWS::S3::BucketPolicy",
        {
            Bucket: ref("History"),
            PolicyDocument: {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "ConfigLooks",
                        Effect: "Allow",
                        Principal,
                        Action: ["s3:GetBucketAcl", "s3:ListBucket"],
                        Resource: attribute("History", "Arn"),
                        Condition: ofAccount,
                    },
                    {
                        Sid: "ConfigWrites",
                        Effect: "Allow",
                        Principal,
                        Action: "s3:PutObject",
                        Resource: sub("${History.Arn}/AWSLogs/${AWS::AccountId}/Config/*"),
                        Condition: ofAccount,
                    },
                    {
                        Sid: "OnlyEncryptedConnections",
                        Effect: "Deny",
                        Principal: "*",
                        Action: "s3:*",
                        Resource: [attribute("History", "Arn"), sub("${History.Arn}/*")],
                        Condition: { Bool: { "aws:SecureTransport": "false" } },
                    },
                ],
            },
        },
        RETAINED,
    );
}
