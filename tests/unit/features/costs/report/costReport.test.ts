import assert from "node:assert/strict";
import fc from "fast-check";
import { CHARGE_KINDS } from "../../../../../features/costs/bill/costSource";
import {
    costQuestions,
    costReport,
    reportTime,
    type CostReport,
    type ReportScope,
} from "../../../../../features/costs/report";
import type { Charge } from "../bill/export/billYear";
import {
    charge,
    ChargesSource,
    GONE,
    IDS,
    lastMonths,
    MANAGEMENT,
    reportContext,
    reported,
    request,
    TODAY,
} from "./reportFixture";

const BY: readonly (readonly string[])[] = [
    ["account"],
    ["unit"],
    ["service"],
    ["region"],
    ["resource"],
    ["team"],
    ["owner"],
    ["department"],
    ["team", "service"],
    ["owner", "service"],
    ["owner", "team"],
    ["unit", "account"],
    ["owner", "account"],
    ["service", "region"],
];
const WITHIN: readonly (ReportScope | undefined)[] = [
    undefined,
    { kind: "account", account: "shop" },
    { kind: "unit", unit: "Work" },
    { kind: "unit", unit: "Work/Prod" },
    { kind: "dimension", dimension: "team", value: "shop" },
    { kind: "dimension", dimension: "team", value: "unassigned" },
    { kind: "dimension", dimension: "owner", value: "cc-1" },
    { kind: "dimension", dimension: "owner", value: "nobody" },
];

const charges = fc.array(
    fc.record({
        day: fc.constantFrom(
            "2026-08-31",
            "2026-09-01",
            "2026-10-01",
            "2026-10-25",
            "2026-10-26",
            "2026-11-01",
            "2026-11-25",
        ),
        account: fc.constantFrom(...Object.values(IDS), MANAGEMENT, GONE),
        dollars: fc.integer({ min: -50_000, max: 500_000 }).map((cents) => cents / 100),
        kind: fc.constantFrom(...CHARGE_KINDS),
        explorerService: fc.constantFrom("AWS Lambda", "EC2 - Other", "Amazon Simple Storage Service"),
        region: fc.constantFrom("eu-central-1", ""),
        resource: fc.constantFrom("", "arn:one"),
        tags: fc.constantFrom<Record<string, string>[]>(
            {},
            { Team: "shop" },
            { CostCenter: "cc-1" },
            { CostCenter: "other" },
            { CostCenter: "nobody" },
        ),
    }),
    { maxLength: 40 },
);

function assertClose(one: number, other: number, about: string): void {
    assert.ok(Math.abs(one - other) < 1e-6, `${about}: ${one} and ${other}`);
}

function sumOf(amounts: readonly number[]): number {
    return amounts.reduce((sum, amount) => sum + amount, 0);
}

