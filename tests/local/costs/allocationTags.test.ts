import assert from "node:assert/strict";
import {
    CostExplorerClient,
    GetCostAndUsageCommand,
    ListCostAllocationTagsCommand,
    UpdateCostAllocationTagsStatusCommand,
    type CostAllocationTagStatus,
    type UpdateCostAllocationTagsStatusError,
} from "@aws-sdk/client-cost-explorer";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { Fixture } from "../fixture";
import { startLocalAws, type LocalAws } from "../server";
import { daysAgo, firstOfMonth, today } from "./dates";

describe("cost allocation tags", () => {
    let aws: LocalAws;
    let client: CostExplorerClient;
    let organizations: OrganizationsClient;
    let fixture: Fixture;
    before(async () => {
        aws = await startLocalAws();
        client = new CostExplorerClient(aws.clientConfig());
        organizations = new OrganizationsClient(aws.clientConfig());
    });
    after(() => aws.stop());
    beforeEach(async () => {
        await aws.reset();
        fixture = new Fixture(aws, organizations);
        await fixture.createOrganization("ALL");
    });

    const known = async (): Promise<Record<string, string | undefined>> => {
        const { CostAllocationTags = [] } = await client.send(
            new ListCostAllocationTagsCommand({ Type: "UserDefined" }),
        );
        return Object.fromEntries(CostAllocationTags.map(({ TagKey = "", Status }) => [TagKey, Status]));
    };
    const set = async (
        Status: CostAllocationTagStatus,
        ...keys: string[]
    ): Promise<UpdateCostAllocationTagsStatusError[] | undefined> => {
        const CostAllocationTagsStatus = keys.map((TagKey) => ({ TagKey, Status }));
        return (await client.send(new UpdateCostAllocationTagsStatusCommand({ CostAllocationTagsStatus }))).Errors;
    };

    it("are known a day after their first use in the organisation", async () => {
        await fixture.createAccount("shop", { Team: "shop" });
        assert.deepEqual(await known(), {});
        const [error] = (await set("Active", "Team")) ?? [];
        assert.match(error?.Message ?? "", /Tag keys not found: Team/);
        await aws.advanceDays(1);
        assert.deepEqual(await known(), { Team: "Inactive" });
        assert.deepEqual(await set("Active", "Team"), []);
        assert.deepEqual(await known(), { Team: "Active" });
        await aws.restart({ kill: true });
        assert.deepEqual(await known(), { Team: "Active" });
    });

    it("are known from costs of the day before", async () => {
        const of = { account: "123456789012", service: "AmazonCloudWatch", unblended: 1 };
        await aws.addCosts([
            { ...of, day: daysAgo(2), tags: { Old: "a" } },
            { ...of, day: today(), tags: { New: "a" } },
        ]);
        assert.deepEqual(await known(), { Old: "Inactive" });
    });

    it("are in the costs only while they are active", async () => {
        const day = firstOfMonth(-1);
        await aws.addCosts([
            { day, account: "123456789012", service: "AmazonCloudWatch", unblended: 1, tags: { Team: "shop" } },
        ]);
        const groups = async (): Promise<unknown> => {
            const { ResultsByTime } = await client.send(
                new GetCostAndUsageCommand({
                    TimePeriod: { Start: day, End: firstOfMonth() },
                    Granularity: "MONTHLY",
                    Metrics: ["UnblendedCost"],
                    GroupBy: [{ Type: "TAG", Key: "Team" }],
                }),
            );
            return ResultsByTime?.[0]?.Groups?.map(({ Keys }) => Keys?.[0]);
        };
        assert.deepEqual(await groups(), ["Team$"]);
        await set("Active", "Team");
        assert.deepEqual(await groups(), ["Team$shop"]);
        await set("Inactive", "Team");
        assert.deepEqual(await groups(), ["Team$"]);
    });

    it("are at most 20 in an update, and 500 active", async () => {
        const keys = Array.from({ length: 501 }, (_, number) => `key${number}`);
        await aws.addCosts(
            keys.map((key) => ({
                day: daysAgo(3),
                account: "123456789012",
                service: "AmazonCloudWatch",
                unblended: 1,
                tags: { [key]: "x" },
            })),
        );
        await assert.rejects(set("Active", ...keys.slice(0, 21)), { name: "ValidationException" });
        for (let start = 0; start < 500; start += 20) await set("Active", ...keys.slice(start, start + 20));
        await assert.rejects(set("Active", "key500"), /at most 500/);
    });

    it("belong to the management account", async () => {
        const shop = await fixture.createAccount("shop");
        const member = new CostExplorerClient(aws.clientConfig(shop));
        await assert.rejects(member.send(new ListCostAllocationTagsCommand({})), { name: "AccessDeniedException" });
        member.destroy();
    });
});
