import assert from "node:assert/strict";
import type { ServiceLoss } from "../../../../../evaluator/effect";
import { MANAGEMENT_ACCOUNT_KEY } from "../../../../../definition/access";
import { lossEvidence, type LossEvidence } from "../../../../../operations/commands/effect/lossEvidence";
import { NoReportError, type UsedService } from "../../../../../operations/commands/used/usedServices";
import type { ExistingResources } from "../../../../../program/state";

const NOW = Date.parse("2026-11-27T12:00:00Z");
const DAY = 86_400_000;
const SINCE = NOW - 90 * DAY;

/** The accounts of each unit, with their ids: the key with a number. */
const UNITS: Readonly<Record<string, readonly string[]>> = {
    Workloads: ["shop", "data", "lake"],
    Sandbox: ["play", "toy"],
    Large: Array.from({ length: 30 }, (_, number) => `large${number}`),
};

const EXISTING = {
    organizationId: "o-acme123456",
    managementAccountId: "000000000001",
    units: new Map(Object.keys(UNITS).map((key) => [key, { id: `ou-${key}` }])),
    accounts: new Map(
        Object.entries(UNITS).flatMap(([unit, keys]) => keys.map((key) => [key, { id: `id-${key}`, unit }] as const)),
    ),
    policies: new Map(),
    attachments: { root: [], units: new Map(), accounts: new Map() },
} as unknown as ExistingResources;

/** A service that an account used so many days ago. */
type Use = readonly [account: string, service: string, daysAgo: number, region?: string];

/** Reports as AWS makes them of what accounts used. Every place lists the same services. */
class MadeReports {
    readonly rootId = "r-acme";
    readonly asked: string[] = [];
    readonly #uses: readonly Use[];
    readonly #services: readonly string[];

    constructor(uses: readonly Use[], services: readonly string[] = ["dynamodb", "glue", "sqs"]) {
        this.#uses = uses;
        this.#services = services;
    }

