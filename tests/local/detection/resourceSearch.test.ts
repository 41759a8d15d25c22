import assert from "node:assert/strict";
import {
    ConfigServiceClient,
    PutConfigurationAggregatorCommand,
    PutConfigurationRecorderCommand,
    PutDeliveryChannelCommand,
    SelectAggregateResourceConfigCommand,
    StartConfigurationRecorderCommand,
} from "@aws-sdk/client-config-service";
import { CreatePolicyCommand, CreateUserCommand, IAMClient } from "@aws-sdk/client-iam";
import { DescribeOrganizationCommand, RegisterDelegatedAdministratorCommand } from "@aws-sdk/client-organizations";
import {
    AssociateDefaultViewCommand,
    CreateIndexCommand,
    CreateViewCommand,
    ListResourcesCommand,
    ResourceExplorer2Client,
    SearchCommand,
    UpdateIndexTypeCommand,
} from "@aws-sdk/client-resource-explorer-2";
import { CreateBucketCommand, PutBucketTaggingCommand, S3Client } from "@aws-sdk/client-s3";
import { newDetection, REGION, type NewDetection } from "./newDetection";

const storage = (world: NewDetection, account: string, region = REGION): S3Client =>
    new S3Client({ ...world.in(account, region), forcePathStyle: true });

/** Buckets in two accounts and two regions, and a user. */
async function createResources(world: NewDetection): Promise<void> {
    const bucket = async (account: string, region: "eu-central-1" | "eu-west-1", Bucket: string, team: string) => {
        const s3 = storage(world, account, region);
        await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: region } }));
        const Tagging = { TagSet: [{ Key: "team", Value: team }] };
        await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging }));
    };
    await bucket(world.dev, "eu-central-1", "orders", "shop");
    await bucket(world.dev, "eu-west-1", "orders-far", "shop");
    await bucket(world.audit, "eu-central-1", "findings", "security");
    const iam = new IAMClient(world.in(world.dev));
    await iam.send(new CreateUserCommand({ UserName: "eve" }));
    const Statement = [{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }];
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    for (const PolicyName of ["look", "see"]) await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
}

async function delegate(world: NewDetection, ServicePrincipal: string): Promise<void> {
    await world.trust(ServicePrincipal);
    await world.organizations.send(
        new RegisterDelegatedAdministratorCommand({ AccountId: world.audit, ServicePrincipal }),
    );
}

describe("Resource Explorer in the local AWS", () => {
    const world = newDetection();
    let audit: ResourceExplorer2Client;
    beforeEach(async () => {
        audit = new ResourceExplorer2Client(world.in(world.audit));
        await createResources(world);
    });
    const index = async (account: string, region = REGION): Promise<string> => {
        const client = new ResourceExplorer2Client(world.in(account, region));
        return (await client.send(new CreateIndexCommand({}))).Arn ?? assert.fail();
    };
    const organizationView = async (): Promise<void> => {
        await delegate(world, "resource-explorer-2.amazonaws.com");
        const { Organization } = await world.organizations.send(new DescribeOrganizationCommand({}));
        const { View } = await audit.send(
            new CreateViewCommand({
                ViewName: "organization",
                Scope: Organization?.Arn,
                IncludedProperties: [{ Name: "tags" }],
            }),
        );
        await audit.send(new AssociateDefaultViewCommand({ ViewArn: View?.ViewArn }));
    };
    const found = async (QueryString: string): Promise<string[]> => {
        const { Resources = [] } = await audit.send(new SearchCommand({ QueryString, MaxResults: 1000 }));
        return Resources.map(({ Arn }) => Arn?.split(/[:/]/).at(-1) ?? "").sort();
    };

    it("finds what the accounts with an index hold, by type, tag, account, region and text", async () => {
        await index(world.audit);
        const arn = await index(world.dev);
        await organizationView();
        assert.deepEqual(await found("resourcetype:s3:bucket"), ["findings", "orders"]);
        // Another region is found once the account has an aggregator index beside the view, and an index there.
        await new ResourceExplorer2Client(world.in(world.dev)).send(
            new UpdateIndexTypeCommand({ Arn: arn, Type: "AGGREGATOR" }),
        );
        await index(world.dev, "eu-west-1");
        const expected: Record<string, string[]> = {
            "service:s3": ["findings", "orders", "orders-far"],
            "service:s3 region:eu-west-1": ["orders-far"],
            "service:s3 -region:eu-west-1": ["findings", "orders"],
            "tag:team=shop": ["orders", "orders-far"],
            "tag.key:team tag.value:security": ["findings"],
            "tag.value:sec*": ["findings"],
            [`resourcetype:s3:bucket,iam:user accountid:${world.dev}`]: ["eve", "orders", "orders-far"],
            "region:global resourcetype:iam:user": ["eve"],
            "resourcetype:iam:policy": ["look", "see"],
            "findings -service:iam": ["findings"],
            '"orders-far" eve': ["eve", "orders-far"],
            "service:s3 tag:none": [],
        };
        for (const [query, names] of Object.entries(expected)) assert.deepEqual(await found(query), names, query);
    });

    it("says who owns a resource, and its tags if the view includes them", async () => {
        await index(world.audit);
        await index(world.dev);
        await organizationView();
        const { Resources, Count } = await audit.send(new SearchCommand({ QueryString: "orders service:s3" }));
        assert.deepEqual(Count, { TotalResources: 1, Complete: true });
        const [resource] = Resources ?? [];
        assert.equal(resource?.OwningAccountId, world.dev);
        assert.equal(resource?.CfnResourceType, "AWS::S3::Bucket");
        assert.deepEqual(resource?.Properties?.[0]?.Data, [{ Key: "team", Value: "shop" }]);
    });

    it("shows 1,000 results at most, and says that there are more", async function () {
        this.timeout(120_000);
        await index(world.audit);
        const { View } = await audit.send(new CreateViewCommand({ ViewName: "own" }));
        const iam = new IAMClient({ ...world.in(world.audit), maxAttempts: 3 });
        for (let at = 0; at < 1001; at++) await iam.send(new CreateUserCommand({ UserName: `many-${at}` }));
        const ViewArn = View?.ViewArn;
        const answer = await audit.send(new SearchCommand({ QueryString: "many", ViewArn, MaxResults: 1000 }));
        assert.deepEqual(answer.Count, { TotalResources: 1000, Complete: false });
        assert.equal(answer.Resources?.length, 1000);
        const Filters = { FilterString: "service:iam" };
        const listed = await audit.send(new ListResourcesCommand({ ViewArn, Filters, MaxResults: 500 }));
        assert.ok(listed.NextToken);
        await assert.rejects(
            audit.send(new ListResourcesCommand({ ViewArn, Filters: { FilterString: "many" } })),
            /free text/,
        );
    });

    it("lets only the delegated administrator look into the organisation", async () => {
        await index(world.dev);
        const { Organization } = await world.organizations.send(new DescribeOrganizationCommand({}));
        const client = new ResourceExplorer2Client(world.in(world.dev));
        await assert.rejects(
            client.send(new CreateViewCommand({ ViewName: "organization", Scope: Organization?.Arn })),
            { name: "AccessDeniedException" },
        );
        await assert.rejects(client.send(new SearchCommand({ QueryString: "" })), { name: "UnauthorizedException" });
    });
});

