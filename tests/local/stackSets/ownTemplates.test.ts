import assert from "node:assert/strict";
import {
    CloudFormationClient,
    CreateStackInstancesCommand,
    DescribeStackResourcesCommand,
    DescribeStacksCommand,
    UpdateStackSetCommand,
} from "@aws-sdk/client-cloudformation";
import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { CreateBucketCommand, ListBucketsCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { newStackSets, roleTemplate } from "./newStackSets";

const NETWORK = `
AWSTemplateFormatVersion: 2010-09-09
Parameters:
    Cidr: { Type: String, AllowedPattern: '[0-9./]+' }
    WithGateway: { Type: String, Default: 'yes', AllowedValues: ['yes', 'no'] }
Conditions:
    HasGateway: !Equals [!Ref WithGateway, 'yes']
Resources:
    Vpc:
        Type: AWS::EC2::VPC
        Properties:
            CidrBlock: !Ref Cidr
            Tags: [{ Key: Name, Value: !Sub '\${AWS::Region}-network' }]
    First:
        Type: AWS::EC2::Subnet
        Properties:
            VpcId: !Ref Vpc
            AvailabilityZone: !Select [0, !GetAZs { Ref: AWS::Region }]
            CidrBlock: !Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 4, 8]]
    Gateway:
        Type: AWS::EC2::InternetGateway
        Condition: HasGateway
Outputs:
    Vpc: { Value: !Ref Vpc }
    Block: { Value: !GetAtt Vpc.CidrBlock }
`;

/** A bucket that stays when its stack goes, and one that does not. */
const BUCKETS = JSON.stringify({
    Resources: {
        Kept: { Type: "AWS::S3::Bucket", DeletionPolicy: "Retain", Properties: { BucketName: "kept" } },
        Lost: { Type: "AWS::S3::Bucket", Properties: { BucketName: "lost" } },
    },
});

describe("templates of your own in StackSets", () => {
    const sets = newStackSets();
    let shop: string;

    beforeEach(async () => {
        shop = await sets.account("shop", sets.prod);
    });

    async function buckets(): Promise<(string | undefined)[]> {
        const s3 = new S3Client({ ...sets.aws.clientConfig(shop), forcePathStyle: true });
        const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
        s3.destroy();
        return Buckets.map(({ Name }) => Name);
    }

    it("may be YAML with CloudFormation's tags", async () => {
        await sets.stackSet("network", {
            TemplateBody: NETWORK,
            Parameters: [{ ParameterKey: "Cidr", ParameterValue: "10.1.0.0/16" }],
        });
        const done = await sets.deploy("network", { OrganizationalUnitIds: [sets.prod] }, undefined, {
            Regions: ["eu-central-1"],
            ParameterOverrides: [{ ParameterKey: "WithGateway", ParameterValue: "no" }],
        });
        const [result] = await sets.results("network", done.OperationId);
        assert.equal(done.Status, "SUCCEEDED", result?.StatusReason);
        const client = new CloudFormationClient({ ...sets.aws.clientConfig(shop), region: "eu-central-1" });
        const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({}));
        assert.match(stack?.StackName ?? "", /^StackSet-network-/);
        const block = stack?.Outputs?.find(({ OutputKey }) => OutputKey === "Block");
        assert.equal(block?.OutputValue, "10.1.0.0/16");
        const { StackResources = [] } = await client.send(
            new DescribeStackResourcesCommand({ StackName: stack?.StackName }),
        );
        assert.deepEqual(StackResources.map(({ LogicalResourceId }) => LogicalResourceId).sort(), ["First", "Vpc"]);
        client.destroy();
    });

    it("keep what has DeletionPolicy Retain", async () => {
        await sets.stackSet("buckets", { TemplateBody: BUCKETS });
        await sets.deploy("buckets", { OrganizationalUnitIds: [sets.prod] });
        assert.deepEqual(await buckets(), ["kept", "lost"]);
        await sets.delete("buckets", [sets.prod]);
        assert.deepEqual(await buckets(), ["kept"]);
    });

    it("say that a bucket with objects cannot be deleted", async () => {
        await sets.stackSet("buckets", { TemplateBody: BUCKETS });
        await sets.deploy("buckets", { OrganizationalUnitIds: [sets.prod] });
        const s3 = new S3Client({ ...sets.aws.clientConfig(shop), forcePathStyle: true });
        await s3.send(new PutObjectCommand({ Bucket: "lost", Key: "a", Body: "b" }));
        s3.destroy();
        const failed = await sets.delete("buckets", [sets.prod]);
        assert.equal(failed.Status, "FAILED");
        assert.deepEqual(await sets.shownInstances("buckets"), [`${shop} us-east-1 INOPERABLE INOPERABLE`]);
        const [result] = await sets.results("buckets", failed.OperationId);
        assert.match(result?.StatusReason ?? "", /^ResourceLogicalId:Lost, ResourceType:AWS::S3::Bucket.*not empty/);
    });

    it("roll an update back that fails", async () => {
        const both = (name: string, description: string): string => {
            const role = (JSON.parse(roleTemplate("first", { Description: description })) as { Resources: object })
                .Resources;
            const Other = (JSON.parse(roleTemplate(name)) as { Resources: { Role: object } }).Resources.Role;
            return JSON.stringify({ Resources: { ...role, Other: { ...Other, DependsOn: "Role" } } });
        };
        await sets.stackSet("taken");
        await sets.deploy("taken", { OrganizationalUnitIds: [sets.prod] });
        await sets.stackSet("two", { TemplateBody: both("second", "before") });
        await sets.deploy("two", { OrganizationalUnitIds: [sets.prod] });
        const { OperationId } = await sets.client.send(
            new UpdateStackSetCommand({
                StackSetName: "two",
                TemplateBody: both("taken", "after"),
                Capabilities: ["CAPABILITY_NAMED_IAM"],
            }),
        );
        assert.equal((await sets.done("two", OperationId)).Status, "FAILED");
        assert.deepEqual(await sets.roles(shop), ["first", "second", "taken"]);
        const iam = new IAMClient(sets.aws.clientConfig(shop));
        const { Role } = await iam.send(new GetRoleCommand({ RoleName: "first" }));
        assert.equal(Role?.Description, "before");
        iam.destroy();
    });

    it("replace what cannot be changed: the old one goes, unless its UpdateReplacePolicy is Retain", async () => {
        const named = (bucket: string): string => {
            const template = JSON.parse(BUCKETS) as {
                Resources: Record<string, { Properties: object; UpdateReplacePolicy?: string }>;
            };
            for (const [id, resource] of Object.entries(template.Resources)) {
                resource.Properties = { BucketName: `${bucket}-${id.toLowerCase()}` };
                if (id === "Kept") resource.UpdateReplacePolicy = "Retain";
            }
            return JSON.stringify(template);
        };
        await sets.stackSet("buckets", { TemplateBody: named("old") });
        await sets.deploy("buckets", { OrganizationalUnitIds: [sets.prod] });
        const { OperationId } = await sets.client.send(
            new UpdateStackSetCommand({ StackSetName: "buckets", TemplateBody: named("new") }),
        );
        assert.equal((await sets.done("buckets", OperationId)).Status, "SUCCEEDED");
        assert.deepEqual((await buckets()).sort(), ["new-kept", "new-lost", "old-kept"]);
    });

    it("cannot replace what has a name", async () => {
        await sets.stackSet("role");
        await sets.deploy("role", { OrganizationalUnitIds: [sets.prod] });
        const { OperationId } = await sets.client.send(
            new UpdateStackSetCommand({
                StackSetName: "role",
                TemplateBody: roleTemplate("role", { Path: "/elsewhere/" }),
                Capabilities: ["CAPABILITY_NAMED_IAM"],
            }),
        );
        assert.equal((await sets.done("role", OperationId)).Status, "FAILED");
        const [result] = await sets.results("role", OperationId);
        assert.match(result?.StatusReason ?? "", /custom-named resource requires replacing. Rename Role/);
        assert.deepEqual(await sets.roles(shop), ["role"]);
    });

    it("fail with a type that the local AWS does not know", async () => {
        await sets.stackSet("unknown", {
            TemplateBody: JSON.stringify({ Resources: { Fleet: { Type: "AWS::GameLift::Fleet", Properties: {} } } }),
        });
        const failed = await sets.deploy("unknown", { OrganizationalUnitIds: [sets.prod] });
        const [result] = await sets.results("unknown", failed.OperationId);
        assert.match(result?.StatusReason ?? "", /NotImplementedInLocalAws.*AWS::GameLift::Fleet/);
    });

    it("may be in a bucket, and deployed with permissions of your own", async () => {
        const s3 = new S3Client({ ...sets.aws.clientConfig(), forcePathStyle: true });
        await s3.send(new CreateBucketCommand({ Bucket: "templates" }));
        await s3.send(new PutObjectCommand({ Bucket: "templates", Key: "role.json", Body: roleTemplate("own") }));
        s3.destroy();
        await sets.stackSet("own", {
            TemplateBody: undefined,
            TemplateURL: "https://s3.amazonaws.com/templates/role.json",
            PermissionModel: "SELF_MANAGED",
            AutoDeployment: undefined,
        });
        const { OperationId } = await sets.client.send(
            new CreateStackInstancesCommand({
                StackSetName: "own",
                Accounts: [shop, sets.management],
                Regions: ["us-east-1"],
            }),
        );
        assert.equal((await sets.done("own", OperationId)).Status, "SUCCEEDED");
        assert.deepEqual([await sets.roles(shop), await sets.roles(sets.management)], [["own"], ["own"]]);
    });
});
