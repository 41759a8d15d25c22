import assert from "node:assert/strict";
import { DetectStackSetDriftCommand } from "@aws-sdk/client-cloudformation";
import { newStackSets, STACK_SECONDS } from "./newStackSets";
import { scripted } from "../baseline/blockFunction";

const POLICY = {
    Version: "2012-10-17",
    Statement: [
        { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*", Resource: "*" },
    ],
};
const TRUST = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
};
const OWN = [{ Key: "Team", Value: "shop" }];

/** Resources of which somebody may change a property. */
const RESOURCES: Readonly<Record<string, object>> = {
    Bucket: {
        Type: "AWS::S3::Bucket",
        Properties: {
            BucketName: "drifting",
            Tags: OWN,
            BucketEncryption: {
                ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
            },
            PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true },
            VersioningConfiguration: { Status: "Enabled" },
            OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
            LifecycleConfiguration: {
                Rules: [
                    {
                        Status: "Enabled",
                        ExpirationInDays: 30,
                        Transitions: [{ StorageClass: "GLACIER", TransitionInDays: 10 }],
                        NoncurrentVersionExpiration: { NoncurrentDays: 7 },
                        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
                    },
                ],
            },
        },
    },
    Logs: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: "logs", RetentionInDays: 30, Tags: OWN } },
    Key: { Type: "AWS::KMS::Key", Properties: { KeyPolicy: POLICY, EnableKeyRotation: true, Description: "key" } },
    Role: { Type: "AWS::IAM::Role", Properties: { RoleName: "worker", AssumeRolePolicyDocument: TRUST, Tags: OWN } },
    Function: {
        Type: "AWS::Lambda::Function",
        Properties: {
            FunctionName: "worker",
            Role: { "Fn::GetAtt": ["Role", "Arn"] },
            Handler: "index.handler",
            Runtime: "python3.13",
            Timeout: 30,
            Code: { ZipFile: "def handler(event, context): pass" },
            Environment: { Variables: { LEVEL: "info" } },
        },
    },
    Rule: {
        Type: "AWS::Events::Rule",
        Properties: {
            Name: "rule",
            EventPattern: { source: ["aws.ec2"] },
            Targets: [{ Id: "one", Arn: { "Fn::GetAtt": ["Function", "Arn"] } }],
        },
    },
    Vault: {
        Type: "AWS::Backup::BackupVault",
        Properties: { BackupVaultName: "vault", LockConfiguration: { MinRetentionDays: 1 } },
    },
    Plan: {
        Type: "AWS::Backup::BackupPlan",
        Properties: {
            BackupPlan: {
                BackupPlanName: "daily",
                BackupPlanRule: [
                    { RuleName: "daily", TargetBackupVault: { Ref: "Vault" }, ScheduleExpression: "rate(1 day)" },
                ],
            },
        },
    },
    Selection: {
        Type: "AWS::Backup::BackupSelection",
        Properties: {
            BackupPlanId: { Ref: "Plan" },
            BackupSelection: { SelectionName: "all", IamRoleArn: { "Fn::GetAtt": ["Role", "Arn"] } },
        },
    },
};

/** What somebody changes by hand. */
const CHANGES = `
s3, kms = client("s3"), client("kms")
key = kms.list_keys()["Keys"][0]["KeyId"]
rule = {"ID": "x", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 3650}}
rule |= {"NoncurrentVersionExpiration": {"NoncurrentDays": 7}, "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1}}
s3.put_bucket_lifecycle_configuration(Bucket="drifting", LifecycleConfiguration={"Rules": [rule]})
encryption = {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}]}
s3.put_bucket_encryption(Bucket="drifting", ServerSideEncryptionConfiguration=encryption)
s3.put_bucket_versioning(Bucket="drifting", VersioningConfiguration={"Status": "Suspended"})
s3.put_bucket_ownership_controls(Bucket="drifting", OwnershipControls={"Rules": [{"ObjectOwnership": "ObjectWriter"}]})
s3.put_bucket_tagging(Bucket="drifting", Tagging={"TagSet": [{"Key": "Team", "Value": "data"}]})
s3.delete_public_access_block(Bucket="drifting")
client("logs").delete_retention_policy(logGroupName="logs")
kms.disable_key_rotation(KeyId=key)
policy = kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"].replace("arn:aws:iam::111122223333:root", "*")
kms.put_key_policy(KeyId=key, PolicyName="default", Policy=policy)
client("iam").tag_role(RoleName="worker", Tags=[{"Key": "Team", "Value": "data"}])
variables = {"Variables": {"LEVEL": "info", "MORE": "1"}}
client("lambda").update_function_configuration(FunctionName="worker", Timeout=60, Environment=variables)
client("events").put_rule(Name="rule", EventPattern='{"source": ["aws.s3"]}')
client("events").remove_targets(Rule="rule", Ids=["one"])
client("backup").put_backup_vault_lock_configuration(BackupVaultName="vault", MinRetentionDays=7)
# The template says nothing of it.
boundary = "arn:aws:iam::aws:policy/ReadOnlyAccess"
client("iam").put_role_permissions_boundary(RoleName="worker", PermissionsBoundary=boundary)
`;

