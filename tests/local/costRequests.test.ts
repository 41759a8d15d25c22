import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { stringify } from "yaml";
import type { CostReport } from "../../features/costs/report";
import { EXIT } from "../../operations/cli/commandError";
import { org, stackConfig } from "../unit/operations/orgRuns";
import { firstOfMonth } from "./costs/dates";
import { Fixture } from "./fixture";
import { startLocalAws, type CostFigure, type LocalAws } from "./server";

const ACCOUNTS = 1000;
const MONTHS = 6;
const DEFINITION = `defaults: { email: "{account}@example.com" }
costs:
    notify: [finops@example.com]
    dimensions:
        team: { tag: Team, values: [shop, data], default: unassigned }
units: { Workloads: { accounts: { account-1: {} } } }
`;

describe("org costs of 1,000 accounts", () => {
    let aws: LocalAws;
    let folder: string;
    const ids: string[] = [];

    before(async function () {
        this.timeout(300_000);
        aws = await startLocalAws({ accountLimit: ACCOUNTS + 1 });
        folder = fs.mkdtempSync(path.join(aws.state, "stack-"));
        const config = stackConfig(aws.url, ["organizations", "sts", "costexplorer", "budgets"]);
        fs.writeFileSync(path.join(folder, "Pulumi.test.yaml"), stringify({ config }));
        fs.mkdirSync(path.join(folder, "organizations", "test"), { recursive: true });
        fs.writeFileSync(path.join(folder, "organizations", "test", "organization.yaml"), DEFINITION);
        const client = new OrganizationsClient(aws.clientConfig());
        const fixture = new Fixture(aws, client);
        await fixture.createOrganization("ALL");
        for (let number = 1; number <= ACCOUNTS; number += 1)
            ids.push(await fixture.createAccount(`account-${number}`));
        client.destroy();
        // Usage, credits and tax in each month.
        const rows = ids.flatMap((account, index) =>
            Array.from({ length: MONTHS + 1 }, (_, month): CostFigure[] => {
                const one = { account, day: firstOfMonth(-month), service: `AWS Service ${index % 7}` };
                return [
                    { ...one, unblended: index + 1, tags: { Team: index % 2 === 0 ? "shop" : "data" } },
                    { ...one, unblended: -0.5, kind: "Credit" },
                    { ...one, unblended: 1, kind: "Tax" },
                ];
            }).flat(),
        );
        await aws.addCosts(rows, { activateTags: true });
    });
    after(() => aws.stop());

    for (const [by, most] of [
        ["account", 10],
        ["unit", 10],
        ["team,service", 20],
    ] as const) {
        for (const month of [firstOfMonth(-1).slice(0, 7), undefined]) {
            it(`asks at most ${most} times by ${by}, ${month === undefined ? "in this month" : "of the month before"}`, async () => {
                await aws.resetCalls();
                const args = ["costs", "--stack", "test", "--json", "--by", by, ...(month ? ["--month", month] : [])];
                const { code, out, error } = await org(folder, args);
                assert.equal(code, EXIT.done, error);
                const { total, usage, lines } = JSON.parse(out) as CostReport;
                // On the first day of a month, the report is about the month before too.
                assert.equal(total.thisMonth, (ACCOUNTS * (ACCOUNTS + 1)) / 2);
                if (by === "account") assert.equal(lines.length, ACCOUNTS);
                const calls = Object.entries(await aws.calls()).filter(([name]) => /GetCost/.test(name));
                const asked = calls.reduce((sum, [, count]) => sum + count, 0);
                assert.equal(usage.requests, asked, "what it says that it asked");
                assert.ok(asked > 0 && asked <= most, `${asked} requests`);
            });
        }
    }
});
