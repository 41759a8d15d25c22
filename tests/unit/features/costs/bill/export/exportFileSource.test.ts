import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { CostGroup, CostQuestion } from "../../../../../../features/costs/bill/costSource";
import { ExportFileSource, FolderFiles } from "../../../../../../features/costs/bill/export";
import { accountIds, billYear } from "./billYear";
import { focusColumns, writeExport, writeParquet, type WrittenFormat } from "./exportWriter";
import { answeredSums, knownSums } from "./knownSums";

const GROUPS: readonly (readonly CostGroup[])[] = [
    ["account"],
    ["service"],
    ["region"],
    ["kind"],
    ["resource"],
    [{ tag: "Team" }],
    [{ tag: "CostCenter" }],
    [{ tag: "Nobody" }],
    ["account", "service"],
    ["kind", { tag: "Team" }],
    [{ tag: "Team" }, { tag: "CostCenter" }],
];
const TIMES = [
    { from: "2025-12-01", to: "2026-12-01", granularity: "month" },
    { from: "2025-12-01", to: "2026-12-01", granularity: "total" },
    { from: "2026-10-16", to: "2026-11-16", granularity: "month" },
    { from: "2026-10-16", to: "2026-11-15", granularity: "total" },
] as const;

describe("the files of an export", () => {
    const charges = billYear("2025-12");
    const folders = {} as Record<WrittenFormat, string>;
    let scratch = "";

    before(async () => {
        scratch = fs.mkdtempSync(path.join(os.tmpdir(), "export-"));
        for (const format of ["focus", "cur2"] as const) {
            folders[format] = path.join(scratch, format);
            await writeExport(path.join(folders[format], "costs"), format, charges);
        }
    });
    after(() => {
        fs.rmSync(scratch, { recursive: true });
    });

    for (const format of ["focus", "cur2"] as const) {
        // FOCUS bills covered usage with 0, where CUR 2.0 has its price with tags and a negation without: by tag or resource they differ.
        const billed = format === "focus" ? charges.filter(({ type }) => !/CoveredUsage|Negation/.test(type)) : charges;
        for (const groupBy of GROUPS) {
            it(`in ${format} have the known sums by ${JSON.stringify(groupBy)}`, async () => {
                const source = new ExportFileSource(new FolderFiles(folders[format]));
                for (const metric of ["unblended", "amortized"] as const) {
                    for (const time of TIMES) {
                        const question: CostQuestion = { ...time, groupBy, metric };
                        const known = knownSums(metric === "unblended" ? billed : charges, question);
                        assert.ok(known.size > 0);
                        assert.deepEqual(answeredSums(await source.costs(question)), known);
                    }
                }
            });
        }

        it(`in ${format} tell the last day of a month that they have`, async () => {
            const source = new ExportFileSource(new FolderFiles(folders[format]));
            assert.equal(await source.lastDay("2026-11", "2026-12-01"), "2026-11-28");
            assert.equal(await source.lastDay("2026-11", "2026-11-16"), "2026-11-15");
            assert.equal(await source.lastDay("2026-11", "2026-11-01"), undefined);
        });

        it(`in ${format} are limited to accounts and kinds`, async () => {
            const source = new ExportFileSource(new FolderFiles(folders[format]));
            const question: CostQuestion = {
                ...TIMES[0],
                groupBy: ["account", "kind"],
                accounts: ["200000000000", "200000000007"],
                kinds: ["credit", "tax"],
                metric: "unblended",
            };
            assert.deepEqual(answeredSums(await source.costs(question)), knownSums(charges, question));
            assert.deepEqual(await source.costs({ ...question, accounts: [] }), []);
            for (const ids of [[], ["200000000000"], accountIds(150).slice(20)]) {
                const { accounts: _accounts, ...others } = { ...question, exceptAccounts: ids };
                assert.deepEqual(answeredSums(await source.costs(others)), knownSums(charges, others));
            }
            const many: CostQuestion = { ...question, accounts: accountIds(150).slice(20) };
            assert.deepEqual(answeredSums(await source.costs(many)), knownSums(charges, many));
        });
    }

    it("tell in which currency the bill is, after the first answer with costs", async () => {
        const folder = path.join(scratch, "euros");
        const columns = focusColumns(charges);
        const { data: amounts = [] } = columns["BilledCost"] ?? {};
        await writeParquet(path.join(folder, "data/BILLING_PERIOD=2026-11/costs-00001.snappy.parquet"), {
            ...columns,
            BillingCurrency: { type: "STRING", data: amounts.map(() => "EUR") },
        });
        const source = new ExportFileSource(new FolderFiles(folder));
        const question: CostQuestion = {
            from: "2026-11-01",
            to: "2026-12-01",
            granularity: "month",
            groupBy: ["account"],
            metric: "unblended",
        };
        assert.deepEqual(await source.costs({ ...question, accounts: ["999999999999"] }), []);
        assert.equal(source.currency(), undefined);
        assert.notDeepEqual(await source.costs(question), []);
        assert.equal(source.currency(), "EUR");
    });
});
