import assert from "node:assert/strict";
import {
    CostExplorerClient,
    GetCostAndUsageCommand,
    ListCostAllocationTagsCommand,
    type GetCostAndUsageCommandOutput,
    type GroupDefinition,
} from "@aws-sdk/client-cost-explorer";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { Fixture } from "../fixture";
import { startLocalAws, type LocalAws } from "../server";
import { daysAgo, firstOfMonth, today } from "./dates";

type Sums = Record<string, number>;

describe("seeded costs", () => {
    let aws: LocalAws;
    let client: CostExplorerClient;
    before(async () => {
        aws = await startLocalAws();
        client = new CostExplorerClient(aws.clientConfig());
        await createAccounts();
    });
    after(() => aws.stop());

    async function createAccounts(): Promise<void> {
        const organizations = new OrganizationsClient(aws.clientConfig());
        const fixture = new Fixture(aws, organizations);
        await fixture.createOrganization("ALL");
        for (const team of ["shop", "data", "search"]) {
            for (const environment of ["prod", "dev"]) {
                await fixture.createAccount(`${team}-${environment}`, { Team: team, Environment: environment });
            }
        }
        for (const name of ["playground-ada", "playground-linus"]) await fixture.createAccount(name);
        organizations.destroy();
    }
    const ask = (Start: string, End: string, GroupBy: GroupDefinition[] = []): Promise<GetCostAndUsageCommandOutput> =>
        client.send(
            new GetCostAndUsageCommand({
                TimePeriod: { Start, End },
                Granularity: "MONTHLY",
                Metrics: ["UnblendedCost", "AmortizedCost"],
                GroupBy,
            }),
        );
    const sums = async (Start: string, End: string, Key: string): Promise<Sums> => {
        const answer = await ask(Start, End, [{ Type: "DIMENSION", Key }]);
        const names = new Map(
            answer.DimensionValueAttributes?.map(({ Value, Attributes }) => [Value, Attributes?.description]),
        );
        return Object.fromEntries(
            (answer.ResultsByTime?.[0]?.Groups ?? []).map(({ Keys: [key = ""] = [], Metrics = {} }) => [
                names.get(key) ?? key,
                Number(Metrics.UnblendedCost?.Amount),
            ]),
        );
    };

    it("are those of a realistic organisation", async () => {
        assert.equal(await aws.seedCosts(), 9);
        const month = [firstOfMonth(-3), firstOfMonth(-2)] as const;
        const accounts = await sums(...month, "LINKED_ACCOUNT");
        assert.equal(Object.keys(accounts).length, 9);
        for (const team of ["shop", "data", "search"]) {
            assert.ok((accounts[`${team}-prod`] ?? 0) > (accounts[`${team}-dev`] ?? 0), team);
        }
        assert.ok((accounts["playground-ada"] ?? 0) < 100);
        const services = await sums(...month, "SERVICE");
        assert.ok(Object.keys(services).length >= 15);
        const kinds = await sums(...month, "RECORD_TYPE");
        for (const kind of ["Usage", "Tax", "Credit", "Support", "SavingsPlanRecurringFee"])
            assert.ok(kinds[kind], kind);
        assert.ok((kinds.Credit ?? 0) < 0);
        assert.ok(Object.keys(await sums(...month, "REGION")).length >= 3);
    });

    it("grow, are known 13 months back, and end yesterday", async () => {
        const { ResultsByTime = [] } = await ask(firstOfMonth(-13), firstOfMonth());
        const months = ResultsByTime.map(({ Total }) => Number(Total?.UnblendedCost?.Amount));
        assert.equal(months.length, 13);
        assert.ok(months.every((amount) => amount > 0));
        assert.ok((months.at(-2) ?? 0) > (months[0] ?? 0));
        assert.equal((await ask(today(), firstOfMonth(1))).ResultsByTime?.[0]?.Total?.UnblendedCost?.Amount, "0");
    });

    it("have one sandbox that runs away", async () => {
        const accounts = await sums(daysAgo(1), today(), "LINKED_ACCOUNT");
        const amounts = [accounts["playground-ada"] ?? 0, accounts["playground-linus"] ?? 0].sort((a, b) => a - b);
        assert.ok((amounts[0] ?? 0) < 5 && (amounts[1] ?? 0) > 20, `${amounts.join()}`);
    });

    it("spread savings plans when they are amortised, and change no sum", async () => {
        const { ResultsByTime = [] } = await ask(firstOfMonth(-3), firstOfMonth(-2));
        const { UnblendedCost, AmortizedCost } = ResultsByTime[0]?.Total ?? {};
        const difference = Math.abs(Number(UnblendedCost?.Amount) - Number(AmortizedCost?.Amount));
        assert.ok(difference < Number(UnblendedCost?.Amount) / 1000, `${difference}`);
    });

    it("have tags that are known at once", async () => {
        const { CostAllocationTags = [] } = await client.send(
            new ListCostAllocationTagsCommand({ Type: "UserDefined" }),
        );
        assert.deepEqual(
            CostAllocationTags.map(({ TagKey }) => TagKey),
            ["Environment", "Team"],
        );
    });

    it("are made once for each account, and are the same in another local AWS", async () => {
        assert.equal(await aws.seedCosts(), 0);
        const before = await sums(firstOfMonth(-2), firstOfMonth(-1), "LINKED_ACCOUNT");
        await aws.restart({ kill: true });
        assert.deepEqual(await sums(firstOfMonth(-2), firstOfMonth(-1), "LINKED_ACCOUNT"), before);
        await aws.reset();
        await createAccounts();
        await aws.seedCosts();
        assert.deepEqual(await sums(firstOfMonth(-2), firstOfMonth(-1), "LINKED_ACCOUNT"), before);
    });

    it("go on with the clock", async () => {
        await aws.advanceDays(40);
        const { ResultsByTime = [] } = await ask(firstOfMonth(), firstOfMonth(1));
        assert.ok(Number(ResultsByTime[0]?.Total?.UnblendedCost?.Amount) > 0);
    });
});
