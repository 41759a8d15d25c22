import assert from "node:assert/strict";
import { accessCsv, accessJson } from "../../../../../features/people/commands/access/accessData";
import { accessTable } from "../../../../../features/people/commands/access/accessTableText";
import {
    accessReport,
    MANAGEMENT_ACCOUNT,
    type AccessReport,
    type AccessScope,
} from "../../../../../features/people/matrix";
import { blocksOf } from "../../../docs/pages";
import { widthOf } from "../../../../../operations/cli/textWidth";
import { ACCOUNTS, DAY, peopleModel, SPINE, type PeopleSketch } from "../peopleSketch";

const SKETCH: PeopleSketch = {
    groups: { shop: ["ada@example.com", "bob@example.com"], auditors: "external", idle: [] },
    access: [
        { who: "shop", set: "Developer", in: ["shop-dev", "shop-prod", "data-prod"], because: '=they build it, "all"' },
        { who: "ada@example.com", set: "ReadOnly", in: ["play"], until: "2026-12-31" },
        { who: "auditors", set: "ReadOnly", in: [MANAGEMENT_ACCOUNT, ...ACCOUNTS] },
        { who: "idle", set: "Admin", in: ["play"] },
        { who: "bob@example.com", set: "Admin", in: ["play"], until: "2026-11-26" },
    ],
};

/** The places of the definition are in a temporary folder. */
function reportOf(scope: AccessScope = {}, sketch = SKETCH): AccessReport {
    const named = { stack: "dev", location: "organizations/dev", day: DAY };
    const report = accessReport(peopleModel(sketch), SPINE, named, scope);
    return JSON.parse(
        JSON.stringify(report).replaceAll(/[^" ]*\/organization\.yaml:\d+:\d+/g, "organizations/dev"),
    ) as AccessReport;
}

describe("the matrix of access as text", () => {
    it("has one row for the people who have the same", () => {
        assert.equal(
            accessTable(reportOf(), SPINE),
            [
                "Access in dev on 2026-11-27: 2 people and 1 external group have access to 6 accounts of 6.",
                "",
                "PERMISSION SET  WHO                                               WHERE                                           BECAUSE                WRITTEN IN",
                "ReadOnly        group auditors (external)                         the management account and every account (5)                           organizations/dev",
                'Developer       ada@example.com and bob@example.com (group shop)  Workloads/Production (2 accounts) and shop-dev  =they build it, "all"  organizations/dev',
                "ReadOnly        ada@example.com                                   play                                            until 2026-12-31       organizations/dev",
                "Admin           group idle (nobody is in it)                      play                                                                   organizations/dev",
                "",
                "The members of 1 external group (auditors) are not known here: another directory has them.",
                "1 grant ended before this day: organizations/dev.",
            ].join("\n"),
        );
    });

    it("is as docs/access.md shows it", () => {
        const block = blocksOf("docs/access.md").find(({ text }) => text.startsWith("Access in dev"))?.text ?? "";
        const rows = (text: string): string[] =>
            text
                .split("\n")
                .map((line) => line.replace(/ *organizations\/dev\S*$| *WRITTEN IN$/, "").replaceAll(/ {2,}/g, "  "));
        const shop = (SKETCH.access ?? []).map((one) =>
            one.who === "shop" ? { ...one, because: "they build the shop" } : one,
        );
        assert.deepEqual(rows(block), rows(accessTable(reportOf({}, { ...SKETCH, access: shop }), SPINE)));
    });

    it("shows one person, one group, one account or one unit", () => {
        const cells = (scope: AccessScope): string[] =>
            reportOf(scope).lines.map(({ who, permissionSet, account }) => `${who} ${permissionSet} ${account}`);
        assert.deepEqual(cells({ who: "bob@example.com" }), [
            "bob@example.com Developer data-prod",
            "bob@example.com Developer shop-dev",
            "bob@example.com Developer shop-prod",
        ]);
        assert.deepEqual(cells({ who: "shop", where: "shop-dev" }), [
            "ada@example.com Developer shop-dev",
            "bob@example.com Developer shop-dev",
        ]);
        assert.equal(cells({ where: "Workloads" }).length, 10);
        assert.deepEqual(cells({ where: MANAGEMENT_ACCOUNT }), ["auditors ReadOnly (management account)"]);
        assert.match(
            accessTable(reportOf({ where: "play" }), SPINE),
            /have access to play\.\n\nPERMISSION SET +WHO +BECAUSE/,
        );
    });

    it("says which accounts nobody reaches", () => {
        const sketch: PeopleSketch = {
            access: [{ who: "ada@example.com", set: "ReadOnly", in: ["play", "shop-dev"] }],
        };
        assert.match(
            accessTable(reportOf({}, sketch), SPINE),
            /1 person has access to 2 accounts of 6\.[^]*Not reached: data-dev, data-prod and shop-prod\.$/,
        );
        assert.match(
            accessTable(reportOf({}, {}), SPINE),
            /0 people have access to 0 accounts of 6\.\n\nThe definition has no people/,
        );
    });

    it("fits a terminal of 80 columns", () => {
        for (const line of accessTable(reportOf(), SPINE, 80).split("\n")) {
            if (!line.startsWith("Access") && !line.startsWith("The ")) assert.ok(widthOf(line) <= 80, line);
        }
    });
});

describe("the matrix of access as data", () => {
    it("has a row for each person and account, which no spreadsheet runs", () => {
        const rows = accessCsv(reportOf({ who: "ada@example.com" })).split("\r\n");
        assert.deepEqual(rows.slice(0, 2), [
            "who,kind,through,permission_set,account,unit,until,because,from",
            `ada@example.com,person,shop,Developer,data-prod,Workloads/Production,,"'=they build it, ""all""",organizations/dev`,
        ]);
        assert.equal(rows.length, 4 + 2);
    });

    it("is the same for programs, with null for what there is not", () => {
        const { access, notes, day } = accessJson(reportOf({ where: MANAGEMENT_ACCOUNT }));
        assert.equal(day, DAY);
        assert.equal(notes.length, 2);
        assert.deepEqual(access, [
            {
                who: "auditors",
                kind: "external group",
                through: null,
                permissionSet: "ReadOnly",
                account: null,
                unit: null,
                until: null,
                because: null,
                from: "organizations/dev",
            },
        ]);
    });
});
