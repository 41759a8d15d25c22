import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { MoveAccountCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { stringify } from "yaml";
import type { CostReport } from "../../features/costs/report";
import { EXIT } from "../../operations/cli/commandError";
import { org, type OrgRun, stackConfig } from "../unit/operations/orgRuns";
import { WRONG_COST_COMMANDS } from "./costs/wrongCostCommands";
import { firstOfMonth, today } from "./costs/dates";
import { Fixture } from "./fixture";
import { startLocalAws, type CostFigure, type LocalAws } from "./server";

const DEFINITION = `defaults: { email: "{account}@example.com" }
budget: 1000
costs:
    notify: [finops@example.com]
    dimensions:
        team: { tag: Team, values: [shop, data], default: unassigned }
        owner: { tag: CostCenter, resources: true, values: [cc-1], default: nobody }
units:
    Sandbox: { kind: sandbox, accounts: { playground: {} } }
    Workloads:
        units:
            Production: { accounts: { shop: { tags: { Team: shop } } } }
            Development: { accounts: { lake: { tags: { Team: data } } } }
`;
const SERVICES = ["organizations", "sts", "costexplorer", "budgets", "s3", "athena"];
const UNITS = { playground: "Sandbox", shop: "Production", lake: "Development" };
/** The month before this one, and the one before that. */
const [MONTH, BEFORE] = [firstOfMonth(-1).slice(0, 7), firstOfMonth(-2).slice(0, 7)];
const EC2 = "Amazon Elastic Compute Cloud - Compute";

describe("org costs", () => {
    let aws: LocalAws;
    let folder: string;
    let management = "";
    const ids: Record<string, string> = {};

    before(async () => {
        aws = await startLocalAws();
        folder = fs.mkdtempSync(path.join(aws.state, "stack-"));
        fs.writeFileSync(path.join(folder, "Pulumi.test.yaml"), stringify({ config: stackConfig(aws.url, SERVICES) }));
        fs.mkdirSync(path.join(folder, "organizations", "test"), { recursive: true });
        fs.writeFileSync(path.join(folder, "organizations", "test", "organization.yaml"), DEFINITION);
        const client = new OrganizationsClient(aws.clientConfig());
        const fixture = new Fixture(aws, client);
        const created = await fixture.createOrganization("ALL");
        management = created.management;
        const workloads = await fixture.createUnit(created.root, "Workloads");
        for (const [name, unit] of Object.entries(UNITS)) {
            const DestinationParentId = await fixture.createUnit(unit === "Sandbox" ? created.root : workloads, unit);
            const AccountId = (ids[name] = await fixture.createAccount(name));
            await client.send(new MoveAccountCommand({ AccountId, SourceParentId: created.root, DestinationParentId }));
        }
        client.destroy();
        await aws.addCosts(figures(), { activateTags: true });
    });
    after(() => aws.stop());

    function figures(): readonly CostFigure[] {
        const [shop = "", lake = "", playground = ""] = [ids.shop, ids.lake, ids.playground];
        const day = `${MONTH}-05`;
        return [
            { day, account: shop, service: "AWS Lambda", unblended: 100, amortized: 90, tags: { CostCenter: "cc-1" } },
            { day: `${BEFORE}-05`, account: shop, service: "AWS Lambda", unblended: 80 },
            { day, account: shop, service: "AWS Lambda", kind: "Credit", unblended: -10 },
            { day, account: lake, service: EC2, region: "eu-central-1", unblended: 30 },
            { day, account: lake, service: "EC2 - Other", region: "eu-central-1", unblended: 20 },
            { day, account: playground, service: "AWS Lambda", unblended: 0.001 },
            { day, account: management, service: "AWS Support (Business)", kind: "Support", unblended: 7 },
            { day, account: management, service: "Tax", kind: "Tax", unblended: 19 },
        ];
    }
    const run = (...args: readonly string[]): Promise<OrgRun> => org(folder, ["costs", "--stack", "test", ...args]);
    const done = async (...args: readonly string[]): Promise<string> => {
        const { code, out, error } = await run(...args);
        assert.equal(code, EXIT.done, error);
        return out;
    };
    const report = async (...args: readonly string[]): Promise<CostReport> =>
        JSON.parse(await done("--month", MONTH, "--json", ...args)) as CostReport;
    const lines = async (...args: readonly string[]): Promise<object> => {
        const { lines: all, total } = await report(...args);
        const sum = all.reduce((so, { figures: { thisMonth } }) => so + thisMonth, 0);
        assert.ok(Math.abs(sum - total.thisMonth) < 1e-6, "the lines sum to the total");
        return Object.fromEntries(all.map(({ keys, figures: { thisMonth } }) => [keys.join(", "), thisMonth]));
    };
    const requests = async (): Promise<number> =>
        Object.entries(await aws.calls()).reduce((sum, [name, count]) => (/GetCost/.test(name) ? sum + count : sum), 0);

    it("shows the total, the accounts, and what is apart", async () => {
        const text = await done("--month", MONTH);
        assert.match(text, /^Costs of test in \w+ \d{4}, by account\n/);
        assert.match(text, /^Total \$157\.00 {3}\w+ \d{4} \$80\.00 \(\+\$77\.00, \+96 %\)$/m);
        assert.match(text, /^shop +\$100\.00 +\$80\.00 +\+25 % +63\.7 % /m);
        assert.match(text, /^lake +\$50\.00 +\$0\.00 +new /m);
        assert.match(text, /^playground +<\$0\.01 /m);
        assert.match(text, new RegExp(`^\\S.* \\(${management}\\) +\\$7\\.00 `, "m"));
        assert.match(text, /^credits +−\$10\.00/m);
        assert.match(text, /^tax +\$19\.00/m);
        assert.match(text, /^From Cost Explorer, .* requests? to AWS, 0\.\d\d USD/m);
    });

    it("divides costs by whatever --by names", async () => {
        assert.deepEqual(await lines("--by", "unit"), { Workloads: 150, "(in no unit)": 7, Sandbox: 0.001 });
        assert.deepEqual(await lines("--by", "team"), { shop: 100, data: 50, unassigned: 7.001 });
        assert.deepEqual(await lines("--by", "owner"), { "cc-1": 100, nobody: 57.001 });
        assert.deepEqual(await lines("--by", "region"), { global: 107.001, "eu-central-1": 50 });
        assert.deepEqual(await lines("--by", "team,service"), {
            "shop, AWS Lambda": 100,
            "data, Amazon Elastic Compute Cloud": 50,
            "unassigned, AWS Support (Business)": 7,
            "unassigned, AWS Lambda": 0.001,
        });
    });

    it("limits them to what --in names, so that one can go down from the top", async () => {
        assert.deepEqual(await lines("--in", "Workloads", "--by", "unit"), {
            "Workloads/Production": 100,
            "Workloads/Development": 50,
        });
        assert.deepEqual(await lines("--in", "Workloads/Production", "--by", "service"), { "AWS Lambda": 100 });
        assert.deepEqual(await lines("--in", "team=data"), { lake: 50 });
        assert.deepEqual(await lines("--in", "team=unassigned", "--by", "service"), {
            "AWS Support (Business)": 7,
            "AWS Lambda": 0.001,
        });
        assert.deepEqual(await lines("--in", "owner=cc-1", "--by", "owner,service"), { "cc-1, AWS Lambda": 100 });
        assert.deepEqual(await lines("--in", "lake", "--by", "region"), { "eu-central-1": 50 });
        assert.deepEqual(await lines("--in", ids.lake ?? ""), { lake: 50 });
        assert.deepEqual(Object.values(await lines("--in", management)), [7]);
        assert.equal((await report("--in", ids.lake ?? "")).within, "account lake");
        assert.match(
            await done("--month", MONTH, "--in", "999988887777"),
            /There are no costs\.[^]*The organisation has no account 999988887777 \(any more\)\./,
        );
    });

    it("spreads prepaid costs with --metric amortized", async () => {
        assert.equal((await report("--metric", "amortized")).total.thisMonth, 147.001);
    });

    it("gives programs the whole report, with as many months as --months says", async () => {
        const { total, months, by, within, usage, apart, isPartial } = await report("--months", "3", "--in", "shop");
        assert.deepEqual(months.slice(1), [BEFORE, MONTH]);
        assert.equal(months.length, 3);
        assert.deepEqual(total.months, [0, 80, 100]);
        assert.deepEqual([by, within, isPartial], [["account"], "account shop", false]);
        assert.deepEqual(
            apart.map(({ kind, figures: { thisMonth } }) => [kind, thisMonth]),
            [["credit", -10]],
        );
        assert.ok(usage.requests > 0);
    });

    it("is about this month by default, and says so on the first day, when it has no costs yet", async () => {
        const text = await done("--top", "1");
        if (today().endsWith("-01")) assert.match(text, /This month has no costs yet/);
        else assert.match(text, /^Costs of test in \w+ \d{4} until \d+ \w+ \d{4}, by account\n/);
    });

    it("writes all lines to a CSV file that only the user can read, and replaces it", async () => {
        const file = path.join(folder, "costs.csv");
        for (const _ of ["first", "again"]) {
            assert.ok(
                (await done("--month", MONTH, "--csv", "costs.csv", "--top", "1")).includes(`Written to ${file}`),
            );
            const [head = "", ...rows] = fs.readFileSync(file, "utf8").trimEnd().split("\r\n");
            assert.match(head, new RegExp(`^account,currency,.*,${BEFORE},${MONTH},`));
            assert.deepEqual(
                rows.map((row) => row.split(",")[0]?.replace(/.*\((\d+)\)$/, "$1")),
                ["shop", "lake", management, "playground"],
            );
            assert.equal(fs.statSync(file).mode & 0o777, 0o600);
        }
        assert.deepEqual(
            fs.readdirSync(folder).filter((name) => name.includes(".tmp")),
            [],
        );
    });

    it("writes a page, and replaces nothing but a page", async () => {
        const file = path.join(folder, "page.html");
        for (const _ of ["first", "again"]) {
            assert.ok((await done("--month", MONTH, "--html", "page.html")).includes(`The page is in ${file}`));
            assert.match(fs.readFileSync(file, "utf8"), /<html[^]*playground/);
        }
        fs.writeFileSync(file, "mine");
        const { code, error } = await run("--html", "page.html");
        assert.equal(code, EXIT.usage);
        assert.match(error, /page\.html exists and is no page of org costs, so it is not replaced/);
        assert.equal(fs.readFileSync(file, "utf8"), "mine");
    });

    for (const [args, message] of WRONG_COST_COMMANDS) {
        it(`refuses ${args} before it asks what AWS bills`, async () => {
            await aws.resetCalls();
            const { code, out, error } = await run(...args.split(" "));
            assert.equal(code, EXIT.usage, error);
            assert.match(error, message);
            assert.equal(out, "");
            assert.equal(await requests(), 0);
        });
    }

    it("says why the definition's export does not answer what only an export can", async () => {
        const elsewhere = fs.mkdtempSync(path.join(aws.state, "export-"));
        fs.cpSync(folder, elsewhere, { recursive: true });
        const file = path.join(elsewhere, "organizations", "test", "organization.yaml");
        fs.writeFileSync(file, DEFINITION.replace("costs:\n", "costs:\n    export: { bucket: acme-costs }\n"));
        await aws.resetCalls();
        const { code, error } = await org(elsewhere, ["costs", "--stack", "test", "--by", "resource"]);
        assert.equal(code, EXIT.usage, error);
        assert.match(
            error,
            /export cannot be read \(there is no bucket "acme-costs"\), and Cost Explorer does not know/,
        );
        assert.equal(await requests(), 0);
    });

    it("stops at the limit of requests", async () => {
        await aws.resetCalls();
        const { code, error } = await run("--month", MONTH, "--by", "team", "--requests", "1");
        assert.equal(code, EXIT.usage);
        assert.match(error, /needs more than 1 request to Cost Explorer.*--requests 10/);
        assert.equal(await requests(), 1);
    });

    it("says what to do when AWS refuses to answer, and leaves no file behind", async () => {
        const error = { code: "AccessDeniedException", message: "no billing for you", status: 400 };
        await aws.fault({ operation: "ce.GetCostAndUsage", times: 50, error });
        const { code, error: text } = await run("--month", MONTH, "--csv", "refused.csv");
        await aws.clearFaults();
        assert.equal(code, EXIT.failed, text);
        assert.match(text, /ce:GetCostAndUsage.*no billing for you/);
        assert.ok(!fs.existsSync(path.join(folder, "refused.csv")));
    });

    it("goes on without the names of accounts where AWS does not list them, and says so", async () => {
        const error = { code: "AccessDeniedException", message: "no", status: 400 };
        await aws.fault({ operation: "organizations.ListAccounts", times: 50, error });
        const text = await done("--month", MONTH);
        assert.match(text, /^Total \$157\.00/m);
        assert.match(
            text,
            /accounts could not be listed \(AccessDenied.*: no\), so those without an id in the definition \(lake, playground and shop\) are shown by their ids, in no unit and with the default of each dimension\./,
        );
        assert.match((await report()).notes.join(), /could not be listed/);
        assert.match(text, new RegExp(`^${ids.shop} +\\$100\\.00`, "m"));
        // Without the ids, their costs would be missing in the sum, or belong to nobody.
        for (const [asked, accounts] of [
            ["--in Workloads", "lake and shop"],
            ["--in shop", "shop"],
            ["--in team=data", "lake, playground and shop"],
            ["--by team", "lake, playground and shop"],
            ["--by service,unit", "lake, playground and shop"],
        ] as const) {
            const { code, out, error: refused } = await run("--month", MONTH, ...asked.split(" "));
            assert.deepEqual([code, out], [EXIT.refused, ""]);
            assert.ok(refused.includes(`${asked} needs the ids of ${accounts}, and AWS did not list`), refused);
        }
        assert.deepEqual(await lines("--by", "region"), { global: 107.001, "eu-central-1": 50 });
        assert.deepEqual(Object.values(await lines("--in", ids.lake ?? "")), [50]);
        await aws.clearFaults();
    });

    it("says so if it cannot know that the credentials are of the management account", async () => {
        const error = { code: "AccessDeniedException", message: "no", status: 400 };
        await aws.fault({ operation: "organizations.DescribeOrganization", times: 50, error });
        const settings = path.join(folder, "Pulumi.test.yaml");
        const before = fs.readFileSync(settings, "utf8");
        // The account of these credentials is named there.
        assert.doesNotMatch(await done("--month", MONTH), /could not be checked/);
        const { "aws:allowedAccountIds": _, ...config } = stackConfig(aws.url, SERVICES) as Record<string, unknown>;
        fs.writeFileSync(settings, stringify({ config }));
        const text = await done("--month", MONTH);
        fs.writeFileSync(settings, before);
        await aws.clearFaults();
        assert.match(
            text,
            /could not be checked that \d{12} is the management account \(AccessDenied.*: no\): of a member account, Cost Explorer knows the costs of that account alone\./,
        );
    });
});