describe("an aggregator of AWS Config in the local AWS", () => {
    const world = newDetection();
    let audit: ConfigServiceClient;
    beforeEach(async () => {
        audit = new ConfigServiceClient(world.in(world.audit));
        await createResources(world);
    });
    const aggregate = (): Promise<unknown> =>
        audit.send(
            new PutConfigurationAggregatorCommand({
                ConfigurationAggregatorName: "organization",
                OrganizationAggregationSource: {
                    RoleArn: `arn:aws:iam::${world.audit}:role/aggregator`,
                    AllAwsRegions: true,
                },
            }),
        );
    const record = async (account: string): Promise<void> => {
        const s3 = storage(world, account);
        const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
        await s3.send(new CreateBucketCommand({ Bucket: `config-${account}`, CreateBucketConfiguration }));
        const config = new ConfigServiceClient(world.in(account));
        const roleARN = `arn:aws:iam::${account}:role/recorder`;
        const recordingGroup = { allSupported: true, includeGlobalResourceTypes: true };
        await config.send(
            new PutConfigurationRecorderCommand({
                ConfigurationRecorder: { name: "default", roleARN, recordingGroup },
            }),
        );
        const DeliveryChannel = { name: "default", s3BucketName: `config-${account}` };
        await config.send(new PutDeliveryChannelCommand({ DeliveryChannel }));
        await config.send(new StartConfigurationRecorderCommand({ ConfigurationRecorderName: "default" }));
    };
    const select = async (Expression: string): Promise<unknown[]> => {
        const ConfigurationAggregatorName = "organization";
        const answer = await audit.send(
            new SelectAggregateResourceConfigCommand({ ConfigurationAggregatorName, Expression }),
        );
        return (answer.Results ?? []).map((row) => JSON.parse(row) as unknown);
    };

    it("needs trusted access and a delegated administrator", async () => {
        await assert.rejects(aggregate(), { name: "OrganizationAccessDeniedException" });
        await delegate(world, "config.amazonaws.com");
        await aggregate();
    });

    it("answers SQL about what the accounts record", async () => {
        await delegate(world, "config.amazonaws.com");
        await aggregate();
        const buckets =
            "SELECT resourceName, accountId, awsRegion WHERE resourceType = 'AWS::S3::Bucket' AND NOT resourceName LIKE 'config-%' ORDER BY resourceName";
        assert.deepEqual(await select(buckets), [], "nothing is recorded");
        await record(world.dev);
        const orders = { resourceName: "orders", accountId: world.dev, awsRegion: REGION };
        assert.deepEqual(await select(buckets), [orders], "the region that records, of the account that records");
        assert.deepEqual(await select("SELECT resourceName WHERE tags.key = 'team' AND tags.value = 'shop'"), [
            { resourceName: "orders" },
        ]);
        assert.deepEqual(
            await select(
                "SELECT resourceType, COUNT(*) WHERE resourceType LIKE 'AWS::I%' AND resourceName IN ('eve', 'bob') " +
                    "GROUP BY resourceType",
            ),
            [{ resourceType: "AWS::IAM::User", "COUNT(*)": 1 }],
        );
        const names = await select(
            "SELECT resourceName WHERE NOT (resourceType <> 'AWS::IAM::User' OR accountId = '1')",
        );
        assert.deepEqual(names, [{ resourceName: "eve" }]);
        await assert.rejects(select("SELECT a FROM b"), { name: "InvalidExpressionException" });
    });
});
