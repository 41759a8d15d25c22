import assert from "node:assert/strict";
import {
    GenerateOrganizationsAccessReportCommand,
    GetOrganizationsAccessReportCommand,
    IAMClient,
    type GetOrganizationsAccessReportRequest,
    type GetOrganizationsAccessReportResponse,
} from "@aws-sdk/client-iam";
import {
    AttachPolicyCommand,
    CreatePolicyCommand,
    DescribeOrganizationCommand,
    MoveAccountCommand,
} from "@aws-sdk/client-organizations";
import { organizationUnderTest, statement } from "./rules/shared";

describe("the access report in the local AWS", () => {
    const on = organizationUnderTest();
    let iam: IAMClient;
    let rootPath: string;
    const generate = async (EntityPath: string, OrganizationsPolicyId?: string): Promise<string> =>
        (await iam.send(new GenerateOrganizationsAccessReportCommand({ EntityPath, OrganizationsPolicyId }))).JobId ??
        assert.fail();
    const get = (
        JobId: string,
        options: Partial<GetOrganizationsAccessReportRequest> = {},
    ): Promise<GetOrganizationsAccessReportResponse> =>
        iam.send(new GetOrganizationsAccessReportCommand({ JobId, MaxItems: 1000, ...options }));
    const report = async (path: string, policy?: string): Promise<GetOrganizationsAccessReportResponse> => {
        const job = await generate(path, policy);
        await on.aws.advanceSeconds(6);
        return get(job);
    };

    before(async () => {
        iam = new IAMClient(on.aws.clientConfig());
        const { Organization } = await on.client.send(new DescribeOrganizationCommand({}));
        rootPath = `${Organization?.Id ?? assert.fail()}/${on.root}`;
        await on.client.send(
            new MoveAccountCommand({
                AccountId: on.member,
                SourceParentId: on.root,
                DestinationParentId: on.unit,
            }),
        );
        await on.aws.addUsage(
            [
                { account: on.member, service: "dynamodb", daysAgo: 2, region: "eu-west-1" },
                { account: on.account, service: "dynamodb", daysAgo: 30, region: "eu-central-1" },
                { account: on.account, service: "sqs", daysAgo: 399.9 },
                { account: on.account, service: "sns", daysAgo: 401 },
                { account: on.management, service: "ec2", daysAgo: 1 },
            ],
            { reportSeconds: 5 },
        );
    });

    it("is made in the background, and has one row for each service, with the latest use", async () => {
        const job = await generate(rootPath);
        assert.deepEqual((await get(job)).JobStatus, "IN_PROGRESS");
        assert.equal((await get(job)).AccessDetails, undefined);
        await on.aws.advanceSeconds(6);
        const {
            JobStatus,
            AccessDetails = [],
            NumberOfServicesAccessible,
            NumberOfServicesNotAccessed,
        } = await get(job);
        assert.equal(JobStatus, "COMPLETED");
        assert.equal(NumberOfServicesAccessible, AccessDetails.length);
        const used = AccessDetails.filter(({ EntityPath }) => EntityPath !== undefined);
        assert.deepEqual(
            used.map(({ ServiceNamespace, TotalAuthenticatedEntities, Region, EntityPath }) => [
                ServiceNamespace,
                TotalAuthenticatedEntities,
                Region,
                EntityPath,
            ]),
            [
                ["dynamodb", 2, "eu-west-1", `${rootPath}/${on.unit}/${on.member}/`],
                ["sqs", 1, "us-east-1", `${rootPath}/${on.account}/`],
            ],
        );
        assert.equal(NumberOfServicesNotAccessed, AccessDetails.length - 2);
    });

    it("of a unit and of an account has their accounts only; the management account's is its own", async () => {
        const usedIn = async (path: string): Promise<unknown[]> =>
            ((await report(path)).AccessDetails ?? [])
                .filter(({ LastAuthenticatedTime }) => LastAuthenticatedTime)
                .map(({ ServiceNamespace }) => ServiceNamespace);
        assert.deepEqual(await usedIn(`${rootPath}/${on.unit}`), ["dynamodb"]);
        assert.deepEqual(await usedIn(`${rootPath}/${on.account}/`), ["dynamodb", "sqs"]);
        assert.deepEqual(await usedIn(`${rootPath}/${on.management}`), ["ec2"]);
    });

    it("comes in pages and in the order that is asked for", async () => {
        const job = await generate(rootPath);
        await on.aws.advanceSeconds(6);
        const order = await get(job, { SortKey: "LAST_AUTHENTICATED_TIME_DESCENDING", MaxItems: 2 });
        assert.deepEqual(
            order.AccessDetails?.map(({ ServiceNamespace }) => ServiceNamespace),
            ["dynamodb", "sqs"],
        );
        assert.equal(order.IsTruncated, true);
        const next = await get(job, { SortKey: "LAST_AUTHENTICATED_TIME_DESCENDING", Marker: order.Marker });
        assert.equal(next.IsTruncated, false);
        assert.equal(next.AccessDetails?.length, (order.NumberOfServicesAccessible ?? 0) - 2);
    });

    it("leaves out the services that policies deny entirely, and takes a policy instead", async () => {
        const { Policy } = await on.client.send(
            new CreatePolicyCommand({
                Name: "no-dynamodb",
                Description: "",
                Type: "SERVICE_CONTROL_POLICY",
                Content: statement({ Action: "dynamodb:*" }),
            }),
        );
        const PolicyId = Policy?.PolicySummary?.Id ?? assert.fail();
        const lists = async (path: string, policy?: string): Promise<boolean> =>
            ((await report(path, policy)).AccessDetails ?? []).some(
                ({ ServiceNamespace }) => ServiceNamespace === "dynamodb",
            );
        await on.client.send(new AttachPolicyCommand({ PolicyId, TargetId: on.unit }));
        assert.equal(await lists(`${rootPath}/${on.unit}`), false);
        assert.equal(await lists(rootPath), true);
        assert.equal(await lists(`${rootPath}/${on.unit}`, "p-FullAWSAccess"), true);
    });

    it("is refused where AWS refuses it", async () => {
        await assert.rejects(generate("ou-1"), { name: "ValidationError" });
        await assert.rejects(generate(`${rootPath}/ou-abcd-12345678`), { name: "InvalidInputException" });
        await assert.rejects(generate(rootPath, "p-12345678"), { name: "InvalidInputException" });
        await assert.rejects(get("00000000-0000-0000-0000-000000000000"), { name: "NoSuchEntityException" });
        await assert.rejects(
            new IAMClient(on.aws.clientConfig(on.member)).send(
                new GenerateOrganizationsAccessReportCommand({ EntityPath: rootPath }),
            ),
            { name: "AccessDenied" },
        );
    });

    it("has made-up rows for accounts without any, the same after a restart", async () => {
        assert.ok((await on.aws.seedUsage()) > 0);
        assert.equal(await on.aws.seedUsage(), 0);
        const job = await generate(rootPath);
        await on.aws.advanceSeconds(6);
        const before = await get(job);
        await on.aws.restart({ kill: true });
        assert.deepEqual((await get(job)).AccessDetails, before.AccessDetails);
        assert.ok(before.AccessDetails?.some(({ TotalAuthenticatedEntities = 0 }) => TotalAuthenticatedEntities > 1));
    });
});
