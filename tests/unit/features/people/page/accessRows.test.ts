import assert from "node:assert/strict";
import fc from "fast-check";
import { accessReport, MANAGEMENT_ACCOUNT } from "../../../../../features/people/matrix";
import { accessPageData } from "../../../../../features/people/page/accessPage";
import type { AccessPageData } from "../../../../../features/people/page/data/accessPageData";
import { AccessRows, type RowFilter } from "../../../../../features/people/page/data/accessRows";
import { ACCOUNTS, DAY, peopleModel, SPINE } from "../peopleSketch";

const REPORT = accessReport(
    peopleModel({
        groups: { shop: ["Ádá@example.com", "bob@example.com"], auditors: "external" },
        access: [
            { who: "shop", set: "Developer", in: ["shop-dev", "shop-prod"], until: "2026-12-31" },
            { who: "auditors", set: "ReadOnly", in: [MANAGEMENT_ACCOUNT, ...ACCOUNTS] },
        ],
    }),
    SPINE,
    { stack: "dev", location: "organizations/dev", day: DAY },
);
const DATA: AccessPageData = accessPageData(REPORT, new Date("2026-11-27T09:30:00Z"));
const ALL: RowFilter = { typed: "", permissionSet: "", unit: "" };

function shown(rows: AccessRows, numbers: Uint32Array): string[] {
    return Array.from(numbers, (number) => {
        const { entry, account } = rows.row(number);
        return `${entry.who} ${account.name}`;
    });
}

describe("the rows of the page of access", () => {
    const rows = new AccessRows(DATA);

    it("are the lines of the report", () => {
        assert.equal(rows.count, REPORT.lines.length);
        const lines = REPORT.lines.map(
            ({ who, account }) => `${who} ${account === MANAGEMENT_ACCOUNT ? "management account" : account}`,
        );
        assert.deepEqual(shown(rows, rows.filtered(ALL)).sort(), lines.sort());
    });

    it("are found by words in any order, without accents, in the person and in the account", () => {
        assert.deepEqual(shown(rows, rows.filtered({ ...ALL, typed: "SHOP-PROD ada" })), ["Ádá@example.com shop-prod"]);
        assert.deepEqual(shown(rows, rows.filtered({ ...ALL, typed: "bob", unit: "Workloads/NonProduction" })), [
            "bob@example.com shop-dev",
        ]);
        assert.equal(rows.filtered({ ...ALL, permissionSet: "ReadOnly", unit: "Workloads" }).length, 4);
        assert.deepEqual(rows.countsOf(rows.filtered({ ...ALL, typed: "shop" })), { who: 3, accounts: 2 });
    });

    it("are sorted by the texts of a column, and those without a text come last", () => {
        const by = { of: "entry", value: (entry: { until: string }) => entry.until } as const;
        for (const order of ["ascending", "descending"] as const) {
            const sorted = rows.sorted(rows.filtered(ALL), by, order);
            assert.deepEqual(
                Array.from(sorted, (number) => rows.row(number).entry.until === ""),
                [...Array<boolean>(4).fill(false), ...Array<boolean>(6).fill(true)],
            );
        }
        const accounts = rows.sorted(rows.filtered(ALL), { of: "account", value: ({ name }) => name }, "descending");
        assert.equal(rows.row(accounts[0] ?? 0).account.name, "shop-prod");
    });

    it("are each found by a naive search too", () => {
        fc.assert(
            fc.property(fc.subarray(["shop", "prod", "ada", "audit", "read", "2026", "workloads"]), (words) => {
                const naive = REPORT.lines.filter((line) => {
                    const units = DATA.accounts.find(({ name }) => name === line.account)?.units ?? [];
                    const { account } = line;
                    const shownAccount = account === MANAGEMENT_ACCOUNT ? "management account" : account;
                    const text = JSON.stringify([{ ...line, account: shownAccount, unit: "" }, units])
                        .normalize("NFKD")
                        .replaceAll(/\p{M}/gu, "")
                        .toLowerCase();
                    return words.every((word) => text.includes(word));
                });
                assert.equal(rows.filtered({ ...ALL, typed: words.join(" ") }).length, naive.length);
            }),
        );
    });
});