describe("costReport", () => {
    it("has lines that sum to the total in each month, whatever they are by", async () => {
        await fc.assert(
            fc.asyncProperty(charges, fc.constantFrom(...BY), fc.constantFrom(...WITHIN), async (made, by, within) => {
                const all = made.map(({ day, account, dollars, ...more }) => charge(day, account, dollars, more));
                const report = await reported(by, all, { ...(within && { changes: { within } }) });
                for (const [index, month] of report.months.entries()) {
                    const lines = sumOf(report.lines.map(({ figures }) => figures.months[index] ?? NaN));
                    assertClose(lines, report.total.months[index] ?? NaN, month);
                }
                const { lines, total } = report;
                assertClose(
                    sumOf(lines.map(({ figures }) => figures.lastMonthSameDay)),
                    total.lastMonthSameDay,
                    "same days",
                );
                assertClose(sumOf(report.accounts.map(({ thisMonth }) => thisMonth)), total.thisMonth, "accounts");
                if (!within) assertClose(total.thisMonth, usageOf(all), "the usage of the month");
                const shown = lines.map(({ keys }) => JSON.stringify(keys));
                assert.equal(new Set(shown).size, shown.length, "two lines are shown alike");
            }),
        );
    });

    it("has the same sum in a value of a dimension as in the line of the value, also of accounts that nobody knows", async () => {
        await fc.assert(
            fc.asyncProperty(charges, fc.constantFrom("team", "owner", "department"), async (made, dimension) => {
                const all = made.map(({ day, account, dollars, ...more }) => charge(day, account, dollars, more));
                const { lines } = await reported([dimension], all);
                for (const value of ["shop", "data", "cc-1", "commerce", "technology", "unassigned", "nobody"]) {
                    const within = { kind: "dimension", dimension, value } as const;
                    const { total } = await reported(["service"], all, { changes: { within } });
                    const line = lines.find(({ keys }) => keys[0] === value)?.figures.months ?? [0, 0, 0];
                    for (const [index, month] of total.months.entries())
                        assertClose(month, line[index] ?? NaN, `${dimension} ${value}`);
                }
            }),
            { numRuns: 40 },
        );
    });

    it("sums units one level below the part that is asked for", async () => {
        const all = Object.values(IDS).map((id, index) => charge("2026-11-03", id, 10 ** index));
        assert.deepEqual(lastMonths(await reported(["unit"], [...all, charge("2026-11-03", MANAGEMENT, 0.5)])), {
            Work: 111,
            Infra: 1000,
            "(in no unit)": 10_000.5,
        });
        const within = { kind: "unit", unit: "Work" } as const;
        assert.deepEqual(lastMonths(await reported(["unit"], all, { changes: { within } })), {
            "Work/Prod": 1,
            "Work/Dev": 10,
            "(in Work itself)": 100,
        });
    });

    it("shows accounts outside the definition by name and id, and unknown ones by id", async () => {
        const report = await reported(
            ["account"],
            [charge("2026-11-03", MANAGEMENT, 3), charge("2026-11-03", GONE, 2), charge("2026-11-03", IDS.lab, 1)],
        );
        assert.deepEqual(Object.keys(lastMonths(report)), [`Acme (${MANAGEMENT})`, GONE, "lab"]);
        assert.deepEqual(
            report.accounts.map(({ account, units, dimensions }) => [account, units, dimensions["team"]]),
            [
                [`Acme (${MANAGEMENT})`, [], "unassigned"],
                [GONE, [], "unassigned"],
                ["lab", ["Work", "Work/Dev"], "data"],
            ],
        );
    });

    it("lets the tag of a resource go before its account's value where the dimension says so", async () => {
        const all = [
            charge("2026-11-03", IDS.lab, 5, { tags: { CostCenter: "cc-1" } }),
            charge("2026-11-03", IDS.lab, 4, { tags: { CostCenter: "misspelt" } }),
            charge("2026-11-03", IDS.shop, 3),
            // The cost category has no rule for the default, so that budgets count it for the account's value.
            charge("2026-11-03", IDS.shop, 2, { tags: { CostCenter: "nobody" } }),
        ];
        const report = await reported(["owner"], all);
        assert.deepEqual(lastMonths(report), { "cc-1": 10, nobody: 4 });
        assert.equal(report.unassigned.find(({ name }) => name === "owner")?.amount, 4);
    });

    it("compares a month that is not over with the same days, and one that is over with the whole month before", async () => {
        const all = [
            charge("2026-10-25", IDS.lab, 10),
            charge("2026-10-26", IDS.lab, 100),
            charge("2026-11-25", IDS.lab, 5),
            charge("2026-09-01", IDS.lab, 1),
        ];
        const { total, isPartial } = await reported(["account"], all);
        assert.deepEqual(
            { ...total, isPartial },
            {
                months: [1, 110, 5],
                thisMonth: 5,
                lastMonth: 110,
                lastMonthSameDay: 10,
                isPartial: true,
                budget: { name: total.budget?.name, period: "monthly", amount: 900 },
            },
        );
        const time = reportTime({ today: TODAY, month: "2026-10", count: 2 });
        const october = (await reported(["account"], all, { changes: { time } })).total;
        assert.deepEqual([october.months, october.lastMonthSameDay], [[1, 110], 1]);
    });

    it("keeps credits, refunds and tax apart", async () => {
        const report = await reported(
            ["service"],
            [
                charge("2026-11-03", IDS.lab, 10),
                charge("2026-11-03", IDS.lab, -2, { kind: "credit" }),
                charge("2026-11-03", IDS.lab, 1.9, { kind: "tax" }),
            ],
        );
        assert.equal(report.total.thisMonth, 10);
        assert.deepEqual(
            report.apart.map(({ kind, figures }) => [kind, figures.thisMonth]),
            [
                ["credit", -2],
                ["tax", 1.9],
            ],
        );
    });

    it("says how much belongs to no value, and how much has no tag", async () => {
        const report = await reported(
            ["account"],
            [charge("2026-11-03", IDS.shop, 60, { tags: { Team: "shop" } }), charge("2026-11-03", IDS.network, 40)],
        );
        assert.deepEqual(report.unassigned, [
            { name: "team", amount: 40, share: 0.4 },
            { name: "owner", amount: 40, share: 0.4 },
            { name: "department", amount: 0, share: 0 },
            { name: "tag Team", amount: 40, share: 0.4 },
            { name: "tag CostCenter", amount: 100, share: 1, isUnseen: true },
        ]);
    });

    it("lists what changed most", async () => {
        const report = await reported(
            ["account"],
            [
                charge("2026-10-03", IDS.shop, 100),
                charge("2026-11-03", IDS.shop, 101),
                charge("2026-11-03", IDS.lab, 50),
                charge("2026-10-03", IDS.network, 70),
                charge("2026-11-03", IDS.free, 0.004),
            ],
        );
        assert.deepEqual(
            report.movers.map(({ keys }) => keys[0]),
            ["network", "lab", "shop"],
        );
    });

    it("asks nothing about a part without accounts: without accounts AWS would answer for all", async () => {
        const context = reportContext({ keys: new Map(), accounts: [] });
        const source = new ChargesSource([charge("2026-11-03", IDS.shop, 1)]);
        const within = { kind: "unit", unit: "Work" } as const;
        const report = await costReport(request(["account"], { within }), source, context);
        assert.deepEqual([source.questions, report.total.thisMonth, report.lines], [[], 0, []]);
    });

    it("asks exactly the questions that are counted beforehand, few of them", async () => {
        for (const by of BY) {
            const source = new ChargesSource([]);
            const context = reportContext();
            await costReport(request(by), source, context);
            assert.deepEqual(source.questions, costQuestions(request(by), context));
            assert.ok(source.questions.length <= 8, by.join());
        }
    });
});

/** The usage of the report's month, in dollars. */
function usageOf(all: readonly Charge[]): number {
    return sumOf(
        all
            .filter(({ day, kind }) => kind === "usage" && day.startsWith("2026-11"))
            .map(({ unblended }) => unblended / 1e6),
    );
}

/** A report is plain data: it goes into JSON and the page. */
describe("a report", () => {
    it("survives JSON", async () => {
        const report: CostReport = await reported(["account"], [charge("2026-11-03", IDS.shop, 1)]);
        assert.deepEqual(JSON.parse(JSON.stringify(report)), report);
    });
});
