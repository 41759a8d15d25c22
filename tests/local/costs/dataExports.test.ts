import assert from "node:assert/strict";
import {
    BCMDataExportsClient,
    CreateExportCommand,
    DeleteExportCommand,
    GetExportCommand,
    GetTableCommand,
    ListExportsCommand,
    ListTablesCommand,
    ListTagsForResourceCommand,
    UpdateExportCommand,
    type Export,
} from "@aws-sdk/client-bcm-data-exports";
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";
import { startLocalAws, type LocalAws } from "../server";

const BUCKET = "acme-costs";
const FOCUS = "SELECT BilledCost, SubAccountId, Tags FROM FOCUS_1_2_AWS";

function focus(
    more: { query?: string; region?: string; bucket?: string; compression?: "GZIP" | "PARQUET" } = {},
): Export {
    return {
        Name: "focus",
        DataQuery: {
            QueryStatement: more.query ?? FOCUS,
            TableConfigurations: more.query ? undefined : { FOCUS_1_2_AWS: { TIME_GRANULARITY: "DAILY" } },
        },
        DestinationConfigurations: {
            S3Destination: {
                S3Bucket: more.bucket ?? BUCKET,
                S3Prefix: "focus",
                S3Region: more.region ?? "eu-central-1",
                S3OutputConfigurations: {
                    OutputType: "CUSTOM",
                    Format: "PARQUET",
                    Compression: more.compression ?? "PARQUET",
                    Overwrite: "OVERWRITE_REPORT",
                },
            },
        },
        RefreshCadence: { Frequency: "SYNCHRONOUS" },
    };
}

describe("data exports", () => {
    let aws: LocalAws;
    let client: BCMDataExportsClient;
    let s3: S3Client;
    before(async () => {
        aws = await startLocalAws();
        client = new BCMDataExportsClient(aws.clientConfig());
        s3 = new S3Client({ ...aws.clientConfig(), region: "eu-central-1", forcePathStyle: true });
    });
    after(() => aws.stop());
    beforeEach(async () => {
        await aws.reset();
        await s3.send(
            new CreateBucketCommand({
                Bucket: BUCKET,
                CreateBucketConfiguration: { LocationConstraint: "eu-central-1" },
            }),
        );
    });

    const allow = (statement: object = {}): Promise<unknown> => {
        const Statement = {
            Effect: "Allow",
            Principal: { Service: ["bcm-data-exports.amazonaws.com", "billingreports.amazonaws.com"] },
            Action: ["s3:PutObject", "s3:GetBucketPolicy"],
            Resource: [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`],
            Condition: { StringLike: { "aws:SourceAccount": "123456789012" } },
            ...statement,
        };
        const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [Statement] });
        return s3.send(new PutBucketPolicyCommand({ Bucket: BUCKET, Policy }));
    };
    const create = async (Export: Export): Promise<string> =>
        (await client.send(new CreateExportCommand({ Export, ResourceTags: [{ Key: "Team", Value: "finops" }] })))
            .ExportArn ?? assert.fail();

    it("are created, read, changed and deleted", async () => {
        await allow();
        const ExportArn = await create(focus());
        const { Export: read } = await client.send(new GetExportCommand({ ExportArn }));
        assert.deepEqual(read, { ...focus(), ExportArn });
        const changed = focus();
        const more = {
            ...changed,
            DataQuery: { ...changed.DataQuery, QueryStatement: FOCUS.replace("Tags", "RegionId") },
        };
        await client.send(new UpdateExportCommand({ ExportArn, Export: more }));
        const { Exports = [] } = await client.send(new ListExportsCommand({}));
        assert.deepEqual(
            Exports.map(({ ExportName, ExportStatus }) => [ExportName, ExportStatus?.StatusCode]),
            [["focus", "HEALTHY"]],
        );
        const tags = await client.send(new ListTagsForResourceCommand({ ResourceArn: ExportArn }));
        assert.deepEqual(tags.ResourceTags, [{ Key: "Team", Value: "finops" }]);
        await assert.rejects(create(focus()), /already exists/);
        await client.send(new DeleteExportCommand({ ExportArn }));
        await assert.rejects(client.send(new GetExportCommand({ ExportArn })), { name: "ResourceNotFoundException" });
    });

    it("add the defaults of the table COST_AND_USAGE_REPORT", async () => {
        await allow();
        const ExportArn = await create(focus({ query: "SELECT line_item_unblended_cost FROM COST_AND_USAGE_REPORT" }));
        const { Export: read } = await client.send(new GetExportCommand({ ExportArn }));
        assert.deepEqual(read?.DataQuery?.TableConfigurations, {
            COST_AND_USAGE_REPORT: {
                BILLING_VIEW_ARN: "arn:aws:billing::123456789012:billingview/primary",
                INCLUDE_MANUAL_DISCOUNT_COMPATIBILITY: "FALSE",
                INCLUDE_RESOURCES: "FALSE",
                INCLUDE_SPLIT_COST_ALLOCATION_DATA: "FALSE",
                TIME_GRANULARITY: "HOURLY",
            },
        });
    });

    for (const [what, input, message] of [
        ["an unknown table", focus({ query: "SELECT a FROM COSTS" }), /table COSTS/],
        ["an unknown column", focus({ query: "SELECT Cost FROM FOCUS_1_2_AWS" }), /not a subset of the table/],
        [
            "resource ids that are not included",
            focus({ query: "SELECT line_item_resource_id FROM COST_AND_USAGE_REPORT" }),
            /not a subset of the table/,
        ],
        ["no query", focus({ query: "DROP TABLE FOCUS_1_2_AWS" }), /SELECT/],
        ["a bucket that does not exist", focus({ bucket: "nobody-has-this" }), /does not exist/],
        ["another region", focus({ region: "us-east-1" }), /not in the region/],
        ["a compression of another format", focus({ compression: "GZIP" }), /compression/],
    ] as const) {
        it(`are refused with ${what}`, async () => {
            await allow();
            await assert.rejects(create(input), { name: "ValidationException", message });
        });
    }

    it("are refused unless the bucket's policy lets AWS write", async () => {
        const refused = { name: "ValidationException", message: /policy of the S3 bucket/ };
        await assert.rejects(create(focus()), refused);
        for (const statement of [
            { Principal: { Service: "billingreports.amazonaws.com" } },
            { Action: "s3:GetBucketPolicy" },
            { Resource: `arn:aws:s3:::${BUCKET}` },
            { Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } } },
            { Effect: "Deny" },
        ]) {
            await allow(statement);
            await assert.rejects(create(focus()), refused);
        }
    });

    it("know their tables", async () => {
        const { Tables = [] } = await client.send(new ListTablesCommand({}));
        assert.deepEqual(
            Tables.map(({ TableName }) => TableName),
            ["COST_AND_USAGE_REPORT", "FOCUS_1_0_AWS", "FOCUS_1_2_AWS"],
        );
        const { Schema = [] } = await client.send(new GetTableCommand({ TableName: "FOCUS_1_2_AWS" }));
        assert.ok(Schema.some(({ Name }) => Name === "EffectiveCost"));
    });
});
