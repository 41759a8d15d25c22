import assert from "node:assert/strict";
import {
    AnomalyMonitor,
    AnomalySubscription,
    CostAllocationTag,
    CostCategory,
    CostExport,
} from "../../../../components/costs";
import { one, type RegisteredResource } from "../mockedPulumi";
import { given, registeredBy } from "./costProgram";

const MONITOR = "aws:costexplorer/anomalyMonitor:AnomalyMonitor";

describe("anomalies", () => {
    it("are watched by service, account or value; a monitor of services keeps the name that AWS gave it", async () => {
        const registered = await registeredBy((_, play) => {
            const category = new CostCategory("team", {
                name: "Team",
                values: [{ value: "shop", accounts: [play.id] }],
                defaultValue: "none",
            });
            const monitors = [
                new AnomalyMonitor("services", { name: "s", watches: "services" }, {}, { importId: "arn:s" }),
                new AnomalyMonitor("accounts", { name: "a", watches: "accounts" }),
                new AnomalyMonitor("team shop", { name: "t", watches: { category, value: "shop" } }),
            ];
            new AnomalySubscription("anomalies", {
                name: "anomalies",
                monitors,
                frequency: "daily",
                emails: ["a@example.com"],
                threshold: { amount: 100, percent: 40 },
            });
        });
        const services = one(registered, MONITOR, "services");
        assert.deepEqual([services.options.import, services.options.ignoreChanges], ["arn:s", ["name", "tags"]]);
        assert.equal(services.options.retainOnDelete, true);
        assert.equal(one(registered, MONITOR, "accounts").inputs["monitorDimension"], "LINKED_ACCOUNT");
        const { monitorType, monitorSpecification } = one(registered, MONITOR, "team shop").inputs;
        assert.equal(monitorType, "CUSTOM");
        assert.deepEqual(JSON.parse(String(monitorSpecification)), {
            CostCategories: { Key: "Team", Values: ["shop"] },
        });
        const { inputs } = one(registered, "aws:costexplorer/anomalySubscription:AnomalySubscription", "anomalies");
        assert.equal((inputs["monitorArnLists"] as string[]).length, 3);
        assert.deepEqual(inputs["thresholdExpression"], {
            ands: [
                { dimension: dimension("ANOMALY_TOTAL_IMPACT_ABSOLUTE", "100") },
                { dimension: dimension("ANOMALY_TOTAL_IMPACT_PERCENTAGE", "40") },
            ],
        });
    });

    function dimension(key: string, value: string): object {
        return { key, values: [value], matchOptions: ["GREATER_THAN_OR_EQUAL"] };
    }
});

describe("a cost allocation tag", () => {
    it("is activated by its key, which is its name", async () => {
        const registered = await registeredBy(() => void new CostAllocationTag("Team"));
        const { inputs } = one(registered, "aws:costexplorer/costAllocationTag:CostAllocationTag", "Team");
        assert.deepEqual(given(inputs), { tagKey: "Team", status: "Active" });
    });
});

describe("an export of costs", () => {
    const exported = (resources: boolean, format?: "focus" | "cur2"): Promise<readonly RegisteredResource[]> =>
        registeredBy((organization) => {
            new CostExport(
                "costs",
                { organization, region: "eu-central-1", resources, ...(format && { format }) },
                { parent: organization },
            );
        });

    it("writes into a bucket that is private, encrypted and versioned, and that Pulumi never deletes", async () => {
        const registered = await exported(false);
        const inBucket = registered.filter(({ type }) => type.startsWith("aws:s3/"));
        assert.deepEqual(
            inBucket.map(({ type, options, inputs }) => [
                type.replace(/.*:/, ""),
                options.retainOnDelete,
                inputs["region"],
            ]),
            [
                "Bucket",
                "BucketPublicAccessBlock",
                "BucketVersioning",
                "BucketLifecycleConfiguration",
                "BucketOwnershipControls",
                "BucketServerSideEncryptionConfiguration",
                "BucketPolicy",
            ].map((type) => [type, true, "eu-central-1"]),
        );
        assert.equal(one(registered, "aws:s3/bucket:Bucket", "costs").inputs["bucket"], "costs-000000000000");
    });

    it("lets only Data Exports of the account write, and only by TLS", async () => {
        const { inputs } = one(await exported(false), "aws:s3/bucketPolicy:BucketPolicy", "costs");
        const { Statement } = JSON.parse(String(inputs["policy"])) as { Statement: Record<string, unknown>[] };
        assert.deepEqual(
            Statement.map(({ Effect, Principal, Condition }) => [Effect, Principal, Condition]),
            [
                ["Deny", "*", { Bool: { "aws:SecureTransport": "false" } }],
                [
                    "Allow",
                    { Service: "bcm-data-exports.amazonaws.com" },
                    {
                        StringEquals: { "aws:SourceAccount": "000000000000" },
                        ArnLike: { "aws:SourceArn": "arn:aws-cn:bcm-data-exports:us-east-1:000000000000:export/*" },
                    },
                ],
            ],
        );
    });

    it("has ids of resources only if they are asked for", async () => {
        const query = async (resources: boolean, format?: "focus" | "cur2"): Promise<string> => {
            const { inputs } = one(await exported(resources, format), "aws:bcmdata/export:Export", "costs");
            return JSON.stringify(inputs);
        };
        assert.ok(!(await query(false)).includes("ResourceId"));
        assert.match(await query(true), /ResourceId, ResourceName, ResourceType FROM FOCUS_1_0_AWS/);
        assert.match(
            await query(true, "cur2"),
            /line_item_resource_id FROM COST_AND_USAGE_REPORT.*"INCLUDE_RESOURCES":"TRUE"/,
        );
        assert.match(await query(false, "cur2"), /"INCLUDE_RESOURCES":"FALSE"/);
    });
});
