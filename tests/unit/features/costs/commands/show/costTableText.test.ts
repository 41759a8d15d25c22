import assert from "node:assert/strict";
import { reportTime, type CostFigures, type CostReport } from "../../../../../../features/costs/report";
import { costTable } from "../../../../../../features/costs/commands/show";
import { generatedReport } from "../../../../../browser/support/generatedReport";
import { charge, IDS, MANAGEMENT, reported, TODAY } from "../../report/reportFixture";
import { shopReport } from "./shopReport";

const lines = (...all: readonly string[]): string => all.join("\n");
const widthsOf = (text: string): readonly number[] => text.split("\n").map((line) => [...line].length);

describe("the table of costs", () => {
    it("fits a terminal of 80 columns: half a year, and budgets without their amounts", () => {
        assert.equal(
            costTable(shopReport(), 80),
            lines(
                "Costs of acme in November 2026 until 25 November 2026, by team",
                "",
                "Total $1,250.00",
                "1–25 Oct $1,000.00 (+$250, +25 %)",
                "all of October 2026 $1,200.00",
                "AWS's forecast for the month $1,500.00   budget 63 % of $2,000",
                "",
                "TEAM           COST  1–25 OCT  CHANGE   SHARE  MONTHS  BUDGET",
                "shop        $900.00   $600.00   +50 %  72.0 %    ▄▇▇█  90 %",
                "data        $350.00   $350.00    ±0 %  28.0 %  ██████  $3,000 quarterly",
                "search       <$0.01    $50.00    gone  <0.1 %      █▁",
                "unassigned   −$1.50     $0.00     new  −0.1 %",
                "",
                "CHANGED MOST SINCE 1–25 OCT",
                "shop                         +$300  +50 %",
                "search                        −$50   gone",
                "",
                "NOT IN THE TOTAL",
                "credits           −$40.00  ████████",
                "tax                $19.00  ████████",
                "",
                "BELONGS TO NO VALUE OF",
                "tag Team                $12.30  1.0 %",
                "",
                "From Cost Explorer, until 25 November 2026, unblended costs (4 requests to AWS, 2 answers of today kept, 0.04 USD). AWS adds costs up to a day later.",
            ),
        );
    });

    for (const columns of [120, undefined]) {
        it(`shows all months and the amounts of budgets ${columns ? `in ${columns} columns` : "without a terminal"}`, () => {
            assert.equal(
                costTable(shopReport(), columns).split("\n").slice(2, 10).join("\n"),
                lines(
                    "Total $1,250.00   1–25 Oct $1,000.00 (+$250, +25 %)   all of October 2026 $1,200.00",
                    "AWS's forecast for the month $1,500.00   budget 63 % of $2,000",
                    "",
                    "TEAM           COST  1–25 OCT  CHANGE   SHARE  MONTHS    BUDGET",
                    "shop        $900.00   $600.00   +50 %  72.0 %      ▄▇▇█  90 % of $1,000",
                    "data        $350.00   $350.00    ±0 %  28.0 %  ████████  $3,000 quarterly",
                    "search       <$0.01    $50.00    gone  <0.1 %        █▁",
                    "unassigned   −$1.50     $0.00     new  −0.1 %",
                ),
            );
        });
    }

    it("shows what AWS Budgets has counted before its own figure", () => {
        const report = shopReport();
        const [line] = report.lines;
        const budget = { name: "team shop", period: "yearly", amount: 10_000, spent: 8200 };
        const figures: CostFigures = { ...line!.figures, budget };
        assert.match(costTable({ ...report, lines: [{ ...line!, figures }] }), / 82 % of \$10,000 yearly\n/);
    });

    it("shows the most expensive lines and the sum of the others with --top", () => {
        const rows = costTable(shopReport(), 120, 1).split("\n").slice(5, 9);
        assert.deepEqual(rows, [
            "TEAM                  COST  1–25 OCT  CHANGE   SHARE  MONTHS    BUDGET",
            "shop               $900.00   $600.00   +50 %  72.0 %      ▄▇▇█  90 % of $1,000",
            "3 others together  $348.50   $400.00   −13 %  27.9 %  ▇▇▇▇▇▇█▇",
            "",
        ]);
        const whole = costTable(shopReport(), 120);
        assert.equal(costTable(shopReport(), 120, 4), whole);
        assert.equal(costTable(shopReport(), 120, 99), whole);
    });

    it("shows what a dimension's split charges make of each value", async () => {
        const charges = [
            charge("2026-11-03", IDS.shop, 30),
            charge("2026-11-03", IDS.lab, 10),
            charge("2026-11-03", IDS.network, 8),
        ];
        const text = costTable(await reported(["department"], charges));
        assert.match(text, /^DEPARTMENT +COST +AFTER SPLIT +1–25 OCT/m);
        assert.match(text, /^commerce +\$30\.00 +\$36\.00 /m);
        assert.match(text, /^research +\$10\.00 +\$12\.00 /m);
        assert.match(text, /^technology +\$8\.00 +\$0\.00 /m);
        assert.match(
            costTable(await reported(["department"], charges), 120, 1),
            /^2 others together +\$18\.00 +\$12\.00 /m,
        );
    });

    it("compares the whole month before where the month is over", () => {
        const text = costTable({ ...shopReport(), isPartial: false, until: "2026-11-30" });
        assert.match(text, /^Costs of acme in November 2026, by team\n/);
        assert.match(text, /^Total \$1,250\.00 {3}October 2026 \$1,000\.00 \(\+\$250, \+25 %\)$/m);
        assert.match(text, /^TEAM +COST +OCTOBER 2026 +CHANGE/m);
    });

    it("names the days of a shorter month before: February has no 30th", async () => {
        const time = reportTime({ today: "2026-03-31", count: 2 });
        const text = costTable(await reported(["account"], [charge("2026-03-03", IDS.shop, 5)], { changes: { time } }));
        assert.match(text, /^Total \$5\.00 {3}1–28 Feb \$0\.00 /m);
        assert.match(text, /^ACCOUNT +COST +1–28 FEB /m);
    });

    it("compares nothing if the source has no month before, such as an export in its first month", async () => {
        const charges = [IDS.shop, IDS.lab, IDS.network].map((id) => charge("2026-11-03", id, 5));
        const time = reportTime({ today: TODAY, count: 3, oldest: "2026-11" });
        const report = await reported(["account"], charges, { changes: { time } });
        const text = costTable(report);
        assert.match(text, /^Total \$15\.00$/m);
        assert.match(text, /^ACCOUNT +COST +SHARE +MONTHS/m);
        assert.match(text, /^lab +\$5\.00 +33\.3 % +█/m);
        assert.doesNotMatch(text, /CHANGED|new|Jan|2001/);
        assert.match(costTable(report, 80, 1), /^2 others together +\$10\.00 +66\.7 % +█/m);
    });

    it("says so if there are no costs, and names the part that was asked about", async () => {
        const text = costTable(
            await reported(["account"], [], { changes: { within: { kind: "unit", unit: "Work" } } }),
            80,
        );
        assert.match(text, /^Costs of unit Work in November 2026 until 25 November 2026, by account\n/);
        assert.match(text, /^Total \$0\.00 /m);
        assert.match(text, /^There are no costs\.$/m);
        assert.doesNotMatch(text, /NaN|Infinity|undefined/);
    });

    it("shows names from AWS without control characters", async () => {
        const evil = "evil\u001b[31m\r\u202e";
        const text = costTable(
            await reported(["service"], [charge("2026-11-03", IDS.shop, 5, { explorerService: evil })]),
            80,
        );
        assert.ok(text.includes("evil\\u001b[31m\\r\\u202e"), text);
        assert.doesNotMatch(costTable({ ...shopReport(), stack: evil, source: evil, within: evil }), /[^\P{C}\n]/u);
    });

    it("shows the budget of which most is spent, how many others a line has, and all of the whole", () => {
        const report = shopReport();
        const budgets = [
            { name: "q", period: "quarterly", amount: 4000, spent: 3800 },
            { name: "m", period: "monthly", amount: 2000 },
            { name: "y", period: "yearly", amount: 9000 },
        ] as const;
        const several = (figures: CostFigures): CostFigures => ({ ...figures, budget: budgets[0], budgets });
        const [shop, ...others] = report.lines;
        assert.ok(shop);
        const many = {
            ...report,
            total: several(report.total),
            lines: [{ ...shop, figures: several(shop.figures) }, ...others],
        };
        const wide = costTable(many);
        assert.match(wide, /budgets q: 95 % of \$4,000 quarterly, m: 63 % of \$2,000, y: \$9,000 yearly$/m);
        assert.match(wide, /^shop .* 95 % of \$4,000 quarterly, 2 more$/m);
        assert.match(costTable(many, 80), /^shop .* 95 %, 2 more$/m);
    });

    it("says why everything lacks a tag that AWS has not activated, though accounts have values", () => {
        const { unassigned, ...report } = shopReport();
        assert.doesNotMatch(costTable({ ...report, unassigned }), /No cost of the month/);
        const unseen = (name: string) => ({ name, amount: 1250, share: 1, isUnseen: true }) as const;
        assert.match(
            costTable({ ...report, unassigned: [unseen("tag Team")] }),
            /^tag Team +\$1,250\.00 +100\.0 %\nNo cost of the month has the tag Team\. AWS counts a tag from the day on which an up activates it/m,
        );
        const two = costTable({ ...report, unassigned: [unseen("tag Team"), unseen("tag Owner\u202e")] });
        assert.match(two, /has the tags Team and Owner\\u202e\. /);
    });

    it("never breaks a number into two lines", async () => {
        const charges = [
            charge("2026-11-03", IDS.shop, 1234567.89),
            charge("2026-10-03", IDS.network, 98765432.1),
            charge("2026-11-03", MANAGEMENT, -7654321.98, { explorerService: "A Service With A Rather Long Name" }),
        ];
        for (const by of [["account", "service"], ["department"]]) {
            const report = await reported(by, charges);
            for (const columns of [20, 40, 80, 100, 120]) {
                const text = costTable(report, columns);
                for (const number of ["$1,234,567.89", "$98,765,432.10", "−$7,654,321.98"])
                    assert.ok(text.includes(number), text);
            }
        }
    });

    it("is no wider than the terminal for an organisation of any size", () => {
        for (const accounts of [1, 40, 1000]) {
            for (const by of ["team", "account"] as const) {
                const report: CostReport = generatedReport({ accounts, by });
                for (const columns of [80, 120]) {
                    const widths = widthsOf(costTable(report, columns).split("\nFrom ")[0] ?? "");
                    assert.ok(Math.max(...widths) <= columns, `${accounts} ${by} ${columns}: ${Math.max(...widths)}`);
                }
            }
        }
    });
});
