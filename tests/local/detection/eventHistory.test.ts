import assert from "node:assert/strict";
import { CloudTrailClient, LookupEventsCommand, type Event, type LookupAttribute } from "@aws-sdk/client-cloudtrail";
import {
    CreateAccessKeyCommand,
    CreateUserCommand,
    GetUserCommand,
    IAMClient,
    ListUsersCommand,
    UpdateLoginProfileCommand,
} from "@aws-sdk/client-iam";
import { CreateOrganizationalUnitCommand } from "@aws-sdk/client-organizations";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, GetFederationTokenCommand, STSClient } from "@aws-sdk/client-sts";
import { jsonAt } from "../../../evaluator/policyDocument";
import { newDetection, REGION } from "./newDetection";

interface TrailRecord {
    readonly userIdentity: { type: string; arn?: string; sessionContext?: { sessionIssuer: { userName: string } } };
    readonly sourceIPAddress: string;
    readonly errorCode?: string;
    readonly requestParameters: Record<string, unknown> | null;
    readonly responseElements?: unknown;
    readonly serviceEventDetails?: unknown;
}

const recordOf = (event: Event | undefined): TrailRecord =>
    JSON.parse(event?.CloudTrailEvent ?? assert.fail("no event")) as TrailRecord;

describe("the event history in the local AWS", () => {
    const world = newDetection();
    const lookup = async (
        account: string,
        attribute?: LookupAttribute,
        region = "us-east-1",
        more: { StartTime?: Date; MaxResults?: number; NextToken?: string } = {},
    ): Promise<Event[]> => {
        const client = new CloudTrailClient(world.in(account, region));
        const LookupAttributes = attribute ? [attribute] : undefined;
        return (await client.send(new LookupEventsCommand({ LookupAttributes, ...more }))).Events ?? [];
    };

    it("says readOnly as CloudTrail does: AssumeRole is a read, and GetFederationToken is none", async () => {
        const sts = new STSClient(world.in());
        const RoleArn = `arn:aws:iam::${world.dev}:role/OrganizationAccountAccessRole`;
        await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "ci" }));
        await sts.send(new GetFederationTokenCommand({ Name: "eve" }));
        sts.destroy();
        const readOnly = async (account: string, AttributeValue: string): Promise<readonly unknown[]> => {
            const [event] = await lookup(account, { AttributeKey: "EventName", AttributeValue });
            const record = JSON.parse(event?.CloudTrailEvent ?? assert.fail(AttributeValue)) as { readOnly: boolean };
            return [event?.ReadOnly, record.readOnly];
        };
        assert.deepEqual(await readOnly(world.dev, "AssumeRole"), ["true", true]);
        assert.deepEqual(await readOnly(world.management, "GetFederationToken"), ["false", false]);
    });

    it("says who did what with which key, and what was made", async () => {
        const iam = new IAMClient(world.in(world.dev));
        await iam.send(new CreateUserCommand({ UserName: "eve" }));
        const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "eve" }));
        const AccessKeyId = AccessKey?.AccessKeyId ?? assert.fail();
        const credentials = { accessKeyId: AccessKeyId, secretAccessKey: AccessKey?.SecretAccessKey ?? "" };
        await new IAMClient({ ...world.in(), credentials }).send(new ListUsersCommand({}));

        const [made] = await lookup(world.dev, { AttributeKey: "EventName", AttributeValue: "CreateAccessKey" });
        assert.deepEqual(
            made?.Resources?.map((one) => [one.ResourceType, one.ResourceName]),
            [
                ["AWS::IAM::User", "eve"],
                ["AWS::IAM::AccessKey", AccessKeyId],
            ],
        );
        assert.equal(made?.ReadOnly, "false");
        const used = await lookup(world.dev, { AttributeKey: "AccessKeyId", AttributeValue: AccessKeyId });
        assert.deepEqual(
            used.map(({ EventName, Username }) => [EventName, Username]),
            [["ListUsers", "eve"]],
        );
        assert.equal(recordOf(used[0]).userIdentity.arn, `arn:aws:iam::${world.dev}:user/eve`);
        // The events of a global service are in us-east-1, and each account has its own.
        assert.deepEqual(
            await lookup(world.dev, { AttributeKey: "EventName", AttributeValue: "CreateUser" }, REGION),
            [],
        );
        assert.deepEqual(await lookup(world.log, { AttributeKey: "EventName", AttributeValue: "CreateUser" }), []);
    });

    it("has the role and the session of an assumed role, and the assumption in both accounts", async () => {
        const RoleArn = `arn:aws:iam::${world.dev}:role/OrganizationAccountAccessRole`;
        const { Credentials } = await new STSClient(world.in()).send(
            new AssumeRoleCommand({ RoleArn, RoleSessionName: "ada" }),
        );
        const credentials = {
            accessKeyId: Credentials?.AccessKeyId ?? "",
            secretAccessKey: Credentials?.SecretAccessKey ?? "",
            sessionToken: Credentials?.SessionToken,
        };
        const region = { ...world.in(undefined, REGION), credentials, forcePathStyle: true };
        const s3 = new S3Client(region);
        const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
        await s3.send(new CreateBucketCommand({ Bucket: "dev-data", CreateBucketConfiguration }));
        await s3.send(new PutObjectCommand({ Bucket: "dev-data", Key: "a", Body: "a" }));
        const events = await lookup(world.dev, { AttributeKey: "Username", AttributeValue: "ada" }, REGION);
        assert.deepEqual(
            events.map((one) => one.EventName),
            ["CreateBucket"],
            "writing an object is a data event",
        );
        assert.equal(
            recordOf(events[0]).userIdentity.sessionContext?.sessionIssuer.userName,
            "OrganizationAccountAccessRole",
        );
        const assumed = { AttributeKey: "EventName", AttributeValue: "AssumeRole" } as const;
        for (const account of [world.dev, world.management]) {
            const [event] = await lookup(account, assumed);
            assert.deepEqual(event?.Resources, [{ ResourceType: "AWS::IAM::Role", ResourceName: RoleArn }]);
        }
    });

    it("records failures, hides passwords, and shows 50 events of a page, newest first", async () => {
        const iam = new IAMClient(world.in(world.dev));
        await assert.rejects(iam.send(new UpdateLoginProfileCommand({ UserName: "eve", Password: "hunter2" })));
        const [failed] = await lookup(world.dev);
        assert.equal(recordOf(failed).errorCode, "NoSuchEntity");
        assert.doesNotMatch(failed?.CloudTrailEvent ?? "", /hunter2/);
        for (let number = 0; number < 55; number++) {
            await assert.rejects(iam.send(new GetUserCommand({ UserName: `user-${number}` })));
        }
        const page = await lookup(world.dev);
        assert.equal(page.length, 50);
        assert.deepEqual(recordOf(page[0]).requestParameters, { userName: "user-54" });
        await assert.rejects(lookup(world.dev, undefined, "us-east-1", { MaxResults: 51 }), {
            name: "InvalidMaxResultsException",
        });
    });

    it("of Organizations names what was made: the unit at once, the account by the result of its request", async () => {
        const { OrganizationalUnit } = await world.organizations.send(
            new CreateOrganizationalUnitCommand({
                ParentId: world.root,
                Name: "Lab",
                Tags: [{ Key: "Team", Value: "x" }],
            }),
        );
        const named = async (AttributeValue: string): Promise<TrailRecord> =>
            recordOf((await lookup(world.management, { AttributeKey: "EventName", AttributeValue }))[0]);
        const unit = await named("CreateOrganizationalUnit");
        assert.deepEqual(unit.requestParameters?.tags, [{ key: "Team", value: "x" }]);
        assert.equal(jsonAt(unit.responseElements, ["organizationalUnit", "id"]), OrganizationalUnit?.Id);
        const [asked, done] = [await named("CreateAccount"), await named("CreateAccountResult")];
        assert.equal(asked.requestParameters?.email, "HIDDEN_DUE_TO_SECURITY_REASONS");
        const status = (details: unknown, key: string): unknown => jsonAt(details, ["createAccountStatus", key]);
        assert.equal(status(done.serviceEventDetails, "id"), status(asked.responseElements, "id"));
        assert.equal(status(done.serviceEventDetails, "accountId"), world.dev);
        assert.equal(status(asked.responseElements, "accountName"), "HIDDEN_DUE_TO_SECURITY_REASONS");
    });

    it("keeps writes over a restart, and forgets what is older than 90 days", async () => {
        await new IAMClient(world.in(world.dev)).send(new CreateUserCommand({ UserName: "eve" }));
        const created = { AttributeKey: "EventName", AttributeValue: "CreateUser" } as const;
        const [before] = await lookup(world.dev, created);
        await world.aws.restart({ kill: true });
        const [after] = await lookup(world.dev, created);
        assert.equal(after?.EventId, before?.EventId);
        await world.aws.advanceDays(91);
        assert.deepEqual(await lookup(world.dev, created), []);
    });
});

describe("the event history with AWS's rates", () => {
    const world = newDetection({ rates: "aws" });

    it("answers two questions a second for each account and region", async () => {
        const ask = (account: string): Promise<unknown> =>
            new CloudTrailClient(world.in(account)).send(new LookupEventsCommand({}));
        const answers = await Promise.allSettled(Array.from({ length: 12 }, () => ask(world.dev)));
        const refused = answers.filter((one) => one.status === "rejected");
        assert.ok(refused.length > 0);
        for (const { reason } of refused) assert.equal((reason as Error).name, "ThrottlingException");
        await ask(world.log);
    });
});
