import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { PacedCaller } from "../../aws/pacedCaller";
import type { CostGroup, CostQuestion } from "../../features/costs/bill/costSource";
import { ExplorerSource } from "../../features/costs/bill/explorer";
import { ExportFileSource, FolderFiles } from "../../features/costs/bill/export";
import { billYear, monthsFrom, type Charge } from "../unit/features/costs/bill/export/billYear";
import { writeExport } from "../unit/features/costs/bill/export/exportWriter";
import { answeredSums, knownSums } from "../unit/features/costs/bill/export/knownSums";
import { Fixture } from "./fixture";
import { startLocalAws, type LocalAws } from "./server";

const ACCOUNTS = 200;
const GROUPS: readonly (readonly CostGroup[])[] = [
    ["account"],
    ["service"],
    ["region"],
    ["kind"],
    [{ tag: "Team" }],
    [{ tag: "CostCenter" }],
    ["account", "service"],
    ["account", "kind"],
    [{ tag: "Team" }, "service"],
];

/** The 12 months before this one: Cost Explorer knows no time after today, and none long ago. */
function lastYear(): readonly string[] {
    const now = new Date();
    return monthsFrom(`${now.getUTCFullYear() - 1}-${now.getUTCMonth() + 1}`, 13);
}

describe("the costs of a year of 200 accounts", () => {
    const months = lastYear();
    const [first = "", last = ""] = [months[0], months.at(-1)].map((month) => `${month ?? ""}-01`);
    const tenth = (month: string): string => `${month.slice(0, 7)}-10`;
    const times = [
        { from: first, to: last, granularity: "month" },
        { from: first, to: last, granularity: "total" },
        { from: tenth(months[9] ?? ""), to: tenth(months[11] ?? ""), granularity: "month" },
    ] as const;
    let aws: LocalAws;
    let client: CostExplorerClient;
    const clients = {
        costExplorer: () => Promise.resolve(client),
        pacedCaller: () => new PacedCaller(false),
    };
    let charges: readonly Charge[];
    let scratch = "";

    before(async function () {
        this.timeout(120_000);
        aws = await startLocalAws();
        client = new CostExplorerClient(aws.clientConfig());
        const organizations = new OrganizationsClient(aws.clientConfig());
        const fixture = new Fixture(aws, organizations);
        await fixture.createOrganization("ALL");
        const ids: string[] = [];
        for (let number = 0; number < ACCOUNTS; number += 1) ids.push(await fixture.createAccount(`account-${number}`));
        organizations.destroy();

        charges = billYear(first.slice(0, 7), ids);
        const rows = charges.map(({ day, account, explorerService, region, type, tags, unblended, amortized }) => {
            const amounts = { unblended: unblended / 1e6, amortized: amortized / 1e6 };
            return { day, account, service: explorerService, region, kind: type, tags, ...amounts };
        });
        await aws.addCosts(rows, { activateTags: true });
        scratch = fs.mkdtempSync(path.join(os.tmpdir(), "export-"));
        for (const format of ["focus", "cur2"] as const) await writeExport(path.join(scratch, format), format, charges);
    });
    after(async () => {
        client.destroy();
        fs.rmSync(scratch, { recursive: true });
        await aws.stop();
    });

    for (const groupBy of GROUPS) {
        it(`are the same in Cost Explorer and both formats of the export, by ${JSON.stringify(groupBy)}`, async () => {
            const [focus, cur2] = ["focus", "cur2"].map(
                (format) => new ExportFileSource(new FolderFiles(path.join(scratch, format))),
            );
            const explorer = new ExplorerSource({ clients, most: 1000 });
            for (const time of times) {
                for (const metric of ["unblended", "amortized"] as const) {
                    const question: CostQuestion = { ...time, groupBy, metric };
                    const known = knownSums(charges, question);
                    assert.ok(known.size > 0);
                    assert.deepEqual(answeredSums(await explorer.costs(question)), known, "Cost Explorer");
                    assert.deepEqual(answeredSums(await cur2!.costs(question)), known, "CUR 2.0");
                    // FOCUS bills usage that a savings plan covers with 0. The others have its price with its tags, and a negation without.
                    const isBilledByTag = metric === "unblended" && groupBy.some((group) => typeof group !== "string");
                    const inFocus = isBilledByTag
                        ? charges.filter(({ type }) => !/Covered|Negation/.test(type))
                        : charges;
                    assert.deepEqual(answeredSums(await focus!.costs(question)), knownSums(inFocus, question), "FOCUS");
                }
            }
        });
    }
});
