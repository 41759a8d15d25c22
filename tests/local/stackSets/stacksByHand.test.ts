import assert from "node:assert/strict";
import {
    CloudFormationClient,
    CreateStackCommand,
    DeleteStackCommand,
    DescribeStackEventsCommand,
    DescribeStacksCommand,
    DetectStackSetDriftCommand,
    ListStacksCommand,
    UpdateStackCommand,
    UpdateStackSetCommand,
    type StackInstanceSummary,
} from "@aws-sdk/client-cloudformation";
import { ListBucketsCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { newStackSets, roleTemplate } from "./newStackSets";

type Template = Record<"Resources", Record<string, object>>;

/** A role, and buckets that stay by either policy. */
function template(without: readonly string[] = [], suffix = ""): string {
    const { Resources } = JSON.parse(roleTemplate("audit")) as Template;
    const bucket = (name: string, policies: object): object => ({
        Type: "AWS::S3::Bucket",
        Properties: { BucketName: `${name}${suffix}` },
        ...policies,
    });
    const all: Record<string, object> = {
        ...Resources,
        Kept: bucket("kept", { DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" }),
        Data: bucket("data", { DeletionPolicy: "RetainExceptOnCreate" }),
        Lost: bucket("lost", {}),
    };
    return JSON.stringify({
        Resources: Object.fromEntries(Object.entries(all).filter(([id]) => !without.includes(id))),
    });
}

describe("a stack of a StackSet, in CloudFormation of its account", () => {
    const sets = newStackSets();
    let shop: string;
    let client: CloudFormationClient;
    let StackName: string;

    beforeEach(async () => {
        shop = await sets.account("shop", sets.prod);
        await sets.stackSet("audit", { TemplateBody: template() });
        await sets.deploy("audit", { OrganizationalUnitIds: [sets.workloads] });
        client = new CloudFormationClient(sets.aws.clientConfig(shop));
        const [{ StackId = assert.fail() } = {}] = await sets.instances("audit");
        StackName = StackId;
    });
    afterEach(() => {
        client.destroy();
    });

    async function buckets(): Promise<(string | undefined)[]> {
        const s3 = new S3Client({ ...sets.aws.clientConfig(shop), forcePathStyle: true });
        const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
        s3.destroy();
        return Buckets.map(({ Name }) => Name).sort();
    }

    async function statusOf(): Promise<string | undefined> {
        const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
        return stack?.StackStatus;
    }

    const name = (): string => StackName.split("/")[1] ?? "";

    it("is listed with its name and status, with its events", async () => {
        const { StackSummaries: [listed] = [] } = await client.send(new ListStacksCommand({}));
        assert.deepEqual(
            [listed?.StackId, listed?.StackName, listed?.StackStatus],
            [StackName, name(), "CREATE_COMPLETE"],
        );
        assert.ok(listed?.CreationTime);
        const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: name() }));
        assert.deepEqual([stack?.StackName, stack?.StackStatus], [name(), "CREATE_COMPLETE"]);
        const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: name() }));
        assert.deepEqual(
            StackEvents.map((one) => [one.StackName, one.ResourceType, one.ResourceStatus]),
            ["CREATE_COMPLETE", "CREATE_IN_PROGRESS"].map((one) => [name(), "AWS::CloudFormation::Stack", one]),
        );
    });

    it("keeps what its template retains when somebody deletes it, and is gone then", async () => {
        await client.send(new DeleteStackCommand({ StackName: name() }));
        assert.deepEqual(await buckets(), ["data", "kept"]);
        assert.deepEqual(await sets.roles(shop), []);
        assert.equal(await statusOf(), "DELETE_COMPLETE");
        await assert.rejects(client.send(new DescribeStacksCommand({ StackName: name() })), {
            name: "ValidationError",
            message: `Stack with id ${name()} does not exist`,
        });
        await client.send(new DeleteStackCommand({ StackName: name() }));
        await client.send(new DeleteStackCommand({ StackName }));
        const { StackSummaries = [] } = await client.send(
            new ListStacksCommand({ StackStatusFilter: ["DELETE_COMPLETE"] }),
        );
        assert.deepEqual(
            StackSummaries.map((one) => [one.StackName, one.StackStatus]),
            [[name(), "DELETE_COMPLETE"]],
        );
    });

    it("cannot be deleted while a bucket of it has objects, and says so in its events", async () => {
        const s3 = new S3Client({ ...sets.aws.clientConfig(shop), forcePathStyle: true });
        await s3.send(new PutObjectCommand({ Bucket: "lost", Key: "a", Body: "b" }));
        s3.destroy();
        await client.send(new DeleteStackCommand({ StackName }));
        assert.equal(await statusOf(), "DELETE_FAILED");
        const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
        const failed = StackEvents.find(({ LogicalResourceId }) => LogicalResourceId === "Lost");
        assert.equal(failed?.ResourceStatus, "DELETE_FAILED");
        assert.match(failed.ResourceStatusReason ?? "", /not empty/);
        const { OperationId } = await sets.client.send(
            new UpdateStackSetCommand({
                StackSetName: "audit",
                TemplateBody: template([], "-2"),
                Capabilities: ["CAPABILITY_NAMED_IAM"],
            }),
        );
        assert.equal((await sets.done("audit", OperationId)).Status, "FAILED");
        const [result] = await sets.results("audit", OperationId);
        assert.match(result?.StatusReason ?? "", /is in DELETE_FAILED state and can not be updated/);
    });

    it("keeps what its template retains when the template no longer has it, or has it in another way", async () => {
        const { OperationId } = await sets.client.send(
            new UpdateStackSetCommand({
                StackSetName: "audit",
                TemplateBody: template(["Data", "Lost"], "-2"),
                Capabilities: ["CAPABILITY_NAMED_IAM"],
            }),
        );
        assert.equal((await sets.done("audit", OperationId)).Status, "SUCCEEDED");
        assert.deepEqual(await buckets(), ["data", "kept", "kept-2"]);
        await client.send(
            new UpdateStackCommand({
                StackName,
                TemplateBody: template(["Data", "Lost", "Kept"]),
                Capabilities: ["CAPABILITY_NAMED_IAM"],
            }),
        );
        assert.equal(await statusOf(), "UPDATE_COMPLETE");
        assert.deepEqual(await buckets(), ["data", "kept", "kept-2"]);
    });

    it("is no different there from a stack that somebody makes by hand, as far as what stays is concerned", async () => {
        const made = { StackName: "by-hand", Capabilities: ["CAPABILITY_NAMED_IAM" as const] };
        await client.send(new DeleteStackCommand({ StackName }));
        await client.send(new CreateStackCommand({ ...made, TemplateBody: template(["Role"], "-hand") }));
        await client.send(new UpdateStackCommand({ ...made, TemplateBody: template(["Role", "Kept"], "-hand") }));
        await client.send(new DeleteStackCommand({ StackName: "by-hand" }));
        assert.deepEqual(await buckets(), ["data", "data-hand", "kept", "kept-hand"]);
    });

    it("cannot be looked at for drift when somebody has deleted it, and leaves the StackSet without a mistake", async () => {
        const log = await sets.account("log", sets.workloads);
        await sets.stackSet("roles");
        await sets.deploy("roles", { OrganizationalUnitIds: [sets.workloads] });
        const of = async (account: string): Promise<StackInstanceSummary> =>
            (await sets.instances("roles")).find(({ Account }) => Account === account) ?? assert.fail();
        const { StackId } = await of(shop);
        await client.send(new DeleteStackCommand({ StackName: StackId }));
        const { OperationId = "" } = await sets.client.send(
            new DetectStackSetDriftCommand({
                StackSetName: "roles",
                OperationPreferences: { FailureTolerancePercentage: 100 },
            }),
        );
        const done = await sets.done("roles", OperationId);
        assert.equal(done.Status, "SUCCEEDED");
        const details = done.StackSetDriftDetectionDetails;
        assert.deepEqual(
            [details?.DriftDetectionStatus, details?.FailedStackInstancesCount, details?.InSyncStackInstancesCount],
            ["PARTIAL_SUCCESS", 1, 1],
        );
        const results = await sets.results("roles", OperationId);
        assert.deepEqual(
            results.filter(({ Status }) => Status === "FAILED").map((one) => [one.Account, one.StatusReason]),
            [[shop, `Stack [${StackId}] does not exist`]],
        );
        assert.deepEqual([(await of(shop)).Status, (await of(shop)).DriftStatus], ["CURRENT", "NOT_CHECKED"]);
        assert.equal((await of(log)).DriftStatus, "IN_SYNC");
        assert.equal((await sets.delete("roles", [sets.workloads])).Status, "SUCCEEDED");
        assert.deepEqual(await sets.instances("roles"), []);
    });
});
