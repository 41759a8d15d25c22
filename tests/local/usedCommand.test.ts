import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { MoveAccountCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { stringify } from "yaml";
import { EXIT } from "../../operations/cli/commandError";
import { org, stackConfig, type OrgRun } from "../unit/operations/orgRuns";
import { Fixture } from "./fixture";
import { startLocalAws, type LocalAws } from "./server";

const DEFINITION = `defaults: { email: "{account}@example.com" }
policies:
    no-tables:
        type: SERVICE_CONTROL_POLICY
        description: Denies tables, and deletions of queues
        document:
            Version: "2012-10-17"
            Statement:
                - { Effect: Deny, Action: "dynamodb:*", Resource: "*" }
                - { Effect: Deny, Action: "sqs:DeleteQueue", Resource: "*" }
                - { Effect: Deny, Action: "glue:*", Resource: "*" }
    only-storage:
        type: SERVICE_CONTROL_POLICY
        description: Allows buckets, and to read tables
        document:
            Version: "2012-10-17"
            Statement: [{ Effect: Allow, Action: ["s3:*", "dynamodb:Get*"], Resource: "*" }]
    only-queues:
        type: SERVICE_CONTROL_POLICY
        description: Denies everything but queues and machines
        document:
            Version: "2012-10-17"
            Statement: [{ Effect: Deny, NotAction: ["sqs:*", "ec2:*"], Resource: "*" }]
units:
    Workloads:
        guardrails: [no-tables]
        accounts: { shop: { fullAccess: false, guardrails: [only-storage] }, lake: { guardrails: [only-queues, only-storage] } }
    Later: { accounts: {} }
`;

describe("org used", () => {
    let aws: LocalAws;
    let folder: string;
    const cacheBefore = process.env.XDG_CACHE_HOME;
    const run = (...args: readonly string[]): Promise<OrgRun> => org(folder, ["used", "--stack", "test", ...args]);
    const done = async (...args: readonly string[]): Promise<string> => {
        const { code, out, error } = await run(...args);
        assert.equal(code, EXIT.done, error);
        return out;
    };

    before(async () => {
        aws = await startLocalAws();
        process.env.XDG_CACHE_HOME = path.join(aws.state, "cache");
        folder = fs.mkdtempSync(path.join(aws.state, "stack-"));
        const config = stackConfig(aws.url, ["organizations", "sts", "iam"]);
        fs.writeFileSync(path.join(folder, "Pulumi.test.yaml"), stringify({ config }));
        fs.mkdirSync(path.join(folder, "organizations", "test"), { recursive: true });
        fs.writeFileSync(path.join(folder, "organizations", "test", "organization.yaml"), DEFINITION);
        const client = new OrganizationsClient(aws.clientConfig());
        const fixture = new Fixture(aws, client);
        const { root } = await fixture.createOrganization("ALL");
        await fixture.enable("SERVICE_CONTROL_POLICY");
        const DestinationParentId = await fixture.createUnit(root, "Workloads");
        const ids: string[] = [];
        for (const name of ["shop", "lake"]) {
            const AccountId = await fixture.createAccount(name);
            ids.push(AccountId);
            await client.send(new MoveAccountCommand({ AccountId, SourceParentId: root, DestinationParentId }));
        }
        client.destroy();
        const [shop = "", lake = ""] = ids;
        await aws.addUsage([
            { account: shop, service: "dynamodb", daysAgo: 2, region: "eu-west-1" },
            { account: lake, service: "dynamodb", daysAgo: 120, region: "eu-central-1" },
            { account: lake, service: "sqs", daysAgo: 5, region: "eu-central-1" },
            { account: lake, service: "ec2", daysAgo: 200 },
        ]);
    });
    after(async () => {
        if (cacheBefore === undefined) delete process.env.XDG_CACHE_HOME;
        else process.env.XDG_CACHE_HOME = cacheBefore;
        await aws.stop();
    });

    it("shows what was used in a unit, the latest use first, and asks AWS once a day", async () => {
        const out = await done("Workloads");
        assert.match(out, /^2 services used in the last 90 days, at Workloads\. \d+ not used/);
        assert.match(out, /dynamodb +2 days ago +2 in 400 days +shop +eu-west-1\nsqs +5 days ago +1 in 400 days +lake/);
        await aws.resetCalls();
        assert.equal(await done("Workloads"), out);
        assert.equal((await aws.calls())["iam.GenerateOrganizationsAccessReport"], undefined);
        await done("Workloads", "--fresh");
        assert.equal((await aws.calls())["iam.GenerateOrganizationsAccessReport"], 1);
    });

    it("shows what was not used, in an account and in a time", async () => {
        const { services } = JSON.parse(await done("lake", "--unused", "--since", "30d", "--json")) as {
            services: { service: string; lastAt?: string }[];
        };
        const names = services.map(({ service }) => service);
        assert.deepEqual(names.slice(0, 2), ["dynamodb", "ec2"]);
        assert.ok(names.includes("glue") && !names.includes("sqs"));
    });

    it("shows what a guardrail would have hit, by how many accounts, and where that is not proven", async () => {
        const out = await done("no-tables");
        assert.match(out, /^2 services used in the last 90 days, of what no-tables denies\. 1 not used/);
        assert.match(out, /dynamodb +unit Workloads +entirely +2 days ago +1 of 2 +shop +eu-west-1/);
        assert.match(out, /sqs +unit Workloads +in part +5 days ago +1 of 2 +lake/);
        assert.match(out, /the report does not say whether what is denied was used/);
        assert.match(await done("no-tables", "--unused"), /glue +unit Workloads +entirely +not seen/);
    });

    it("shows what lies outside of an allow list, and where it is none", async () => {
        const out = await done("only-storage", "--since", "400d");
        assert.match(out, /^1 service used in the last 400 days, of what only-storage denies\./);
        assert.match(out, /dynamodb +account shop +in part +2 days ago/);
        assert.match(out, /At account shop it is an allow list/);
        assert.match(out, /At account lake its Allow statements deny nothing, because FullAWSAccess allows everything/);
        const unused = await done("only-storage", "--unused", "--since", "400d");
        assert.match(unused, /sqs +account shop +entirely +not seen/);
        assert.doesNotMatch(unused, /s3 +account|account lake +entirely/);
    });

    it("shows what a guardrail denies that spares some services", async () => {
        const out = await done("only-queues", "--since", "400d");
        assert.match(out, /dynamodb +account lake +entirely +120 days ago/);
        assert.doesNotMatch(out, /sqs|ec2/);
    });

    it("writes a file for spreadsheets", async () => {
        const file = path.join(folder, "used.csv");
        assert.match(await done("no-tables", "--csv", file), /Written to/);
        const [head, first] = fs.readFileSync(file, "utf8").split("\r\n");
        assert.equal(head, "place,service,name,denied,last_used,accounts_since,accounts_ever,last_by,region");
        assert.match(first ?? "", /^unit Workloads,dynamodb,Amazon DynamoDB,all,\d{4}-.*,1,2,shop,eu-west-1$/);
    });

    it("says what AWS does not have yet, and refuses what it cannot answer", async () => {
        assert.match(await done("Later"), /AWS does not have unit Later yet/);
        for (const [args, message] of [
            [["Worklods"], /no unit, account or service control policy "Worklods".*Workloads/],
            [["Workloads", "--since", "401d"], /--since 401d: give 1 to 400 days/],
            [["Workloads", "--csv", "used.txt"], /used\.csv/],
        ] as const) {
            const { code, error } = await run(...args);
            assert.equal(code, EXIT.usage, error);
            assert.match(error, message);
        }
    });
});