    servicesAt(id: string): Promise<readonly UsedService[] | undefined> {
        this.asked.push(id);
        if (id === "id-broken") return Promise.reject(new NoReportError("no report"));
        const unit = Object.entries(UNITS).find(([key]) => id === `ou-${key}`);
        const here = ([account]: Use): boolean =>
            id === this.rootId || (unit ? unit[1].includes(account) || account === "stranger" : id === `id-${account}`);
        return Promise.resolve(this.#services.map((service) => serviceOf(service, this.#uses.filter(here))));
    }
}

function serviceOf(service: string, uses: readonly Use[]): UsedService {
    const of = uses.filter((use) => use[1] === service).sort((one, two) => one[2] - two[2]);
    const [last] = of;
    if (!last) return { service, name: service, accounts: 0 };
    const [account, , daysAgo, region] = last;
    const at = new Date(NOW - daysAgo * DAY).toISOString();
    return {
        service,
        name: service,
        accounts: of.length,
        last: { at, account: `id-${account}`, ...(region !== undefined && { region }) },
    };
}

async function found(
    uses: readonly Use[],
    loss: Partial<ServiceLoss> = {},
): Promise<LossEvidence & { readonly asked: readonly string[] }> {
    const reports = new MadeReports(uses);
    const losses: ServiceLoss[] = [{ accounts: UNITS["Workloads"] ?? [], services: ["dynamodb"], ...loss }];
    const { byLoss } = await lossEvidence(losses, EXISTING, reports, SINCE);
    return { ...(byLoss[0] ?? assert.fail()), asked: reports.asked };
}

describe("the evidence of what accounts lose", () => {
    it("takes one report of a unit where nothing was used", async () => {
        const { used, unused, asked } = await found([["shop", "dynamodb", 200]]);
        assert.deepEqual([used, unused, asked], [[], ["dynamodb"], ["ou-Workloads"]]);
    });

    it("takes one report of a unit where one account used it", async () => {
        const { used, asked } = await found([["shop", "dynamodb", 2, "eu-west-1"]]);
        assert.deepEqual(asked, ["ou-Workloads"]);
        const at = new Date(NOW - 2 * DAY).toISOString();
        assert.deepEqual(used, [
            {
                service: "dynamodb",
                name: "dynamodb",
                count: 1,
                isAtMost: false,
                by: ["shop"],
                last: { at, by: "shop", from: "eu-west-1" },
                isElsewhere: false,
            },
        ]);
    });

    it("asks each account of a small unit where several used it, and counts those since the first day", async () => {
        const { used, asked } = await found([
            ["shop", "dynamodb", 2],
            ["data", "dynamodb", 300],
        ]);
        assert.deepEqual(asked, ["ou-Workloads", "id-shop", "id-data", "id-lake"]);
        assert.deepEqual(
            used.map(({ count, isAtMost, by }) => [count, isAtMost, by]),
            [[1, false, ["shop"]]],
        );
    });

    it("asks no account of a large unit, and then knows a greatest number only", async () => {
        const { used, asked } = await found(
            [
                ["large1", "dynamodb", 2],
                ["large2", "dynamodb", 300],
            ],
            { accounts: UNITS["Large"] ?? [] },
        );
        assert.deepEqual(asked, ["ou-Large"]);
        assert.deepEqual(
            used.map(({ count, isAtMost, by, last }) => [count, isAtMost, by, last?.by]),
            [[2, true, undefined, "large1"]],
        );
    });

    it("counts no account that loses nothing, though the unit in AWS has it", async () => {
        const { used, unused, asked } = await found([["stranger", "dynamodb", 2]]);
        assert.equal(asked.length, 4);
        assert.deepEqual([used, unused], [[], ["dynamodb"]]);
    });

    it("takes one report of the root if every account loses something", async () => {
        const { asked } = await found([], { accounts: Object.values(UNITS).flat() });
        assert.deepEqual(asked, ["r-acme"]);
    });

    it("takes one report of each unit and each account besides, also of the management account", async () => {
        const accounts = [...(UNITS["Workloads"] ?? []), "play", MANAGEMENT_ACCOUNT_KEY, "new-account", "222222222222"];
        const { asked, accounts: of } = await found([], { accounts });
        assert.deepEqual(asked, ["ou-Workloads", "id-play", "000000000001", "222222222222"]);
        assert.ok(!of.includes("new-account"));
    });

    it("knows where nothing is lost", async () => {
        const only = [{ in: ["eu-west-1"], outside: false }];
        const allBut = [{ in: ["eu-west-1"], outside: true }];
        const uses: Use[] = [["shop", "dynamodb", 2, "eu-west-1"]];
        const isElsewhere = async (regions: typeof only): Promise<unknown> =>
            (await found(uses, { regions })).used[0]?.isElsewhere;
        assert.deepEqual([await isElsewhere(only), await isElsewhere(allBut)], [false, true]);
        assert.equal(await isElsewhere([...allBut, ...only]), false);
    });

    it("names what no report lists, and the accounts without a report", async () => {
        const { unused, unlisted, unanswered } = await found([], {
            accounts: ["shop", "111122223333"],
            services: ["dynamodb", "a4b"],
        });
        assert.deepEqual([unused, unlisted, unanswered], [["dynamodb"], ["a4b"], []]);
        const one = { id: "id-broken", email: "broken@example.com", closing: false };
        const broken: ExistingResources = { ...EXISTING, accounts: new Map([["broken", one]]) };
        const reports = new MadeReports([]);
        const losses = [{ accounts: ["broken"], services: ["dynamodb"] }];
        const { byLoss } = await lossEvidence(losses, broken, reports, SINCE);
        assert.deepEqual(byLoss[0]?.unanswered, ["broken"]);
    });

    it("finds the services of a loss that says only which services are its own", async () => {
        const { used, unused } = await found([["shop", "sqs", 2]], { services: (service) => service !== "glue" });
        assert.deepEqual([used.map(({ service }) => service), unused], [["sqs"], ["dynamodb"]]);
    });

    it("asks for 100 places at most, and says how many it left out", async () => {
        const accounts = Array.from({ length: 130 }, (_, number) => String(100_000_000_000 + number));
        const reports = new MadeReports([]);
        const { notes } = await lossEvidence([{ accounts, services: ["dynamodb"] }], EXISTING, reports, SINCE);
        assert.equal(reports.asked.length, 100);
        assert.match(notes.join(), /^30 places have no report/);
    });
});
