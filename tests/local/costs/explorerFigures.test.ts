import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { PacedCaller } from "../../../aws/pacedCaller";
import type { CostQuestion } from "../../../features/costs/bill/costSource";
import { DayCache } from "../../../aws/dayCache";
import { ExplorerError, ExplorerSource, type ExplorerOptions } from "../../../features/costs/bill/explorer";
import { Fixture } from "../fixture";
import { startLocalAws, type CostFigure, type LocalAws } from "../server";
import { daysAgo, firstOfMonth, today } from "./dates";

const MANAGEMENT = "123456789012";
const S3 = "Amazon Simple Storage Service";
const EC2 = "Amazon Elastic Compute Cloud";

describe("the figures that Cost Explorer gives as a source", () => {
    let aws: LocalAws;
    let client: CostExplorerClient;
    let shop = "";
    let data = "";
    let folder = "";
    const day = firstOfMonth(-1);
    const lastMonth: CostQuestion = {
        from: day,
        to: firstOfMonth(),
        granularity: "month",
        groupBy: ["account"],
        metric: "unblended",
    };

    before(async () => {
        aws = await startLocalAws();
        client = new CostExplorerClient(aws.clientConfig());
        const organizations = new OrganizationsClient(aws.clientConfig());
        const fixture = new Fixture(aws, organizations);
        await fixture.createOrganization("ALL");
        shop = await fixture.createAccount("shop");
        data = await fixture.createAccount("data");
        organizations.destroy();
        const figures: readonly CostFigure[] = [
            { day, account: shop, service: S3, region: "eu-central-1", unblended: 1, tags: { Team: "shop" } },
            { day, account: shop, service: `${EC2} - Compute`, region: "eu-west-1", unblended: 2 },
            { day, account: shop, service: "EC2 - Other", unblended: 4, tags: { Team: "data" } },
            { day, account: data, service: S3, region: "eu-central-1", unblended: 8, amortized: 6 },
            { day, account: data, service: "Tax", kind: "tax", unblended: 16 },
            { day, account: data, service: S3, kind: "refund", unblended: -32 },
            { day, account: MANAGEMENT, service: S3, kind: "credit", unblended: -64 },
            { day, account: MANAGEMENT, service: "AWS Support", kind: "support", unblended: 128 },
        ];
        await aws.addCosts(figures, { activateTags: true });
    });
    after(async () => {
        client.destroy();
        await aws.stop();
    });
    beforeEach(async () => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "explorer-figures-"));
        await aws.resetCalls();
    });
    afterEach(async () => {
        fs.rmSync(folder, { recursive: true });
        await aws.clearFaults();
    });

    const source = (options: Partial<ExplorerOptions> = {}): ExplorerSource => {
        const clients = { costExplorer: () => Promise.resolve(client), pacedCaller: () => new PacedCaller(false) };
        return new ExplorerSource({ clients, most: 20, ...options });
    };
    const cached = (): Partial<ExplorerOptions> => ({ cache: new DayCache(folder, today()) });
    const figures = async (question: Partial<CostQuestion> = {}): Promise<Readonly<Record<string, number>>> => {
        const rows = await source().costs({ ...lastMonth, ...question });
        return Object.fromEntries(rows.map(({ keys, amount }) => [keys.join(" | "), amount]));
    };

    it("are by our names of services, regions, kinds and tags", async () => {
        assert.deepEqual(await figures(), { [shop]: 7, [data]: -8, [MANAGEMENT]: 64 });
        assert.deepEqual(await figures({ groupBy: ["service"] }), { [S3]: -87, [EC2]: 6, Tax: 16, "AWS Support": 128 });
        assert.deepEqual(await figures({ groupBy: ["region"], kinds: ["usage"] }), {
            global: 132,
            "eu-central-1": 9,
            "eu-west-1": 2,
        });
        assert.deepEqual(await figures({ groupBy: ["kind"] }), { usage: 143, tax: 16, refund: -32, credit: -64 });
        assert.deepEqual(await figures({ groupBy: [{ tag: "Team" }, "account"], kinds: ["usage"] }), {
            [`shop | ${shop}`]: 1,
            [`data | ${shop}`]: 4,
            [` | ${shop}`]: 2,
            [` | ${data}`]: 8,
            [` | ${MANAGEMENT}`]: 128,
        });
        assert.equal((await figures({ metric: "amortized", kinds: ["usage"] }))[data], 6);
    });

    it("are of the kinds and accounts that are asked for, each alone and together", async () => {
        assert.deepEqual(await figures({ kinds: ["usage"] }), { [shop]: 7, [data]: 8, [MANAGEMENT]: 128 });
        assert.deepEqual(await figures({ kinds: ["tax", "credit"] }), { [data]: 16, [MANAGEMENT]: -64 });
        assert.deepEqual(await figures({ kinds: ["usage", "refund"], accounts: [data] }), { [data]: -24 });
        assert.deepEqual(await figures({ kinds: ["credit"], accounts: [data] }), {});
    });

    it("are of a tag's values, or of all others together with what has no such tag", async () => {
        const tagged = (isOneOf: boolean): Partial<CostQuestion> => ({
            kinds: ["usage"],
            tagged: [{ tag: "Team", values: ["shop"], isOneOf }],
        });
        assert.deepEqual(await figures(tagged(true)), { [shop]: 1 });
        assert.deepEqual(await figures(tagged(false)), { [shop]: 6, [data]: 8, [MANAGEMENT]: 128 });
        assert.deepEqual(await figures({ ...tagged(false), accounts: [shop] }), { [shop]: 6 });
    });

    it("cost as many requests as AWS has counted, and none a second time on the same day", async () => {
        const first = source(cached());
        const rows = [await first.costs(lastMonth), await first.costs({ ...lastMonth, groupBy: ["service"] })];
        assert.deepEqual(await aws.calls(), { "ce.GetCostAndUsage": 2 });
        assert.deepEqual(first.usage(), { requests: 2, cached: 0, usd: 0.02 });

        const second = source(cached());
        assert.deepEqual(
            [await second.costs(lastMonth), await second.costs({ ...lastMonth, groupBy: ["service"] })],
            rows,
        );
        assert.deepEqual(await aws.calls(), { "ce.GetCostAndUsage": 2 });
        assert.deepEqual(second.usage(), { requests: 0, cached: 2, usd: 0 });
        assert.equal(second.currency(), "USD", "of answers of the cache too");
    });

    it("are asked for again when AWS has had too many requests, as its SDK does by itself", async () => {
        const { maxAttempts: _, ...config } = aws.clientConfig();
        const patient = new CostExplorerClient(config);
        const clients = { costExplorer: () => Promise.resolve(patient), pacedCaller: () => new PacedCaller(false) };
        await aws.fault({ operation: "ce.GetCostAndUsage", error: { code: "LimitExceededException", status: 400 } });
        const busy = source({ clients });
        assert.equal((await busy.costs({ ...lastMonth, accounts: [shop] }))[0]?.amount, 7);
        assert.deepEqual(await aws.calls(), { "ce.GetCostAndUsage": 2 });
        patient.destroy();
    });

    it("are not kept when AWS has refused them", async () => {
        for (const [code, message] of [
            ["AccessDeniedException", /ce:GetCostAndUsage.*management account/],
            ["DataUnavailableException", /no figures yet.*tomorrow/],
        ] as const) {
            await aws.fault({ operation: "ce.GetCostAndUsage", error: { code, message: "no", status: 400 } });
            await assert.rejects(source(cached()).costs(lastMonth), (error) => {
                assert.ok(error instanceof ExplorerError);
                assert.match(error.message, message);
                return true;
            });
        }
        assert.deepEqual(fs.readdirSync(folder), []);
        assert.equal((await source(cached()).costs(lastMonth)).length, 3);
    });

    it("reach back 13 months; what AWS says of an older one reaches the user", async () => {
        assert.deepEqual(await figures({ from: firstOfMonth(-13), to: firstOfMonth(-12) }), {});
        await assert.rejects(figures({ from: firstOfMonth(-14), to: firstOfMonth(-13) }), (error) => {
            assert.ok(error instanceof ExplorerError);
            assert.match(error.message, /14 months/);
            return true;
        });
    });

    it("have a forecast of the usage alone, once there are costs to forecast from", async () => {
        const forecast = source();
        const before = await forecast.forecast(today(), "unblended");
        await aws.addCosts([
            { day: daysAgo(1), account: data, service: S3, unblended: 28 },
            { day: daysAgo(1), account: data, service: "Tax", kind: "tax", unblended: 2800 },
        ]);
        const days = (Date.parse(firstOfMonth(1)) - Date.parse(today())) / 86_400_000;
        const after = await forecast.forecast(today(), "unblended");
        assert.ok(Math.abs((after ?? 0) - (before ?? 0) - days) < 1e-6, `${before} and ${after}`);
        assert.deepEqual(await aws.calls(), { "ce.GetCostForecast": 2 });
        assert.equal(forecast.usage().requests, 2);
    });
});
