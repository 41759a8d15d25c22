import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { stringify } from "yaml";
import { EXIT } from "../../operations/cli/commandError";
import { org, type OrgRun, stackConfig } from "../unit/operations/orgRuns";
import { daysAgo } from "./costs/dates";
import { Fixture } from "./fixture";
import { startLocalAws, type LocalAws } from "./server";

const ACCOUNTS = 1_000;
const TEAMS = ["shop", "data", "web", "platform"];
const SERVICES = ["Amazon Simple Storage Service", "EC2 - Other", "AWS Lambda"];
/** What a drill-down may ask Cost Explorer. AWS bills 0.01 USD for each. */
const MOST_REQUESTS = 10;
const MANAGEMENT = "123456789012";
const SERVICES_OF_AWS = ["organizations", "sts", "costexplorer", "budgets"];

interface ShownReport {
    readonly total: { readonly thisMonth: number };
    readonly lines: readonly { readonly keys: readonly string[]; readonly figures: { readonly thisMonth: number } }[];
    readonly usage: { readonly requests: number; readonly usd: number };
}

describe("org costs of 1,000 accounts", () => {
    let aws: LocalAws;
    let folder = "";
    let member = "";
    // Each account has costs in the month of yesterday, which is the month of a report without --month.
    const day = daysAgo(1);

    before(async function () {
        this.timeout(180_000);
        aws = await startLocalAws({ accountLimit: ACCOUNTS + 1 });
        const client = new OrganizationsClient(aws.clientConfig());
        const fixture = new Fixture(aws, client);
        await fixture.createOrganization("ALL");
        const names = Array.from({ length: ACCOUNTS }, (_, number) => `account-${number}`);
        const ids: string[] = [];
        for (const name of names) ids.push(await fixture.createAccount(name));
        member = ids[0] ?? "";
        client.destroy();
        await aws.addCosts(
            ids.map((account, number) => ({
                day,
                account,
                service: SERVICES[number % SERVICES.length] ?? "",
                region: "eu-central-1",
                tags: { Team: TEAMS[number % TEAMS.length] ?? "" },
                unblended: number % 100,
            })),
            { activateTags: true },
        );
        folder = fs.mkdtempSync(path.join(aws.state, "stack-"));
        const config = stackConfig(aws.url, SERVICES_OF_AWS);
        fs.writeFileSync(path.join(folder, "Pulumi.test.yaml"), stringify({ config }));
        const accounts = names.map((name, number) => {
            return [name, { id: ids[number], tags: { Team: TEAMS[number % TEAMS.length] } }] as const;
        });
        const definition = {
            defaults: { email: "{account}@example.com" },
            costs: { dimensions: { team: { tag: "Team" }, owner: { tag: "Team", resources: true } } },
            units: {
                Workloads: { units: { Prod: { accounts: Object.fromEntries(accounts.slice(0, 600)) } } },
                Others: { accounts: Object.fromEntries(accounts.slice(600)) },
            },
        };
        const file = path.join(folder, "organizations", "test", "organization.yaml");
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, stringify(definition));
    });
    after(() => aws.stop());

    async function requests(): Promise<number> {
        const calls = Object.entries(await aws.calls());
        return calls.reduce((sum, [name, count]) => sum + (name.startsWith("ce.") ? count : 0), 0);
    }

    async function run(...args: string[]): Promise<OrgRun> {
        await aws.resetCalls();
        return org(folder, ["costs", "--stack", "test", ...args]);
    }

    for (const args of [
        ["--by", "account"],
        ["--by", "unit"],
        ["--by", "team"],
        ["--by", "owner"],
        ["--by", "account,service"],
        ["--by", "team,service"],
        ["--by", "unit,region"],
        ["--in", "Workloads", "--by", "unit"],
        ["--in", "Workloads/Prod", "--by", "account"],
        ["--in", "team=shop", "--by", "account,service"],
    ]) {
        it(`asks at most ${MOST_REQUESTS} times, and its lines sum to the total: ${args.join(" ")}`, async () => {
            const { code, out, error } = await run(...args, "--json");
            assert.equal(code, 0, error);
            const report = JSON.parse(out) as ShownReport;
            const billed = await requests();
            assert.ok(billed > 0 && billed <= MOST_REQUESTS, `${billed} requests`);
            assert.equal(report.usage.requests, billed);
            const sum = report.lines.reduce((total, { figures }) => total + figures.thisMonth, 0);
            assert.ok(Math.abs(sum - report.total.thisMonth) < 0.01, `${sum} of ${report.total.thisMonth}`);
            const isWhole = !args.includes("--in");
            if (isWhole) assert.ok(Math.abs(report.total.thisMonth - 49_500) < 0.01, String(report.total.thisMonth));
            else assert.ok(report.total.thisMonth > 0 && report.total.thisMonth < 49_500);
        });
    }

    it("stops before it asks more than --requests allows", async () => {
        const { code, error } = await run("--requests", "1");
        assert.equal(code, EXIT.usage);
        assert.match(error, /needs more than 1 request to Cost Explorer.*--requests 10/s);
        assert.equal(await requests(), 1);
    });

    for (const [mistake, words] of [
        [["--by", "teem"], /no?t divided by "teem".*Did you mean "?team/s],
        [["--by", "team,team"], /one thing twice/],
        [["--by", "team,unit,service"], /two things at most/],
        [["--by", "resource", "--source", "explorer"], /does not know what single resources cost/],
        [["--month", "2026-13"], /is not a month/],
        [["--month", "9998-01"], /in the future/],
        [["--month", "2001-01"], /no costs of 2001-01/],
        [["--top", "0"], /whole number from 1/],
        [["--in", "Prodd"], /no such unit, account or value.*Prod/s],
        [["--in", "team=shoq"], /no value "shoq"/],
        [["--source", "export"], /has no export/],
        [["--csv", "/nowhere/costs.csv"], /no folder \/nowhere/],
        [["--html", "/nowhere/costs.html"], /nowhere/],
    ] as const) {
        it(`is told in one message, and asks nothing: ${mistake.join(" ")}`, async () => {
            const { code, out, error } = await run(...mistake);
            assert.equal(code, EXIT.usage);
            assert.equal(out, "");
            assert.match(error, words);
            assert.doesNotMatch(error, /\n\s+at /);
            assert.equal(await requests(), 0);
        });
    }

    it("refuses the credentials of a member account, whose costs alone Cost Explorer would give", async () => {
        const elsewhere = fs.mkdtempSync(path.join(aws.state, "member-"));
        fs.cpSync(folder, elsewhere, { recursive: true });
        const config = {
            ...stackConfig(aws.url, SERVICES_OF_AWS),
            "aws:accessKey": member,
            "aws:allowedAccountIds": [member],
        };
        fs.writeFileSync(path.join(elsewhere, "Pulumi.test.yaml"), stringify({ config }));
        await aws.resetCalls();
        const { code, error } = await org(elsewhere, ["costs", "--stack", "test"]);
        assert.equal(code, EXIT.refused);
        assert.match(
            error,
            new RegExp(`of ${member}, a member of the organisation.*management account ${MANAGEMENT}`, "s"),
        );
        assert.equal(await requests(), 0);
    });

    it("does not ask the real AWS, which bills, from a stack on a local one", async () => {
        const elsewhere = fs.mkdtempSync(path.join(aws.state, "without-"));
        fs.cpSync(folder, elsewhere, { recursive: true });
        const config = stackConfig(aws.url, ["organizations", "sts"]);
        fs.writeFileSync(path.join(elsewhere, "Pulumi.test.yaml"), stringify({ config }));
        const { code, error } = await org(elsewhere, ["costs", "--stack", "test"]);
        assert.equal(code, EXIT.refused);
        assert.match(error, /names organizations but not costexplorer/);
    });
});