/** What somebody deletes. */
const DELETIONS = `
client("s3").delete_bucket_lifecycle(Bucket="drifting")
client("logs").delete_log_group(logGroupName="logs")
backup, kms = client("backup"), client("kms")
backup.delete_backup_plan(BackupPlanId=backup.list_backup_plans()["BackupPlansList"][0]["BackupPlanId"])
kms.schedule_key_deletion(KeyId=kms.list_keys()["Keys"][0]["KeyId"])
client("events").remove_targets(Rule="rule", Ids=["one"])
client("events").delete_rule(Name="rule")
`;

describe("drift of properties", function () {
    this.timeout(60_000);
    const sets = newStackSets({ stackSeconds: STACK_SECONDS });
    let shop: string;

    beforeEach(async () => {
        shop = await sets.account("shop", sets.prod);
        await sets.stackSet("all", {
            TemplateBody: JSON.stringify({ Resources: RESOURCES }),
            Tags: [{ Key: "CostCenter", Value: "platform" }],
        });
        const { OperationId } = await sets.deploy("all", { OrganizationalUnitIds: [sets.workloads] });
        const [result] = await sets.results("all", OperationId);
        assert.equal(result?.StatusReason, undefined);
    });

    /** Each resource that differs, with its properties. */
    async function drift(): Promise<{ readonly differing: string[]; readonly seen: string[] }> {
        const { OperationId = "" } = await sets.client.send(new DetectStackSetDriftCommand({ StackSetName: "all" }));
        assert.equal((await sets.done("all", OperationId)).Status, "SUCCEEDED");
        const all = await sets.drifts("all", OperationId, shop);
        return {
            differing: all
                .filter(({ StackResourceDriftStatus: status }) => status !== "IN_SYNC")
                .map(({ LogicalResourceId, StackResourceDriftStatus, PropertyDifferences = [] }) => {
                    const paths = PropertyDifferences.map(({ PropertyPath }) => PropertyPath).sort();
                    return `${LogicalResourceId}: ${paths.length > 0 ? paths.join(", ") : StackResourceDriftStatus}`;
                }),
            seen: all.map(({ LogicalResourceId = "" }) => LogicalResourceId).sort(),
        };
    }

    it("is none after a deployment, and is not looked for in a selection of AWS Backup, which the local AWS only keeps", async () => {
        const { differing, seen } = await drift();
        assert.deepEqual(differing, []);
        assert.deepEqual(seen, ["Bucket", "Function", "Key", "Logs", "Plan", "Role", "Rule", "Vault"]);
    });

    it("is found in what somebody has changed, as far as the template says it", async () => {
        await scripted(sets.aws, { account: shop, region: "us-east-1" }, CHANGES);
        assert.deepEqual((await drift()).differing, [
            `Bucket: ${[
                "/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault/SSEAlgorithm",
                "/LifecycleConfiguration/Rules/0/ExpirationInDays",
                "/LifecycleConfiguration/Rules/0/Transitions",
                "/OwnershipControls/Rules/0/ObjectOwnership",
                "/PublicAccessBlockConfiguration",
                "/Tags/0/Value",
                "/VersioningConfiguration/Status",
            ].join(", ")}`,
            "Logs: /RetentionInDays",
            "Key: /EnableKeyRotation, /KeyPolicy/Statement/0/Principal/AWS",
            "Role: /Tags/0/Value",
            "Function: /Environment/Variables/MORE, /Timeout",
            "Rule: /EventPattern/source/0, /Targets/0",
            "Vault: /LockConfiguration/MinRetentionDays",
        ]);
    });

    it("is found in what somebody has deleted", async () => {
        await scripted(sets.aws, { account: shop, region: "us-east-1" }, DELETIONS);
        assert.deepEqual((await drift()).differing, [
            "Bucket: /LifecycleConfiguration",
            "Logs: DELETED",
            "Key: DELETED",
            "Rule: DELETED",
            "Plan: DELETED",
        ]);
    });
});
