import assert from "node:assert/strict";
import {
    CloudTrailClient,
    CreateTrailCommand,
    DeleteTrailCommand,
    DescribeTrailsCommand,
    GetEventSelectorsCommand,
    GetTrailStatusCommand,
    PutEventSelectorsCommand,
    StartLoggingCommand,
    UpdateTrailCommand,
    type CreateTrailCommandInput,
} from "@aws-sdk/client-cloudtrail";
import { RegisterDelegatedAdministratorCommand } from "@aws-sdk/client-organizations";
import {
    CreateBucketCommand,
    GetBucketVersioningCommand,
    PutBucketPolicyCommand,
    PutBucketVersioningCommand,
    S3Client,
} from "@aws-sdk/client-s3";
import { newDetection, REGION } from "./newDetection";

const BUCKET = "acme-trail";

describe("an organisation's trail in the local AWS", () => {
    const world = newDetection();
    let trails: CloudTrailClient;
    let s3: S3Client;
    beforeEach(async () => {
        trails = new CloudTrailClient(world.in());
        s3 = new S3Client({ ...world.in(world.log), forcePathStyle: true });
        const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
        await s3.send(new CreateBucketCommand({ Bucket: BUCKET, CreateBucketConfiguration }));
    });

    const arn = (): string => `arn:aws:cloudtrail:${REGION}:${world.management}:trail/organization`;
    /** The bucket's policy, with what a test changes in the statement that lets CloudTrail write. */
    const allow = async (changes: object = {}, more: object[] = []): Promise<void> => {
        const Principal = { Service: "cloudtrail.amazonaws.com" };
        const source = { "aws:SourceArn": arn() };
        const Statement = [
            {
                Effect: "Allow",
                Principal,
                Action: "s3:GetBucketAcl",
                Resource: `arn:aws:s3:::${BUCKET}`,
                Condition: { StringEquals: source },
            },
            {
                Effect: "Allow",
                Principal,
                Action: "s3:PutObject",
                Resource: `arn:aws:s3:::${BUCKET}/AWSLogs/*`,
                Condition: { StringEquals: { ...source, "s3:x-amz-acl": "bucket-owner-full-control" } },
                ...changes,
            },
            ...more,
        ];
        await s3.send(
            new PutBucketPolicyCommand({
                Bucket: BUCKET,
                Policy: JSON.stringify({ Version: "2012-10-17", Statement }),
            }),
        );
    };
    const create = (more: Partial<CreateTrailCommandInput> = {}, client = trails): Promise<unknown> =>
        client.send(
            new CreateTrailCommand({
                Name: "organization",
                S3BucketName: BUCKET,
                IsOrganizationTrail: true,
                IsMultiRegionTrail: true,
                ...more,
            }),
        );

    it("is created, read, changed and deleted, and each account sees it", async () => {
        await world.trust("cloudtrail.amazonaws.com");
        await allow();
        await create();
        await trails.send(new StartLoggingCommand({ Name: arn() }));
        assert.equal((await trails.send(new GetTrailStatusCommand({ Name: arn() }))).IsLogging, true);
        const member = new CloudTrailClient(world.in(world.dev, "us-west-2"));
        const { trailList = [] } = await member.send(new DescribeTrailsCommand({}));
        assert.deepEqual(
            trailList.map(({ TrailARN, IsOrganizationTrail, HomeRegion }) => [
                TrailARN,
                IsOrganizationTrail,
                HomeRegion,
            ]),
            [[arn(), true, REGION]],
        );
        await assert.rejects(member.send(new DeleteTrailCommand({ Name: arn() })), {
            name: "NotOrganizationMasterAccountException",
        });
        await trails.send(new UpdateTrailCommand({ Name: arn(), EnableLogFileValidation: true }));
        const [read] = (await trails.send(new DescribeTrailsCommand({ trailNameList: [arn()] }))).trailList ?? [];
        assert.equal(read?.LogFileValidationEnabled, true);
        await trails.send(new DeleteTrailCommand({ Name: arn() }));
        assert.deepEqual((await trails.send(new DescribeTrailsCommand({}))).trailList, []);
    });

    it("needs trusted access, and the management account or a delegated administrator", async () => {
        await allow();
        await assert.rejects(create(), { name: "CloudTrailAccessNotEnabledException" });
        await world.trust("cloudtrail.amazonaws.com");
        const audit = new CloudTrailClient(world.in(world.audit));
        await assert.rejects(create({}, audit), { name: "NotOrganizationMasterAccountException" });
        const delegation = { AccountId: world.audit, ServicePrincipal: "cloudtrail.amazonaws.com" };
        await world.organizations.send(new RegisterDelegatedAdministratorCommand(delegation));
        await create({}, audit);
        // It belongs to the management account all the same.
        assert.equal((await trails.send(new DescribeTrailsCommand({}))).trailList?.[0]?.TrailARN, arn());
    });

    it("needs a bucket that lets it write, for the account and for the organisation", async () => {
        await world.trust("cloudtrail.amazonaws.com");
        await assert.rejects(create({ S3BucketName: "no-such-bucket" }), { name: "S3BucketDoesNotExistException" });
        const refused = { name: "InsufficientS3BucketPolicyException" };
        await assert.rejects(create(), refused);
        await allow({ Resource: `arn:aws:s3:::${BUCKET}/AWSLogs/${world.management}/*` });
        await assert.rejects(create(), refused, "nothing about the organisation's folder");
        await allow({ Condition: { StringEquals: { "aws:SourceArn": `${arn()}-other` } } });
        await assert.rejects(create(), refused, "another trail");
        const everything = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: `arn:aws:s3:::${BUCKET}/*` };
        await allow({}, [everything]);
        await assert.rejects(create(), refused, "a statement denies it");
        await allow({}, [{ ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } }]);
        await create();
    });

    it("has the event selectors that were put, basic or advanced", async () => {
        await world.trust("cloudtrail.amazonaws.com");
        await allow();
        await create();
        const TrailName = arn();
        const before = await trails.send(new GetEventSelectorsCommand({ TrailName }));
        assert.equal(before.EventSelectors?.[0]?.ReadWriteType, "All");
        const advanced = {
            Name: "objects",
            FieldSelectors: [
                { Field: "eventCategory", Equals: ["Data"] },
                { Field: "resources.type", Equals: ["AWS::S3::Object"] },
            ],
        };
        await trails.send(new PutEventSelectorsCommand({ TrailName, AdvancedEventSelectors: [advanced] }));
        const after = await trails.send(new GetEventSelectorsCommand({ TrailName }));
        assert.deepEqual(after.AdvancedEventSelectors, [advanced]);
        assert.equal(after.EventSelectors, undefined);
        const wrong = { FieldSelectors: [{ Field: "eventCategory", Equals: ["Data"] }] };
        await assert.rejects(
            trails.send(new PutEventSelectorsCommand({ TrailName, AdvancedEventSelectors: [wrong] })),
            /resources\.type/,
        );
    });

    it("has a bucket whose versioning object lock keeps on", async () => {
        const Bucket = "acme-locked";
        const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
        await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration, ObjectLockEnabledForBucket: true }));
        assert.equal((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status, "Enabled");
        const VersioningConfiguration = { Status: "Suspended" } as const;
        await assert.rejects(s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration })), {
            name: "InvalidBucketState",
        });
    });
});
