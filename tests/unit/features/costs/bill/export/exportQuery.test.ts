import assert from "node:assert/strict";
import type { CostQuestion } from "../../../../../../features/costs/bill/costSource";
import { EXPORT_FORMATS } from "../../../../../../features/costs/bill/export/exportFormat";
import { exportQuery } from "../../../../../../features/costs/bill/export/exportQuery";
import { questionMonths } from "../../../../../../features/costs/bill/export/questionMonths";
import { athenaDialect, duckDbDialect } from "../../../../../../features/costs/bill/export/sqlDialect";
import { tagSpellings } from "../../../../../../features/costs/bill/export/tagSpellings";

const [FOCUS = assert.fail(), CUR2 = assert.fail()] = EXPORT_FORMATS;
const QUESTION: CostQuestion = {
    from: "2026-10-16",
    to: "2026-12-01",
    granularity: "month",
    groupBy: ["account", { tag: "it's" }],
    accounts: ["111122223333"],
    kinds: ["usage"],
    metric: "unblended",
};
const QUERY = `SELECT month, key1, key2, currency, CAST(SUM(amount) AS VARCHAR) AS amount FROM (
SELECT '2026-10' AS month, COALESCE(SubAccountId, '') AS key1, COALESCE(TAGS, '') AS key2, BillingCurrency AS currency,
SUM(CAST(BilledCost AS DECIMAL(38, 10))) AS amount
FROM TABLE
WHERE OF-10 ChargePeriodStart >= TIMESTAMP '2026-10-16 00:00:00' AND SubAccountId IN ('111122223333') AND KIND IN ('usage')
GROUP BY 2, 3, 4
UNION ALL
SELECT '2026-11' AS month, COALESCE(SubAccountId, '') AS key1, COALESCE(TAGS, '') AS key2, BillingCurrency AS currency,
SUM(CAST(BilledCost AS DECIMAL(38, 10))) AS amount
FROM TABLE
WHERE OF-11 SubAccountId IN ('111122223333') AND KIND IN ('usage')
GROUP BY 2, 3, 4
) AS charges GROUP BY month, key1, key2, currency`;

describe("the SQL of a question", () => {
    const short = (sql: string): string => sql.replace(/CASE WHEN ChargeCategory.*? END/g, "KIND");

    it("is the same for DuckDB and Athena, but for tables and maps", () => {
        const months = questionMonths(QUESTION);
        const duckDb = exportQuery(
            QUESTION,
            months,
            FOCUS,
            duckDbDialect((month) => [`/a[b]/o'x/${month}.parquet`]),
        );
        const read = (month: string): string =>
            `read_parquet(['/a[[]b]/o''x/${month}.parquet'], union_by_name = true, hive_partitioning = false)`;
        const tags = ["it's", "user:it's", "user_it_s", "user_it's"].map((one) => one.replaceAll("'", "''"));
        const lookup = (value: (key: string) => string): string =>
            tags.map((one) => `NULLIF(${value(`'${one}'`)}, '')`).join(", ");
        assert.equal(
            short(duckDb),
            QUERY.replace("TABLE", read("2026-10"))
                .replace("TABLE", read("2026-11"))
                .replaceAll(
                    "TAGS",
                    lookup((key) => `Tags[${key}]`),
                )
                .replace(/OF-\d\d /g, ""),
        );
        assert.equal(
            short(exportQuery(QUESTION, months, FOCUS, athenaDialect("from", 'a"b'))),
            QUERY.replaceAll("TABLE", '"from"."a""b"')
                .replaceAll(
                    "TAGS",
                    lookup((key) => `element_at(Tags, ${key})`),
                )
                .replace(/OF-(\d\d)/g, "billing_period = '2026-$1' AND"),
        );
    });

    it("fits into Athena with a year of 5,000 accounts", () => {
        const accounts = Array.from({ length: 5_000 }, (_, index) => String(200_000_000_000 + index));
        const question: CostQuestion = { ...QUESTION, from: "2025-11-01", accounts };
        const sql = exportQuery(question, questionMonths(question), CUR2, athenaDialect("billing", "cur2"));
        // https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html
        assert.ok(sql.length < 262_144);
        assert.equal(sql.split("IN (SELECT id FROM listed)").length, 14);
    });

    it("has one row for a total, and no condition for whole months", () => {
        const question: CostQuestion = { ...QUESTION, from: "2026-10-01", granularity: "total", groupBy: ["service"] };
        const { accounts: _accounts, kinds: _kinds, ...plain } = question;
        const sql = exportQuery(
            plain,
            questionMonths(plain),
            CUR2,
            duckDbDialect(() => ["x"]),
        );
        assert.doesNotMatch(sql, /WHERE|2026-11/);
        assert.equal(sql.split("'2026-10' AS month").length, 3);
    });
});

describe("the months of a question", () => {
    const cases: readonly (readonly [string, string, readonly unknown[]])[] = [
        ["2026-11-01", "2026-12-01", [{ month: "2026-11" }]],
        ["2026-11-02", "2026-11-03", [{ month: "2026-11", from: "2026-11-02", before: "2026-11-03" }]],
        [
            "2025-12-31",
            "2026-01-02",
            [
                { month: "2025-12", from: "2025-12-31" },
                { month: "2026-01", before: "2026-01-02" },
            ],
        ],
        ["2024-02-01", "2024-03-01", [{ month: "2024-02" }]],
    ];
    for (const [from, to, months] of cases) {
        it(`${from} to ${to}`, () => {
            assert.deepEqual(questionMonths({ from, to }), months);
        });
    }

    for (const [from, to] of [
        ["2026-11-01", "2026-11-01"],
        ["2026-12-01", "2026-11-01"],
        ["2026-02-30", "2026-12-01"],
        ["2026-11", "2026-12-01"],
        ["' OR 1", "2026-12-01"],
        ["0001-01-01", "2026-12-01"],
    ]) {
        it(`refuses ${from} to ${to}`, () => {
            assert.throws(() => questionMonths({ from: from ?? "", to: to ?? "" }), { name: "ExportError" });
        });
    }
});

describe("the spellings of a tag", () => {
    for (const [tag, spellings] of [
        ["team", ["team", "user:team", "user_team"]],
        ["Team", ["Team", "user:Team", "user_team", "user_Team"]],
        ["CostCenter", ["CostCenter", "user:CostCenter", "user_cost_center", "user_CostCenter"]],
        ["AWSAccount", ["AWSAccount", "user:AWSAccount", "user_aws_account", "user_AWSAccount"]],
        ["cost-center ", ["cost-center ", "user:cost-center ", "user_cost_center", "user_cost-center "]],
        ["aws:createdBy", ["aws:createdBy", "aws_created_by", "aws_createdBy"]],
    ] as const) {
        it(tag, () => {
            assert.deepEqual(tagSpellings(tag), spellings);
        });
    }
});
